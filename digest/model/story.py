"""A story: one event, told by one or more entries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from digest.model.annotated import AnnotatedEntry


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two entries were put into one story."""

    entry_id: str
    other_id: str
    score: int
    """Likeness in whole hundredths, 0 to 100."""
    why: str


@dataclass(frozen=True, slots=True)
class PastStory:
    """A story as an earlier edition told it."""

    id: str
    thread: str
    edition: date
    """Local date of the edition that told it."""
    day: int
    """The how-many-th edition that told its thread, from 1."""
    headline: str
    text: str
    """Headlines and summary as told, enough to recognise a continuation."""
    entities: tuple[str, ...]
    figures: tuple[str, ...]
    """Quotes of the figures told."""
    urls: tuple[str, ...]
    sources: tuple[str, ...]
    event: str = ""
    """Its event type, empty if none was found."""


@dataclass(frozen=True, slots=True)
class Story:
    """
    One event: its entries, lead first, and where it continues an earlier one.

    A primary document leads; otherwise the entry that best stands for the others.
    """

    id: str
    entries: tuple[AnnotatedEntry, ...]
    thread: str
    """Id of the first story of its thread: its own when it starts one."""
    merges: tuple[Merge, ...] = ()
    earlier: tuple[PastStory, ...] = ()
    """What was told of the thread before, latest first."""
    split_by: tuple[str, ...] = ()
    """Names of the splits that keep an entry of it apart from another story's, in the config's order."""

    @property
    def lead(self) -> AnnotatedEntry:
        """The entry that heads the story."""
        return self.entries[0]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that tell it, lead first, each once."""
        return tuple(dict.fromkeys(told.entry.source_id for told in self.entries))

    @property
    def entities(self) -> tuple[str, ...]:
        """Ids of all entities its entries name, in order."""
        return tuple(dict.fromkeys(e for told in self.entries for e in told.entities()))

    @property
    def event(self) -> str:
        """The event type most entries tell; of equally many, the one told first; empty without any."""
        told = Counter(entry.event.kind for entry in self.entries if entry.event is not None)
        return told.most_common(1)[0][0] if told else ""

    @property
    def subjects(self) -> tuple[str, ...]:
        """
        Ids of what it is about: what the lead's headline names, or at least half of all headlines.

        A ticker that is the unit of a sum (``12,530 ETH``) names no subject.
        """
        named = [_headed(told) for told in self.entries]
        counts = Counter(entity for entities in named for entity in entities)
        often = (entity for entity, count in counts.items() if 2 * count >= len(named))
        return tuple(dict.fromkeys((*named[0], *often)))

    @property
    def began(self) -> datetime:
        """Time of the earliest entry (UTC)."""
        return min(told.when for told in self.entries)

    @property
    def latest(self) -> datetime:
        """Time of the newest entry (UTC)."""
        return max(told.when for told in self.entries)


def _headed(told: AnnotatedEntry) -> tuple[str, ...]:
    """Ids of the entities the headline names, in order, but for the units of its figures."""
    units = [figure.span for figure in told.figures]
    return tuple(
        dict.fromkeys(
            mention.entity
            for mention in told.mentions
            if mention.span[1] <= len(told.title)
            and not any(start <= mention.span[0] < end for start, end in units)
        )
    )
