"""Collect: ask every source, read every answer, and say how each one did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from digest.collect.parse.article import with_articles
from digest.errors import SourceError
from digest.model import Collected, Entry, Observation, Request, Response, SourceOutcome
from digest.protocols import Clock, ConfiguredSource, Fetch, Reading

__all__ = ["collect"]

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
    size: int = 0
    status: int | None = None
    last: datetime | None = None


def collect(
    sources: Sequence[ConfiguredSource],
    fetch: Fetch,
    clock: Clock,
    progress: Callable[[SourceOutcome], None] | None = None,
) -> Collected:
    """
    Everything the sources have to say now, and one outcome a source in the order of `sources`.

    Entries and observations are in the order of sources, then of their documents, whoever answered
    first; an entry that comes twice from one source is kept once, with its article where that was
    read. A date more than an hour ahead of the answer counts as none. What one source does costs that
    source only; one that answers in part keeps the part. `progress` is called with each outcome as soon
    as it is known.

    Nothing is raised for what sources do; a programming error in a kind is not caught.
    """
    began = clock.now()
    asked = [_Asked(configured) for configured in sources]
    outcomes: dict[int, SourceOutcome] = {}

    def settle(index: int) -> None:
        outcomes[index] = _outcome(asked[index], began, clock.now())
        if progress:
            progress(outcomes[index])

    owners: dict[Request, int] = {}
    for index, one in enumerate(asked):
        try:
            first = one.configured.kind.requests(one.configured.source)
        except SourceError as error:
            one.fault = _told(error)
            first = ()
        _add(one, first, owners, index, began)
        if not one.waiting:
            settle(index)
    for last_round in (False, True):
        following: dict[Request, int] = {}
        for request, answer in fetch(list(owners)):
            one = asked[owners[request]]
            one.waiting -= 1
            follow = _take(one, request, answer, clock)
            if not last_round:
                _add(one, follow, following, owners[request], began)
            if not one.waiting:
                settle(owners[request])
        owners = following
        if not owners:
            break
    kept = [_kept(one) for one in asked]
    return Collected(
        entries=tuple(entry for entries, _ in kept for entry in entries),
        observations=tuple(observation for _, observations in kept for observation in observations),
        outcomes=tuple(outcomes[index] for index in range(len(asked))),
    )


def _add(
    one: _Asked, requests: Iterable[Request], owners: dict[Request, int], index: int, began: datetime
) -> None:
    for request in requests:
        if request not in one.requests:
            one.requests.append(request)
            one.waiting += 1
            owners[replace(request, began=began)] = index


def _take(
    one: _Asked, request: Request, answer: Response | SourceError, clock: Clock
) -> tuple[Request, ...]:
    """Read one answer into its source; returns what it wants asked besides."""
    if isinstance(answer, SourceError):
        one.errors[request] = _told(answer)
        one.status = getattr(answer, "status", None) or one.status
        one.last = max(one.last or clock.now(), clock.now())
        return ()
    one.size += len(answer.body)
    one.status = answer.status
    one.last = max(one.last or answer.received, answer.received)
    if answer.unchanged:
        one.unchanged = True
        return ()
    try:
        reading = one.configured.kind.read(one.configured.source, answer)
    except SourceError as error:
        one.errors[request] = _told(error)
        return ()
    one.readings[request] = _without_future(reading, answer.received + _AHEAD)
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
    )


def _told(error: SourceError) -> str:
    return f"{error.what} ({error.hint})" if error.hint else error.what
