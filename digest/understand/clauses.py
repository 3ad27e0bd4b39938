"""The clause an amount stands in, with the words in it that tell of amounts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from digest.model import Direction, Mention, Span
from digest.understand.lexicon import Lexicon
from digest.understand.periods import dated_periods
from digest.understand.phrases import Hit
from digest.understand.sense_words import ADDED, Sense
from digest.understand.senses import Telling, find_telling

T = TypeVar("T")

_GOES_ON = re.compile(
    r"[\s(（]*(?:or\s[0-9.,]+\s?(?:%|percent|per cent|points|bps?),?\s)?(?:(?:to|до|auf|à|hasta)\s)?"
    r"(?:(?:briefly\s)?(?:touching|hitting|reaching)\s)?"
    r"(?:(?:total+ing|amounting to|worth|valued at|or|about|around|roughly|nearly|some|more than|"
    r"over|up to|an?|equal to|equivalent to)\s)*"
    r"(?:(?:共计|累计|合计|总计|约合|价值|规模|约|或|共|达)\s?)*[(（]?"
)
"""What may stand between a break and an amount that still belongs to the clause before."""
_OF = re.compile(r"\s(?:worth\s)?(?:of\s|in\s)?")
_AT = re.compile(
    r"\s(?:(?:price|back|up|down)\s)?(?:to|at|above|below|near|under|past|over)\s(?:about\s|around\s|the\s)?"
)
_LONGEST = 240
"""How far a clause reaches from an amount at most."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Where an amount stands: its clause within its sentence, and what the words of the clause tell."""

    start: int
    end: int
    sentence: Span
    telling: Telling


class Reading:
    """A covered text with all that tells of its amounts; a sentence is read when an amount stands in it."""

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
        self.subjects: list[Mention] = [m for m in mentions if _may_be_subject(m, lexicon)]
        self._places = [m.span[0] for m in self.subjects]
        self._names = [m.span for m in mentions if m.kind != "asset"]
        self._sentences = sentences
        self._starts = [span[0] for span in sentences]
        self._tellings: dict[Span, Telling] = {}

    @property
    def headed(self) -> str:
        """The asset the title is about, when it names just one; else ``""``."""
        end = self._sentences[0][1]
        named = dict.fromkeys(m.entity for m in self.subjects if m.span[1] <= end and m.kind == "asset")
        return next(iter(named)) if len(named) == 1 else ""

    def named(self, start: int, end: int) -> list[Mention]:
        """The names that begin in ``start:end``, in order."""
        return self.subjects[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def in_title(self, place: int) -> bool:
        """Whether the title holds this place."""
        return place < self._sentences[0][1]

    def clause(self, span: Span) -> Clause:
        """The clause around `span`, which never leaves its sentence."""
        sentence = self._sentences[max(0, bisect_right(self._starts, span[0]) - 1)]
        if not sentence[0] <= span[0] < sentence[1]:
            sentence = span
        start, end = max(sentence[0], span[0] - _LONGEST), min(sentence[1], span[1] + _LONGEST)
        told = self.telling(sentence)
        after = bisect_left(told.breaks, (span[1], 0))
        for opened, closed in reversed(told.breaks[:after]):
            if closed > span[0]:
                continue
            if opened < start:
                break
            # A label belongs to its amount, ``Net flow: +$12M``, and so does what restates an amount.
            label = self.text[opened] == ":" and not self.text[closed : span[0]].strip()
            if not label and not _GOES_ON.fullmatch(self.small, closed, span[0]):
                start = closed
                break
        end = min(end, told.breaks[after][0]) if after < len(told.breaks) else end
        inside = Telling(
            within(told.senses, start, end, span),
            within(told.moves, start, end, span),
            within(told.periods, start, end, span),
            [],
        )
        return Clause(start, end, sentence, inside)

    def names_asset_after(self, end: int) -> bool:
        """Whether the amount that ends there is one of a coin: ``$330M BTC``, ``$2.7M in bitcoin``."""
        return any(
            m.kind == "asset" and _OF.fullmatch(self.small, end, m.span[0])
            for m in self.named(end + 1, end + 16)
        )

    def asset_stands_at(self, start: int) -> bool:
        """Whether an asset and a word of place are all that stands before: ``bitcoin to``, ``BTC near``."""
        return any(
            m.kind == "asset" and _AT.fullmatch(self.small, m.span[1], start)
            for m in self.named(start - 80, start)
            if 0 < start - m.span[1] < 24
        )

    def subject_before(self, span: Span, start: int) -> str:
        """The class of the asset named last in ``start:span``, ``""`` when the last name is no asset's."""
        named = [m for m in self.named(start, span[0]) if m.span[1] <= span[0]]
        return self.lexicon.asset_class(named[-1].entity) if named else ""

    def telling(self, sentence: Span) -> Telling:
        """The telling words of a sentence, but for those inside names (``Federal Reserve``)."""
        if sentence not in self._tellings:
            told = find_telling(self.small, *sentence)
            dated = dated_periods(self.text, *sentence)
            names = [name for name in self._names if sentence[0] <= name[0] < sentence[1]]
            self._tellings[sentence] = Telling(
                _outside(told.senses, names),
                _outside(told.moves, names),
                sorted((*told.periods, *dated)) if dated else told.periods,
                told.breaks,
            )
        return self._tellings[sentence]


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
    """The hits that are no part of a name; both in order."""
    if not names:
        return hits
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


def nearest_move(moves: Sequence[Hit[Direction]], span: Span, farthest: int) -> Hit[Direction] | None:
    """The nearest word for up, down or neither; one before is preferred to one a little nearer after."""
    return min(
        (hit for hit in moves if gap(hit, span) <= farthest),
        key=lambda hit: (gap(hit, span) + (8 if hit.start >= span[1] else 0), hit.start),
        default=None,
    )


def best_sense(senses: Sequence[Hit[Sense]], span: Span, text: str) -> Hit[Sense] | None:
    """The word that tells most of the amount: the nearest, but for its strength and for numbers between."""

    def far(hit: Hit[Sense]) -> int:
        before = hit.end <= span[0]
        between = (hit.end, span[0]) if before else (span[1], hit.start)
        across = (_ACROSS if before else _ACROSS_AFTER) if _DIGIT.search(text, *between) else 0
        if not before and _ITS_OWN.match(text, hit.end):
            across = _ACROSS_AFTER
        weak = hit.value.weak and not (before and hit.value == ADDED and gap(hit, span) == 1)
        return gap(hit, span) + across + (_WEAK if weak else 0)

    near = (hit for hit in senses if gap(hit, span) <= (_FAR_WEAK if hit.value.weak else _FAR))
    return min(near, key=lambda hit: (far(hit), hit.start), default=None)


_FAR, _FAR_WEAK = 90, 45
"""Characters beyond which a word tells nothing of an amount, and a weak word."""
_WEAK = 60
"""How many characters farther off a strong word may stand and still overrule a weak one."""
_ACROSS, _ACROSS_AFTER = 60, 100
"""How many characters farther off a word counts when another number stands in between."""
_DIGIT = re.compile(r"[0-9]")
_ITS_OWN = re.compile(
    r"\s(?:of|at|to|near|above|over)\s(?:about\s|around\s|roughly\s|nearly\s)?(?:[A-Z]{0,3}[$€£¥₩₹])?[0-9]"
)
"""After a word that tells of the next number: ``raised $350 million at a valuation of $3 billion``."""
