"""An entry whose address has changed its parameters: the same, and what must not be taken for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from store_samples import DAY, MORNING, entry, outcome, window

from digest.model import Entry
from digest.store import SqliteStore, open_store

BEFORE = MORNING - timedelta(hours=6)
KNOWN = entry(
    "a",
    BEFORE,
    url="https://wire.example/story?v=1",
    title="Rates held",
    text="The bank held rates.",
    published=BEFORE,
)
LATER = replace(KNOWN, id="b", url="https://wire.example/story?v=2", seen=MORNING)
A_DAY = {"published": MORNING.replace(hour=0), "published_on": date(2026, 2, 6)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_store(tmp_path / ".digest") as opened:
        yield opened


def keep(store: SqliteStore, at: datetime, *entries: Entry) -> list[str]:
    """Keep what is shown together; returns the ids that are known then, in order of first sight."""
    store.keep(entries, [], [outcome(one.source_id, at) for one in entries])
    return [one.id for one in store.entries(window())]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({}, {}),
        ({"url": "https://wire.example/story"}, {}),
        ({}, {"url": "https://wire.example/story"}),
        ({}, {"text": "The bank held rates again, it said later."}),
        (A_DAY, A_DAY),
        ({"published": None}, {"published": None}),
    ],
)
def test_it_is_known_again(store: SqliteStore, then: dict[str, Any], now: dict[str, Any]) -> None:
    keep(store, BEFORE, replace(KNOWN, **then))
    assert keep(store, MORNING, replace(LATER, **now)) == ["a"]
    [kept] = store.entries(window())
    assert (kept.seen, kept.url) == (BEFORE, replace(LATER, **now).url)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({"source_id": "paper"}, {}),
        ({}, {"title": "Rates cut"}),
        ({}, {"published": BEFORE + timedelta(seconds=1)}),
        ({}, {"published": None}),
        ({}, {"url": "https://wire.example/another?v=1"}),
        ({"url": ""}, {"url": ""}),
        (A_DAY, A_DAY | {"text": "Another notice of that day."}),
        (A_DAY | {"text": ""}, A_DAY | {"text": ""}),
        ({"published": None}, {"published": None, "text": "Another."}),
    ],
)
def test_it_is_another(store: SqliteStore, then: dict[str, Any], now: dict[str, Any]) -> None:
    keep(store, BEFORE, replace(KNOWN, **then))
    assert keep(store, MORNING, replace(LATER, **now)) == ["a", "b"]


def test_two_that_are_shown_side_by_side_are_two(store: SqliteStore) -> None:
    keep(store, BEFORE, KNOWN)
    assert keep(store, MORNING, LATER, KNOWN) == ["a", "b"]
    assert keep(store, MORNING, LATER) == ["a", "b"]


def test_where_it_may_be_either_of_two_it_is_neither(store: SqliteStore) -> None:
    keep(store, BEFORE, KNOWN, replace(KNOWN, id="c", url="https://wire.example/story?v=3"))
    assert keep(store, MORNING, LATER) == ["a", "c", "b"]


def test_of_two_that_may_be_it_only_the_first_is(store: SqliteStore) -> None:
    keep(store, BEFORE, KNOWN)
    other = replace(LATER, id="c", url="https://wire.example/story?v=3")
    assert keep(store, MORNING, LATER, other) == ["a", "c"]


def test_it_stays_known_whatever_changes_later_and_when_it_comes_back(store: SqliteStore) -> None:
    keep(store, BEFORE, KNOWN)
    keep(store, MORNING, LATER)
    again = replace(LATER, title="Rates held, for now", published=MORNING)
    assert keep(store, MORNING, again) == ["a"]
    assert keep(store, MORNING, replace(again, id="c", url="https://wire.example/story?v=3")) == ["a"]
    assert keep(store, MORNING, KNOWN) == ["a"]


def test_other_ids_are_forgotten_with_their_entry(store: SqliteStore) -> None:
    keep(store, BEFORE, KNOWN)
    keep(store, MORNING, LATER)
    assert store.recording(BEFORE).aliases == {"b": "a"}
    store.keep([], [], [outcome("wire", MORNING + DAY)])
    store.prune(MORNING + 100 * DAY)
    assert store.recording(BEFORE).aliases == {}
