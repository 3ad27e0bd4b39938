"""The telling words of a text, found in one pass: what is measured, which way, over which time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest.model import Direction
from digest.understand.move_words import IGNORED, MOVES
from digest.understand.periods import PERIODS
from digest.understand.phrases import Hit, Phrases, leftmost_longest
from digest.understand.sense_words import SENSES, Sense

_IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class _Word:
    """All that one phrase may tell."""

    sense: Sense | None = None
    move: Direction | str | None = None
    """``""`` says that nothing moved; ``ignore`` that the words mean no move."""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a stretch that tell something of an amount, each list in order of the text."""

    senses: list[Hit[Sense]]
    moves: list[Hit[Direction]]
    periods: list[Hit[str]]


def find_telling(small: str, start: int, end: int) -> Telling:
    """The telling words of ``small[start:end]``, a lowered text; places count from the text's beginning."""
    hits = _WORDS.candidates(small, start, end)
    return Telling(
        senses=leftmost_longest(Hit(h.start, h.end, h.value.sense) for h in hits if h.value.sense),
        moves=list(_moves(hits)),
        periods=leftmost_longest(Hit(h.start, h.end, h.value.period) for h in hits if h.value.period),
    )


def _moves(hits: Iterable[Hit[_Word]]) -> Iterator[Hit[Direction]]:
    moving = leftmost_longest(Hit(h.start, h.end, h.value.move) for h in hits if h.value.move is not None)
    ways: dict[str, Direction] = {way: way for way in MOVES}
    for hit in moving:
        if hit.value in ways:
            yield Hit(hit.start, hit.end, ways[hit.value])


def _split(row: str) -> Iterator[str]:
    return (phrase.strip() for phrase in row.split("|"))


def _table() -> dict[str, _Word]:
    senses = {phrase: sense for sense, row in SENSES.items() for phrase in _split(row)}
    moves: dict[str, Direction | str] = {p: way for way, row in MOVES.items() for p in _split(row)}
    moves |= dict.fromkeys(_split(IGNORED), _IGNORE)
    periods = {phrase: period for period, row in PERIODS.items() for phrase in _split(row)}
    phrases = dict.fromkeys((*senses, *moves, *periods))
    return {p: _Word(senses.get(p), moves.get(p), periods.get(p, "")) for p in phrases}


_WORDS = Phrases(_table())
