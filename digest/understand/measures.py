"""What an amount measures and which way it went, by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.model import Direction, Figure
from digest.understand.amounts import Amount
from digest.understand.clauses import Clause, Reading, gap, within
from digest.understand.phrases import Hit
from digest.understand.senses import Sense
from digest.understand.units import BASIS, CURRENCIES, PERCENT, POINTS

Told = tuple[str, Direction]
"""A measure and a direction, each empty when it is not told."""

SHARES = frozenset((PERCENT, POINTS, BASIS))
SIGNED = frozenset(("level", "yield"))
"""Measures that can lie below zero: a minus belongs to the amount rather than to its direction."""
_FAR, _FAR_WEAK = 90, 45
"""Characters beyond which a word tells nothing of an amount, and a weak word."""
_WEAK = 60
"""How many characters farther off a strong word may stand and still overrule a weak one."""
_ACROSS = 60
"""How many characters farther off a word counts when another number stands in between."""
_DIGIT = re.compile(r"[0-9]")
_ASIDE = 28
"""How near an amount follows one it restates: ``1,250 BTC, worth about $80 million``."""
_MOVING = frozenset(
    ("", "price", "volume", "market cap", "tvl", "holdings", "supply", "open interest", "revenue", "profit")
)
"""Measures whose words do not say up or down by themselves."""
_NOT_OF_TOKENS = frozenset(("price", "market cap", "valuation", "fine"))
_ADDED = Sense("purchase", weak=True)
"""``adds 200 bitcoin`` is a purchase; ``adds $200`` says which way."""
_HANDED_ON = frozenset(("flow", "liquidation", "change"))
"""Measures that hold for a second amount of the sentence: ``led by BlackRock with $700 million``."""
_TO = re.compile(
    r"(?:\b(?:to|at|above|below|near|past|under|over|around|through|of|towards?|hits?|touched|reached|crossed|"
    r"reclaims?|reclaimed|about|from|broke|breaks|tops?|topped|the|a record|record|roughly|"
    r"as low as|as high as|just|holds?|held|holding|defends|taps?|eyes|retests?)\s){1,4}$|[至到为達达]约?$"
)
_FUNDS = re.compile(r"\b(?:funds?|etfs?|etps?|products|trusts?)\b|基金")
_PRICE_BELOW = 1_000_000
"""No price is this high: ``rose to $2.4 trillion`` is of something else."""


def measure_of(amount: Amount, clause: Clause, reading: Reading, before: Figure | None) -> Told:
    """
    Measure and direction of `amount`, each ``""`` when the text does not tell.

    `before` is the figure told earlier in the same sentence: an amount that has no word of its own may go
    on with its measure.
    """
    senses = within(reading.senses, clause.start, clause.end, amount.span)
    moves = within(reading.moves, clause.start, clause.end, amount.span)
    move = _nearest_move(moves, amount)
    way: Direction = move.value if move else ""
    if amount.unit in SHARES:
        told = _of_share(amount, senses, way, reading)
    else:
        told = _of_sum(amount, clause, reading, senses, move)
    measure, direction = _in_line(amount, told, way, clause, reading, before)
    if amount.sign and measure not in SIGNED:
        ways: tuple[Direction, Direction] = ("in", "out") if measure == "flow" else ("up", "down")
        direction = ways[0] if amount.sign == "+" else ways[1]
    return measure, direction


def _of_sum(
    amount: Amount,
    clause: Clause,
    reading: Reading,
    senses: Sequence[Hit[Sense]],
    move: Hit[Direction] | None,
) -> Told:
    """What a sum of money or an amount of a token measures."""
    money = amount.unit in CURRENCIES
    way: Direction = move.value if move else ""
    fitting = [hit for hit in senses if hit.value.measure not in SIGNED]
    if money:
        too_much = amount.size >= _PRICE_BELOW
        fitting = [
            hit
            for hit in fitting
            if hit.value != _ADDED and not (too_much and hit.value.measure == "price")
        ]
    else:
        fitting = [hit for hit in fitting if hit.value.measure not in _NOT_OF_TOKENS]
    nearest = _best(fitting, amount, reading.text)
    if money and _is_price(amount, clause, reading, nearest, move):
        return "price", way
    if nearest is None:
        return ("change", way) if money and way else ("", "")
    sense = nearest.value
    if sense.measure == "flow":
        return "flow", sense.direction or _as_flow(way)
    if money and way and sense.measure == "loss" and sense.weak and _of_funds(clause, reading):
        return "flow", _as_flow(way)
    return sense.measure, way if sense.measure in _MOVING else ""


def _of_share(amount: Amount, senses: Sequence[Hit[Sense]], way: Direction, reading: Reading) -> Told:
    """What a percentage, or the difference of two, measures."""
    if amount.unit != PERCENT:
        return "change", way
    level = _best([hit for hit in senses if hit.value.measure in SIGNED], amount, reading.text)
    if level is None:
        return ("change", way) if way or amount.sign else ("", "")
    start, end = amount.span
    beside = 0 <= level.start - end <= 2
    if beside or not way or _TO.search(reading.small[max(0, start - 24) : start]):
        return level.value.measure, way
    return "change", way


def _is_price(
    amount: Amount, clause: Clause, reading: Reading, sense: Hit[Sense] | None, move: Hit[Direction] | None
) -> bool:
    """Whether the sum is where a price went or stands: ``fell to $64,000``, ``bitcoin at $64,000``."""
    start = amount.span[0]
    if sense and sense.value.measure == "price":
        return True
    if amount.size >= _PRICE_BELOW or (sense and not sense.value.weak and sense.start < start):
        return False
    if not _TO.search(reading.small[max(clause.start, start - 40) : start]):
        return False
    if move and 0 <= start - move.end < 60:
        return True
    return (not sense or sense.value.weak) and any(
        m.kind == "asset" and clause.start <= m.span[0] < clause.end for m in reading.subjects
    )


def _in_line(
    amount: Amount, told: Told, way: Direction, clause: Clause, reading: Reading, before: Figure | None
) -> Told:
    """What is told, unless the figure before in the same sentence tells better."""
    measure, direction = told
    money = amount.unit in CURRENCIES
    funds = _of_funds(clause, reading) or (before is not None and before.measure == "flow")
    if measure == "change" and money and way and funds:
        return "flow", _as_flow(way)
    if before is None:
        return told
    if money and before.measure == "flow" and measure == "loss" and way:
        return "flow", _as_flow(way)
    if measure:
        return told
    if before.unit not in SHARES and amount.unit not in SHARES and before.unit != amount.unit:
        near = amount.span[0] - before.span[1] <= _ASIDE
        return (before.measure, before.direction) if near and before.measure else told
    if _same_family(before.unit, amount.unit) and before.measure in _HANDED_ON and not amount.sign:
        return before.measure, direction or before.direction
    return told


def _same_family(one: str, other: str) -> bool:
    return one == other or (one in CURRENCIES and other in CURRENCIES)


def _of_funds(clause: Clause, reading: Reading) -> bool:
    """Whether what rose or fell is money in funds, or over bridges, and so flowed."""
    return _FUNDS.search(reading.small, clause.start, clause.end) is not None


def _as_flow(way: Direction) -> Direction:
    flows: dict[Direction, Direction] = {"up": "in", "down": "out"}
    return flows.get(way, "")


def _nearest_move(hits: Sequence[Hit[Direction]], amount: Amount) -> Hit[Direction] | None:
    """The nearest word for up or down; one before the amount is preferred to one a little nearer after."""
    return min(
        (hit for hit in hits if gap(hit, amount.span) <= _FAR),
        key=lambda hit: (gap(hit, amount.span) + (8 if hit.start >= amount.span[1] else 0), hit.start),
        default=None,
    )


def _best(hits: Sequence[Hit[Sense]], amount: Amount, text: str) -> Hit[Sense] | None:
    """The word that tells most of the amount: the nearest, but for its strength and for numbers between."""

    def far(hit: Hit[Sense]) -> int:
        start, end = amount.span
        between = (hit.end, start) if hit.end <= start else (end, hit.start)
        across = _ACROSS if _DIGIT.search(text, *between) else 0
        return gap(hit, amount.span) + across + (_WEAK if hit.value.weak else 0)

    near = (hit for hit in hits if gap(hit, amount.span) <= (_FAR_WEAK if hit.value.weak else _FAR))
    return min(near, key=lambda hit: (far(hit), hit.start), default=None)
