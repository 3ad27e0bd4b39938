"""How sources have been doing, and what runs there were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from store_samples import DAY, MORNING, entry, key, outcome

from digest.model import PastRun, SourceHealth
from digest.store import SqliteStore, open_store

HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_store(tmp_path) as opened:
        yield opened


def test_a_store_without_sources(store: SqliteStore) -> None:
    assert store.health(MORNING) == ()
    assert store.runs() == ()


def test_a_source_that_never_answered(store: SqliteStore) -> None:
    for hours in (2, 1):
        told = outcome("wire", MORNING - hours * HOUR, state="failed", error=f"timed out {hours}")
        store.keep([], [], [told])
    assert store.health(MORNING) == (SourceHealth("wire", None, None, 2, "timed out 1", 0.0),)


def test_failures_in_a_row_end_with_an_answer(store: SqliteStore) -> None:
    for hours, state in ((5, "failed"), (4, "answered"), (3, "failed"), (2, "unchanged"), (1, "failed")):
        error = "timed out" if state == "failed" else ""
        store.keep([], [], [outcome("wire", MORNING - hours * HOUR, state=state, error=error)])
    (told,) = store.health(MORNING)
    assert (told.failures, told.error, told.last_answer) == (1, "timed out", MORNING - 2 * HOUR)
    store.keep([], [], [outcome("wire")])
    (told,) = store.health(MORNING)
    assert (told.failures, told.error, told.last_answer) == (0, "", MORNING)


def test_new_entries_a_day_leave_out_what_came_first_and_what_was_known(store: SqliteStore) -> None:
    first = MORNING - 10 * DAY
    store.keep([entry(f"old {n}", first) for n in range(50)], [], [outcome("wire", first)])
    for days in range(10):
        at = MORNING - days * DAY
        store.keep([entry("old 1", at), entry(f"new {days}", at)], [], [outcome("wire", at)])
    (told,) = store.health(MORNING)
    assert told.entries_a_day == 1.0
    assert told.last_new == MORNING


def test_new_entries_a_day_are_those_of_fourteen_days(store: SqliteStore) -> None:
    store.keep([], [], [outcome("wire", MORNING - 90 * DAY)])
    store.keep([entry(f"{n}", MORNING - 15 * DAY) for n in range(50)], [], [outcome("wire", MORNING)])
    store.keep([entry(f"n{n}", MORNING - n * HOUR) for n in range(28)], [], [outcome("wire", MORNING)])
    (told,) = store.health(MORNING)
    assert told.entries_a_day == 2.0
    assert told.last_new == MORNING


def test_a_source_of_today_is_measured_by_the_day(store: SqliteStore) -> None:
    store.keep([], [], [outcome("wire", MORNING - HOUR)])
    store.keep([entry("a"), entry("b")], [], [outcome("wire", MORNING)])
    (told,) = store.health(MORNING)
    assert told.entries_a_day == 2.0


def test_each_source_for_itself_in_order(store: SqliteStore) -> None:
    store.keep([entry("a", source_id="b")], [], [outcome("b"), outcome("a", state="failed", error="no")])
    told = [(one.source_id, one.failures, one.last_new) for one in store.health(MORNING)]
    assert told == [("a", 1, None), ("b", 0, MORNING)]


def test_runs_latest_first_and_one_that_was_cut_off(store: SqliteStore) -> None:
    first = store.begin_run(str(key(1)), MORNING - DAY)
    second = store.begin_run(str(key()), MORNING)
    assert store.runs() == (
        PastRun(second, "daily/2026-02-06T07:00", MORNING, None, "", ()),
        PastRun(first, "daily/2026-02-05T07:00", MORNING - DAY, None, "", ()),
    )
    store.end_run(second, MORNING + HOUR, "published", ["a: no (hint)", "b: “no”"])
    (told,) = store.runs(1)
    assert (told.ended, told.state) == (MORNING + HOUR, "published")
    assert told.problems == ("a: no (hint)", "b: “no”")
