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
    Memory,
    Observation,
    Receipt,
    SourceOutcome,
    Window,
)
from digest.store.editions import (
    edition_of,
    editions_of,
    last_window_end,
    put_edition,
)
from digest.store.engine import connect
from digest.store.entries import entries_within, keep_entries
from digest.store.faults import told
from digest.store.migrations import migrate
from digest.store.observations import keep_observations, observations_between
from digest.store.outcomes import first_answers, keep_outcomes, latest_outcomes
from digest.store.receipts import latest_receipts, sign_receipt
from digest.store.stories import keep_stories, stories_before

STORIES_REMEMBERED = timedelta(days=14)
OBSERVATIONS_REMEMBERED = timedelta(days=9)


def open_store(folder: Path, *, patience: float = 10.0) -> SqliteStore:
    """
    The store in ``folder/digest.sqlite3``, both made if they are not there.

    `patience` is how many seconds to wait while another process writes. Raises
    :class:`~digest.errors.StoreError` when the folder or the file cannot be used.
    """
    path = folder / "digest.sqlite3"
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


class SqliteStore:
    """
    What is remembered, for one thread of one process.

    Every method may raise :class:`~digest.errors.StoreError`; then nothing of that call was kept.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the store can be used no more."""
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
        says, and takes the content the source gives now; what is empty now unsays nothing.
        """
        shown = {outcome.source_id: outcome.at for outcome in outcomes}
        with self._writing() as connection:
            keep_entries(connection, entries, shown)
            keep_observations(connection, observations)
            keep_outcomes(connection, outcomes, entries)

    def entries(self, window: Window) -> tuple[Entry, ...]:
        """Entries last seen after the window's start, first seen by its end: by first sight, then id."""
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
        first and in the order of its page. Observations are those of the 9 days up to `now`, oldest
        first.
        """
        with self._reading() as connection:
            return Memory(
                stories_before(connection, before, STORIES_REMEMBERED),
                observations_between(connection, now - OBSERVATIONS_REMEMBERED, now),
            )

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

    def editions(self, digest: str) -> tuple[Digest, ...]:
        """All published editions of a digest, latest first."""
        with self._reading() as connection:
            return tuple(editions_of(connection, digest))

    def sign(self, receipt: Receipt) -> None:
        """Keep what became of an edition at a target; earlier receipts stay."""
        with self._writing() as connection:
            sign_receipt(connection, receipt)

    def receipts(self, edition: str) -> tuple[Receipt, ...]:
        """The latest receipt of each channel and target for this edition, in the order of signing."""
        with self._reading() as connection:
            return latest_receipts(connection, edition)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with told(self._path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self._path), self._engine.execution_options(reads=True).connect() as connection:
            yield connection
