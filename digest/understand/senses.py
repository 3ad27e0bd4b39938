"""The telling words of a text, found in one pass: what is measured, which way, over which time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest.model import Direction, Span
from digest.understand.move_words import IGNORED, JOINTS, MOVES
from digest.understand.periods import PERIODS
from digest.understand.phrases import Hit, Phrases, leftmost_longest
from digest.understand.sense_words import NOTHING, SENSES, Sense

_IGNORE = "ignore"
_WAYS: dict[str, Direction] = {way: way for way in MOVES}
_MARK = re.compile(r"[;:—()\n•·|；，、（）?!,–…-]")


@dataclass(frozen=True, slots=True)
class _Word:
    """All that one phrase may tell."""

    sense: Sense | None = None
    move: Direction | str | None = None
    """``""`` says that nothing moved; ``ignore`` that the words mean no move."""
    period: str = ""
    breaks: bool = False
    """Whether a new clause begins with it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a stretch that tell something of an amount, each list in order of the text."""

    senses: list[Hit[Sense]]
    moves: list[Hit[Direction]]
    periods: list[Hit[str]]
    breaks: list[Span]
    """Where clauses end and begin: the span of each word or mark that parts two."""


def find_telling(small: str, start: int, end: int) -> Telling:
    """The telling words of ``small[start:end]``, a lowered text; places count from the text's beginning."""
    senses: list[Hit[Sense]] = []
    moves: list[Hit[Direction | str]] = []
    periods: list[Hit[str]] = []
    joints: list[Hit[bool]] = []
    for first, last, word in _WORDS.places(small, start, end):
        if word.sense:
            senses.append(Hit(first, last, word.sense))
        if word.move is not None:
            moves.append(Hit(first, last, word.move))
        if word.period:
            periods.append(Hit(first, last, word.period))
        # The "and" of a cash-and-stock deal parts no clauses.
        if (word.breaks and small[last : last + 1] != "-") or word.move == _IGNORE:
            joints.append(Hit(first, last, word.breaks))
    parted = [(hit.start, hit.end) for hit in leftmost_longest(joints) if hit.value]
    return Telling(
        senses=[hit for hit in leftmost_longest(senses) if hit.value is not NOTHING],
        moves=list(_told(leftmost_longest(moves))),
        periods=leftmost_longest(periods),
        breaks=sorted((*_marks(small, start, end), *parted)),
    )


def _marks(small: str, start: int, end: int) -> Iterator[Span]:
    """Punctuation that parts clauses: a comma, dash, question or exclamation only before white space."""
    for found in _MARK.finditer(small, start, end):
        at = found.start()
        mark, after = small[at], small[at + 1 : at + 2]
        if mark in ",?!" and not after.isspace():
            continue
        if mark in "-–" and not (after.isspace() and small[at - 1 : at].isspace()):
            continue
        yield found.span()


def _told(moves: Iterable[Hit[Direction | str]]) -> Iterator[Hit[Direction]]:
    """The moves but for the words that only look like one."""
    for hit in moves:
        if hit.value in _WAYS:
            yield Hit(hit.start, hit.end, _WAYS[hit.value])


def _split(row: str) -> Iterator[str]:
    return (phrase.strip() for phrase in row.split("|"))


def _table() -> dict[str, _Word]:
    senses = {phrase: sense for sense, row in SENSES.items() for phrase in _split(row)}
    moves: dict[str, Direction | str] = {p: way for way, row in MOVES.items() for p in _split(row)}
    moves |= dict.fromkeys(_split(IGNORED), _IGNORE)
    joints = frozenset(_split(JOINTS))
    periods = {phrase: period for period, row in PERIODS.items() for phrase in _split(row)}
    phrases = dict.fromkeys((*senses, *moves, *periods, *joints))
    return {p: _Word(senses.get(p), moves.get(p), periods.get(p, ""), p in joints) for p in phrases}


_WORDS = Phrases(_table())
