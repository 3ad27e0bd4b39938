"""Which stories go on with what an earlier edition told."""

from __future__ import annotations

from datetime import date

import pytest
from told_entries import told

from digest.group import group
from digest.model import AnnotatedEntry, PastStory


def past(
    headline: str,
    *,
    id: str = "aaaaaaaaaaaa",
    thread: str = "",
    day: int = 5,
    text: str = "",
    entities: tuple[str, ...] = (),
    urls: tuple[str, ...] = (),
    event: str = "",
) -> PastStory:
    return PastStory(
        id=id,
        thread=thread or id,
        edition=date(2026, 2, day),
        day=1,
        headline=headline,
        text=text or headline,
        entities=entities,
        figures=(),
        urls=urls,
        sources=("ledgerline",),
        event=event,
    )


QUAYSIDE = past(
    "Quayside bridge drained of $41.5M", text="Attackers drained the Quayside bridge overnight."
)
GOES_ON: dict[str, tuple[AnnotatedEntry, PastStory]] = {
    "a name the lexicon does not know": (told("Quayside attackers return half of drained funds"), QUAYSIDE),
    "the same address": (
        told("Markets wrap", url="https://a.example/1"),
        past("Stocks sink", urls=("https://a.example/1",)),
    ),
}
GOES_ON |= {
    "a hack goes on as something else": (
        told("Quayside community votes to offer attackers a bounty", event="governance"),
        past("Quayside bridge drained of millions by attackers overnight", event="exploit"),
    ),
    "another date in the headline": (
        told("Quayside funds drained on Feb. 3 returned on Feb. 6"),
        past("Quayside bridge funds drained on Feb. 3", event="exploit"),
    ),
}
STARTS: dict[str, tuple[AnnotatedEntry, PastStory]] = {
    "another bridge": (told("Fenwick bridge drained of $12M"), QUAYSIDE),
    "another coin": (
        told("Ether falls as traders flee risk", names=(("ETH", "asset", "Ether"),)),
        past("Bitcoin falls as traders flee risk", entities=("BTC",)),
    ),
    "the next of a series": (told("Ledgerline weekly report #6"), past("Ledgerline weekly report #5")),
    "another type of event, and not one that runs on": (
        told("Quayside opens wallet waitlist in Lisbon for early users", event="launch"),
        past("Quayside raises seed funds in Lisbon from angel backers", event="funding"),
    ),
    "only a kind of name in common": (
        told("Orchard DAO votes on treasury moves", names=()),
        past("Fenwick DAO votes on treasury audit"),
    ),
    "nothing in common": (told("Norway raises rates"), QUAYSIDE),
}


@pytest.mark.parametrize("case", GOES_ON)
def test_a_story_goes_on(case: str) -> None:
    entry, before = GOES_ON[case]
    (story,) = group([entry], [before], {})
    assert story.thread == before.thread
    assert story.earlier == (before,)
    assert story.id != story.thread


@pytest.mark.parametrize("case", STARTS)
def test_a_story_starts_a_thread(case: str) -> None:
    entry, before = STARTS[case]
    (story,) = group([entry], [before], {})
    assert story.thread == story.id
    assert story.earlier == ()


def test_all_of_the_thread_comes_latest_first() -> None:
    first = past("Quayside bridge drained of $41.5M", id="aaaaaaaaaaaa", day=3)
    second = past(
        "Quayside attackers send drained funds to mixer", id="bbbbbbbbbbbb", thread=first.id, day=5
    )
    other = past("Norway raises rates", id="cccccccccccc", day=4)
    (story,) = group([told("Quayside attackers return drained funds")], [first, other, second], {})
    assert story.thread == first.id
    assert story.earlier == (second, first)
