"""The store as one SQLite file: each method one transaction, safe to repeat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine

from digest.errors import StoreError
from digest.model import (
    Digest,
    EditionKey,
    Entry,
    Judgement,
    Listing,
    Memory,
    Observation,
    PastRun,
    Receipt,
    Recording,
    Request,
    Response,
    Robots,
    SourceHealth,
    SourceOutcome,
    Validators,
    Wait,
    Window,
)
from digest.store import runs
from digest.store.answers import answer_of, put_answer
from digest.store.editions import (
    edition_of,
    editions_of,
    keys_of,
    last_window_end,
    listings_of,
    put_edition,
)
from digest.store.engine import connect
from digest.store.entries import entries_within, keep_entries
from digest.store.faults import told
from digest.store.health import health_of_all
from digest.store.judgements import judgements_between, keep_judgement
from digest.store.migrations import migrate
from digest.store.observations import keep_observations, observations_around
from digest.store.outcomes import first_answers, keep_outcomes, latest_outcomes
from digest.store.prune import prune
from digest.store.receipts import latest_receipts, sign_receipt
from digest.store.recording import answer, recording_since
from digest.store.responses import keep_responses
from digest.store.robots import keep_robots, robots_of
from digest.store.stories import keep_stories, stories_before
from digest.store.validators import Address, believe, validators_of_all
from digest.store.waits import keep_waits, waits_of_all

STORIES_REMEMBERED = timedelta(days=14)
OBSERVATIONS_REMEMBERED = timedelta(days=9)
JUDGEMENTS_REMEMBERED = timedelta(days=90)
RESPONSES_KEPT = timedelta(days=14)
DATABASE = "digest.sqlite3"
_TOGETHER = 50
"""Answers written in one go at most: a transaction for each would cost as much as reading it."""
_HELD = 2_000_000
"""Bytes of them that are held back at most."""


def open_store(folder: Path, *, patience: float = 10.0) -> SqliteStore:
    """
    The store in ``folder/digest.sqlite3``, both made if they are not there.

    `patience` is how many seconds to wait while another process writes. Raises
    :class:`~digest.errors.StoreError` when the folder or the file cannot be used.
    """
    path = folder / DATABASE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        hint = "make it a folder that may be written, or set another [state] path"
        raise StoreError(str(folder), (fault.strerror or "cannot be made").lower(), hint) from fault
    engine = connect(path, patience)
    try:
        with told(path):
            migrate(engine, path)
    except StoreError:
        engine.dispose()
        raise
    return SqliteStore(engine, path)


def read_store(folder: Path, *, patience: float = 10.0) -> SqliteStore:
    """
    The store that is in `folder`, for reading: a write is refused by the database itself.

    One of an older version is brought up to date first. Raises StoreError when there is none.
    """
    path = folder / DATABASE
    if not path.is_file():
        hint = "`digest run` makes the first state; `digest demo` makes one to try things on"
        raise StoreError(str(path), "nothing is remembered here", hint)
    open_store(folder, patience=patience).close()
    return SqliteStore(connect(path, patience, reading=True), path)


class SqliteStore:
    """
    What is remembered, for one thread of one process.

    Every method may raise :class:`~digest.errors.StoreError`; then nothing of that call was kept.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        # In memory alone: of an answer that was not read before a crash nothing may be believed.
        self._pending: dict[Address, Validators] = {}
        self._answers: list[Response] = []

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the store can be used no more."""
        try:
            self._write_answers()
        finally:
            self._engine.dispose()

    def keep(
        self,
        entries: Sequence[Entry],
        observations: Sequence[Observation],
        outcomes: Sequence[SourceOutcome],
    ) -> None:
        """
        Keep what a collection brought.

        An entry known before keeps the time it was first seen, is last seen when its source's outcome
        says, and takes the content the source gives now; what is empty now unsays nothing. The validators
        that came with the answers of these sources are believed, if the outcome says it was read whole.
        """
        shown = {outcome.source_id: outcome.at for outcome in outcomes}
        with self._writing() as connection:
            keep_entries(connection, entries, shown)
            keep_observations(connection, observations)
            keep_outcomes(connection, outcomes, entries)
            believe(connection, self._pending, outcomes)
        asked = {outcome.source_id for outcome in outcomes}
        self._pending = {at: told for at, told in self._pending.items() if at[0] not in asked}

    def entries(self, window: Window) -> tuple[Entry, ...]:
        """
        Entries shown after the window's start, first seen by its end: in order of first sight, then id.

        What a source stands by with "unchanged" it shows. So an entry first seen within the window is
        always here, and one seen before as long as it stands in its source.
        """
        with self._reading() as connection:
            return entries_within(connection, window)

    def first_seen(self) -> Mapping[str, datetime]:
        """For each source, when it first answered (UTC), in order of source id."""
        with self._reading() as connection:
            return first_answers(connection)

    def outcomes(self, window: Window) -> tuple[SourceOutcome, ...]:
        """The latest outcome of each source within the window, in order of source id."""
        with self._reading() as connection:
            return latest_outcomes(connection, window)

    def memory(self, before: EditionKey, now: datetime) -> Memory:
        """
        What is remembered when the edition `before` is made at `now`.

        Stories are those of this digest's editions with an earlier slot, 14 days back, latest edition
        first and in the order of its page. Observations are those of the 9 days up to `now`, and what is
        scheduled for the 9 after it; judgements those of the 90 days; oldest first.
        """
        with self._reading() as connection:
            return Memory(
                stories_before(connection, before, STORIES_REMEMBERED),
                observations_around(connection, now, OBSERVATIONS_REMEMBERED),
                judgements_between(connection, before.digest, now - JUDGEMENTS_REMEMBERED, now),
            )

    def judge(self, judgement: Judgement) -> None:
        """Keep what the reader thinks of a story, in place of what was thought of its thread before."""
        with self._writing() as connection:
            keep_judgement(connection, judgement)

    def judgements(self, digest: str, now: datetime) -> tuple[Judgement, ...]:
        """Those in force at `now`, of the 90 days before, oldest first."""
        with self._reading() as connection:
            return judgements_between(connection, digest, now - JUDGEMENTS_REMEMBERED, now)

    def last_edition(self, digest: str, before: EditionKey) -> datetime | None:
        """End of the window of the last edition with an earlier slot than `before` (UTC), if any."""
        with self._reading() as connection:
            return last_window_end(connection, digest, before)

    def publish(self, key: EditionKey, digest: Digest) -> None:
        """Commit an edition; one published under the same key before is replaced."""
        with self._writing() as connection:
            number = put_edition(connection, key, digest)
            keep_stories(connection, number, digest)

    def edition(self, key: EditionKey) -> Digest | None:
        """The edition published under `key`, if one was."""
        with self._reading() as connection:
            return edition_of(connection, key)

    def editions(self, digest: str, latest: int | None = None) -> tuple[Digest, ...]:
        """The `latest` published editions of a digest, all without a number, latest first."""
        with self._reading() as connection:
            return tuple(editions_of(connection, digest, latest))

    def keys(self, digest: str) -> tuple[EditionKey, ...]:
        """The keys of all published editions of a digest, latest first."""
        with self._reading() as connection:
            return keys_of(connection, digest)

    def listings(self, digest: str) -> tuple[Listing, ...]:
        """All published editions of a digest in brief, latest first."""
        with self._writing(hurried=True) as connection:
            return tuple(listings_of(connection, digest))

    def sign(self, receipt: Receipt) -> None:
        """Keep what became of an edition at a target; earlier receipts stay."""
        with self._writing() as connection:
            sign_receipt(connection, receipt)

    def receipts(self, edition: str) -> tuple[Receipt, ...]:
        """The latest receipt of each channel and target for this edition, in the order of signing."""
        with self._reading() as connection:
            return latest_receipts(connection, edition)

    def validators(self) -> Mapping[tuple[str, str], Validators]:
        """For each source id and address: what to ask it with, as far as its last answer was read."""
        with self._reading() as connection:
            return validators_of_all(connection)

    def waits(self) -> Mapping[tuple[str, str], Wait]:
        """For each source id and address that failed when it was last asked: how long it is left alone."""
        with self._reading() as connection:
            return waits_of_all(connection)

    def wait(self, waits: Mapping[tuple[str, str], Wait | None], now: datetime) -> None:
        """Keep, as of `now`, how long addresses are left alone; None for one that has answered."""
        with self._writing(hurried=True) as connection:
            keep_waits(connection, waits, now)

    def robots(self, origin: str) -> Robots | None:
        """The robots.txt of an origin as it was last read, if it was."""
        with self._reading() as connection:
            return robots_of(connection, origin)

    def keep_robots(self, origin: str, robots: Robots) -> None:
        """Keep the robots.txt of an origin in place of the one before."""
        with self._writing(hurried=True) as connection:
            keep_robots(connection, origin, robots)

    def remember(self, response: Response, validators: Validators | None) -> None:
        """
        Keep an answer as it came, if it has a body.

        Its `validators` are believed when :meth:`keep` is told next how its source was read; with None
        those of before go on being believed. Until then the answer may still be in memory alone, with at
        most 50 others: what ends this process takes it back.
        """
        at = response.request.source_id, response.request.url
        if validators:
            self._pending[at] = validators
        else:
            self._pending.pop(at, None)
        if response.body:
            self._answers.append(response)
            if len(self._answers) > _TOGETHER or sum(len(one.body) for one in self._answers) > _HELD:
                self._write_answers()

    def recording(self, since: datetime) -> Recording:
        """
        What a replay of editions whose window begins at `since` or later is made from.

        All answers that are kept, oldest first; of each source the outcomes after `since` and its last
        answer before; when every entry that is remembered was first seen.
        """
        self._write_answers()
        with self._reading() as connection:
            return recording_since(connection, since)

    def answer(self, number: int, request: Request) -> Response:
        """The kept answer of this number, as one to `request`."""
        with self._reading() as connection:
            return answer(connection, number, request)

    def answer_to(self, mark: str) -> str | None:
        """What the language model answered to the question of this mark, if it is kept."""
        with self._reading() as connection:
            return answer_of(connection, mark)

    def keep_answer(self, mark: str, text: str, now: datetime) -> None:
        """Keep what it answered, in place of what it answered before."""
        with self._writing() as connection:
            put_answer(connection, mark, text, now)

    def begin_run(self, edition: str, now: datetime) -> int:
        """Note that a run begins; returns its number."""
        with self._writing() as connection:
            return runs.begin(connection, edition, now)

    def end_run(self, number: int, now: datetime, state: str, problems: Sequence[str] = ()) -> None:
        """Note how a run ended."""
        with self._writing() as connection:
            runs.end(connection, number, now, state, problems)

    def runs(self, count: int = 20) -> tuple[PastRun, ...]:
        """The last `count` runs, latest first; one that was cut off has not ended."""
        with self._reading() as connection:
            return runs.last_runs(connection, count)

    def health(self, now: datetime) -> tuple[SourceHealth, ...]:
        """How every source that was ever asked has been doing, in order of source id."""
        with self._reading() as connection:
            return health_of_all(connection, now)

    def prune(self, now: datetime, responses: timedelta = RESPONSES_KEPT) -> None:
        """
        Forget what nobody can ask for any more.

        Answers as they came after `responses`, save the last of each address; entries that their source,
        which answered since, has not shown for 60 days and no edition told; outcomes, observations and
        runs after 400 days. Editions, stories and receipts stay.
        """
        with self._writing() as connection:
            prune(connection, now, responses)

    @contextmanager
    def _writing(self, *, hurried: bool = False) -> Iterator[Connection]:
        engine = self._engine.execution_options(hurried=hurried)
        # Lost where nothing can be written: then they are asked for again.
        answers, self._answers = self._answers, []
        with told(self._path), engine.begin() as connection:
            if answers:
                keep_responses(connection, answers)
            yield connection

    def _write_answers(self) -> None:
        """Put down the answers that are in memory alone."""
        if self._answers:
            with self._writing(hurried=True):
                pass

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self._path), self._engine.execution_options(reads=True).connect() as connection:
            yield connection
