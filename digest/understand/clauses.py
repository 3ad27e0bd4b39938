"""A text with its telling words found once, and the clause an amount stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from digest.model import Direction, Mention, Span
from digest.understand.lexicon import Lexicon
from digest.understand.periods import find_periods
from digest.understand.phrases import Hit
from digest.understand.senses import Sense, find_moves, find_senses

T = TypeVar("T")

_BREAK = re.compile(
    r"[;:—()\n•·|；，、（）]|\s[-–]\s|,\s"
    r"|\b(?:while|whereas|but|and|after|although|though|when|following|despite|even as)\b"
)
_LONGEST = 240
"""How far a clause reaches from an amount at most."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Where an amount stands: its clause within its sentence."""

    start: int
    end: int
    sentence: Span


class Reading:
    """A covered text with all that tells of its amounts."""

    def __init__(
        self,
        text: str,
        small: str,
        sentences: Sequence[Span],
        mentions: Sequence[Mention],
        lexicon: Lexicon,
    ) -> None:
        """`sentences` begin with the title's span; `small` is the text lowered."""
        self.text = text
        self.small = small
        self.lexicon = lexicon
        names = [m.span for m in mentions if m.kind != "asset"]
        self.senses: list[Hit[Sense]] = _outside(find_senses(small), names)
        self.moves: list[Hit[Direction]] = _outside(find_moves(small), names)
        self.periods: list[Hit[str]] = find_periods(text, small)
        self.subjects: list[Mention] = [m for m in mentions if _may_be_subject(m, lexicon)]
        self._sentences = sentences
        self._starts = [span[0] for span in sentences]

    @property
    def headed(self) -> str:
        """The asset the title is about, when it names just one; else ``""``."""
        end = self._sentences[0][1]
        named = dict.fromkeys(m.entity for m in self.subjects if m.span[1] <= end and m.kind == "asset")
        return next(iter(named)) if len(named) == 1 else ""

    def clause(self, span: Span) -> Clause:
        """The clause around `span`, which never leaves its sentence."""
        sentence = self._sentences[max(0, bisect_right(self._starts, span[0]) - 1)]
        if not sentence[0] <= span[0] < sentence[1]:
            sentence = span
        start, end = max(sentence[0], span[0] - _LONGEST), min(sentence[1], span[1] + _LONGEST)
        for found in _BREAK.finditer(self.text, start, span[0]):
            # A label belongs to its amount: ``Net flow: +$12M``.
            if found.group() != ":" or self.text[found.end() : span[0]].strip():
                start = found.end()
        after = _BREAK.search(self.text, span[1], end)
        return Clause(start, after.start() if after else end, sentence)


def within(hits: Sequence[Hit[T]], start: int, end: int, but: Span) -> list[Hit[T]]:
    """Those of the ordered `hits` that begin in ``start:end`` and do not touch the span `but`."""
    inside = []
    for index in range(bisect_left(hits, start, key=lambda hit: hit.start), len(hits)):
        hit = hits[index]
        if hit.start >= end:
            break
        if hit.end <= but[0] or hit.start >= but[1]:
            inside.append(hit)
    return inside


def gap(hit: Hit[T], span: Span) -> int:
    """Characters between a hit and a span that it does not touch."""
    return span[0] - hit.end if hit.end <= span[0] else hit.start - span[1]


def _outside(hits: list[Hit[T]], names: Sequence[Span]) -> list[Hit[T]]:
    """The hits that are no part of a name, such as the ``Reserve`` of a central bank; both in order."""
    kept, index = [], 0
    for hit in hits:
        while index < len(names) and names[index][1] <= hit.start:
            index += 1
        if index == len(names) or names[index][0] >= hit.end:
            kept.append(hit)
    return kept


def _may_be_subject(mention: Mention, lexicon: Lexicon) -> bool:
    if mention.kind == "asset":
        return lexicon.asset_class(mention.entity) != "currency"
    return mention.kind in ("organisation", "body")
