"""What each signal says of a story, and when it keeps silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib.metadata import entry_points
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from weighed_stories import MORNING, TIERS, around, story, told, widely_told

from digest.model import Figure, Merge, Observation, PastStory, Source, Story, Watchlist
from digest.model.observation import latest
from digest.protocols import Signal, Surroundings, Weighed
from digest.rank.signals.authority import Authority
from digest.rank.signals.coverage import Coverage
from digest.rank.signals.magnitude import Magnitude
from digest.rank.signals.market_move import MarketMove
from digest.rank.signals.noise import Noise
from digest.rank.signals.novelty import Novelty
from digest.rank.signals.primary import Primary
from digest.rank.signals.recency import Recency
from digest.rank.signals.relevance import Relevance
from digest.rank.signals.severity import Severity
from digest.rank.signals.velocity import Velocity

BTC_STORY = story(told("Bitcoin slips", assets=(("BTC", "Bitcoin"),)))
NOTICE = story(told("Notice on tokens", "pboc"), told("China bans tokens", "chatter"))
MIXED = story(told("Bitcoin news"), told("My take", noise=(("opinion", "My take"),)))

DRAINED = story(told("Bridge drained of $100M", event="exploit", sums=(("100000000", "$100M"),)))


def moved(amount: str, measure: str) -> Story:
    """A headline that tells a percentage, up or down."""
    figure = Figure(Decimal(amount), "percent", "50%", (4, 7), measure)
    return story(replace(told("ETH 50% today"), figures=(figure,)))


def told_before(
    days: int, *, sum: str = "", figures: tuple[str, ...] = (), event: str = "", was: str = ""
) -> Story:
    """A story that so many editions told."""
    entry = told(f"Bridge still halted {sum}".strip(), event=event, sums=((("1", sum),) if sum else ()))
    past = PastStory(
        "p", "p", date(2026, 2, 5), days, "Bridge halted", "Bridge halted", (), figures, (), (), was
    )
    return replace(story(entry), earlier=(past,))


ALL = (
    Coverage,
    Authority,
    Severity,
    Magnitude,
    Primary,
    Velocity,
    Recency,
    Novelty,
    Relevance,
    MarketMove,
    Noise,
)
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
    "a primary document": (Primary(), NOTICE, Weighed(50, "primary document from People's Bank of China")),
    "no document": (Primary(), BTC_STORY, None),
    "a document is not authority": (Authority(), story(told("A", "pboc")), None),
    "who reports a document": (Authority(), NOTICE, Weighed(0, "told by chatter (social)")),
    "a wire": (Authority(), story(told("A", "ledgerline")), Weighed(20, "told by Ledgerline (wire)")),
    "an unknown source": (Authority(), story(told("A", "stranger")), None),
    "an event": (Severity(), story(told("A", event="exploit")), Weighed(40, "exploit")),
    "the event most tell": (
        Severity(),
        story(told("A", event="launch"), told("B", event="exploit"), told("C", event="exploit")),
        Weighed(40, "exploit"),
    ),
    "a sum": (Magnitude(), DRAINED, Weighed(12, "$100M")),
    "a sum too small to say": (Magnitude(), story(told("Drained of $9k", sums=(("9000", "$9k"),))), None),
    "a sum beyond all sums": (
        Magnitude(),
        story(told("Drained of $9T", sums=(("9000000000000", "$9T"),))),
        Weighed(24, "$9T"),
    ),
    "a sum of nothing": (Magnitude(), story(told("Drained of $0", sums=(("0", "$0"),))), None),
    "a level is no sum": (
        Magnitude(),
        story(told("Falls to $60,000", event="price move", sums=(("60000", "$60,000"),))),
        None,
    ),
    "a change in percent": (Magnitude(), moved("50", "change"), Weighed(6, "50%")),
    "a change down": (Magnitude(), moved("-50", "change"), Weighed(6, "50%")),
    "a small change": (Magnitude(), moved("4", "change"), None),
    "a share is no change": (Magnitude(), moved("50", ""), None),
    "it spreads": (Velocity(), widely_told("Bridge drained", 5), Weighed(10, "5 outlets within 3 hours")),
    "two outlets do not spread it": (Velocity(), widely_told("Bridge drained", 2), None),
    "it trickles": (
        Velocity(),
        story(*(told("A", name, hours=4.0 * n) for n, name in enumerate(TIERS))),
        None,
    ),
    "new": (Novelty(), BTC_STORY, None),
    "told yesterday": (Novelty(), told_before(1), Weighed(-10, "told on 1 earlier day")),
    "told all week": (Novelty(), told_before(6), Weighed(-30, "told on 6 earlier days")),
    "told, but with a new sum": (
        Novelty(),
        told_before(2, sum="$100M"),
        Weighed(-10, "told on 2 earlier days, now $100M"),
    ),
    "told, and with that sum": (
        Novelty(),
        told_before(2, sum="$100M", figures=("$100M",)),
        Weighed(-20, "told on 2 earlier days"),
    ),
    "told as something else": (
        Novelty(),
        told_before(2, event="exploit", was="outage"),
        Weighed(-10, "told on 2 earlier days, now exploit"),
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
        (Watchlist(assets=("btc",)), (), "on your watchlist: BTC"),
        (Watchlist(assets=("$Btc",)), (), "on your watchlist: BTC"),
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


def seen(ticker: str, change: str, hours: float = 1, subject: str = "", cap: int = 0) -> list[Observation]:
    when = MORNING - timedelta(hours=hours)
    name = subject or ticker
    values = [("price_change_24h", change, "percent"), *([("market_cap", str(cap), "USD")] if cap else [])]
    return [Observation(s, name, Decimal(v), u, when, "prices", "", ticker) for s, v, u in values]


@pytest.mark.parametrize(
    ("observed", "weighed"),
    [
        (seen("btc", "-8.04"), Weighed(8, "BTC −8.0\N{NO-BREAK SPACE}%")),
        (seen("BTC", "40"), Weighed(15, "BTC +40.0\N{NO-BREAK SPACE}%")),
        (seen("BTC", "3.9"), None),
        (seen("ETH", "-20"), None),
        (seen("BTC", "-20", hours=40), None),
        (seen("BTC", "-20", hours=-2), None),
        ([*seen("BTC", "9", hours=5), *seen("BTC", "1", hours=1)], None),
        ([*seen("BTC", "1", cap=10**12), *seen("BTC", "900", subject="fake", cap=500)], None),
        ([], None),
    ],
)
def test_the_market_moved_in_what_it_is_about(observed: list[Observation], weighed: Weighed | None) -> None:
    for given in (observed, observed[::-1]):
        near = replace(around(), latest=latest(given, MORNING))
        assert MarketMove().weigh(BTC_STORY, near) == weighed


def test_trust_in_a_source_multiplies_its_tier() -> None:
    near: Surroundings = replace(
        around(),
        sources={"blockpost": Source("blockpost", "feed", "", "Blockpost", weight=2.0, tier="wire")},
    )
    assert Authority().weigh(story(told("A")), near) == Weighed(40, "told by Blockpost (wire)")


@pytest.mark.parametrize("kind", ALL)
def test_options_are_checked(kind: type[Any]) -> None:
    options = TypeAdapter(kind)
    assert options.validate_python({}) == kind()
    with pytest.raises(ValidationError):
        options.validate_python({"no such option": 1})


def test_every_signal_is_registered() -> None:
    names = {point.name for point in entry_points(group="digest.signals")}
    assert {point.load() for point in entry_points(group="digest.signals")} == set(ALL)
    assert names >= {"coverage", "market_move", "noise"}
