"""Texts made comparable, whatever format they were written in."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

_AMOUNT = re.compile(
    r"[+−-]?(?:CN¥|HK\$|[$€£¥₩])\s?\d(?:[\d,.]*\d)?(?:\s?[KMBT](?![A-Za-z]))?…?|[+−-]?\d(?:[\d,.]*\d)?\s?%"
)
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S*", re.IGNORECASE)


def fold(text: str) -> str:
    """`text` on one line with single spaces, without any character that cannot be seen."""
    text = " ".join(text.split())
    if text.isprintable() and "\N{REPLACEMENT CHARACTER}" not in text:
        return text
    unseen = {ord(c): "" for c in set(text) if unicodedata.category(c) in ("Cc", "Cf", "Cs")}
    text = text.translate(unseen | {0xFFFD: ""})
    return " ".join(text.split())


def beginning(text: str, length: int) -> str:
    """The first `length` characters of `text`, folded, without the marks a cut leaves at their end."""
    return fold(text[:length]).rstrip(" ,;:–—-…")


def amounts(text: str) -> set[str]:
    """Every amount of money and every percentage in a folded `text`, as written but without spaces."""
    return {found.replace(" ", "") for found in _AMOUNT.findall(_ADDRESS.sub(" ", text))}


def strings(value: Any) -> Iterator[str]:
    """Every text in a value of the house, however deep, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for one in value:
            yield from strings(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
