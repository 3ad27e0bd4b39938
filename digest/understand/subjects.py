"""What an amount is of: the asset, organisation or body it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.model import Mention
from digest.understand.amounts import Amount
from digest.understand.clauses import Clause, Reading
from digest.understand.counts import COUNTED
from digest.understand.measures import CHANCE, SHARES, Told
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
_OF_ECONOMIES = re.compile(r"(?:\w+ )?(?:inflation|unemployment|jobless|cpi|ppi|pce)")
"""Words for levels that no body sets."""
_MODIFIES = re.compile(
    r"\s(?:miners?|treasury|whales?|og|developers?|startup|bank|exchange|company|firm|traders?|casino|lender|"
    r"depot|holdings)\b"
)
"""What makes the name of an asset before it a part of another name."""
_OF_MARKETS = frozenset(("liquidation", "market cap"))
_OF_ALL = re.compile(
    r"全网|全市场|市场总|(?:off|across|from) (?:the )?(?:entire |whole |broader )?crypto markets?|"
    r"crypto market cap|"
    r"market-wide|industry-wide|across (?:all )?exchanges|crypto (?:traders|positions)"
)
"""What makes a sum one of the whole market, whatever coin stands beside it."""
_POLICY_RATES = frozenset(("FEDFUNDS",))
"""Rates that are the body's that sets them, where it is named."""
_MEDIA = frozenset(("bloomberg", "reuters", "cointelegraph", "coindesk", "decrypt", "the-block"))
_SEEN_ON = re.compile(r"(?:\bon|\bat|according to|data from|\bper|\bvia)\s(?:the\s)?$")
_SAYS = re.compile(r"(?:['’]s)?\s(?:data|figures|analysts?|said|says|show|reported|wrote)\b")
_LED_BY = re.compile(r"(?:led|backed|joined) by $")
_NEVER = 10_000


def subject_of(amount: Amount, clause: Clause, told: Told, reading: Reading) -> str:
    """
    Id of the entity the amount is about, ``""`` when the text names none.

    The nearest of its clause; else, of a token, the nearest firm before it in the sentence or the token
    itself; else the nearest before it in the sentence; else the one asset of the title.
    """
    start = amount.span[0]
    token = amount.unit not in CURRENCIES and amount.unit not in SHARES and amount.unit not in COUNTED
    if token and told.measure == "supply":
        return amount.unit
    if told.measure in _OF_MARKETS and _OF_ALL.search(reading.small, clause.start, clause.end):
        return ""
    named = reading.named(*clause.sentence)
    may_be = [m for m in named if _may_be(m, amount, told, reading, token=token)]
    if any(m.kind == "body" for m in may_be):
        may_be = [m for m in may_be if m.entity not in _POLICY_RATES]
    near = [m for m in may_be if clause.start <= m.span[0] and m.span[1] <= clause.end]
    if found := _closest(near, amount, told, reading):
        return found
    earlier = [m for m in may_be if clause.sentence[0] <= m.span[0] and m.span[1] <= start]
    if any(hit.value.measure in _OF_NO_ASSET for hit in clause.telling.senses):
        earlier = [m for m in earlier if m.kind != "asset"]
    if told.measure == "level" and _OF_ECONOMIES.match(reading.small, max(0, told.word)):
        earlier = []
    if token:
        by_firm = told.measure in _OF_FIRMS or told.measure == "transfer"
        return (_closest(earlier, amount, told, reading) if by_firm else "") or amount.unit
    titled = told.measure == "price" or not reading.in_title(start)
    return _closest(earlier, amount, told, reading) or (reading.headed if told.measure and titled else "")


def _may_be(mention: Mention, amount: Amount, told: Told, reading: Reading, *, token: bool) -> bool:
    """Whether an amount of this kind can be of what is named; `token` if it is one of a token."""
    if mention.kind == "organisation":
        return mention.span[0] < amount.span[1] or not _is_venue(mention, told, reading)
    if CHANCE.match(reading.small, amount.span[1]):
        return False
    if mention.kind == "body":
        return amount.unit in SHARES
    return not token and not (told.measure == "change" and _MODIFIES.match(reading.small, mention.span[1]))


def _is_venue(mention: Mention, told: Told, reading: Reading) -> bool:
    """Whether a firm named after an amount is only where it was seen: ``$80,553 on Coinbase``."""
    if mention.entity in _MEDIA or told.measure not in ("price", "change"):
        return mention.entity in _MEDIA
    start, end = mention.span
    before, after = reading.small[max(0, start - 16) : start], reading.small[end : end + 16]
    return _SEEN_ON.search(before) is not None or _SAYS.match(after) is not None


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
        elif told.measure == "funding" and between in (" in ", " into "):
            far = 0
        elif between.endswith(" with "):
            far += 40
    else:
        far = start - mention.span[1]
    if _LED_BY.search(reading.small, max(0, mention.span[0] - 12), mention.span[0]):
        far += 80
    if mention.kind == "body":
        return far + (20 if told.measure in ("level", "change") and amount.unit in SHARES else 200)
    if (
        far
        and told.measure in _BY_FIRMS
        and mention.kind == "organisation"
        and mention.span[0] > told.word >= 0
    ):
        far += 60
    of_firm = told.measure in _OF_FIRMS or told.measure == "count"
    return far + (40 if (mention.kind == "organisation") != of_firm else 0)
