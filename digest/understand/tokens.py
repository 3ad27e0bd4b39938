"""Amounts of a token: the name of one right after a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A token named in the text."""

    ticker: str
    quote: str
    end: int


_GAP = re.compile(r"[ \u00a0\u202f\-‑]?(?:枚|个|個|顆|颗)?")
_COUNTED_NOT_HELD = re.compile(
    r"""['’]|[\s-]*(?:ETFs?|ETPs?|options?|futures|contracts?|miners?|mining|wallets?|address(?:es)?|
        holders?|investors?|ATMs?
    |transactions?|blocks?|nodes?|validators?|treasury|treasuries|companies|firms|perps?|whales?|users?|
    traders?
    |maximalists?|conferences?|developers?|projects?|ecosystem|network|chain|layer|Layer|L2s?|Ordinals|
    tokens?\sprojects?)\b
    | 现货ETF|ETF|期权|期货|钱包|地址|矿工|矿企""",
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\.?\s*$")
_DATED = frozenset((
    "in", "since", "by", "of", "from", "during", "until", "before", "after", "year", "early",
    "late", "mid", "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec",
))  # fmt: skip
_NUMBERED = frozenset((
    "top", "layer", "day", "week", "month", "phase", "part", "version", "vol", "volume", "no",
    "number", "round", "chapter", "block", "level", "tier", "episode", "issue", "step", "these",
    "those", "the", "other", "next", "best", "for",
))  # fmt: skip
_UNKNOWN = re.compile(r"[ \u00a0]([A-Z][A-Z0-9]{1,9})\s(?:tokens?|coins?)\b")
_SCALED_UNKNOWN = re.compile(r"[ \u00a0]([A-Z]{3,10})(?![A-Za-z0-9&./-])")
_NO_TICKERS = frozenset((
    "AI", "DAO", "DAOS", "NFT", "NFTS", "RWA", "RWAS", "DEX", "CEX", "L1", "L2", "ETF", "ETFS",
    "ETP", "ETPS", "NEW", "MEME", "VIP", "API", "GPU", "GPUS", "PR", "IT", "USD", "EUR", "THE",
    "ALL", "AND", "OR", "ERC20", "TPS", "KYC", "SMS", "VND", "IDR", "TEU", "MWH", "GWH", "TWH",
    "KWH", "IN", "OF", "ON", "AT", "BY", "TO", "FROM", "FOR", "AUM", "TVL", "GDP", "FDV", "DEFI",
    "US", "UK", "EU", "SEC", "YOY",
))  # fmt: skip
"""Words in capitals that are counted and are no tickers."""


def token_after(
    text: str, number: re.Match[str], *, scaled: bool, end: int, tokens: Mapping[int, Token]
) -> tuple[str, int]:
    """The ticker of the token counted by the number that ends, with its scale, at `end`; else ``""``."""
    written = number.group()
    gap = _GAP.match(text, end)
    token = tokens.get(gap.end()) if gap else None
    if token is None:
        found = _UNKNOWN.match(text, end) or (_SCALED_UNKNOWN.match(text, end) if scaled else None)
        if found and found[1] not in _NO_TICKERS and not found[1].isdigit():
            return found[1], found.end(1)
        return "", end
    if _COUNTED_NOT_HELD.match(text, token.end):
        return "", end
    plain = not scaled and written.isdigit()
    before = _WORD_BEFORE.search(text, max(0, number.start() - 12), number.start())
    word = before[1].lower() if before else ""
    if (
        plain
        and len(written) == 4
        and written[:2] in ("19", "20")
        and (word in _DATED or not _is_ticker(token))
    ):
        return "", end
    if plain and len(written) <= 2 and (word in _DATED or word in _NUMBERED):
        return "", end
    if plain and len(written) == 1 and not _is_ticker(token) and token.quote[0].isupper():
        return "", end
    return token.ticker, token.end


def token_before(text: str, start: int, end: int, tokens: Mapping[int, Token]) -> Token | None:
    """The token named last before a number of pieces of it, as in Japanese: ``ビットコインを4279枚``."""
    if text[end : end + 1] != "枚":
        return None
    return next((tokens[at] for at in range(start - 1, max(-1, start - 40), -1) if at in tokens), None)


def _is_ticker(token: Token) -> bool:
    return token.quote.lstrip("$").upper() == token.ticker
