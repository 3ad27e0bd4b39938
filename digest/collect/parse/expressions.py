"""JMESPath over exact numbers, with the few functions that tables of figures need besides."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.functions import Functions, signature
from jmespath.parser import ParsedResult

from digest.collect.parse.numbers import number

MOST_ROWS = 10_000
"""Rows of measurements read of one answer."""


class _Functions(Functions):
    """The functions of JMESPath, which know Decimal as a number, and those of the house."""

    def _get_allowed_pytypes(self, types: Sequence[str]) -> tuple[list[str], list[tuple[str, ...]]]:
        allowed, within = super()._get_allowed_pytypes(types)  # type: ignore[misc]  # not in its stubs
        known = [*allowed, "Decimal"] if "float" in allowed else allowed
        return known, [(*names, "Decimal") if "float" in names else names for names in within]

    def _convert_to_jmespath_type(self, pyobject: str) -> str:
        if pyobject == "Decimal":
            return "number"
        return str(super()._convert_to_jmespath_type(pyobject))  # type: ignore[misc]  # not in its stubs

    @signature({"types": []})
    def _func_type(self, value: Any) -> str:
        return self._convert_to_jmespath_type(type(value).__name__)

    @signature({"types": ["array-number"]})
    def _func_avg(self, numbers: list[Any]) -> Any:
        return sum(numbers) / Decimal(len(numbers)) if numbers else None

    @signature({"types": []})
    def _func_to_number(self, written: Any) -> Any:
        return number(written)

    @signature({"types": ["object"]})
    def _func_items(self, named: dict[str, Any]) -> list[list[Any]]:
        """``[[key, value], …]`` of an object, in its order."""
        return [[key, value] for key, value in named.items()]

    @signature({"types": []}, {"types": []})
    def _func_minus(self, whole: Any, part: Any) -> Decimal | None:
        """The first number less the second, also of strings of numbers; None where either is none."""
        first, second = number(whole), number(part)
        return None if first is None or second is None else first - second

    @signature({"types": ["string"]}, {"types": ["string"]}, {"types": ["string"]})
    def _func_replace(self, text: str, old: str, new: str) -> str:
        """`text` with every `old` as `new`."""
        return text.replace(old, new) if old else text

    @signature({"types": ["object"]})
    def _func_rows(self, columns: dict[str, Any]) -> list[dict[str, Any]] | None:
        """
        As many objects as the longest list of `columns` has values: each with the next value of every list.

        A value that is no list stands in each; a shorter list ends in nulls. None when there is no list.
        """
        lengths = [len(column) for column in columns.values() if isinstance(column, list)]
        return (
            [
                {
                    name: column
                    if not isinstance(column, list)
                    else column[at]
                    if at < len(column)
                    else None
                    for name, column in columns.items()
                }
                for at in range(min(max(lengths), MOST_ROWS))
            ]
            if lengths
            else None
        )


_OPTIONS = jmespath.Options(custom_functions=_Functions())


@lru_cache(maxsize=512)
def _compiled(expression: str) -> ParsedResult:
    return jmespath.compile(expression)


def fault_of(expression: str) -> str:
    """What is wrong with `expression`, in words; empty when it is JMESPath."""
    try:
        if expression:
            _compiled(expression)
    except JMESPathError as error:
        return str(error).splitlines()[0]
    return ""


def search(expression: str, value: Any) -> Any:
    """What `expression` finds in `value`; None where it is empty, finds nothing or does not fit."""
    if not expression:
        return None
    try:
        return _compiled(expression).search(value, _OPTIONS)
    except (JMESPathError, RecursionError, TypeError, ValueError, ArithmeticError):
        return None
