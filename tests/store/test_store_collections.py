"""What a collection leaves: entries, observations, outcomes, first answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import DAY, MORNING, entry, key, observation, outcome, window

from digest.model import Entry, Window
from digest.store import SqliteStore, open_store
from digest.store.values import ticks, time_of

HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_store(tmp_path / ".digest") as opened:
        yield opened


def test_everything_of_an_entry_is_kept(store: SqliteStore) -> None:
    told = entry(
        "a",
        title="EBITDA < 5% & > 3% — 汇率",
        text="One.\n\nTwo “three”.",
        published=MORNING - HOUR,
        updated=MORNING - timedelta(microseconds=1),
        language="en",
        authors=("A. Writer", 'B "the" Writer'),
        categories=("markets", "汇率"),
        date_origin="feed",
    )
    store.keep([told], [], [outcome("wire")])
    assert store.entries(window()) == (told,)


def test_an_entry_seen_again_keeps_its_first_sight_and_takes_the_new_words(store: SqliteStore) -> None:
    first = entry("a", MORNING - 3 * DAY, title="Before", text="Long.", published=MORNING - 3 * DAY)
    again = replace(first, title="After", seen=MORNING, published=None, text="")
    store.keep([first], [], [outcome("wire", first.seen)])
    store.keep([again], [], [outcome("wire", MORNING)])
    assert store.entries(window()) == (replace(first, title="After", edited=MORNING),)


def test_what_a_source_changes_later_is_remembered_as_edited_and_repetition_is_not(
    store: SqliteStore,
) -> None:
    first = entry("a", MORNING - 3 * DAY, title="Rates held", text="Long.")
    for day, told in ((2, first), (1, replace(first, text="Longer.")), (0, replace(first, text="Longer."))):
        store.keep([replace(told, seen=MORNING - day * DAY)], [], [outcome("wire", MORNING - day * DAY)])
    (kept,) = store.entries(window())
    assert (kept.text, kept.edited) == ("Longer.", MORNING - DAY)


def test_an_excerpt_never_replaces_the_article_that_was_read(store: SqliteStore) -> None:
    excerpt = entry("a", MORNING - DAY, text="Short.")
    article = replace(excerpt, text="The whole of it.", text_origin="article")
    for told in (excerpt, article, replace(excerpt, seen=MORNING)):
        store.keep([told], [], [outcome("wire", told.seen)])
    (kept,) = store.entries(window())
    assert (kept.text, kept.text_origin, kept.edited) == ("The whole of it.", "article", None)


def test_a_date_that_is_corrected_is_believed_and_one_that_is_gone_is_not_unsaid(
    store: SqliteStore,
) -> None:
    first = entry("a", published=MORNING - HOUR, date_origin="feed")
    store.keep([first], [], [])
    store.keep([replace(first, published=None, date_origin="none")], [], [])
    assert store.entries(window()) == (first,)
    corrected = replace(first, published=MORNING - 2 * HOUR, date_origin="page")
    store.keep([corrected], [], [])
    assert store.entries(window()) == (corrected,)


def test_what_a_source_showed_within_the_window(store: SqliteStore) -> None:
    cases = {
        "shown at the start": (MORNING - 2 * DAY, MORNING - DAY),
        "shown just after the start": (MORNING - 2 * DAY, MORNING - DAY + timedelta(microseconds=1)),
        "shown at the end": (MORNING, MORNING),
        "seen before, shown again after the end": (MORNING - HOUR, MORNING + DAY),
        "first seen after the end": (MORNING + timedelta(microseconds=1), MORNING + DAY),
        "gone long ago": (MORNING - 5 * DAY, MORNING - 4 * DAY),
    }
    for id, (seen, last_seen) in cases.items():
        store.keep([entry(id, seen)], [], [])
        store.keep([entry(id, last_seen)], [], [])
    assert [told.id for told in store.entries(window())] == [
        "shown just after the start",
        "seen before, shown again after the end",
        "shown at the end",
    ]


def test_an_entry_is_shown_when_its_source_answered(store: SqliteStore) -> None:
    early = entry("a", MORNING - 3 * DAY)
    store.keep([early], [], [outcome("wire", MORNING), outcome("desk", MORNING + DAY)])
    assert store.entries(window()) == (early,)


def test_a_clock_that_steps_back_does_not_hide_an_entry(store: SqliteStore) -> None:
    told = entry("a")
    store.keep([told], [], [outcome("wire", MORNING)])
    store.keep([entry("a", MORNING - 9 * DAY)], [], [outcome("wire", MORNING - 9 * DAY)])
    assert store.entries(window()) == (told,)


def test_entries_come_in_order_of_first_sight_then_id(store: SqliteStore) -> None:
    given = [entry("b"), entry("c", MORNING - HOUR), entry("a")]
    store.keep(given, [], [])
    assert [told.id for told in store.entries(window())] == ["c", "a", "b"]


def test_keeping_twice_is_keeping_once(store: SqliteStore) -> None:
    collected = ([entry("a"), entry("b")], [observation("btc")], [outcome("wire"), outcome("prices")])
    store.keep(*collected)
    once = store.entries(window()), store.memory(key(), MORNING), store.outcomes(window())
    store.keep(*collected)
    assert (store.entries(window()), store.memory(key(), MORNING), store.outcomes(window())) == once


def test_an_entry_twice_in_one_collection_is_one(store: SqliteStore) -> None:
    store.keep([entry("a", title="One"), entry("a", title="Two")], [], [])
    assert [told.title for told in store.entries(window())] == ["Two"]


def test_nothing_to_keep(store: SqliteStore) -> None:
    store.keep([], [], [])
    assert store.entries(window()) == ()
    assert store.outcomes(window()) == ()
    assert store.first_seen() == {}


def test_observations_of_nine_days_oldest_first(store: SqliteStore) -> None:
    kept = [
        observation("eth", MORNING),
        observation("btc", MORNING),
        observation("btc", MORNING, series="market_cap"),
        observation("btc", MORNING - 9 * DAY + timedelta(microseconds=1)),
    ]
    others = [
        observation("btc", MORNING - 9 * DAY),
        observation("btc", MORNING + timedelta(microseconds=1)),
    ]
    store.keep([], kept + others, [])
    told = [(one.as_of, one.series, one.subject) for one in store.memory(key(), MORNING).observations]
    assert told == sorted((one.as_of, one.series, one.subject) for one in kept)


def test_an_amount_is_kept_to_the_last_digit(store: SqliteStore) -> None:
    amounts = ["-390800000.00", "0.1", "1E-18", "123456789012345678901234567890.123456789"]
    store.keep([], [observation(f"s{n}", value=amount) for n, amount in enumerate(amounts)], [])
    told = [str(one.value) for one in store.memory(key(), MORNING).observations]
    assert told == [str(Decimal(amount)) for amount in amounts]


def test_a_measurement_told_anew_replaces_and_another_does_not(store: SqliteStore) -> None:
    first = observation("btc", value="64000", window="24h", label="BTC", name="Bitcoin", convention="in")
    others = [
        replace(first, unit="EUR"),
        replace(first, window="7d"),
        replace(first, source_id="elsewhere"),
        replace(first, series="volume"),
    ]
    revised = replace(first, value=Decimal(64512), label="$BTC")
    store.keep([], [first, *others], [])
    store.keep([], [revised], [])
    remembered = store.memory(key(), MORNING).observations
    assert set(remembered) == {revised, *others}
    assert len(remembered) == 5


def test_the_latest_outcome_of_each_source_in_the_window(store: SqliteStore) -> None:
    early = outcome("wire", MORNING - HOUR, state="failed", error="timed out (try later)", seconds=1.25)
    late = outcome("wire", entries=3, dated=2, size=2048, newest=MORNING - HOUR, status=200)
    desk = outcome("desk", MORNING - 2 * HOUR, state="unchanged", status=304)
    outside = [
        outcome("old", MORNING - DAY),
        outcome("wire", MORNING + HOUR),
        outcome("new", MORNING + HOUR),
    ]
    store.keep([], [], [early, late, desk, *outside])
    assert store.outcomes(window()) == (desk, late)


def test_a_source_first_answered_when_it_first_brought_something(store: SqliteStore) -> None:
    store.keep([], [], [outcome("wire", MORNING - 2 * DAY, state="failed")])
    store.keep([], [], [outcome("wire", MORNING - DAY, state="unchanged")])
    assert store.first_seen() == {}
    store.keep([], [], [outcome("wire", MORNING), outcome("desk", MORNING)])
    store.keep([], [], [outcome("wire", MORNING + DAY)])
    assert store.first_seen() == {"desk": MORNING, "wire": MORNING}


def test_what_came_with_a_first_answer_was_never_seen_after_it(store: SqliteStore) -> None:
    late = entry("a", MORNING + timedelta(seconds=3))
    store.keep([late, entry("b")], [], [outcome("wire", MORNING)])
    first = store.first_seen()["wire"]
    assert first == late.seen
    assert Window(MORNING - DAY, MORNING + HOUR).refuses(late, first_seen_of_source=first) == "undated"


def test_a_naive_time_is_a_fault_of_the_program(store: SqliteStore) -> None:
    with pytest.raises(TypeError):
        store.keep([entry("a", MORNING.replace(tzinfo=None))], [], [])
    assert store.entries(window()) == ()


def test_a_collection_is_kept_whole_or_not_at_all(store: SqliteStore) -> None:
    with pytest.raises(TypeError):
        store.keep([entry("a")], [observation("btc", MORNING.replace(tzinfo=None))], [outcome("wire")])
    assert store.entries(window()) == ()
    assert store.first_seen() == {}


@settings(deadline=None)
@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_survives_to_the_microsecond(time: datetime) -> None:
    assert time_of(ticks(time)) == time


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
times = st.datetimes(datetime.fromisoformat("1970-01-02"), timezones=st.just(UTC))


@settings(max_examples=40, deadline=None)
@given(
    st.builds(
        Entry,
        id=words,
        source_id=words,
        url=words,
        title=words,
        text=words,
        seen=times,
        published=st.none() | times,
        updated=st.none() | times,
        language=words,
        authors=st.lists(words, max_size=3).map(tuple),
        categories=st.lists(words, max_size=3).map(tuple),
        date_origin=st.sampled_from(["feed", "page", "rule", "none"]),
    )
)
def test_any_entry_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, told: Entry) -> None:
    with open_store(tmp_path_factory.mktemp("state")) as store:
        store.keep([told], [], [])
        assert store.entries(Window(told.seen - HOUR, told.seen)) == (told,)


def test_of_the_future_only_what_is_scheduled_is_given(store: SqliteStore) -> None:
    ahead = [
        observation("Payrolls", MORNING + 2 * DAY, series="scheduled"),
        observation("Too far", MORNING + 10 * DAY, series="scheduled"),
        observation("Long past", MORNING - 10 * DAY, series="scheduled"),
        observation("Yesterday", MORNING - DAY, series="scheduled"),
        observation("bitcoin", MORNING + HOUR),
        observation("ether", MORNING),
    ]
    store.keep([], ahead, [outcome("wire")])
    told = [one.subject for one in store.memory(key(), MORNING).observations]
    assert told == ["Yesterday", "ether", "Payrolls"]
