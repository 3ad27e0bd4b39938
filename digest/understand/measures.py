"""What an amount measures and which way it went, by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.model import Direction, Figure
from digest.understand.amounts import Amount
from digest.understand.clauses import Clause, Reading, best_sense, nearest_move, within
from digest.understand.counts import COUNTED, HEADS
from digest.understand.phrases import Hit
from digest.understand.sense_words import Sense
from digest.understand.units import BASIS, CURRENCIES, PERCENT, POINTS


@dataclass(frozen=True, slots=True)
class Told:
    """A measure and a direction, each empty when the text does not tell."""

    measure: str = ""
    direction: Direction = ""
    word: int = -1
    """Where the word that tells the measure begins; -1 when there is none."""
    again: bool = False
    """Whether the figure before is told once more, in another unit."""


SHARES = frozenset((PERCENT, POINTS, BASIS))
SIGNED = frozenset(("level", "yield"))
"""Measures that can lie below zero: a minus belongs to the amount rather than to its direction."""
_ENDINGS: dict[str, Direction] = {"高": "up", "増": "up", "安": "down", "減": "down"}
"""What Japanese headlines write right after an amount that rose or fell: ``1.8%安``."""
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
    r"reclaims?|reclaimed|about|from|broke|breaks|tops?|topped|touching|reaching|hitting|the|a record|"
    r"record|roughly|"
    r"as low as|as high as|just|holds?|held|holding|defends?|taps?|eyes|retests?|retakes?|back|"
    r"auf|unter|über|rund|à|sous|les|los|las|до|ниже|выше)\s){1,4}$|[至到為达達破]约?$"
)
_GOVERNED = re.compile(
    r"\s?(?:(?:by|of|about|another|an?|the|extra|more|than|as|much|over|nearly|around|some|up|further|roughly|"
    r"almost|at|least|only|just|record|additional|total|to|from|past|above|un|une|um|на|до|de|auf|about|half)\s)*"
)
_PASSIVE = re.compile(r"\s?(?:(?:was|were|are|is|been|to be|be)\s)?|[的被]?")
_CLOSES = re.compile(
    r"\s?(?:$|[.,;:!?)\n。，；]|(?:in|on|by|at|this|since|as|from|over|for|last|to)\b)|[^\x00-\u2e7f]"
)
_STATED = re.compile(
    r"(?<![a-z])(?:to|auf|à|до|a)\s(?!trade\b)(?:\w+\s){0,2}$|(?<!幅)[至到为為達达](?:约|逾)?$|^に"
)
_RESTATES = re.compile(
    r"\s?[,(（，]?\s?(?:for|worth|valued at|equal to|or|in exchange for|价值|约合)?\s?"
    r"(?:about|around|roughly|nearly|some|约|approximately|a total of)?\s?"
)
_FUNDS = re.compile(r"\b(?:funds?|etfs?|etps?|products|trusts?|fonds|fondos)\b|基金|aktienfonds|фонд")
_PRICED = frozenset(("coin", "stable", "wrapped", "chain", "commodity", "index", "equity"))
_PRICE_BELOW = 1_000_000
"""No price is this high: ``rose to $2.4 trillion`` is of something else."""
_RANGE = re.compile(r"\s?[-–—~～至到]\s?")
_WHOSE = re.compile(r"\s(?:(?:its|his|her|their|our|an?|the|all|of|entire|whole|full|remaining|big)\s)+")
"""Between a word for a deed and one for what is held: ``sold its entire stash``."""
_ITS = re.compile(r"\b(?:its|their|the|this)\s(?:\w+\s){0,2}$")
"""Before a move that is a noun: ``extending its monthly decline to 32%``."""
_ARTICLE = re.compile(
    r"\san?\s(?:(?:nearly|about|roughly|further|around|almost|whopping|over|more than)\s)?$"
)
_LEVEL = re.compile(
    r"\s(?:(?:price|key|support|psychological|resistance)\s)?(?:levels?|mark|threshold|support|resistance|handle|zone|area|region|target|barrier)\b"
)
"""After what is a price: ``the $70,000 level``."""
_AT = re.compile(
    r"(?<!valued)(?<!stands)(?<!stood)(?<! in)(?<!assets)(?<!starting)\sat\s"
    r"(?:(?:about|around|roughly|nearly|just)\s)?$"
)
_MOVED_BY = re.compile(
    r"(?:gain|rose|ris|fell|fall|lost|los|add|shed|drop|jump|climb|slid|eas|declin|advanc|surg|plung|"
    r"tumbl)\w* $"
)
"""Verbs that have for an object how far a price moved."""
_DIGIT = re.compile(r"[0-9]")
CHANCE = re.compile(r"\s(?:implied\s)?(?:chances?\b(?!\sto\b)|probabilit(?:y|ies)\b|likelihood\b|odds\b)")
_BY = re.compile(r"\sby\s(?:(?:about|around|another|nearly|over|some|roughly|almost|a further)\s)?$")
"""Before how much was added to holdings or taken from them: ``raised its reserves by 200 BTC``."""
_MEANT_FOR = re.compile(r"\sfor\s")
_MOVED_TO = re.compile(
    r"(?:\s(?:lower|higher|down|up))?,?\s(?:to|at|from|auf|bei|à|a|до)\s(?:about\s|around\s)?"
)
"""Between how far a price moved and where it stands then."""
_PARTICIPLE = re.compile(r"\s?(?:(?:with|while|after)\s)?[a-z]+ing\s")
_FROM = re.compile(r"(?:from|against|versus|vs\.?|compared with|compared to)\s(?:about\s|a\s|an\s)?$")
"""Before what an amount was before: ``2.1% in October, down from 2.2%``."""
_JOINT = re.compile(r"\s?(?:to|and|,|、|和)\s?")


def measure_of(amount: Amount, clause: Clause, reading: Reading, before: Figure | None) -> Told:
    """
    Measure and direction of `amount`, each ``""`` when the text does not tell.

    `before` is the figure told earlier in the same sentence: an amount that has no word of its own may go
    on with its measure.
    """
    move = nearest_move(clause.telling.moves, amount.span, _FAR)
    if ending := _ENDINGS.get(reading.text[amount.span[1] : amount.span[1] + 1]):
        move = Hit(amount.span[1], amount.span[1] + 1, ending)
    if amount.unit in SHARES:
        told = _of_share(amount, clause, move, reading)
    elif amount.unit in HEADS:
        lost = reading.small.endswith(("job cuts", "job losses"), *amount.span)
        told = Told("count", "down" if lost else _governing(amount, move, reading))
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
    bare = money and not reading.names_asset_after(amount.span[1])
    nearest = best_sense(_fitting(amount, clause.telling.senses, money, bare), amount.span, reading.text)
    if nearest and nearest.value.measure == "holdings":
        if way and (by := _BY.search(reading.small, clause.start, amount.span[0])):
            return Told("purchase" if way == "up" else "sale", "", by.start())
        nearest = _done_with(nearest, amount, clause, reading)
    if money and way and reading.small.startswith("loss", move.start if move else 0):
        # Of a firm's ``profit after a loss`` the loss is no direction.
        way = ""
    governing = _governing(amount, move, reading)
    if money and governing and nearest and _moved_before(nearest, amount, reading):
        return Told("change", governing)
    if money and _is_price(amount, clause, reading, nearest, move):
        return Told("price", way)
    if nearest is None:
        stated = _STATED.search(reading.small[max(0, amount.span[0] - 24) : amount.span[0]])
        return Told("change", governing) if governing and not stated else Told()
    sense, word = nearest.value, nearest.start
    if sense.of_tokens and not money:
        return Told(sense.of_tokens, "", word)
    if sense.measure == "flow":
        ways = (hit.value.direction for hit in clause.telling.senses if hit.value.measure == "flow")
        return Told("flow", sense.direction or next(filter(None, ways), _as_flow(way)), word)
    if money and way and sense.measure in ("loss", "fine") and sense.weak:
        subject = reading.subject_before(amount.span, clause.start)
        if sense.measure == "loss" and (_of_funds(amount, clause, reading) or subject == "fund"):
            return Told("flow", _as_flow(way), word)
        if subject in _PRICED and amount.size < _PRICE_BELOW:
            return Told("change", way, word)
    return Told(sense.measure, way if sense.measure in _MOVING else "", word)


def _moved_before(sense: Hit[Sense], amount: Amount, reading: Reading) -> bool:
    """Whether the amount is how far a price moved that is told next: ``gained $38 to $4,255 an ounce``."""
    start, end = amount.span
    later = sense.value.measure == "price" and sense.start >= end
    if not later or not _DIGIT.search(reading.small, end, sense.start):
        return False
    return _MOVED_BY.search(reading.small[max(0, start - 16) : start]) is not None


def _done_with(held: Hit[Sense], amount: Amount, clause: Clause, reading: Reading) -> Hit[Sense] | None:
    """
    The word that says what was done with what is held, ``sold its entire stash of``, else `held` itself.

    None for a sum that is only meant for a reserve: ``set aside $10 million for its reserve``.
    """
    if held.start >= amount.span[1] and _MEANT_FOR.search(reading.small, amount.span[1], held.start):
        return None
    done = (hit for hit in clause.telling.senses if _WHOSE.fullmatch(reading.small, hit.end, held.start))
    return next(done, held)


def _fitting(amount: Amount, senses: Sequence[Hit[Sense]], money: bool, bare: bool) -> list[Hit[Sense]]:
    """The senses that an amount of this unit and size can have; `bare` is money that is no coin's worth."""
    fitting = [hit for hit in senses if hit.value.measure not in SIGNED]
    if not money:
        foreign = _NOT_OF_BULKS if amount.unit in COUNTED else _NOT_OF_TOKENS
        return [hit for hit in fitting if hit.value.measure not in foreign]
    too_much = amount.size >= _PRICE_BELOW
    return [
        hit
        for hit in fitting
        if not (bare and hit.value.of_coins) and not (too_much and hit.value.measure == "price")
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
    lead = reading.small[max(clause.start, start - 40) : start]
    if amount.size < _PRICE_BELOW and _of_coin_at(amount, lead, reading, clause):
        return True
    if amount.size >= _PRICE_BELOW or (sense and not sense.value.weak and sense.start < start):
        return False
    if not _TO.search(lead):
        return sense is not None and sense.value.measure == "price"
    if move and move.end <= start and start - move.end < 60:
        return True
    return (not sense or sense.value.weak) and any(
        m.kind == "asset" for m in reading.named(clause.start, clause.end)
    )


def _of_coin_at(amount: Amount, lead: str, reading: Reading, clause: Clause) -> bool:
    """Whether it stands where only the price of a coin does: ``bitcoin at $64,000``, ``the $70K level``."""
    start, end = amount.span
    if reading.asset_stands_at(start):
        return True
    if not (_LEVEL.match(reading.small, end) or _AT.search(lead)):
        return False
    named = reading.named(clause.start, clause.end)
    return any(reading.lexicon.asset_class(m.entity) in _PRICED for m in named)


# --- shares ---------------------------------------------------------------------------------------


def _of_share(amount: Amount, clause: Clause, move: Hit[Direction] | None, reading: Reading) -> Told:
    """What a percentage, or the difference of two, measures."""
    way: Direction = move.value if move else ""
    if amount.unit != PERCENT:
        return Told("change", way)
    start, end = amount.span
    if CHANCE.match(reading.small, end):
        return Told("level")
    levels = [hit for hit in clause.telling.senses if hit.value.measure in SIGNED]
    level = best_sense(levels, amount.span, reading.text)
    lead = reading.small[max(0, start - 24) : start]
    # Of ``for a nearly 40% decrease`` the article is no Spanish "to".
    named = move is not None and 0 <= move.start - end <= 16 and _ARTICLE.search(lead) is not None
    stated = not named and (_STATED.search(lead) or reading.small.startswith("に", end))
    if level is None:
        if way and stated and not (move and _ITS.search(reading.small, clause.start, move.start)):
            return Told("level", way)
        return Told("change", way) if way or amount.sign else Told()
    beside = 0 <= level.start - end <= 2
    if beside or not way or stated or _TO.search(lead):
        return Told(level.value.measure, way, level.start)
    return Told("change", way)


# --- with the figure before -----------------------------------------------------------------------


def _in_line(
    amount: Amount, told: Told, way: Direction, clause: Clause, reading: Reading, before: Figure | None
) -> Told:
    """What is told, unless the figure before in the same sentence tells better."""
    money = amount.unit in CURRENCIES
    flowing = told.measure == "change" and money and way
    if flowing and (_in_funds(amount, clause, reading) or (before and before.measure == "flow")):
        return Told("flow", _as_flow(way))
    if before is None:
        return told
    if money and before.measure == "flow" and told.measure == "loss" and way:
        return Told("flow", _as_flow(way))
    between = reading.small[before.span[1] : amount.span[0]]
    moved = before.unit == PERCENT and before.measure == "change"
    if moved and money and told.measure in ("", "change") and _MOVED_TO.fullmatch(between):
        return _moved_to(amount, clause, reading, before)
    if told.measure == before.measure == "count" and before.unit == amount.unit and between == " to ":
        return Told("count", told.direction or before.direction)
    if before.measure and _restates(amount, before, between):
        return Told(before.measure, before.direction, again=True)
    lead = reading.small[max(0, amount.span[0] - 16) : amount.span[0]]
    if (
        told.measure in SIGNED
        and before.unit in (POINTS, BASIS)
        and not told.direction
        and _STATED.search(lead)
    ):
        return replace(told, direction=before.direction)
    kept = before.measure not in ("", "change") and before.unit == amount.unit
    if kept and told.measure in ("", "change") and _FROM.search(lead):
        signed = before.measure in SIGNED
        return Told(before.measure, (told.direction if signed else "") or before.direction)
    same = before.unit == amount.unit or (before.unit in CURRENCIES and money)
    if same and before.measure and _RANGE.fullmatch(between):
        return Told(before.measure, before.direction)
    if told.measure or not same or amount.sign or len(between) > _FAR:
        return told
    if before.measure == "price" and not _JOINT.fullmatch(between):
        return told
    return Told(before.measure, told.direction or before.direction)


def _moved_to(amount: Amount, clause: Clause, reading: Reading, before: Figure) -> Told:
    """What a sum measures that something came to by a percentage: ``revenue, up 3% to $507 million``."""
    told = within(reading.telling(clause.sentence).senses, clause.sentence[0], before.span[0], amount.span)
    moving = [hit for hit in told if hit.value.measure in _MOVING and not hit.value.weak]
    if moving and before.span[0] - moving[-1].end < _FAR:
        return Told(moving[-1].value.measure, before.direction, moving[-1].start)
    return Told("price" if amount.size < _PRICE_BELOW else "", before.direction)


def _restates(amount: Amount, before: Figure, between: str) -> bool:
    """Whether the amount tells the one before again in another unit: ``1,250 BTC for $80 million``."""
    units = {before.unit, amount.unit}
    if len(units) == 1 or units & SHARES or units & HEADS.keys() or "points" in units:
        return False
    return len(between) <= _ASIDE and _RESTATES.fullmatch(between) is not None


def _in_funds(amount: Amount, clause: Clause, reading: Reading) -> bool:
    """Whether the clause is of funds, or the last name before the amount is one's."""
    held = reading.subject_before(amount.span, clause.start) == "fund"
    return held or _of_funds(amount, clause, reading)


def _of_funds(amount: Amount, clause: Clause, reading: Reading) -> bool:
    """Whether what rose or fell is money in funds, or over bridges, and so flowed."""
    # ``Ether funds saw redemptions, losing $183 million``: such a clause has no subject of its own.
    joined = amount.size >= _PRICE_BELOW and _PARTICIPLE.match(reading.small, clause.start)
    start = clause.sentence[0] if joined else clause.start
    return _FUNDS.search(reading.small, start, clause.end) is not None


def _as_flow(way: Direction) -> Direction:
    flows: dict[Direction, Direction] = {"up": "in", "down": "out"}
    return flows.get(way, "")
