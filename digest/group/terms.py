"""Text to terms: the stems, numbers and character pairs two entries can have in common."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from digest.group.vocabulary import CAPITAL_WORDS, STOP_WORDS, WEAK_WORDS

_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>[^\W_{_CJK}]+(?:[.,]\d+)*%?)")
_ASCII_TOKEN = re.compile(r"[a-zA-Z0-9]+(?:[.,][0-9]+)*%?")
"""The same where there are no other letters: most headlines, in half the time."""
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b")
_DASHES = (" - ", "|", "\u2013", "\u2014")
_OUTLET_TAIL = re.compile(r"(?<=\S)\s+[|\-\u2013\u2014]\s+(?P<tail>[^|]{2,40})$")
_SUFFIXES = (
    *("ations", "ation", "ings", "ing", "edly", "ers", "ies"),
    *("ied", "ed", "es", "er", "ly", "s", "e"),
)
_FIRST_BEYOND_LATIN = "\u0370"
_SHORTEST_STEM = 3
_TAIL_WORDS = 5
_SENTENCE_CASE = 0.6
_COMPANIES = frozenset(
    ("plc", "inc", "corp", "ltd", "llc", "ag", "se", "sa", "nv", "n.v", "co", "amendment")
)
"""What ends the name of a company a headline is about, rather than that of an outlet."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a text: the term it counts as, and how it was written."""

    term: str
    written: str
    capital: bool


def without_outlet(title: str) -> str:
    """The headline without the outlet's name some feeds append (``… | The Daily Post``)."""
    found = _OUTLET_TAIL.search(title) if any(dash in title for dash in _DASHES) else None
    if found is None:
        return title
    tail, head = found["tail"].split(), title[: found.start()]
    named = all(word[0].isupper() or not word[0].isalnum() for word in tail)
    named &= not _COMPANIES & {word.casefold().strip(".") for word in tail}
    clean = not any(letter.isdigit() for letter in found["tail"])
    return head if named and clean and len(tail) <= _TAIL_WORDS and len(head.split()) > len(tail) else title


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What inflected forms of a lower-case word have in common; rough, but the same in every language."""
    if not word.isalpha():
        return word
    if word[0] >= _FIRST_BEYOND_LATIN:
        return word[: max(5, len(word) - 2)]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM and not word.endswith("ss"):
            word = word[: -len(suffix)]
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] in "iy" else word


WEAK_TERMS = frozenset(stem(word) for word in WEAK_WORDS)
"""Terms of words that news of any subject is full of."""

NAMELESS_TERMS = frozenset(stem(word) for word in CAPITAL_WORDS)
"""Terms of capitalised words that are nobody's name."""


KINDS_OF_NAMES = frozenset(
    stem(word)
    for word in (
        *("dao", "exchange", "bridge", "protocol", "network", "labs", "capital", "foundation", "wallet"),
        *("bank", "fund", "group", "finance", "trust", "authority", "commission", "ministry", "company"),
    )
)
"""Terms of words that stand in many names and are nobody's alone."""


def words(text: str) -> list[Word]:
    """
    The tokens of `text` in order, function words left out.

    Chinese, Japanese and Korean come as overlapping pairs of characters.
    """
    if text.isascii():
        plain = _POSSESSIVE.sub("", text) if "'" in text else text
        return [word for written in _ASCII_TOKEN.findall(plain) if (word := _word(written))]
    told: list[Word] = []
    for run, written in _TOKEN.findall(_POSSESSIVE.sub("", unicodedata.normalize("NFKC", text))):
        if run:
            pairs = (run[start : start + 2] for start in range(max(1, len(run) - 1)))
            told += [Word(pair, pair, False) for pair in pairs]
        elif word := _word(written):
            told.append(word)
    return told


@lru_cache(maxsize=1 << 16)
def _word(written: str) -> Word | None:
    """A token as a word; None for a function word."""
    lower = written.casefold()
    return None if lower in STOP_WORDS else Word(stem(lower), written, written[0].isupper())


def sentence_case(told: list[Word]) -> bool:
    """Whether capitals in these words tell names apart, unlike In A Headline Set Like This."""
    long = [word.capital for word in told[1:] if word.written[0].isalpha() and len(word.written) > 3]
    return bool(long) and sum(long) <= _SENTENCE_CASE * len(long)
