"""What an amount measures and which way it went, by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.model import Direction, Figure
from digest.understand.amounts import Amount
from digest.understand.clauses import Clause, Reading, best_sense, nearest_move
from digest.understand.counts import COUNTED, HEADS
from digest.understand.phrases import Hit
from digest.understand.sense_words import ADDED, Sense
from digest.understand.units import BASIS, CURRENCIES, PERCENT, POINTS


@dataclass(frozen=True, slots=True)
class Told:
    """A measure and a direction, each empty when the text does not tell."""

    measure: str = ""
    direction: Direction = ""
    word: int = -1
    """Where the word that tells the measure begins; -1 when there is none."""


SHARES = frozenset((PERCENT, POINTS, BASIS))
SIGNED = frozenset(("level", "yield"))
"""Measures that can lie below zero: a minus belongs to the amount rather than to its direction."""
_FAR = 90
_ASIDE = 28
"""How near an amount follows one it restates: ``1,250 BTC, worth about $80 million``."""
_MOVING = frozenset(
    ("", "price", "volume", "market cap", "tvl", "holdings", "supply", "open interest", "revenue", "profit")
)
"""Measures whose words do not say up or down by themselves."""
_NOT_OF_TOKENS = frozenset(("price", "market cap", "valuation", "fine", "revenue"))
_NOT_OF_BULKS = _NOT_OF_TOKENS | {"funding", "profit"}
_TO = re.compile(
    r"(?:\b(?:to|at|above|below|near|past|under|over|around|through|of|towards?|hits?|touched|reached|crossed|"
    r"reclaims?|reclaimed|about|from|broke|breaks|tops?|topped|the|a record|record|roughly|"
    r"as low as|as high as|just|holds?|held|holding|defends?|taps?|eyes|retests?|retakes?|back|"
    r"auf|unter|über|rund|à|sous|los|las|до|ниже|выше)\s){1,4}$|[至到為达達破]约?$"
)
_GOVERNED = re.compile(
    r"\s?(?:(?:by|of|about|another|an?|the|extra|more|than|as|much|over|nearly|around|some|up|further|roughly|"
    r"almost|at|least|only|just|record|additional|total|to|from|past|above|un|une|um|на|до|de|auf|about|half)\s)*"
)
_PASSIVE = re.compile(r"\s?(?:(?:was|were|are|is|been|to be|be)\s)?|[的被]?")
_CLOSES = re.compile(
    r"\s?(?:$|[.,;:!?)\n。，；]|(?:in|on|by|at|this|since|as|from|over|for|last|to)\b)|[^\x00-\u2e7f]"
)
_STATED = re.compile(r"(?<![a-z])(?:to|auf|à|до|a)\s(?:\w+\s){0,2}$|(?<!幅)[至到为為達达](?:约|逾)?$|^に")
_RESTATES = re.compile(
    r"\s?[,(（，]?\s?(?:for|worth|valued at|equal to|or|in exchange for|价值|约合)?\s?"
    r"(?:about|around|roughly|nearly|some|约|approximately|a total of)?\s?"
)
_FUNDS = re.compile(r"\b(?:funds?|etfs?|etps?|products|trusts?|fonds|fondos)\b|基金|aktienfonds|фонд")
_PRICED = frozenset(("coin", "stable", "wrapped", "chain", "commodity", "index", "equity"))
_PRICE_BELOW = 1_000_000
"""No price is this high: ``rose to $2.4 trillion`` is of something else."""
_RANGE = re.compile(r"\s?[-–—~～至到]\s?")
_JOINT = re.compile(r"\s?(?:to|and|,|、|和)\s?")


def measure_of(amount: Amount, clause: Clause, reading: Reading, before: Figure | None) -> Told:
    """
    Measure and direction of `amount`, each ``""`` when the text does not tell.

    `before` is the figure told earlier in the same sentence: an amount that has no word of its own may go
    on with its measure.
    """
    move = nearest_move(clause.telling.moves, amount.span, _FAR)
    if amount.unit in SHARES:
        told = _of_share(amount, clause, move, reading)
    elif amount.unit in HEADS:
        told = Told("count", _governing(amount, move, reading))
    elif amount.unit == "points":
        told = Told("change", move.value) if move and move.value else Told()
    else:
        told = _of_sum(amount, clause, reading, move)
    told = _in_line(amount, told, move.value if move else "", clause, reading, before)
    if amount.sign and told.measure not in SIGNED:
        ways: tuple[Direction, Direction] = ("in", "out") if told.measure == "flow" else ("up", "down")
        told = replace(told, direction=ways[0] if amount.sign == "+" else ways[1])
    return told


# --- sums -----------------------------------------------------------------------------------------


def _of_sum(amount: Amount, clause: Clause, reading: Reading, move: Hit[Direction] | None) -> Told:
    """What a sum of money or an amount of a token measures."""
    money = amount.unit in CURRENCIES
    way: Direction = move.value if move else ""
    added = money and not reading.names_asset_after(amount.span[1])
    nearest = best_sense(_fitting(amount, clause.telling.senses, money, added), amount.span, reading.text)
    if money and _is_price(amount, clause, reading, nearest, move):
        return Told("price", way)
    governing = _governing(amount, move, reading)
    if nearest is None:
        stated = _STATED.search(reading.small[max(0, amount.span[0] - 24) : amount.span[0]])
        return Told("change", governing) if governing and not stated else Told()
    sense, word = nearest.value, nearest.start
    if sense.measure == "flow":
        return Told("flow", sense.direction or _as_flow(way), word)
    if money and way and sense.measure == "loss" and sense.weak:
        subject = reading.subject_before(amount.span, clause.start)
        if _of_funds(clause, reading) or subject == "fund":
            return Told("flow", _as_flow(way), word)
        if subject in _PRICED and amount.size < _PRICE_BELOW:
            return Told("change", way, word)
    return Told(sense.measure, way if sense.measure in _MOVING else "", word)


def _fitting(amount: Amount, senses: Sequence[Hit[Sense]], money: bool, added: bool) -> list[Hit[Sense]]:
    """The senses that an amount of this unit and size can have; `added` if ``adds`` only says up."""
    fitting = [hit for hit in senses if hit.value.measure not in SIGNED]
    if not money:
        foreign = _NOT_OF_BULKS if amount.unit in COUNTED else _NOT_OF_TOKENS
        return [hit for hit in fitting if hit.value.measure not in foreign]
    too_much = amount.size >= _PRICE_BELOW
    return [
        hit
        for hit in fitting
        if not (added and hit.value == ADDED) and not (too_much and hit.value.measure == "price")
    ]


def _governing(amount: Amount, move: Hit[Direction] | None, reading: Reading) -> Direction:
    """The way of a word that has the amount as its object: ``cut 4,000 jobs``, ``a $500 drop``."""
    if move is None:
        return ""
    start, end = amount.span
    if move.end <= start:
        return move.value if _GOVERNED.fullmatch(reading.small, move.end, start) else ""
    # A ``$500 drop``, ``4,000 jobs were cut``; but ``three banks cut`` something else.
    near = _PASSIVE.fullmatch(reading.small, end, move.start)
    return move.value if near and _CLOSES.match(reading.small, move.end) else ""


def _is_price(
    amount: Amount, clause: Clause, reading: Reading, sense: Hit[Sense] | None, move: Hit[Direction] | None
) -> bool:
    """Whether the sum is where a price went or stands: ``fell to $64,000``, ``bitcoin at $64,000``."""
    start = amount.span[0]
    if sense and sense.value.measure == "price" and not sense.value.weak:
        return True
    if amount.size < _PRICE_BELOW and reading.asset_stands_at(start):
        return True
    if amount.size >= _PRICE_BELOW or (sense and not sense.value.weak and sense.start < start):
        return False
    if not _TO.search(reading.small[max(clause.start, start - 40) : start]):
        return sense is not None and sense.value.measure == "price"
    if move and move.end <= start and start - move.end < 60:
        return True
    return (not sense or sense.value.weak) and any(
        m.kind == "asset" and clause.start <= m.span[0] < clause.end for m in reading.subjects
    )


# --- shares ---------------------------------------------------------------------------------------


def _of_share(amount: Amount, clause: Clause, move: Hit[Direction] | None, reading: Reading) -> Told:
    """What a percentage, or the difference of two, measures."""
    way: Direction = move.value if move else ""
    if amount.unit != PERCENT:
        return Told("change", way)
    start, end = amount.span
    levels = [hit for hit in clause.telling.senses if hit.value.measure in SIGNED]
    level = best_sense(levels, amount.span, reading.text)
    stated = _STATED.search(reading.small[max(0, start - 24) : start]) or reading.small.startswith(
        "に", end
    )
    if level is None:
        if way and stated:
            return Told("level", way)
        return Told("change", way) if way or amount.sign else Told()
    beside = 0 <= level.start - end <= 2
    if beside or not way or stated or _TO.search(reading.small[max(0, start - 24) : start]):
        return Told(level.value.measure, way, level.start)
    return Told("change", way)


# --- with the figure before -----------------------------------------------------------------------


def _in_line(
    amount: Amount, told: Told, way: Direction, clause: Clause, reading: Reading, before: Figure | None
) -> Told:
    """What is told, unless the figure before in the same sentence tells better."""
    money = amount.unit in CURRENCIES
    held = reading.subject_before(amount.span, clause.start) == "fund"
    funds = held or _of_funds(clause, reading) or (before is not None and before.measure == "flow")
    if told.measure == "change" and money and way and funds:
        return Told("flow", _as_flow(way))
    if before is None:
        return told
    if money and before.measure == "flow" and told.measure == "loss" and way:
        return Told("flow", _as_flow(way))
    between = reading.small[before.span[1] : amount.span[0]]
    if before.measure and _restates(amount, before, between):
        return Told(before.measure, before.direction)
    same = before.unit == amount.unit or (before.unit in CURRENCIES and money)
    if same and before.measure and _RANGE.fullmatch(between):
        return Told(before.measure, before.direction)
    if told.measure or not same or amount.sign or len(between) > _FAR:
        return told
    if before.measure == "price" and not _JOINT.fullmatch(between):
        return told
    return Told(before.measure, told.direction or before.direction)


def _restates(amount: Amount, before: Figure, between: str) -> bool:
    """Whether the amount tells the one before again in another unit: ``1,250 BTC for $80 million``."""
    units = {before.unit, amount.unit}
    if len(units) == 1 or units & SHARES or units & HEADS.keys() or "points" in units:
        return False
    return len(between) <= _ASIDE and _RESTATES.fullmatch(between) is not None


def _of_funds(clause: Clause, reading: Reading) -> bool:
    """Whether what rose or fell is money in funds, or over bridges, and so flowed."""
    return _FUNDS.search(reading.small, clause.start, clause.end) is not None


def _as_flow(way: Direction) -> Direction:
    flows: dict[Direction, Direction] = {"up": "in", "down": "out"}
    return flows.get(way, "")
