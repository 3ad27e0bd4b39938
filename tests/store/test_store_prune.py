"""What is forgotten, and what never is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from store_samples import (
    DAY,
    MORNING,
    account,
    brief,
    edition_of,
    entry,
    key,
    observation,
    outcome,
    response,
)

from digest.model import Receipt, Robots, Validators, Wait, Window
from digest.store import SqliteStore, open_store

EVER = Window(MORNING - 1000 * DAY, MORNING + DAY)
TICK = timedelta(microseconds=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_store(tmp_path) as opened:
        yield opened


def rows(store: SqliteStore, query: str) -> list[Any]:
    with store._reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def kept(store: SqliteStore) -> list[str]:
    return sorted(told.id for told in store.entries(EVER))


def test_entries_gone_for_sixty_days_are_forgotten(store: SqliteStore) -> None:
    limit = MORNING - 60 * DAY
    store.keep([entry("gone", limit - TICK), entry("back", limit - TICK)], [], [])
    store.keep([entry("just", limit)], [], [outcome("wire", limit)])
    store.keep([entry("back", MORNING)], [], [outcome("wire", MORNING)])
    store.prune(MORNING)
    assert kept(store) == ["back", "just"]


STILL_THERE = {
    "it only failed since": [("failed", 1)],
    "it was unchanged since": [("unchanged", 50), ("unchanged", 1)],
    "it was never asked again": [],
}


@pytest.mark.parametrize("since", STILL_THERE.values(), ids=list(STILL_THERE))
def test_what_a_source_may_show_again_is_not_forgotten(
    store: SqliteStore, since: list[tuple[str, int]]
) -> None:
    """Or it would be news when it is shown again."""
    then = MORNING - 500 * DAY
    store.keep([entry("a", then)], [], [outcome("wire", then)])
    for state, days in since:
        store.keep([], [], [outcome("wire", MORNING - days * DAY, state=state)])
    store.keep([], [], [outcome("other", MORNING)])
    store.prune(MORNING)
    store.prune(MORNING + DAY)
    assert rows(store, "SELECT id FROM entries") == [("a",)]
    store.keep([entry("a", MORNING)], [], [outcome("wire", MORNING)])
    (told,) = store.entries(Window(MORNING - DAY, MORNING))
    assert told.seen == then


def test_entries_that_an_edition_told_stay(store: SqliteStore) -> None:
    then = MORNING - 100 * DAY
    store.keep([entry("e1", then), entry("e2", then)], [], [outcome("wire", then)])
    store.publish(key(100), edition_of(key(100), brief("s1"), accounts=(account("s1"), account("s2"))))
    store.keep([entry("new")], [], [outcome("wire")])
    store.prune(MORNING)
    assert kept(store) == ["e1", "new"]


def test_outcomes_observations_and_runs_stay_for_four_hundred_days(store: SqliteStore) -> None:
    limit = MORNING - 400 * DAY
    for at in (limit - TICK, limit, MORNING):
        store.keep([], [observation("btc", at)], [outcome("wire", at)])
        store.begin_run(str(key()), at)
    store.prune(MORNING)
    assert rows(store, "SELECT count(*) FROM outcomes") == [(2,)]
    assert rows(store, "SELECT count(*) FROM observations") == [(2,)]
    assert len(store.runs()) == 2


def test_editions_stories_and_receipts_stay_for_good(store: SqliteStore) -> None:
    old = key(900)
    receipt = Receipt(str(old), "mail", "a@example.com", MORNING - 900 * DAY, "delivered")
    store.publish(old, edition_of(old, brief("s1")))
    store.sign(receipt)
    store.keep([], [], [outcome("wire", MORNING - 900 * DAY)])
    store.prune(MORNING)
    assert store.edition(old) == edition_of(old, brief("s1"))
    assert [told.id for told in store.memory(key(899), MORNING).stories] == ["s1"]
    assert store.receipts(str(old)) == (receipt,)
    assert store.first_seen() == {"wire": MORNING - 900 * DAY}


def test_answers_as_they_came_are_kept_for_fourteen_days(store: SqliteStore) -> None:
    limit = MORNING - 14 * DAY
    for path, body, at in (
        ("/a", b"old", limit - 3 * TICK),
        ("/a", b"same", limit - 2 * TICK),
        ("/a", b"same", limit),
        ("/a", b"new", MORNING),
        ("/b", b"old too", limit - 3 * TICK),
        ("/b", b"the last of its address", limit - 2 * TICK),
    ):
        store.remember(response(path, body, at), None)
    store.keep([], [], [])
    assert rows(store, "SELECT count(*) FROM bodies") == [(5,)]
    store.prune(MORNING)
    told = rows(store, "SELECT url, length(packed) > 0 FROM responses JOIN bodies ON body = sha256")
    assert [url[-2:] for url, _ in told] == ["/a", "/a", "/b"]
    assert rows(store, "SELECT count(*) FROM bodies") == [(3,)]
    store.prune(MORNING + DAY, timedelta(hours=1))
    assert rows(store, "SELECT count(*) FROM bodies") == [(2,)]


def test_answers_held_back_are_written_in_time_and_at_the_end(tmp_path: Path) -> None:
    with open_store(tmp_path) as first:
        for number in range(51):
            first.remember(response(f"/{number}", b"%d" % number), None)
        assert rows(first, "SELECT count(*) FROM responses") == [(51,)]
        first.remember(response("/big", b"x" * 2_000_001), None)
        assert rows(first, "SELECT count(*) FROM responses") == [(52,)]
        first.remember(response("/last"), None)
    with open_store(tmp_path) as again:
        assert rows(again, "SELECT count(*) FROM responses") == [(53,)]


def test_an_address_nobody_asks_any_more_is_forgotten_whole(store: SqliteStore) -> None:
    gone = MORNING - 60 * DAY
    for path, at in (("/feed", gone + DAY), ("/article", gone - TICK), ("/other", gone)):
        store.remember(response(path, path.encode(), at), Validators("r", f'"{path}"'))
    store.keep([], [], [outcome("wire", MORNING)])
    store.prune(MORNING)
    assert [url[-5:] for _, url in store.validators()] == ["/feed", "other"]
    assert (
        rows(store, "SELECT count(*) FROM responses")
        == rows(store, "SELECT count(*) FROM bodies")
        == [(2,)]
    )


def test_the_last_answer_of_a_source_stays_however_old(store: SqliteStore) -> None:
    store.remember(response("/feed", b"x", MORNING - 300 * DAY), Validators("r", '"1"'))
    store.keep([], [], [outcome("wire", MORNING)])
    store.prune(MORNING)
    assert len(store.validators()) == 1


def test_waits_and_robots_are_forgotten_in_time(store: SqliteStore) -> None:
    month = timedelta(days=30)
    gone, busy = Wait("r", 1, None, 410, "gone"), Wait("r", 1, MORNING, 429, "busy")
    store.wait({("old", "a"): busy, ("gone", "a"): gone}, MORNING - month - TICK)
    store.wait({("new", "a"): busy}, MORNING - month)
    store.wait({("long gone", "a"): gone}, MORNING - 400 * DAY - TICK)
    store.keep_robots("https://old.example", Robots("", MORNING - month - TICK))
    store.keep_robots("https://new.example", Robots("x", MORNING - month))
    store.prune(MORNING)
    assert [source_id for source_id, _ in store.waits()] == ["gone", "new"]
    assert store.robots("https://old.example") is None
    assert store.robots("https://new.example") == Robots("x", MORNING - month)


def test_of_two_answers_at_one_moment_one_stays(store: SqliteStore) -> None:
    then = MORNING - 20 * DAY
    for body in (b"one", b"two"):
        store.remember(response("/a", body, then), None)
    store.prune(MORNING)
    assert (
        rows(store, "SELECT count(*) FROM responses")
        == rows(store, "SELECT count(*) FROM bodies")
        == [(1,)]
    )


def test_forgetting_twice_is_forgetting_once(store: SqliteStore) -> None:
    store.prune(MORNING)
    store.keep([entry("a")], [observation("btc")], [outcome("wire")])
    store.remember(response("/a"), None)
    store.keep([], [], [])
    before = rows(store, "SELECT * FROM entries"), rows(store, "SELECT * FROM responses")
    store.prune(MORNING)
    assert (rows(store, "SELECT * FROM entries"), rows(store, "SELECT * FROM responses")) == before
