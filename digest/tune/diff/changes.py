"""The words of a diff: what became of a story, of a table, of a source, between two editions of one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.model import EditionKey

Kind = Literal["enters", "leaves", "moves", "merges", "splits", "retold"]
KINDS: tuple[Kind, ...] = ("enters", "leaves", "moves", "merges", "splits", "retold")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a story stands on the page."""

    section: str
    """The heading."""
    place: int
    """Under it, from 1."""

    def __str__(self) -> str:
        return f"{self.section} {self.place}"


@dataclass(frozen=True, slots=True)
class Term:
    """What one signal gave a story before and after."""

    signal: str
    was: int
    now: int
    why: str
    """A change of weight, or the new reason, in words."""

    def __str__(self) -> str:
        return f"{self.signal} {self.was:+d} → {self.now:+d}" + (f" ({self.why})" if self.why else "")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one story."""

    kind: Kind
    headline: str
    story_id: str
    """Of the story after; before, for one that leaves."""
    was: Spot | None
    now: Spot | None
    points_was: int | None
    points_now: int | None
    terms: tuple[Term, ...] = ()
    """The signals that gave other points, strongest change first."""
    why: str = ""
    """What did it besides the terms: a rule, the length of the edition, another telling."""
    others: tuple[str, ...] = ()
    """Headlines of the stories it is merged from or split into."""

    @property
    def where(self) -> str:
        """``Also noted 2 → Top stories 7, 97 → 152 points``."""
        if self.was and self.now:
            spot = str(self.now) if self.was == self.now else f"{self.was} → {self.now}"
        else:
            spot = str(self.now or f"was {self.was}")
        was, now = self.points_was, self.points_now
        if was is None or now is None:
            return spot
        return f"{spot}, {now if was == now else f'{was} → {now}'} points"


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """Two editions of one key beside each other."""

    key: EditionKey
    changes: tuple[Change, ...]
    """By kind, then in the order of the page."""
    tables: tuple[str, ...]
    """What changed under headings without stories, one sentence each."""
    printed_was: int
    printed_now: int
    unrecorded: tuple[str, ...] = ()
    """Ids of sources of which nothing was kept that day."""
    identical: bool = False
    """Whether both records are the same to the byte."""

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(one for one in self.changes if one.kind == kind)


@dataclass(frozen=True, slots=True)
class SourceShift:
    """What one source gains or loses over the days."""

    source_id: str
    stories_was: int
    """Printed stories it tells, lead or not."""
    stories_now: int
    leads_was: int
    """Printed stories it leads."""
    leads_now: int


@dataclass(frozen=True, slots=True)
class Diff:
    """All editions compared, oldest first, and what comes to over the days."""

    before: str
    """What is compared: such as ``what went out``."""
    after: str
    editions: tuple[EditionDiff, ...]
    sources: tuple[SourceShift, ...]
    """Those that gain or lose, most first."""
    churn: int
    """Of a hundred printed stories, before and after taken together, how many enter or leave."""

    @property
    def same(self) -> bool:
        """Whether every edition is the same to the byte."""
        return all(one.identical for one in self.editions)

    def count(self, kind: Kind) -> int:
        """How many changes of a kind there are over all days."""
        return sum(len(one.of(kind)) for one in self.editions)
