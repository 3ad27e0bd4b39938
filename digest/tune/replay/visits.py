"""What each source brought in each past collection, read again from the answers that were kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from digest.collect import collect
from digest.collect.parse.urls import address_of
from digest.collect.remembered import reader_of
from digest.errors import FetchError, SourceError
from digest.model import Entry, KeptAnswer, Observation, Recording, Request, Response, SourceOutcome
from digest.protocols import ConfiguredSource
from digest.store import SqliteStore

NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Visit:
    """One collection of one source: how it did, and what it brought."""

    outcome: SourceOutcome
    entries: tuple[Entry, ...] = ()
    observations: tuple[Observation, ...] = ()


class Visits:
    """Past collections, as a config's sources read them; the same reader reads each answer once."""

    def __init__(self, store: SqliteStore, recording: Recording) -> None:
        self._store = store
        self._aliases = recording.aliases
        self._answers: dict[str, list[KeptAnswer]] = {}
        for answer in recording.answers:
            self._answers.setdefault(answer.source_id, []).append(answer)
        self._outcomes: dict[str, list[SourceOutcome]] = {}
        for outcome in recording.outcomes:
            self._outcomes.setdefault(outcome.source_id, []).append(outcome)
        self._read: dict[tuple[str, str, datetime], Visit] = {}

    def outcomes(self, source_id: str, until: datetime) -> list[SourceOutcome]:
        """How a source did in every collection by `until`, as it was noted then; oldest first."""
        return [one for one in self._outcomes.get(source_id, ()) if one.at <= until]

    def visit(self, configured: ConfiguredSource, outcome: SourceOutcome) -> Visit:
        """What the source, read as it is configured, brought in the collection that had this outcome."""
        key = (reader_of(configured), configured.source.id + configured.source.url, outcome.at)
        if key not in self._read:
            self._read[key] = self._visited(configured, outcome)
        return self._read[key]

    def _visited(self, configured: ConfiguredSource, outcome: SourceOutcome) -> Visit:
        source_id = configured.source.id
        earlier = [one.at for one in self._outcomes[source_id] if one.at < outcome.at]
        known = [one for one in self._answers.get(source_id, ()) if one.received <= outcome.at]
        brought = {one.url: one for one in known if not earlier or one.received > earlier[-1]}
        if outcome.state == "failed" and not brought:
            return Visit(outcome)
        fetch = _Again(self._store, outcome.at, {one.url for one in known}, brought)
        collected = collect((configured,), fetch, _Stopped(outcome.at))
        (again,) = collected.outcomes
        entries = tuple(replace(one, id=self._aliases.get(one.id, one.id)) for one in collected.entries)
        return Visit(_as_noted(outcome, again), entries, collected.observations)


def _as_noted(outcome: SourceOutcome, again: SourceOutcome) -> SourceOutcome:
    """
    The outcome as it was noted then, when reading comes to the same; else that of reading again.

    When and how fast a source answered are facts of that day in any case.
    """
    counts = (outcome.state, outcome.entries, outcome.dated, outcome.observations, outcome.newest)
    if counts == (again.state, again.entries, again.dated, again.observations, again.newest):
        return replace(outcome, title=again.title)
    return replace(again, at=outcome.at, seconds=outcome.seconds, size=outcome.size, status=outcome.status)


@dataclass(frozen=True, slots=True)
class _Stopped:
    """A clock that stands still at the moment of a collection."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody waits in a replay")


@dataclass(frozen=True, slots=True)
class _Again:
    """A fetch that answers as the addresses of one source did in one collection."""

    store: SqliteStore
    at: datetime
    known: set[str]
    """Addresses that had answered by then: without an answer in this collection they were unchanged."""
    brought: Mapping[str, KeptAnswer]

    def __call__(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        for request in requests:
            yield request, self._answer(request)

    def _answer(self, request: Request) -> Response | SourceError:
        where = address_of(request.url)
        if where in self.brought:
            return self.store.answer(self.brought[where].number, request)
        if where in self.known:
            return Response(request, request.url, 304, {}, b"", self.at)
        return FetchError(where, NOT_RECORDED, "no answer of this address was kept")
