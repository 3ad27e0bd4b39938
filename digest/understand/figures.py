"""Amounts with what they measure, of what, which way, and over which time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from digest.model import Direction, Figure, Mention, Span
from digest.understand.amounts import Amount, find_amounts
from digest.understand.lexicon import Lexicon
from digest.understand.periods import find_periods
from digest.understand.phrases import Hit
from digest.understand.senses import Sense, find_moves, find_senses
from digest.understand.tokens import Token
from digest.understand.units import BASIS, CURRENCIES, PERCENT, POINTS

T = TypeVar("T")

_BREAK = re.compile(
    r"[;:—()\n•·|；，、（）]|\s[-–]\s|,\s|\b(?:while|whereas|but|and|after|although|though|when|following|despite|even as)\b"
)
_SHARES = frozenset((PERCENT, POINTS, BASIS))
_WEAK = 60
"""How many characters farther off a strong word may stand and still overrule a weak one."""
_FAR = 90
_TO = re.compile(
    r"(?:\b(?:to|at|above|below|near|past|under|over|around|through|of|toward|towards|hit|hits|touched|reached|crossed|"
    r"reclaims?|reclaimed|trading at|about|from|broke|breaks|tops?|topped|the|a record|record|low of|high of|as low as|as high as)\s)+$",
    re.IGNORECASE,
)
_INTO = re.compile(
    r"\s+(?:(?:net|in|of|spot)\s+)?(?:\w+\s+){0,3}?(?:to|into|in|from|out of|on|for|at)\s+(?:the\s+|spot\s+|US\s+|U\.S\.\s+)*$"
)
_MOVING = frozenset(
    (
        "change",
        "price",
        "level",
        "yield",
        "volume",
        "market cap",
        "tvl",
        "holdings",
        "supply",
        "open interest",
        "revenue",
        "profit",
        "",
    )
)
_OF_FIRMS = frozenset(
    (
        "fine",
        "funding",
        "valuation",
        "loss",
        "recovered",
        "revenue",
        "profit",
        "purchase",
        "sale",
        "holdings",
    )
)
_FUNDS = re.compile(r"\b(?:funds?|etfs?|etps?|products|trusts?|bridges)\b|基金")
_NOT_OF_TOKENS = frozenset(("price", "market cap", "valuation", "level", "yield", "volume", "fine"))
_ASIDE = 28
"""How near an amount follows another it restates: ``1,250 BTC, worth about $80 million``."""
_SIGNED = frozenset(("level", "yield"))


def find_figures(
    text: str,
    small: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    title_end: int,
) -> tuple[Figure, ...]:
    """
    Every figure of a covered text, in order; ``text[span] == quote`` for each.

    `small` is the text lowered, `sentences` those of the body, `title_end` where the title ends. Two ends
    of one range that share their unit (``$5–10 million``) share their quote.
    """
    tokens = {m.span[0]: Token(m.entity, m.quote, m.span[1]) for m in mentions if _counts(m, lexicon)}
    names = [m.span for m in mentions if any(c.isdigit() for c in m.quote)]
    amounts = find_amounts(text, small, names, tokens)
    if not amounts:
        return ()
    return _Reader(text, small, ((0, title_end), *sentences), mentions, lexicon).figures(amounts)


def _counts(mention: Mention, lexicon: Lexicon) -> bool:
    if mention.kind != "asset":
        return False
    return mention.quote[0] == "$" or lexicon.asset_class(mention.entity) in ("coin", "stable", "wrapped")


def _written(size: Decimal) -> Decimal:
    """The same size without needless zeros and without an exponent."""
    plain = size.normalize()
    return plain.quantize(Decimal(1)) if plain.as_tuple().exponent in range(1, 26) else plain


@dataclass(frozen=True, slots=True)
class _Clause:
    """Where an amount stands: its clause, its sentence, and the words in between that count."""

    start: int
    end: int
    sentence: Span


class _Reader:
    """One text with all its telling words found once."""

    def __init__(
        self,
        text: str,
        small: str,
        sentences: Sequence[Span],
        mentions: Sequence[Mention],
        lexicon: Lexicon,
    ) -> None:
        self._text, self._small = text, small
        self._sentences = sentences
        self._starts = [span[0] for span in sentences]
        self._senses, self._moves = find_senses(small), find_moves(small)
        self._periods = find_periods(text, small)
        self._subjects = [m for m in mentions if _may_be_subject(m, lexicon)]
        self._lexicon = lexicon
        headed = dict.fromkeys(
            m.entity for m in self._subjects if m.span[1] <= sentences[0][1] and m.kind == "asset"
        )
        self._headed = next(iter(headed)) if len(headed) == 1 else ""

    def figures(self, amounts: Sequence[Amount]) -> tuple[Figure, ...]:
        told: list[Figure] = []
        last: tuple[Span, Figure] | None = None
        for amount in amounts:
            clause = self._clause(amount.span)
            before = last[1] if last and last[0] == clause.sentence else None
            figure = self._figure(amount, clause, before)
            told.append(figure)
            last = clause.sentence, figure
        return tuple(told)

    def _figure(self, amount: Amount, clause: _Clause, before: Figure | None) -> Figure:
        start, end = amount.span
        measure, direction = self._measure(amount, clause)
        if (
            not measure
            and before
            and _alike(before.unit, amount.unit)
            and before.measure in ("flow", "change", "liquidation")
        ):
            if before.measure != "change" or not amount.sign:
                measure, direction = before.measure, direction or before.direction
        if amount.sign and measure not in _SIGNED:
            ways: tuple[Direction, Direction] = ("in", "out") if measure == "flow" else ("up", "down")
            direction = ways[0] if amount.sign == "+" else ways[1]
        size = -amount.size if amount.sign == "-" and measure in _SIGNED else amount.size
        return Figure(
            amount=_written(size),
            unit=amount.unit,
            quote=self._text[start:end],
            span=amount.span,
            measure=measure,
            direction=direction,
            subject=self._subject(amount, clause, measure),
            period=self._period(amount.span, clause),
            bound=amount.bound,
        )

    def _clause(self, span: Span) -> _Clause:
        index = max(0, bisect_right(self._starts, span[0]) - 1)
        sentence = self._sentences[index]
        if not sentence[0] <= span[0] < sentence[1]:
            sentence = span
        start, end = max(sentence[0], span[0] - 240), min(sentence[1], span[1] + 240)
        for found in _BREAK.finditer(self._text, start, span[0]):
            start = found.end()
        after = _BREAK.search(self._text, span[1], end)
        return _Clause(start, after.start() if after else end, sentence)

    # --- measure ------------------------------------------------------------------------------------

    def _measure(self, amount: Amount, clause: _Clause) -> tuple[str, Direction]:
        senses = _within(self._senses, clause.start, clause.end, amount.span)
        moves = _within(self._moves, clause.start, clause.end, amount.span)
        move = _nearest(moves, amount.span)
        way: Direction = move.value if move else ""
        if amount.unit in _SHARES:
            return self._share(amount, senses, way)
        nearest = _best_sense(
            [hit for hit in senses if hit.value.measure not in ("level", "yield")], amount.span
        )
        sense = nearest.value if nearest else Sense("")
        measure = sense.measure
        if amount.unit in CURRENCIES and self._is_price(amount, clause, nearest, move):
            measure, sense = "price", Sense("price")
        elif not measure and way:
            measure = "change" if amount.unit in CURRENCIES else ""
        if measure == "flow":
            return measure, sense.direction
        return measure, way if measure in _MOVING else ""

    def _is_price(
        self, amount: Amount, clause: _Clause, sense: Hit[Sense] | None, move: Hit[Direction] | None
    ) -> bool:
        """Whether the amount is where a price went or stands: ``fell to $64,000``, ``bitcoin at $64,000``."""
        if sense and (
            sense.value.measure == "price" or (not sense.value.weak and sense.start < amount.span[0])
        ):
            return sense.value.measure == "price"
        lead = self._small[max(clause.start, amount.span[0] - 40) : amount.span[0]]
        if not _TO.search(lead) or amount.size >= 1_000_000:
            return False
        if move and move.start < amount.span[0] and amount.span[0] - move.end < 40:
            return True
        priced = [m for m in self._subjects if m.kind == "asset" and clause.start <= m.span[0] < clause.end]
        return bool(priced) and not sense

    def _share(self, amount: Amount, senses: Sequence[Hit[Sense]], way: Direction) -> tuple[str, Direction]:
        """What a percentage, or a difference of two, measures."""
        if amount.unit != PERCENT:
            return "change", way
        levels = [hit for hit in senses if hit.value.measure in ("level", "yield")]
        found = _best_sense(levels, amount.span)
        if found is None:
            return ("change", way) if way or amount.sign else ("", "")
        lead = self._small[max(0, amount.span[0] - 24) : amount.span[0]]
        beside = found.start >= amount.span[1] and found.start - amount.span[1] <= 2
        if _TO.search(lead) or beside or not way:
            return found.value.measure, way
        return "change", way

    # --- subject and period ---------------------------------------------------------------------------

    def _subject(self, amount: Amount, clause: _Clause, measure: str) -> str:
        near = [m for m in self._subjects if clause.start <= m.span[0] and m.span[1] <= clause.end]
        rest = [
            m for m in self._subjects if clause.sentence[0] <= m.span[0] and m.span[1] <= amount.span[0]
        ]
        own = (
            amount.unit
            if self._lexicon.kind(amount.unit) == "asset" and amount.unit not in CURRENCIES
            else ""
        )
        if found := self._closest(near, amount, measure, own):
            return found
        if own:
            return own
        return self._closest(rest, amount, measure, "") or (self._headed if measure else "")

    def _closest(self, mentions: Sequence[Mention], amount: Amount, measure: str, own: str) -> str:
        """The mention that stands nearest, those of the kind the measure is of preferred."""
        best, least = "", 10_000
        for mention in mentions:
            if mention.entity == own or _overlap(mention.span, amount.span):
                continue
            if own and mention.kind == "asset":
                continue
            far = self._distance(mention, amount, measure)
            if far < least:
                best, least = mention.entity, far
        return best

    def _distance(self, mention: Mention, amount: Amount, measure: str) -> int:
        start, end = amount.span
        if mention.span[0] >= end:
            between = self._text[end : mention.span[0]]
            far = len(between) + (0 if measure == "flow" else 12)
            if measure == "flow" and len(between) < 60 and _INTO.search(between):
                far = min(far, 3)
        else:
            far = start - mention.span[1]
        firms = measure in _OF_FIRMS
        if mention.kind == "body":
            far += 20 if measure in ("level", "change") and amount.unit in _SHARES else 200
        elif (mention.kind == "organisation") != firms:
            far += 40
        return far

    def _period(self, span: Span, clause: _Clause) -> str:
        near = _within(self._periods, clause.start, clause.end, span)
        if near:
            return min(near, key=lambda hit: (_gap(hit, span), hit.start)).value
        sentence = _within(self._periods, *clause.sentence, span)
        return sentence[0].value if len({hit.value for hit in sentence}) == 1 else ""


def _may_be_subject(mention: Mention, lexicon: Lexicon) -> bool:
    if mention.kind == "asset":
        return lexicon.asset_class(mention.entity) != "currency"
    return mention.kind in ("organisation", "body")


def _alike(one: str, other: str) -> bool:
    return (
        one == other
        or (one in CURRENCIES) == (other in CURRENCIES)
        and (one in _SHARES) == (other in _SHARES)
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(hits: Sequence[Hit[T]], start: int, end: int, but: Span) -> list[Hit[T]]:
    """The hits inside ``start:end`` that do not touch the span `but`."""
    first = bisect_left(hits, start, key=lambda hit: hit.start)
    inside = []
    for index in range(first, len(hits)):
        hit = hits[index]
        if hit.start >= end:
            break
        if hit.end <= but[0] or hit.start >= but[1]:
            inside.append(hit)
    return inside


def _gap(hit: Hit[T], span: Span) -> int:
    return span[0] - hit.end if hit.end <= span[0] else hit.start - span[1]


def _nearest(hits: Sequence[Hit[T]], span: Span) -> Hit[T] | None:
    """The nearest hit; one before the span is preferred to one a little nearer after it."""
    return min(
        (hit for hit in hits if _gap(hit, span) <= _FAR),
        key=lambda hit: (_gap(hit, span) + (8 if hit.start >= span[1] else 0), hit.start),
        default=None,
    )


def _best_sense(hits: Sequence[Hit[Sense]], span: Span) -> Hit[Sense] | None:
    return min(
        (hit for hit in hits if _gap(hit, span) <= _FAR),
        key=lambda hit: (_gap(hit, span) + (_WEAK if hit.value.weak else 0), hit.start),
        default=None,
    )
