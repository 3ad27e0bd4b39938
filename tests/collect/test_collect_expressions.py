"""JMESPath over exact numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from digest.collect.parse.expressions import fault_of, search
from digest.collect.parse.numbers import number

NUMBERS = {"a": Decimal("0.1"), "b": Decimal("0.2"), "c": 3, "list": [Decimal("0.1"), Decimal("0.2"), 3]}


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("sum(list)", Decimal("3.3")),
        ("avg(list)", Decimal("1.1")),
        ("max(list)", 3),
        ("min(list)", Decimal("0.1")),
        ("abs(a)", Decimal("0.1")),
        ("ceil(a)", 1),
        ("floor(a)", 0),
        ("type(a)", "number"),
        ("list[?@ > `0.15`]", [Decimal("0.2"), 3]),
        ("sort(list)", [Decimal("0.1"), Decimal("0.2"), 3]),
        ("to_number('1.10')", Decimal("1.10")),
        ("to_number('1,100')", None),
        ("minus(c, a)", Decimal("2.9")),
        ("minus('1.5', a)", Decimal("1.4")),
        ("minus(c, nothing)", None),
        ("items(@)[0]", ["a", Decimal("0.1")]),
        ("items(list)", None),
        ("replace('1-2-3', '-', '')", "123"),
        ("replace('1-2-3', '', 'x')", "1-2-3"),
        ("rows({x: list, y: c})[1]", {"x": Decimal("0.2"), "y": 3}),
        ("rows({x: list, y: ['one']})[].y", ["one"]),
        ("rows({x: c})", None),
        ("sum(c)", None),
        ("length(c)", None),
        ("", None),
    ],
)
def test_an_expression_finds(expression: str, found: Any) -> None:
    assert search(expression, NUMBERS) == found


def test_a_wrong_expression_is_told() -> None:
    assert fault_of("a[") != ""
    assert fault_of("a[0]") == fault_of("") == ""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12", Decimal(12)),
        (" -0.50 ", Decimal("-0.50")),
        ("1e3", Decimal(1000)),
        (7, Decimal(7)),
        (Decimal("1.5"), Decimal("1.5")),
        (True, None),
        (None, None),
        (1.5, None),
        ("", None),
        ("1,5", None),
        ("1 000", None),
        ("$1", None),
        ("5%", None),
        ("NaN", None),
        ("Infinity", None),
        ("١٢", None),
        ("1" * 61, None),
    ],
)
def test_a_number_is_read_or_refused(written: Any, read: Decimal | None) -> None:
    assert number(written) == read
