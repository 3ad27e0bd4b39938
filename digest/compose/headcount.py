"""Counts the bodies a text says took part: ``eight departments``, ``and eight other departments``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from digest.model import AnnotatedEntry, Bound, Figure

_TWO_TO_TWENTY = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
_WORDS = _TWO_TO_TWENTY.split()
_SIGNS = "二三四五六七八九"
_NUMBERS = (
    {word: number for number, word in enumerate(_WORDS, start=2)}
    | {sign: number for number, sign in enumerate(_SIGNS, start=2)}
    | {"两": 2, "十": 10, "十一": 11}
    | {f"十{sign}": number for number, sign in enumerate(_SIGNS, start=12)}
)
_NOUNS = ("departments", "ministries", "agencies", "regulators", "authorities", "commissions")
_COUNT = re.compile(
    rf"\b(?P<number>{'|'.join(_WORDS)}|\d{{1,2}})\s+(?P<other>other\s+)?"
    rf"(?:(?:government|state|relevant)\s+)?(?P<noun>{'|'.join(_NOUNS)})\b",
    re.IGNORECASE,
)
_CHINESE_COUNT = re.compile(
    rf"(?P<other>其[他它])?(?<![一{_SIGNS}十百\d])(?P<number>十[一{_SIGNS}]|[两十{_SIGNS}]|\d{{1,2}})个?部[门委]"
)


def headcounts(told: AnnotatedEntry) -> Iterator[Figure]:
    """
    The first count of each kind of body in the headline, and the first in the text.

    Later ones in a text may well be of another document. The unit is the noun; of those that are
    counted as *others*, beside one or more that are named, there is at least one more in all.
    """
    end = len(told.title)
    for start, stop in ((0, end), (end, len(told.text))):
        seen: set[str] = set()
        for figure in _counts(told.text, start, stop):
            if figure.unit not in seen:
                seen.add(figure.unit)
                yield figure


def _counts(text: str, start: int, stop: int) -> Iterator[Figure]:
    for found in _COUNT.finditer(text, start, stop):
        yield _figure(found, found["noun"].lower(), others=bool(found["other"]))
    for found in _CHINESE_COUNT.finditer(text, start, stop):
        yield _figure(found, "departments", others=bool(found["other"]))


def _figure(found: re.Match[str], noun: str, *, others: bool) -> Figure:
    number = found["number"].lower()
    count = int(number) if number.isdecimal() else _NUMBERS[number]
    bound: Bound = "at least" if others else "exact"
    return Figure(Decimal(count + others), noun, found[0], found.span(), measure="count", bound=bound)
