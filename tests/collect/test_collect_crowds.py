"""Documents that repeat one element without end, and addresses that lead nowhere new."""

from __future__ import annotations

from digest.collect.parse.dates import Dated
from digest.collect.parse.draft import MOST_ENTRIES, Draft, reading_of
from digest.collect.parse.hostile import MOST_OF_A_KIND, defused
from digest.collect.parse.urls import canonical


def test_a_crowd_of_categories_is_thinned_in_its_item_only() -> None:
    crowd = "".join(f"<category>c{n}</category>" for n in range(5_000))
    items = f"<item><title>One</title>{crowd}</item><item><title>Two</title><category>x</category></item>"
    document = f"<rss><channel>{items}</channel></rss>"
    kept = defused(document)
    assert kept.count("<category>") == MOST_OF_A_KIND + 1
    assert "<title>One</title>" in kept
    assert "<title>Two</title><category>x</category>" in kept


def test_a_document_without_a_crowd_is_left_as_it_is() -> None:
    document = "<rss><item><category>a</category><link>https://a.example/</link></item></rss>"
    assert defused(document) == document


def test_a_place_within_the_feed_itself_is_no_address() -> None:
    feed = "https://paper.example/rss?api_key=s3cret"
    assert canonical("#c1", feed) == ""
    assert canonical("?api_key=s3cret#c2", feed) == ""
    assert canonical("/a#c1", feed) == "https://paper.example/a"


def test_of_a_list_too_long_the_newest_are_read() -> None:
    from datetime import UTC, datetime, timedelta

    from digest.model import Request, Response, Source

    start = datetime(2026, 1, 1, tzinfo=UTC)
    drafts = [
        Draft(
            f"Title {n}", link=f"https://a.example/{n}", published=Dated(start + timedelta(minutes=n), True)
        )
        for n in range(MOST_ENTRIES + 50)
    ]
    source = Source("a", "feed", "https://a.example/rss", "A")
    response = Response(Request("a", source.url), source.url, 200, {}, b"", start + timedelta(days=30))
    reading = reading_of(source, response, drafts)
    entries = reading.entries
    assert reading.problems == ("50 items older than the newest 2,000 and left out",)
    assert len(entries) == MOST_ENTRIES
    assert entries[-1].title == drafts[-1].title
    assert entries[0].title == "Title 50"
