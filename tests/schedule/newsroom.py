"""A newsroom for the schedule's tests: a clock that is moved, a real store and lock, scripted sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from digest.config import Config, load_config
from digest.deliver import deliver
from digest.errors import DeliveryError, SourceError
from digest.model import (
    Digest,
    Edition,
    EditionKey,
    Format,
    Ledger,
    Masthead,
    Rendition,
    Request,
    Response,
    RunReport,
    SourceOutcome,
    Window,
)
from digest.protocols import ConfiguredChannel, World
from digest.schedule.desk import Desk
from digest.schedule.due import Run
from digest.schedule.events import Event
from digest.store import open_store

SOURCES = 4
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def utc(text: str) -> datetime:
    """``2026-02-06 07:00`` as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass(slots=True)
class MovedClock:
    """Stands still unless it is moved or waited for."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


def no_network(requests: object) -> Iterator[tuple[Request, Response | SourceError]]:
    raise AssertionError("no test of the schedule asks anyone")


@dataclass(slots=True)
class Letterbox:
    """A channel that keeps what it is sent; `refuses` says whether it does not take it, at an instant."""

    refuses: Callable[[datetime], bool] = lambda moment: False
    letters: list[str] = field(default_factory=list)
    attempts: list[datetime] = field(default_factory=list)

    @property
    def formats(self) -> tuple[Format, ...]:
        return ("text",)

    def targets(self) -> Sequence[str]:
        return ("reader@example.com",)

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        self.attempts.append(now)
        if self.refuses(now):
            raise DeliveryError(target, "not now")
        self.letters.append(str(edition.key))
        return "in the box"


def config_in(folder: Path, *digests: str, collect: str = "every_minutes = 0") -> Config:
    """A config with these ``[[digest]]`` tables (each the lines after its title)."""
    tables = [f'[[digest]]\nname = "d{n}"\ntitle = "D"\n{lines}\n' for n, lines in enumerate(digests)]
    source = '[[source]]\nid = "wire"\nkind = "feed"\nurl = "https://wire.example/rss"\n'
    path = folder / "config.toml"
    path.write_text("\n".join([*tables, f"[collect]\n{collect}\n", source]), encoding="utf-8")
    return load_config(path, environment={})


def outcomes_at(moment: datetime, answering: int) -> tuple[SourceOutcome, ...]:
    """How the sources did in one collection: the first `answering` of them answered."""
    return tuple(
        SourceOutcome(f"s{n}", f"S{n}", "answered" if n < answering else "failed", moment)
        for n in range(SOURCES)
    )


def record_of(key: EditionKey, end: datetime, *, late: bool = False) -> Digest:
    """The smallest edition there is."""
    edition = Edition(key, "D", "UTC", Window(end - DAY, end), late=late)
    return Digest(Masthead(edition, end, 1, 1, (), 100, 1), (), (), Ledger(0, (), ()))


class Newsroom:
    """One folder with its config, state and letterbox, for any number of processes one after another."""

    def __init__(self, folder: Path, now: str, *digests: str, collect: str = "every_minutes = 0") -> None:
        self.clock = MovedClock(utc(now))
        self.box = Letterbox()
        config = config_in(folder, *(digests or ('at = "07:00"',)), collect=collect)
        channels = (ConfiguredChannel("mail", self.box),)
        self.config = replace(
            config, digests=tuple(replace(plan, channels=channels) for plan in config.digests)
        )
        self.answering: Callable[[datetime], int] = lambda moment: SOURCES
        self.events: list[Event] = []
        self.made: list[Run] = []
        self.collections: list[datetime] = []
        self.desk = self.start()

    def start(self) -> Desk:
        """A new process with nothing in its memory."""
        self.desk = Desk(
            self.config,
            self.clock,
            opened=self.opened,
            make=self.make,
            collect=self.collect,
            tell=self.events.append,
        )
        return self.desk

    @contextmanager
    def opened(self) -> Iterator[World]:
        with open_store(self.config.state) as store:
            yield World(self.clock, no_network, store)

    def make(self, world: World, run: Run) -> RunReport:
        """What :func:`digest.run.run` does, as far as the schedule can tell."""
        key = EditionKey(run.plan.name, run.slot.nominal)
        record = world.store.edition(key)
        state: Literal["published", "already published"] = "already published"
        outcomes: tuple[SourceOutcome, ...] = ()
        if record is None:
            outcomes = outcomes_at(self.clock.now(), self.answering(self.clock.now()))
            world.store.keep((), (), outcomes)
            answered = sum(1 for outcome in outcomes if outcome.state == "answered")
            if not answered or answered < run.quorum * SOURCES:
                problem = f"{key}: only {answered} of {SOURCES} sources answered"
                return RunReport(str(key), "no edition", outcomes, problems=(problem,), degraded=True)
            record = record_of(key, self.clock.now(), late=run.late)
            world.store.publish(key, record)
            self.made.append(run)
            state = "published"
        receipts = deliver(record.edition, (), run.plan.channels, world.store, self.clock)
        return RunReport(
            str(key),
            state,
            outcomes,
            receipts,
            degraded=any(outcome.state == "failed" for outcome in outcomes),
            problems=tuple(receipt.detail for receipt in receipts if receipt.state == "failed"),
        )

    def collect(self, world: World) -> Sequence[SourceOutcome]:
        moment = self.clock.now()
        outcomes = outcomes_at(moment, self.answering(moment))
        world.store.keep((), (), outcomes)
        self.collections.append(moment)
        return outcomes

    def live(self, until: str) -> None:
        """Let the process live until then, looking whenever it said it would."""
        end = utc(until)
        while True:
            following = min(self.desk.look().values())
            if following > end:
                self.clock.moment = max(end, self.clock.moment)
                return
            assert following > self.clock.moment, "a look that is due at once never ends"
            self.clock.moment = following

    def sleep(self, until: str) -> None:
        """Nothing runs until then."""
        self.clock.moment = utc(until)

    @property
    def slots(self) -> list[str]:
        """The editions made, by their local slots, in order."""
        return [f"{run.slot.nominal:%Y-%m-%d %H:%M}" for run in self.made]

    @property
    def lines(self) -> list[str]:
        return [event.line() for event in self.events]
