"""
Every door something may come in by: what a plugin must be, and the world outside.

A plugin is one frozen dataclass whose fields are its options; it is found by name among the entry
points of its group and needs nothing else to be used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from digest.errors import SourceError
from digest.model import (
    Brief,
    Digest,
    Edition,
    EditionKey,
    Entry,
    Format,
    Judgement,
    Listing,
    Memory,
    Observation,
    PastRun,
    RankedStory,
    Receipt,
    Rendition,
    Request,
    Response,
    Section,
    Source,
    SourceHealth,
    SourceOutcome,
    Story,
    Watchlist,
    Window,
)

# --- the world ------------------------------------------------------------------------------------


class Clock(Protocol):
    """The one place where time is read and waited for."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait; a test's clock moves itself forward instead."""
        ...


class Fetch(Protocol):
    """The one door in. Whatever is behind it (sockets, files, a recording), the caller just loops."""

    def __call__(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        """
        Each request once, with its answer or what went wrong, in whatever order they come.

        Never raises for what a source does.
        """
        ...


class Store(Protocol):
    """What is remembered. Each method is one transaction, safe to repeat."""

    def keep(
        self,
        entries: Sequence[Entry],
        observations: Sequence[Observation],
        outcomes: Sequence[SourceOutcome],
    ) -> None:
        """Keep what a collection brought; an entry known before keeps the time it was first seen."""
        ...

    def entries(self, window: Window) -> tuple[Entry, ...]:
        """
        Entries known by the window's end and shown by a source since its start.

        In order of first sight, then id.
        """
        ...

    def first_seen(self) -> Mapping[str, datetime]:
        """For each source, when it first answered (UTC)."""
        ...

    def outcomes(self, window: Window) -> tuple[SourceOutcome, ...]:
        """The latest outcome of each source within the window, in order of source id."""
        ...

    def memory(self, before: EditionKey, now: datetime) -> Memory:
        """Stories told in the 14 days before; observations of 9 (scheduled: 9 ahead), judgements of 90."""
        ...

    def last_edition(self, digest: str, before: EditionKey) -> datetime | None:
        """End of the window of the last edition published before this one (UTC), if any."""
        ...

    def publish(self, key: EditionKey, digest: Digest) -> None:
        """Commit an edition: from here on it exists."""
        ...

    def edition(self, key: EditionKey) -> Digest | None:
        """A published edition."""
        ...

    def editions(self, digest: str, latest: int | None = None) -> tuple[Digest, ...]:
        """The `latest` published editions of a digest, all without a number, latest first."""
        ...

    def judge(self, judgement: Judgement) -> None:
        """Keep what the reader thinks of a story."""
        ...

    def listings(self, digest: str) -> tuple[Listing, ...]:
        """All published editions of a digest in brief, latest first."""

    def sign(self, receipt: Receipt) -> None:
        """Keep what became of an edition at a target."""
        ...

    def receipts(self, edition: str) -> tuple[Receipt, ...]:
        """The latest receipt of each channel and target for this edition."""
        ...

    def answer_to(self, mark: str) -> str | None:
        """What the language model answered to the question of this mark, if it is kept."""
        ...

    def keep_answer(self, mark: str, text: str, now: datetime) -> None:
        """Keep what it answered."""
        ...

    def begin_run(self, edition: str, now: datetime) -> int:
        """Note that a run begins; returns its number."""
        ...

    def end_run(self, number: int, now: datetime, state: str, problems: Sequence[str] = ()) -> None:
        """Note how a run ended."""
        ...

    def runs(self, count: int = 20) -> tuple[PastRun, ...]:
        """The last `count` runs, latest first."""
        ...

    def health(self, now: datetime) -> tuple[SourceHealth, ...]:
        """How every source that was ever asked has been doing, in order of source id."""
        ...

    def prune(self, now: datetime, responses: timedelta = timedelta(days=14)) -> None:
        """Forget what is too old to be asked for; answers as they came after `responses`."""
        ...


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside, as one value."""

    clock: Clock
    fetch: Fetch
    store: Store
    processes: int = 0
    """How many may be begun beside this one, to read documents in; 0 where it reads them itself."""


# --- sources: digest.sources ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source kind made of one answer."""

    entries: tuple[Entry, ...] = ()
    observations: tuple[Observation, ...] = ()
    follow: tuple[Request, ...] = ()
    """Asked in one more round, and read in turn."""
    problems: tuple[str, ...] = ()
    """What could not be read beside what was, in words."""


class SourceKind(Protocol):
    """How a kind of source is asked and read. It never touches the network itself."""

    def requests(self, source: Source) -> Sequence[Request]:
        """What to ask, in order."""
        ...

    def read(self, source: Source, response: Response) -> Reading:
        """What an answer says; raises :class:`~digest.errors.ParseError` when it says nothing."""
        ...


@dataclass(frozen=True, slots=True)
class ConfiguredSource:
    """A source and the kind that can read it."""

    source: Source
    kind: SourceKind


# --- signals: digest.signals ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a signal may look at besides the story."""

    window: Window
    sources: Mapping[str, Source]
    watchlist: Watchlist = field(default_factory=Watchlist)
    topics: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    """What the reader marked up and down, oldest first."""
    latest: Mapping[tuple[str, str], Observation] = field(default_factory=dict)
    """The newest observation of each series and ticker: :func:`~digest.model.observation.latest`."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a signal says of a story, before its weight: points in whole, and a reader's reason."""

    points: int
    reason: str


class Signal(Protocol):
    """One reason a story matters, or does not."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points between −100 and 100, or None when the signal has nothing to say."""
        ...


@dataclass(frozen=True, slots=True)
class WeightedSignal:
    """A signal under its configured name and weight."""

    name: str
    weight: float
    signal: Signal


# --- sections: digest.sections --------------------------------------------------------------------


class Board(Protocol):
    """What a section may draw on while an edition is laid out."""

    @property
    def edition(self) -> Edition:
        """Which edition is laid out."""
        ...

    @property
    def stories(self) -> tuple[RankedStory, ...]:
        """Stories still without a home that this section may print, best first."""
        ...

    @property
    def candidates(self) -> tuple[RankedStory, ...]:
        """All stories this edition may print, best first, whether or not they have a home by now."""
        ...

    @property
    def watchlist(self) -> Watchlist:
        """What the reader follows."""
        ...

    @property
    def observations(self) -> tuple[Observation, ...]:
        """This edition's and those remembered, oldest first."""
        ...

    @property
    def sources(self) -> Mapping[str, Source]:
        """The enabled sources by id, in the order of the config."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """The editor's notes of the day, as Markdown."""
        ...

    @property
    def sections(self) -> tuple[Section, ...]:
        """Sections filled so far; all others, for one that sums up."""
        ...

    def brief(self, ranked: RankedStory, *, compact: bool = False) -> Brief:
        """The story as it would be printed, in one line if `compact`."""
        ...


class SectionRule(Protocol):
    """One rule for filling a heading."""

    @property
    def sums_up(self) -> bool:
        """Whether it is made from the other sections, and so filled after them."""
        ...

    def claims(self, ranked: RankedStory) -> bool:
        """Whether this section is the story's home before any general one."""
        ...

    def fill(self, id: str, title: str, board: Board) -> Section:
        """The section; a story is printed by putting its brief among the items."""
        ...


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section's rule under its configured id and heading."""

    id: str
    kind: str
    title: str
    rule: SectionRule


# --- channels: digest.channels --------------------------------------------------------------------


class Channel(Protocol):
    """One way out."""

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats it wants to be given."""
        ...

    def targets(self) -> Sequence[str]:
        """Where one edition has to arrive, in order, each once; DeliveryError when nobody can tell."""
        ...

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        """
        Bring the renditions to one target; returns in a few words where they lie.

        Raises :class:`~digest.errors.DeliveryError` when they did not arrive; its ``then`` says what
        becomes of them.
        """
        ...


class Sender(Protocol):
    """What sends to one target after another while it is open."""

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        """As :meth:`Channel.send` does."""
        ...


@runtime_checkable
class ConnectedChannel(Channel, Protocol):
    """A channel whose targets share a connection, at the far end of which it cannot look."""

    @property
    def at_most_once(self) -> bool:
        """Whether a target had rather miss an edition than get it twice, when a run is cut off."""
        ...

    def open(self) -> AbstractContextManager[Sender]:
        """What sends while the block runs; a fault that all targets share is met once, told for each."""
        ...


@runtime_checkable
class PublishingChannel(Channel, Protocol):
    """A channel at whose far end the records of what was published lie."""

    def published(self) -> Iterator[str]:
        """The records, in any order; DeliveryError when nobody can tell."""


@dataclass(frozen=True, slots=True)
class ConfiguredChannel:
    """A channel under its configured id."""

    id: str
    channel: Channel
