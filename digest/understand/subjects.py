"""What an amount is of: the asset, organisation or body it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.model import Mention
from digest.understand.amounts import Amount
from digest.understand.clauses import Clause, Reading
from digest.understand.counts import COUNTED
from digest.understand.measures import SHARES, Told
from digest.understand.units import CURRENCIES

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
"""Measures that are rather of an organisation than of an asset."""
_BY_FIRMS = frozenset(("purchase", "sale", "funding", "holdings"))
"""Measures of the firm that is named before the word, not of one named after it."""
_INTO = re.compile(
    r"\s(?:\w+\s){0,4}?(?:to|into|in|from|out of|on|for|at)\s(?:the\s|spot\s|US\s|U\.S\.\s){0,3}$"
)
_OF_NO_ASSET = frozenset(("revenue", "profit", "level"))
"""Measures that a firm, a body or an economy has: none of them is of the asset an earlier clause names."""
_MODIFIES = re.compile(
    r"\s(?:miners?|treasury|whales?|og|developers?|startup|bank|exchange|company|firm|traders?|casino|lender|"
    r"depot|holdings)\b"
)
"""What makes the name of an asset before it a part of another name."""
_NEVER = 10_000


def subject_of(amount: Amount, clause: Clause, told: Told, reading: Reading) -> str:
    """
    Id of the entity the amount is about, ``""`` when the text names none.

    The nearest of its clause; else, of a token, the nearest firm before it in the sentence or the token
    itself; else the nearest before it in the sentence; else the one asset of the title.
    """
    start = amount.span[0]
    token = amount.unit not in CURRENCIES and amount.unit not in SHARES and amount.unit not in COUNTED
    may_be = [m for m in reading.subjects if m.kind != "body" or amount.unit in SHARES]
    if told.measure == "change":
        may_be = [m for m in may_be if m.kind != "asset" or not _MODIFIES.match(reading.small, m.span[1])]
    if token and told.measure == "supply":
        return amount.unit
    if token:
        may_be = [m for m in may_be if m.kind != "asset"]
    near = [m for m in may_be if clause.start <= m.span[0] and m.span[1] <= clause.end]
    if found := _closest(near, amount, told, reading):
        return found
    earlier = [m for m in may_be if clause.sentence[0] <= m.span[0] and m.span[1] <= start]
    if any(hit.value.measure in _OF_NO_ASSET for hit in clause.telling.senses):
        earlier = [m for m in earlier if m.kind != "asset"]
    if token:
        firm = _closest(earlier, amount, told, reading) if told.measure in _OF_FIRMS else ""
        return firm or amount.unit
    titled = told.measure == "price" or not reading.in_title(start)
    return _closest(earlier, amount, told, reading) or (reading.headed if told.measure and titled else "")


def _closest(mentions: Sequence[Mention], amount: Amount, told: Told, reading: Reading) -> str:
    """The mention that stands nearest, those of the kind the measure is of preferred."""
    start, end = amount.span
    best, least = "", _NEVER
    for mention in mentions:
        if mention.span[0] < end and start < mention.span[1]:
            if amount.unit in COUNTED:
                return mention.entity
            continue
        far = _distance(mention, amount, told, reading)
        if far < least:
            best, least = mention.entity, far
    return best


def _distance(mention: Mention, amount: Amount, told: Told, reading: Reading) -> int:
    start, end = amount.span
    if mention.span[0] >= end:
        between = reading.text[end : mention.span[0]]
        far = len(between) + (0 if told.measure == "flow" else 12)
        if told.measure == "flow" and len(between) < 60 and _INTO.fullmatch(between):
            far = min(far, 3)
    else:
        far = start - mention.span[1]
    if mention.kind == "body":
        return far + (20 if told.measure in ("level", "change") and amount.unit in SHARES else 200)
    if told.measure in _BY_FIRMS and mention.kind == "organisation" and mention.span[0] > told.word >= 0:
        far += 60
    of_firm = told.measure in _OF_FIRMS or told.measure == "count"
    return far + (40 if (mention.kind == "organisation") != of_firm else 0)
