"""Collect: ask every source, read every answer, and say how each one did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from digest.collect.parse.article import with_articles
from digest.collect.parse.urls import without_secrets
from digest.collect.reading import Answers, Read, processors, reader
from digest.errors import SourceError
from digest.model import Collected, Entry, Observation, Request, Response, SourceOutcome
from digest.protocols import Clock, ConfiguredSource, Fetch, Reading

__all__ = ["collect", "collect_into", "processors"]

Keep = Callable[[Sequence[Entry], Sequence[Observation], Sequence[SourceOutcome]], None]
"""Takes what some sources brought, and how each of them did."""


_TOGETHER = 50
"""Sources that are kept in one go: the most a crash takes back, while a commit each would cost a second."""
_AHEAD = timedelta(hours=1)
"""How far a source's clock may run before ours until its dates count as mistakes."""


@dataclass(slots=True)
class _Asked:
    """One source while its answers come in."""

    configured: ConfiguredSource
    requests: list[Request] = field(default_factory=list)
    """First round, then the follow-up round, in order."""
    readings: dict[Request, Reading] = field(default_factory=dict)
    errors: dict[Request, str] = field(default_factory=dict)
    fault: str = ""
    """Why it could not be asked at all."""
    waiting: int = 0
    """Answers still to come before its outcome is known."""
    unchanged: bool = False
    whole: bool = True
    moved: str = ""
    size: int = 0
    status: int | None = None
    last: datetime | None = None


def collect(
    sources: Sequence[ConfiguredSource],
    fetch: Fetch,
    clock: Clock,
    progress: Callable[[SourceOutcome], None] | None = None,
    processes: int = 0,
) -> Collected:
    """
    Everything the sources have to say now, and one outcome a source in the order of `sources`.

    Entries and observations are in the order of sources, then of their documents, whoever answered
    first. All else is as with :func:`collect_into`.
    """
    entries: list[Entry] = []
    observations: list[Observation] = []

    def keep(
        came: Sequence[Entry], measured: Sequence[Observation], outcomes: Sequence[SourceOutcome]
    ) -> None:
        entries.extend(came)
        observations.extend(measured)

    outcomes = collect_into(keep, sources, fetch, clock, progress, processes)
    place = {one.source.id: number for number, one in enumerate(sources)}
    entries.sort(key=lambda entry: place[entry.source_id])
    observations.sort(key=lambda observation: place[observation.source_id])
    return Collected(tuple(entries), tuple(observations), outcomes)


def collect_into(
    keep: Keep,
    sources: Sequence[ConfiguredSource],
    fetch: Fetch,
    clock: Clock,
    progress: Callable[[SourceOutcome], None] | None = None,
    processes: int = 0,
) -> tuple[SourceOutcome, ...]:
    """
    Ask the sources, and hand what they say to `keep`; returns one outcome a source in their order.

    Sources are handed over in the order in which they are done, a few together, each once and whole, its
    entries in the order of its documents; an entry that comes twice from one source is kept once, with its
    article where that was read. A date more than an hour ahead of the answer counts as none. What one
    source does costs that source only; one that answers in part keeps the part. `progress` is called with
    each outcome as soon as it is known.

    Answers are read in so many `processes` beside this one, which are ended when one document takes too
    long or too much, or with 0 in this one, where nothing ends them.

    Nothing is raised for what sources do; a programming error in a kind is not caught.
    """
    collection = _Collection([_Asked(configured) for configured in sources], keep, clock, progress)
    with reader(processes) as read:
        owners = collection.first_round()
        for last_round in (False, True):
            if owners:
                owners = collection.round(owners, fetch, read, last_round)
    collection.hand_over()
    return tuple(outcome for _, outcome in sorted(collection.outcomes.items()))


_Owners = dict[Request, int]
"""Whose question each request is, by the place of its source."""


class _Collection:
    """All sources while they are asked and read."""

    def __init__(
        self,
        asked: Sequence[_Asked],
        keep: Keep,
        clock: Clock,
        progress: Callable[[SourceOutcome], None] | None,
    ) -> None:
        self.asked = asked
        self.outcomes: dict[int, SourceOutcome] = {}
        self._done: list[int] = []
        self._keep = keep
        self._clock = clock
        self._progress = progress
        self._began = clock.now()

    def first_round(self) -> _Owners:
        """What every source wants asked; one that wants nothing is told at once."""
        owners: _Owners = {}
        for index, one in enumerate(self.asked):
            try:
                first = one.configured.kind.requests(one.configured.source)
            except SourceError as error:
                one.fault = _told(error)
                first = ()
            _add(one, first, owners, index, self._began)
            if not one.waiting:
                self._settle(index)
        return owners

    def round(self, owners: _Owners, fetch: Fetch, read: Read, last: bool) -> _Owners:
        """Ask and read; returns what is to be asked besides, unless this is the `last` round."""
        wanted: dict[Request, tuple[Request, ...]] = {}
        for response, reading in read(self._to_be_read(owners, fetch)):
            one = self.asked[owners[response.request]]
            follow = _take(one, response, reading)
            if follow and not last:
                # A source that has more to be asked is not done with; this stands for all of it.
                wanted[response.request] = follow
                one.waiting += 1
            self._answered(owners[response.request])
        following: _Owners = {}
        # In the order in which they were asked, whoever answered first.
        for request, index in owners.items():
            if follow := wanted.get(request, ()):
                _add(self.asked[index], follow, following, index, self._began)
                self._answered(index)
        return following

    def _to_be_read(self, owners: _Owners, fetch: Fetch) -> Answers:
        for request, answer in fetch(list(owners)):
            one = self.asked[owners[request]]
            if isinstance(answer, Response) and _arrived(one, answer):
                yield one.configured, answer
                continue
            if isinstance(answer, SourceError):
                _failed(one, request, answer, self._clock.now())
            self._answered(owners[request])

    def _answered(self, index: int) -> None:
        """Once all answers of a source are in, and read, it is known how it did."""
        self.asked[index].waiting -= 1
        if not self.asked[index].waiting:
            self._settle(index)

    def _settle(self, index: int) -> None:
        self.outcomes[index] = _outcome(self.asked[index], self._began, self._clock.now())
        self._done.append(index)
        if self._progress:
            self._progress(self.outcomes[index])
        if len(self._done) == _TOGETHER:
            self.hand_over()

    def hand_over(self) -> None:
        """Give away what the sources brought that are done, and hold it no longer."""
        if not self._done:
            return
        kept = [_kept(self.asked[index]) for index in self._done]
        self._keep(
            [entry for entries, _ in kept for entry in entries],
            [observation for _, observations in kept for observation in observations],
            [self.outcomes[index] for index in self._done],
        )
        for index in self._done:
            self.asked[index].readings.clear()
        self._done.clear()


def _add(
    one: _Asked, requests: Iterable[Request], owners: dict[Request, int], index: int, began: datetime
) -> None:
    for request in requests:
        if request not in one.requests:
            one.requests.append(request)
            one.waiting += 1
            owners[replace(request, began=began)] = index


def _failed(one: _Asked, request: Request, error: SourceError, now: datetime) -> None:
    """Note that no answer came."""
    one.errors[request] = _told(error)
    one.status = getattr(error, "status", None) or one.status
    one.last = max(one.last or now, now)


def _arrived(one: _Asked, answer: Response) -> bool:
    """Note that an answer came; returns whether there is something to read in it."""
    one.size += len(answer.body)
    one.status = answer.status
    one.last = max(one.last or answer.received, answer.received)
    if answer.moved and not answer.request.entry_id:
        one.moved = f"moved for good to {without_secrets(answer.moved)} (write that into the config)"
    one.unchanged = one.unchanged or answer.unchanged
    return not answer.unchanged


def _take(one: _Asked, response: Response, reading: Reading | SourceError) -> tuple[Request, ...]:
    """Note what was read in an answer; returns what is to be asked besides."""
    if isinstance(reading, SourceError):
        one.errors[response.request] = _told(reading)
        one.whole = False
        return ()
    one.readings[response.request] = told = _without_future(reading, response.received + _AHEAD)
    # What has no true date yet may have one when it is read again.
    one.whole = one.whole and told.problems == reading.problems
    return reading.follow


def _without_future(reading: Reading, latest: datetime) -> Reading:
    """The reading without dates that cannot be true yet, and a word on how many there were."""
    entries = tuple(_dated(entry, latest) for entry in reading.entries)
    wrong = sum(a.published is not b.published for a, b in zip(entries, reading.entries, strict=True))
    if not wrong:
        return replace(reading, entries=entries)
    told = "a date in the future" if wrong == 1 else f"{wrong} dates in the future"
    return replace(reading, entries=entries, problems=(*reading.problems, f"{told}, not believed"))


def _dated(entry: Entry, latest: datetime) -> Entry:
    """The entry without dates that cannot be true yet."""
    if entry.published and entry.published > latest:
        entry = replace(entry, published=None, published_on=None, date_origin="none")
    if entry.updated and entry.updated > latest:
        entry = replace(entry, updated=None)
    return entry


def _kept(one: _Asked) -> tuple[list[Entry], list[Observation]]:
    """What was read of a source, in the order it was asked for, each entry once."""
    readings = [one.readings[request] for request in one.requests if request in one.readings]
    entries = with_articles([entry for reading in readings for entry in reading.entries])
    return entries, [o for reading in readings for o in reading.observations]


def _outcome(one: _Asked, began: datetime, now: datetime) -> SourceOutcome:
    entries, observations = _kept(one)
    problems = [one.fault] if one.fault else []
    for request in one.requests:
        if request in one.errors:
            problems.append(one.errors[request])
        elif request in one.readings:
            problems += one.readings[request].problems
    if one.moved:
        problems.append(one.moved)
    something = bool(entries or observations)
    if not something and not one.unchanged and not problems:
        problems = ["answered with nothing"]
    dates = [entry.published for entry in entries if entry.published]
    return SourceOutcome(
        source_id=one.configured.source.id,
        title=one.configured.source.title,
        state="answered" if something else "unchanged" if one.unchanged else "failed",
        at=one.last or now,
        entries=len(entries),
        dated=len(dates),
        observations=len(observations),
        error="; ".join(dict.fromkeys(problems)),
        seconds=max(0.0, ((one.last or now) - began).total_seconds()),
        size=one.size,
        newest=max(dates, default=None),
        status=one.status,
        whole=one.whole,
    )


def _told(error: SourceError) -> str:
    return f"{error.what} ({error.hint})" if error.hint else error.what
