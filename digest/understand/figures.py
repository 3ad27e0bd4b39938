"""Amounts with what they measure, of what, which way, and over which time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from digest.model import Figure, Mention, Span
from digest.understand.amounts import Amount, find_amounts
from digest.understand.clauses import Clause, Reading, gap, within
from digest.understand.lexicon import Lexicon
from digest.understand.measures import SIGNED, measure_of
from digest.understand.subjects import subject_of
from digest.understand.tokens import Token

_DIGIT = re.compile(r"\d")
_COUNTED = ("coin", "stable", "wrapped")


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

    `small` is the text lowered, `sentences` are those of the body, `title_end` is where the title ends. The
    two ends of a range that share their unit (``$5–10 million``) share their quote.
    """
    tokens = {m.span[0]: Token(m.entity, m.quote, m.span[1]) for m in mentions if _counted(m, lexicon)}
    names = [m.span for m in mentions if _DIGIT.search(m.quote)]
    amounts = find_amounts(text, small, names, tokens)
    if not amounts:
        return ()
    reading = Reading(text, small, ((0, title_end), *sentences), mentions, lexicon)
    figures: list[Figure] = []
    sentence: Span | None = None
    for amount in amounts:
        clause = reading.clause(amount.span)
        before = figures[-1] if sentence == clause.sentence else None
        figures.append(_figure(amount, clause, reading, before))
        sentence = clause.sentence
    return tuple(figures)


def _counted(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether people count in the asset: ``1,250 BTC``, but not so many of an index."""
    if mention.kind != "asset":
        return False
    return mention.quote[0] == "$" or lexicon.asset_class(mention.entity) in _COUNTED


def _figure(amount: Amount, clause: Clause, reading: Reading, before: Figure | None) -> Figure:
    start, end = amount.span
    told = measure_of(amount, clause, reading, before)
    negative = amount.sign == "-" and told.measure in SIGNED
    return Figure(
        amount=_plain(-amount.size if negative else amount.size),
        unit=amount.unit,
        quote=reading.text[start:end],
        span=amount.span,
        measure=told.measure,
        direction=told.direction,
        subject=before.subject if before and told.again else subject_of(amount, clause, told, reading),
        period=_period(amount.span, clause, reading),
        bound=amount.bound,
    )


def _period(span: Span, clause: Clause, reading: Reading) -> str:
    """The period named nearest in the clause, or the only one named in the sentence."""
    if near := clause.telling.periods:
        return min(near, key=lambda hit: (gap(hit, span), hit.start)).value
    named = {hit.value for hit in within(reading.telling(clause.sentence).periods, *clause.sentence, span)}
    return named.pop() if len(named) == 1 else ""


def _plain(size: Decimal) -> Decimal:
    """The same size without needless zeros and without an exponent."""
    bare = size.normalize()
    return bare.quantize(Decimal(1)) if bare == bare.to_integral_value() and bare.adjusted() < 27 else bare
