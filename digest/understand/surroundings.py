"""What stands in one title or sentence, in the words event rules ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.model import Figure, Mention
from digest.understand.phrases import phrases_of

_TOLD_NEAR = phrases_of(
    {
        "pairs": "pair | pairs | trading pair | trading pairs",
        "rates": """
        interest rate | interest rates | rate | rates | policy rate | basis points | bps | bp |
        percentage point | quarter-point | half-point | quarter point | 利率 | 基点
    """,
        "role": """
        partner | ceo | cto | cfo | coo | founder | co-founder | chief | director | executive |
        president | chair | chairman | chairwoman | commissioner | governor | managing partner |
        general partner | vice president | board | adviser | 合伙人 | 创始人 | 总裁 | 主席 | 首席 |
        head of | managing director
    """,
        "authority": """
        departments | department | regulator | regulators | authority | authorities | government |
        governments | ministry | commission | watchdog | attorney general | ag | prosecutors |
        prosecutor | police | central bank | cabinet | policymakers |
        部门 | 监管部门 | 政府 | 央行
    """,
        "lawmakers": """
        senate | senator | senators | congress | lawmakers | lawmaker | parliament | legislature |
        knesset | bundestag | 议会 | 立法会 | 国会
    """,
        "venue": """
        exchange | spot trading | trading | spot | perpetual | futures | etf | options | will list |
        交易所 | 交易对 | 现货 | 合约
    """,
        "price": "shares | token | coin | index | bonds",
        "markets": """
        stocks | equities | wall street | crypto market | crypto markets | altcoins | memecoins
    """,
        "dao": """
        dao | governance | holders | snapshot | treasury | protocol | validators | 社区
    """,
    }
)
_CENTRAL_BANKS = frozenset((
    "fed", "ecb", "boe", "boj", "pboc", "snb", "rba", "rbnz", "boc", "bok", "rbi", "cbr", "cbrt",
    "riksbank", "norges-bank", "banxico", "bcb", "sarb", "bi-id", "bot-th", "bnm", "bsp", "bcra",
    "nbp", "mnb", "cnb-cz", "nbu", "cbn", "cbk", "cbe", "mas", "hkma", "cbc-tw", "bcch", "banrep",
    "boi-il", "sbp", "sbv", "danmarks-nationalbank",
))  # fmt: skip
_BANK_OF = re.compile(r"\bbank of (?!america\b|new york\b)")
_FUNDS = re.compile(r"\b(?:etfs?|etps?|funds|bridges)\b|基金")
_BUYS_COINS = re.compile(
    r"\b(?:buys?|bought|buying|acquires?|acquired|purchases?|purchased)\b[^,;:]{0,40}?\b(?:bitcoins?|btc|ether|eth|ethereum|solana|sol|xrp|"
    r"tokens|crypto|treasuries|gold)\b(?!\s(?:exchange|company|firm|platform|miner|wallet|startup|broker|bank|"
    r"infrastructure|custod\w+|payments?|lender|treasury|data|trading|fund))"
)
"""``buys $43 million in bitcoin`` adds to a treasury; ``buys bitcoin miner`` is a merger."""
_LEAVING = re.compile(r"\b(?:exits|leaves|leaving|quits|departs|steps away from|stepping away from)\s$")
_CASH = frozenset(("USD", "EUR", "GBP", "CNY", "JPY", "HKD", "SGD", "KRW", "INR", "CHF", "AUD", "CAD"))
_SHARES = frozenset(("percent", "bp", "pp"))
_STATISTICS = _SHARES | {"jobs", "claims", "people"}


def surroundings_of(
    small: str, start: int, mentions: Sequence[Mention], figures: Sequence[Figure]
) -> frozenset[str]:
    """
    Everything a rule may need that is in the lowered stretch `small`, which begins at `start` of its text.

    Besides the words of the table: asset, authority, central bank, company, flow, funds, of a firm, price,
    raise, reading, venue.
    """
    told = {hit.value for hit in _TOLD_NEAR.candidates(small)}
    told |= _by_names(small, start, mentions)
    told |= _by_figures(figures)
    kinds = {mention.kind for mention in mentions}
    if "markets" in told:
        told |= {"price", "quoted"}
    if "lawmakers" in told:
        told.add("authority")
    if "authority" not in told:
        told.discard("rates")
    bought = "bought tokens" in told or _BUYS_COINS.search(small)
    if bought or ("asset" in kinds and "organisation" not in kinds):
        told.discard("company")
    if "body" in kinds or not told & {"moved", "asset", "quoted"}:
        told.discard("price")
    return frozenset(told)


def _by_names(small: str, start: int, mentions: Sequence[Mention]) -> set[str]:
    kinds = {mention.kind for mention in mentions}
    told = {"company"}
    if "asset" in kinds:
        told |= {"asset", "price", "flow"}
    if _FUNDS.search(small):
        told |= {"flow", "funds"}
    if {"organisation", "asset"} <= kinds:
        told.add("venue")
    if "body" in kinds:
        told.add("authority")
    central = any(mention.entity in _CENTRAL_BANKS for mention in mentions)
    if central or "central bank" in small or ("bank of " in small and _BANK_OF.search(small)):
        told |= {"central bank", "authority"}
    firms = (m.span[0] - start for m in mentions if m.kind == "organisation")
    if any(_LEAVING.search(small[max(0, firm - 24) : firm]) for firm in firms):
        told.add("of a firm")
    return told


def _by_figures(figures: Sequence[Figure]) -> set[str]:
    told = set()
    for figure in figures:
        cash = figure.unit in _CASH
        if not cash and figure.unit not in _SHARES:
            told.add("asset")
            if figure.measure == "purchase":
                told.add("bought tokens")
        if figure.unit in _STATISTICS or figure.measure in ("level", "change", "flow"):
            told.add("reading")
        if cash and figure.measure in ("funding", "valuation", ""):
            told.add("raise")
        if figure.measure == "flow":
            told |= {"flow", "funds"}
        if figure.measure in ("price", "change"):
            told.add("moved")
    return told
