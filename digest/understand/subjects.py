"""What an amount is of: the asset, organisation or body it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.model import Mention
from digest.understand.amounts import Amount
from digest.understand.clauses import Clause, Reading
from digest.understand.measures import SHARES
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
_INTO = re.compile(
    r"\s(?:\w+\s){0,4}?(?:to|into|in|from|out of|on|for|at)\s(?:the\s|spot\s|US\s|U\.S\.\s){0,3}$"
)
_NEVER = 10_000


def subject_of(amount: Amount, clause: Clause, measure: str, reading: Reading) -> str:
    """
    Id of the entity the amount is about, ``""`` when the text names none.

    The nearest of its clause; else, of a token, the token itself; else the nearest before it in the
    sentence; else the one asset of the title.
    """
    start = amount.span[0]
    token = amount.unit not in CURRENCIES and amount.unit not in SHARES
    near = [m for m in reading.subjects if clause.start <= m.span[0] and m.span[1] <= clause.end]
    if token:
        near = [m for m in near if m.kind != "asset"]
    if found := _closest(near, amount, measure, reading):
        return found
    if token:
        return amount.unit
    earlier = [m for m in reading.subjects if clause.sentence[0] <= m.span[0] and m.span[1] <= start]
    return _closest(earlier, amount, measure, reading) or (reading.headed if measure else "")


def _closest(mentions: Sequence[Mention], amount: Amount, measure: str, reading: Reading) -> str:
    """The mention that stands nearest, those of the kind the measure is of preferred."""
    start, end = amount.span
    best, least = "", _NEVER
    for mention in mentions:
        if mention.span[0] < end and start < mention.span[1]:
            continue
        far = _distance(mention, amount, measure, reading)
        if far < least:
            best, least = mention.entity, far
    return best


def _distance(mention: Mention, amount: Amount, measure: str, reading: Reading) -> int:
    start, end = amount.span
    if mention.span[0] >= end:
        between = reading.text[end : mention.span[0]]
        far = len(between) + (0 if measure == "flow" else 12)
        if measure == "flow" and len(between) < 60 and _INTO.fullmatch(between):
            far = min(far, 3)
    else:
        far = start - mention.span[1]
    if mention.kind == "body":
        return far + (20 if measure in ("level", "change") and amount.unit in SHARES else 200)
    return far + (40 if (mention.kind == "organisation") != (measure in _OF_FIRMS) else 0)
