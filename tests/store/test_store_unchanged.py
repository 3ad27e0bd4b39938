"""What stands in a source that says "unchanged" is shown by it; what counts as shown decides no news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import DAY, MORNING, entry, outcome, window

from digest.model import Entry, Window
from digest.store import SqliteStore, open_store

HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_store(tmp_path) as opened:
        yield opened


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [told.id for told in entries]


def test_what_was_first_seen_in_the_window_is_in_it_whatever_comes_later(store: SqliteStore) -> None:
    store.keep([entry("a", MORNING - 5 * HOUR)], [], [outcome("wire", MORNING - 5 * HOUR)])
    for hours in (4, 3, 2, 1):
        state = "failed" if hours == 2 else "unchanged"
        store.keep([], [], [outcome("wire", MORNING - hours * HOUR, state=state)])
    assert ids(store.entries(window())) == ["a"]


def test_what_an_unchanged_source_showed_before_the_window_it_shows_still(store: SqliteStore) -> None:
    before = MORNING - 3 * DAY
    gone, kept = entry("gone", before - HOUR), entry("kept", before - HOUR)
    store.keep([gone, kept], [], [outcome("wire", before - HOUR)])
    store.keep([kept], [], [outcome("wire", before)])
    assert ids(store.entries(window())) == []
    store.keep([], [], [outcome("wire", MORNING - HOUR, state="unchanged")])
    assert ids(store.entries(window())) == ["kept"]


NOTHING_NEW = {
    "it failed": [("failed", 1)],
    "it was unchanged only before the window": [("unchanged", 30), ("failed", 1)],
    "it answered without it": [("answered", 2), ("unchanged", 1)],
    "another was unchanged": [],
}


@pytest.mark.parametrize("told", NOTHING_NEW.values(), ids=list(NOTHING_NEW))
def test_what_is_not_shown_any_more(store: SqliteStore, told: list[tuple[str, int]]) -> None:
    store.keep([entry("a", MORNING - 3 * DAY)], [], [outcome("wire", MORNING - 3 * DAY)])
    for state, hours in told:
        store.keep([], [], [outcome("wire", MORNING - hours * HOUR, state=state)])
    store.keep([], [], [outcome("desk", MORNING - HOUR, state="unchanged")])
    assert ids(store.entries(window())) == []


def test_it_is_the_window_s_own_outcomes_that_count(store: SqliteStore) -> None:
    """An edition of a past day sees the same, whatever came since."""
    store.keep([entry("a", MORNING - 3 * DAY)], [], [outcome("wire", MORNING - 3 * DAY)])
    store.keep([], [], [outcome("wire", MORNING - HOUR, state="unchanged")])
    store.keep([entry("b", MORNING + DAY)], [], [outcome("wire", MORNING + DAY)])
    assert ids(store.entries(window())) == ["a"]
    assert ids(store.entries(Window(MORNING, MORNING + DAY))) == ["b"]


steps = st.lists(
    st.tuples(
        st.integers(1, 30),
        st.sampled_from(["answered", "unchanged", "failed"]),
        st.sets(st.sampled_from("abc"), min_size=1),
    ),
    max_size=8,
)


@settings(max_examples=30, deadline=None)
@given(steps, st.integers(0, 100), st.integers(1, 100))
def test_a_source_that_says_unchanged_is_as_good_as_one_that_says_it_all_again(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[int, str, set[str]]],
    start: int,
    length: int,
) -> None:
    """Two sources with one history: one says "unchanged" where the other shows the whole document again."""
    with open_store(tmp_path_factory.mktemp("state")) as store:
        at, shown = MORNING, ["a"]
        for hours, state, names in [(0, "answered", {"a"}), *steps]:
            at += hours * HOUR
            shown = sorted(names) if state == "answered" else shown
            kept = {
                "brief": shown if state == "answered" else [],
                "full": shown if state != "failed" else [],
            }
            said = {"brief": state, "full": "failed" if state == "failed" else "answered"}
            store.keep(
                [entry(f"{id} {name}", at, source_id=id) for id, names in kept.items() for name in names],
                [],
                [outcome(id, at, state=state) for id, state in said.items()],
            )
        looked = Window(MORNING + start * HOUR, MORNING + (start + length) * HOUR)
        told = store.entries(looked)
    brief, full = ([e.id.split()[1] for e in told if e.source_id == id] for id in ("brief", "full"))
    assert brief == full
