"""
Headlines made by filling in a form: routine filings, appearances at conferences, one notice for each place.

Nearly all their words are alike, and each tells of somebody or somewhere else.
"""

from __future__ import annotations

import re

from digest.group.sets import NONE

_FILING_WORDS = (
    *("net asset", "nav", "form 8", "10-", "final terms", "holding", "own shares", "pdmr", "reg"),
    *("voting rights", "block listing", "underlying shares", "prospectus"),
)
"""One of them is in every filing's headline: looked for first, as the pattern is slow."""
_FILING = re.compile(
    r"\bnet asset value\b|\bNAVs?\(?s?\)?$|\bform 8(?:\.\d|-?k)\b|\b10-[kq]\b|\bfinal terms\b"
    r"|\bholding\(?s?\)? in company\b|\btransactions? in own shares\b|\bdirector/pdmr\b"
    r"|\btotal voting rights\b|\bblock listing\b|\bunderlying shares/basket\b|\bbase prospectus\b|^REG ?-",
    re.IGNORECASE,
)
_GATHERINGS = ("conference", "symposium", "summit", "forum", "involvement")
_APPEARANCE = re.compile(
    r"^(?P<who>.{2,80}?)\s+(?:(?:to|will)\s+)?(?:present|presents|presentation|presenting|participate|speak|webcast)\b"
    r".*\b(?:conference|symposium|summit|forum)\b"
    r"|^(?P<whose>.{2,80}?)\s+announces its involvement\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^(?P<rest>.{12,}?)\s+(?:[Ii]n|[Aa]t|[Oo]n [Aa]nd [Aa]round)\s+"
    r"(?P<place>[A-Z]\S*(?: (?:[A-Z]\S*|and|And|of))*)(?: on [A-Z][a-z]+ \d+)?$"
)


_BEFORE_PLACE = re.compile(r"\s(?:[Ii]n|[Aa]t|[Aa]round)\s")
"""What stands before the place: looked for first, as that pattern is slow."""
NOWHERE: tuple[str, frozenset[str]] = ("", NONE)
"""Of a headline without a place at its end."""


def filing(title: str) -> str:
    """The headline of a routine filing in lower case, each of which is its own event; of others, empty."""
    lower = title.casefold()
    return lower if any(word in lower for word in _FILING_WORDS) and _FILING.search(title) else ""


def appearance(title: str) -> frozenset[str]:
    """Who is to appear somewhere, in lower-case words; empty if the headline announces no such thing."""
    lower = title.casefold()
    found = _APPEARANCE.match(title) if any(word in lower for word in _GATHERINGS) else None
    return _words(found["who"] or found["whose"]) if found else NONE


def place(title: str) -> tuple[str, frozenset[str]]:
    """The headline without the place at its end, and the words of that place; both empty without one."""
    found = _PLACE.match(title) if _BEFORE_PLACE.search(title) else None
    return (found["rest"].casefold(), _words(found["place"])) if found else NOWHERE


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{2,}", text.casefold())) - {"inc", "corp", "plc", "ltd", "the", "and"}
