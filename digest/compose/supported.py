"""
Whether each clause of a text stands on one sentence of its sources.

A text can be false with every word of it in the sources: another subject, a denial left out, two figures
exchanged. So what decides a clause, its numbers, directions, denials and outcomes, has to stand together in
one clause of a source, with the names of the clause in that sentence or in a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from digest.compose.words import NUMBER, WIDE, WORD, folded, is_capital
from digest.model import AnnotatedEntry

_ENDS = re.compile(
    r"[;:!?。！？；，、]|,(?!\d)|\.(?=\s|$)"
    r"|\b(?:and|while|but|whereas|although|after|before|because|which|who|as)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|not|never|none|nor|nobody|nothing|without|den(?:y|ies|ied)|refus\w+|cannot)\b|n['’]t\b|[不没未无否非]",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\b(?:rose|ris(?:e|es|ing|en)|up|gain\w*|climb\w*|jump\w*|surg\w+|soar\w*|increas\w+|gr[eo]w\w*"
    r"|higher|rall(?:y|ied|ies)|inflows?)\b|[涨升增]",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:f[ea]ll(?:s|ing|en)?|down|drop\w*|sank|sink\w*|slid\w*|slump\w*|plung\w+|declin\w+|decreas\w+"
    r"|lower|tumbl\w+|outflows?)\b|[跌降减]",
    re.IGNORECASE,
)
_OPENER_WORDS = "a an the in on at by for from with to of it its this that these those no not"
_OPENERS = frozenset(_OPENER_WORDS.split())
SHARED = 0.5
"""Share of a clause's telling words that its source sentence has."""
HERE = 0.34
"""Share of them that the very clause of the source has."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of a sentence, and what decides whether it is true."""

    numbers: frozenset[str]
    amounts: frozenset[Decimal]
    denied: bool
    ways: frozenset[str]
    names: frozenset[str]
    """Words with a capital, folded."""
    spoken: frozenset[str]
    """All words, folded."""
    words: frozenset[str]
    """What carries the meaning."""


def unsupported(said: AnnotatedEntry, evidence: Sequence[AnnotatedEntry]) -> bool:
    """Whether a clause of `said`, a body without a title, stands on no sentence of the `evidence`."""
    headed = {folded(word) for told in evidence for word in WORD.findall(told.title)}
    known = [(clauses, _whole(clauses)) for told in evidence for clauses in _sentences(told)]
    start = len(said.text) - len(said.entry.text)
    for clause in _clauses(said, start, len(said.text)):
        if not any(_stands_on(clause, part, whole, headed) for parts, whole in known for part in parts):
            return True
    return False


def _stands_on(clause: _Clause, part: _Clause, whole: _Clause, headed: set[str]) -> bool:
    told = part.numbers | {str(amount) for amount in part.amounts}
    mine = clause.numbers if not clause.amounts else clause.numbers - part.numbers
    values = mine <= told or clause.amounts <= part.amounts
    shared, here = len(clause.words & whole.words), len(clause.words & part.words)
    return (
        values
        and clause.denied == part.denied
        and clause.ways <= part.ways
        and clause.names <= whole.spoken | headed
        and (not clause.names or not part.names or not clause.names.isdisjoint(part.spoken | headed))
        and shared >= SHARED * len(clause.words)
        and here >= HERE * len(clause.words)
    )


def _sentences(told: AnnotatedEntry) -> Iterator[list[_Clause]]:
    """The clauses of the title, then of each sentence."""
    for start, end in ((0, len(told.title)), *told.sentences):
        yield list(_clauses(told, start, end))


def _clauses(told: AnnotatedEntry, start: int, end: int) -> Iterator[_Clause]:
    cuts = [found.span() for found in _ENDS.finditer(told.text, start, end)]
    begins, stops = [start, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), end]
    for begin, stop in zip(begins, stops, strict=True):
        text = told.text[begin:stop]
        clause = _Clause(
            numbers=frozenset(NUMBER.findall(text)),
            amounts=frozenset(f.amount for f in told.figures if begin <= f.span[0] and f.span[1] <= stop),
            denied=_DENIED.search(text) is not None,
            ways=frozenset(way for way, sign in (("up", _UP), ("down", _DOWN)) if sign.search(text)),
            names=frozenset(_names(text)),
            spoken=frozenset(map(folded, WORD.findall(text))),
            words=frozenset(_stems(text)),
        )
        if clause.words or clause.numbers:
            yield clause


def _whole(clauses: Sequence[_Clause]) -> _Clause:
    """A sentence of these clauses."""
    return _Clause(
        frozenset().union(*(one.numbers for one in clauses)),
        frozenset().union(*(one.amounts for one in clauses)),
        any(one.denied for one in clauses),
        frozenset().union(*(one.ways for one in clauses)),
        frozenset().union(*(one.names for one in clauses)),
        frozenset().union(*(one.spoken for one in clauses)),
        frozenset().union(*(one.words for one in clauses)),
    )


def _names(text: str) -> Iterator[str]:
    """Words with a capital, folded, but for those that often begin a sentence; no scale of a number."""
    for found in WORD.finditer(text):
        if is_capital(text, found.start()) and found[0].casefold() not in _OPENERS:
            yield folded(found[0])


def _stems(text: str) -> Iterator[str]:
    """What carries the meaning: beginnings of longer words, pairs of characters where none are spaced."""
    for word in WORD.findall(text.casefold()):
        if not WIDE.search(word):
            if len(word) > 3:
                yield word[:5]
        else:
            yield from (word[n : n + 2] for n in range(len(word) - 1))
