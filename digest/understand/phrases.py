"""Many phrases found in a text at once, as whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

import ahocorasick

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """One phrase in the text and what it stands for."""

    start: int
    end: int
    value: T


def lowered(text: str) -> str:
    """`text` in lower case, every character at its place (a few letters would grow when lowered)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


_JOINING = frozenset(character for character in map(chr, range(0x2E80)) if character.isalnum())


def joins_words(character: str) -> bool:
    """Whether a word goes on over this character: a letter or digit of a script that spaces its words."""
    return character in _JOINING


def leftmost_longest(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """Hits that do not overlap, in order: of two that do, the one that starts first, then the longer."""
    hits = list(hits)
    if len(hits) < 2 or all(one.end <= other.start for one, other in pairwise(hits)):
        return hits
    kept: list[Hit[T]] = []
    reached = 0
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if hit.start >= reached:
            kept.append(hit)
            reached = hit.end
    return kept


_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u2c00-\U0010ffff]")


@lru_cache(maxsize=4)
def _in_other_script(small: str) -> bool:
    """Whether any of a text is; asked again and again of the same one."""
    return not small.isascii() and _OTHER_SCRIPT.search(small) is not None


def _automaton(phrases: Mapping[str, T]) -> ahocorasick.Automaton | None:
    if not phrases:
        return None
    automaton = ahocorasick.Automaton()
    for phrase, value in phrases.items():
        edges = joins_words(phrase[0]), joins_words(phrase[-1])
        automaton.add_word(phrase.lower(), (len(phrase), *edges, value))
    automaton.make_automaton()
    return automaton


class Phrases(Generic[T]):
    """
    A set of phrases, each with a value, searched for in one pass whatever their number.

    Phrases that begin in a script other than Latin have an automaton of their own, which a Latin text is
    spared: at every character a search tries all the letters phrases begin with.
    """

    def __init__(self, phrases: Mapping[str, T]) -> None:
        latin = {phrase: value for phrase, value in phrases.items() if not _OTHER_SCRIPT.match(phrase)}
        self._latin = _automaton(latin)
        self._other = _automaton({p: value for p, value in phrases.items() if p not in latin})

    def candidates(self, small: str, begin: int = 0, stop: int | None = None) -> list[Hit[T]]:
        """Every whole-word hit in ``small[begin:stop]``, already lowered, overlapping ones included."""
        return [Hit(*place) for place in self.places(small, begin, stop)]

    def places(self, small: str, begin: int = 0, stop: int | None = None) -> list[tuple[int, int, T]]:
        """The candidates as bare tuples, for those who make something else of each."""
        places: list[tuple[int, int, T]] = []
        size = len(small)
        stop = size if stop is None else stop
        automata = [self._latin]
        if self._other and _in_other_script(small) and _OTHER_SCRIPT.search(small, begin, stop):
            automata.append(self._other)
        for automaton in filter(None, automata):
            for last, (length, opens, closes, value) in automaton.iter(small, begin, stop):
                start, end = last + 1 - length, last + 1
                # As joins_words tells, written out: this is the innermost loop of the stage.
                if opens and start and small[start - 1] in _JOINING:
                    continue
                if closes and end < size and small[end] in _JOINING:
                    continue
                places.append((start, end, value))
        return places

    def find(self, small: str) -> list[Hit[T]]:
        """Hits in an already lowered text that do not overlap: leftmost, then longest."""
        return leftmost_longest(self.candidates(small))


def phrases_of(table: Mapping[T, str]) -> Phrases[T]:
    """Phrases from a table of value to its phrases, which are separated by ``|``; no phrase twice."""
    phrases: dict[str, T] = {}
    for value, row in table.items():
        for phrase in row.split("|"):
            if phrases.setdefault(phrase.strip(), value) != value:
                raise ValueError(f"{phrase.strip()!r} stands for {phrases[phrase.strip()]!r} and {value!r}")
    return Phrases(phrases)
