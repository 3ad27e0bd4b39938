"""What each signal says of a story, and when it keeps silent."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import entry_points
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from weighed_stories import around, story, told, widely_told

from digest.model import Merge, Source, Story, Watchlist
from digest.protocols import Signal, Surroundings, Weighed
from digest.rank.signals.authority import Authority
from digest.rank.signals.coverage import Coverage
from digest.rank.signals.noise import Noise
from digest.rank.signals.recency import Recency
from digest.rank.signals.relevance import Relevance
from digest.rank.signals.severity import Severity

BTC_STORY = story(told("Bitcoin slips", assets=(("BTC", "Bitcoin"),)))
NOTICE = story(told("Notice on tokens", "pboc"), told("China bans tokens", "chatter"))
MIXED = story(told("Bitcoin news"), told("My take", noise=(("opinion", "My take"),)))

SAYS: dict[str, tuple[Signal, Story, Weighed | None]] = {
    "two outlets": (Coverage(), widely_told("Bridge drained", 2), Weighed(20, "told by 2 outlets")),
    "five outlets": (Coverage(), widely_told("Bridge drained", 5), Weighed(47, "told by 5 outlets")),
    "enough outlets": (
        Coverage(full=4),
        widely_told("Bridge drained", 5),
        Weighed(100, "told by 5 outlets"),
    ),
    "one outlet": (Coverage(), widely_told("Bridge drained", 1), None),
    "one outlet twice": (Coverage(), story(told("Bridge drained"), told("Bridge drained again")), None),
    "a primary document": (
        Authority(),
        NOTICE,
        Weighed(50, "primary document from People's Bank of China"),
    ),
    "a wire": (Authority(), story(told("A", "ledgerline")), Weighed(20, "told by Ledgerline (wire)")),
    "an unknown source": (Authority(), story(told("A", "stranger")), None),
    "an event and its sum": (
        Severity(),
        story(told("Bridge drained of $100M", event="exploit", sums=(("100000000", "$100M"),))),
        Weighed(52, "exploit, $100M"),
    ),
    "a sum too small to say": (
        Severity(),
        story(told("Wallet drained of $9k", event="exploit", sums=(("9000", "$9k"),))),
        Weighed(40, "exploit"),
    ),
    "an event without points": (Severity(events={}), story(told("A", event="exploit")), None),
    "no event": (Severity(), story(told("A")), None),
    "fresh": (Recency(), story(told("A", hours=0.2)), Weighed(20, "less than an hour old")),
    "half a day": (Recency(), story(told("A", hours=12)), Weighed(10, "12 h old")),
    "another half-life": (Recency(half_life=3), story(told("A", hours=3)), Weighed(10, "3 h old")),
    "stale": (Recency(), story(told("A", hours=100)), None),
    "dated in the future": (Recency(), story(told("A", hours=-500)), None),
    "a major": (Relevance(), BTC_STORY, Weighed(8, "about: BTC")),
    "no major": (Relevance(majors=()), BTC_STORY, None),
    "advertising": (
        Noise(),
        story(told("Presale live", noise=(("sponsored", "Presale live"),))),
        Weighed(-100, "sponsored: “Presale live”"),
    ),
    "a kind of noise unheard of": (
        Noise(),
        story(told("A", noise=(("horoscope", "stars"),))),
        Weighed(-40, "horoscope: “stars”"),
    ),
    "news beside noise": (Noise(), MIXED, None),
    "news": (Noise(), BTC_STORY, None),
}


@pytest.mark.parametrize("case", SAYS)
def test_a_signal_says(case: str) -> None:
    signal, weighed_story, expected = SAYS[case]
    assert signal.weigh(weighed_story, around()) == expected


def test_a_copy_is_no_voice_of_its_own() -> None:
    wire, copied, own = (
        told("A", "ledgerline", hours=6),
        told("A", "haibao", hours=5),
        told("B", "blockpost"),
    )
    copy = Merge(wire.entry.id, copied.entry.id, 100, "same text")
    alike = Merge(wire.entry.id, own.entry.id, 60, "same words: a")
    assert Coverage().weigh(story(wire, copied, merges=(copy,)), around()) is None
    both = Coverage().weigh(story(wire, copied, own, merges=(copy, alike)), around())
    assert both is not None
    assert both.reason == "told by 2 outlets"


def test_an_outlet_that_copies_and_writes_is_a_voice() -> None:
    wire, copied, own = told("A", "ledgerline", hours=6), told("A", "haibao", hours=5), told("B", "haibao")
    merges = (
        Merge(wire.entry.id, copied.entry.id, 100, "same text"),
        Merge(wire.entry.id, own.entry.id, 50, ""),
    )
    assert Coverage().weigh(story(wire, copied, own, merges=merges), around()) == Weighed(
        20, "told by 2 outlets"
    )


@pytest.mark.parametrize(
    ("watchlist", "topics", "reason"),
    [
        (Watchlist(assets=("BTC",)), (), "on your watchlist: BTC"),
        (Watchlist(words=("slips",)), (), "on your watchlist: slips; about: BTC"),
        (Watchlist(words=("slip",), assets=("ETH",)), (), "about: BTC"),
        (Watchlist(), ("bitcoin",), "on your topics: bitcoin; about: BTC"),
        (Watchlist(words=("C++", "")), (), "about: BTC"),
    ],
)
def test_relevance_is_what_the_reader_follows(
    watchlist: Watchlist, topics: tuple[str, ...], reason: str
) -> None:
    weighed = Relevance().weigh(BTC_STORY, around(watchlist, topics))
    assert weighed is not None
    assert weighed.reason == reason


def test_a_topic_of_the_source_counts() -> None:
    source = Source("blockpost", "feed", "", "Blockpost", topics=("regulation",))
    near = replace(around(topics=("regulation",)), sources={"blockpost": source})
    assert Relevance(majors=()).weigh(story(told("A")), near) == Weighed(15, "on your topics: regulation")


def test_trust_in_a_source_multiplies_its_tier() -> None:
    near: Surroundings = replace(
        around(),
        sources={"blockpost": Source("blockpost", "feed", "", "Blockpost", weight=2.0, tier="wire")},
    )
    assert Authority().weigh(story(told("A")), near) == Weighed(40, "told by Blockpost (wire)")


@pytest.mark.parametrize("kind", [Coverage, Authority, Severity, Recency, Relevance, Noise])
def test_options_are_checked(kind: type[Any]) -> None:
    options = TypeAdapter(kind)
    assert options.validate_python({}) == kind()
    with pytest.raises(ValidationError):
        options.validate_python({"no such option": 1})


def test_every_signal_is_registered() -> None:
    names = {point.name for point in entry_points(group="digest.signals")}
    assert names >= {"coverage", "authority", "severity", "recency", "relevance", "noise"}
