"""What is remembered of editions: records, past stories, receipts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from store_samples import DAY, MORNING, SLOT, account, brief, edition_of, key, observation

from digest.model import EditionKey, PastStory, Receipt, record
from digest.store import SqliteStore, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_store(tmp_path / ".digest") as opened:
        yield opened


def test_an_edition_comes_back_byte_for_byte(store: SqliteStore) -> None:
    digest = edition_of(key(), brief("s1", "“Oversold” — 汇率"), accounts=(account("s1", "BTC"),))
    store.publish(key(), digest)
    again = store.edition(key())
    assert again == digest
    assert again is not None
    assert record.write(again) == record.write(digest)


def test_an_edition_that_was_not_published_is_not_there(store: SqliteStore) -> None:
    store.publish(key(), edition_of(key()))
    assert store.edition(key(1)) is None
    assert store.edition(key(digest="desk")) is None
    assert store.editions("desk") == ()


def test_publishing_again_replaces_the_record_and_its_stories(store: SqliteStore) -> None:
    store.publish(key(1), edition_of(key(1), brief("s1"), brief("s2")))
    store.publish(key(1), edition_of(key(1), brief("s3")))
    assert store.editions("daily") == (edition_of(key(1), brief("s3")),)
    assert [told.id for told in store.memory(key(), MORNING).stories] == ["s3"]


def test_editions_latest_first_of_one_digest(store: SqliteStore) -> None:
    for days in (3, 1, 2):
        store.publish(key(days), edition_of(key(days)))
    store.publish(key(digest="desk"), edition_of(key(digest="desk")))
    assert [one.edition.key for one in store.editions("daily")] == [key(1), key(2), key(3)]


def test_the_last_edition_is_the_one_before_by_slot(store: SqliteStore) -> None:
    assert store.last_edition("daily", key()) is None
    for days in (2, 0, 1):
        store.publish(key(days), edition_of(key(days)))
    store.publish(key(1, "desk"), edition_of(key(1, "desk")))
    assert store.last_edition("daily", key()) == MORNING - DAY
    assert store.last_edition("daily", key(-1)) == MORNING
    assert store.last_edition("daily", key(2)) is None
    evening = EditionKey("daily", SLOT.replace(hour=18))
    assert store.last_edition("daily", evening) == MORNING


def test_memory_tells_a_story_as_it_was_printed(store: SqliteStore) -> None:
    told = edition_of(key(1), brief("s1"), accounts=(account("other"), account("s1", "ETH", "arbitrum")))
    store.publish(key(1), told)
    assert store.memory(key(), MORNING).stories == (
        PastStory(
            id="s1",
            thread="thread-of-s1",
            edition=date(2026, 2, 5),
            day=2,
            headline="A headline",
            text="A headline\nAn outflow of $390.8M was seen.\nIt was the third.\nTold elsewhere",
            entities=("ETH", "arbitrum"),
            figures=("$390.8M", "$372M"),
            urls=("https://wire.example/a", "https://desk.example/b"),
            sources=("wire", "desk"),
        ),
    )


def test_memory_reaches_fourteen_days_back_and_never_to_the_edition_itself(store: SqliteStore) -> None:
    for days in (0, 1, 14, 15, -1):
        store.publish(key(days), edition_of(key(days), brief(f"{days} days ago")))
    store.publish(key(1, "desk"), edition_of(key(1, "desk"), brief("of another digest")))
    told = [story.id for story in store.memory(key(), MORNING).stories]
    assert told == ["1 days ago", "14 days ago"]


def test_memory_keeps_the_order_of_the_page_and_each_story_once(store: SqliteStore) -> None:
    compact = replace(brief("s1"), headline="Again, in one line")
    store.publish(key(1), edition_of(key(1), brief("s2"), brief("s1"), compact))
    store.publish(key(2), edition_of(key(2), brief("s3")))
    told = [(story.id, story.headline) for story in store.memory(key(), MORNING).stories]
    assert told == [("s2", "A headline"), ("s1", "A headline"), ("s3", "A headline")]


def test_memory_of_nothing(store: SqliteStore) -> None:
    remembered = store.memory(key(), MORNING)
    assert (remembered.stories, remembered.observations) == ((), ())
    store.publish(key(1), edition_of(key(1)))
    store.keep([], [observation("btc", MORNING - 10 * DAY)], [])
    assert store.memory(key(), MORNING) == remembered


def test_the_latest_receipt_of_each_target(store: SqliteStore) -> None:
    def receipt(channel: str, target: str, minutes: int, **values: str) -> Receipt:
        state = "failed" if values else "delivered"
        at = MORNING + timedelta(minutes=minutes)
        return Receipt(str(key()), channel, target, at, state, values.get("detail", ""))  # type: ignore[arg-type]

    refused = receipt("mail", "a@example.com", 0, detail="451 come back later")
    site = receipt("site", "out/site", 1)
    other = receipt("mail", "b@example.com", 2)
    sent = receipt("mail", "a@example.com", 3)
    for one in (refused, site, other, sent, replace(site, edition=str(key(1)))):
        store.sign(one)
    assert store.receipts(str(key())) == (site, other, sent)
    assert store.receipts("daily/2026-01-01T07:00") == ()


def test_of_two_receipts_at_one_moment_the_later_signed_counts(store: SqliteStore) -> None:
    first = Receipt(str(key()), "mail", "a@example.com", MORNING, "failed", "no")
    store.sign(first)
    store.sign(replace(first, state="delivered"))
    store.sign(replace(first, target="b@example.com"))
    assert [one.state for one in store.receipts(str(key()))] == ["delivered", "failed"]
