"""More of what a signal looks for never means fewer points, and every point has a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weighed_stories import MORNING, TIERS, around, story, told

from digest.model import Figure, Merge, Observation, PastStory, Source, Story, Tier
from digest.model.observation import latest
from digest.protocols import Signal, Surroundings
from digest.rank.signals.authority import Authority
from digest.rank.signals.coverage import Coverage
from digest.rank.signals.magnitude import Magnitude
from digest.rank.signals.market_move import MarketMove
from digest.rank.signals.novelty import Novelty
from digest.rank.signals.primary import Primary
from digest.rank.signals.recency import Recency
from digest.rank.signals.velocity import Velocity

OUTLETS = [source for source in TIERS if source != "pboc"]
NEAR = around()


def points(signal: Signal, weighed: Story, near: Surroundings = NEAR) -> int:
    said = signal.weigh(weighed, near)
    if said is None:
        return 0
    assert isinstance(said.points, int)
    assert said.reason.strip()
    return said.points


def sum_of(amount: int, measure: str) -> Story:
    entry = told("Bridge lost $1 today")
    figure = Figure(Decimal(amount), "USD", "$1", (12, 14), measure)
    return story(replace(entry, figures=(figure,)))


@given(
    st.sampled_from(["", "loss", "flow", "volume", "fine"]), st.integers(1, 10**13), st.integers(0, 10**13)
)
def test_a_larger_sum(measure: str, amount: int, more: int) -> None:
    assert points(Magnitude(), sum_of(amount + more, measure)) >= points(
        Magnitude(), sum_of(amount, measure)
    )


def test_ten_times_the_sum_is_always_as_much_more() -> None:
    assert [points(Magnitude(), sum_of(10**n, "loss")) for n in range(5, 12)] == [0, 0, 6, 12, 18, 24, 24]
    assert points(Magnitude(), sum_of(10**9, "volume")) == points(Magnitude(), sum_of(10**7, "loss"))


@given(st.floats(0, 200), st.floats(0, 200), st.floats(0.5, 48))
def test_a_younger_story(hours: float, more: float, half_life: float) -> None:
    signal = Recency(half_life=half_life)
    young, old = story(told("A", hours=hours)), story(told("A", hours=hours + more))
    assert points(signal, young) >= points(signal, old)


@given(st.integers(1, 20), st.integers(0, 20))
def test_a_story_told_less_often(days: int, more: int) -> None:
    def told_on(day: int) -> Story:
        past = PastStory("p", "p", MORNING.date(), day, "A", "A", (), (), (), ())
        return replace(story(told("A")), earlier=(past,))

    assert points(Novelty(), told_on(days)) >= points(Novelty(), told_on(days + more))


@given(
    st.floats(0, 2), st.floats(0, 2), st.sampled_from(["primary", "wire", "media", "aggregator", "social"])
)
def test_a_source_trusted_more(one: float, other: float, tier: Tier) -> None:
    def trusted(weight: float) -> Surroundings:
        return replace(NEAR, sources={"s": Source("s", "feed", "", "S", weight=weight, tier=tier)})

    low, high = sorted((one, other))
    for signal in (Authority(), Primary()):
        weighed = story(told("A", "s"))
        assert points(signal, weighed, trusted(high)) >= points(signal, weighed, trusted(low))


@given(st.decimals(0, 500, places=2), st.decimals(0, 500, places=2), st.sampled_from([1, -1]))
def test_a_larger_move(change: Decimal, more: Decimal, way: int) -> None:
    weighed = story(told("Bitcoin moves", assets=(("BTC", "Bitcoin"),)))

    def moved(value: Decimal) -> Surroundings:
        when = MORNING - timedelta(hours=1)
        seen = Observation("price_change_24h", "BTC", way * value, "percent", when, "prices", "", "BTC")
        return replace(NEAR, latest=latest([seen], MORNING))

    assert points(MarketMove(), weighed, moved(change + more)) >= points(
        MarketMove(), weighed, moved(change)
    )


@given(
    st.lists(st.tuples(st.sampled_from(OUTLETS), st.floats(0, 20), st.booleans()), min_size=1, max_size=9)
)
def test_copies_are_one_voice_however_many_outlets_run_them(given_: list[tuple[str, float, bool]]) -> None:
    entries = [told("A", name, id=str(n), hours=hours) for n, (name, hours, _) in enumerate(given_)]
    merges = tuple(
        Merge("0", str(n), 100, "same text") for n, (*_, copy) in enumerate(given_) if n and copy
    )
    own = 1 + len({name for name, _, copy in given_[1:] if not copy})
    weighed = story(*entries, merges=merges)
    assert points(Coverage(), weighed) <= points(Coverage(), story(*(told("A", o) for o in OUTLETS[:own])))
    alone = story(*entries, merges=tuple(Merge("0", str(n), 100, "") for n in range(1, len(entries))))
    for signal in (Coverage(), Velocity()):
        assert points(signal, alone) == 0


@pytest.mark.parametrize("signal", [Coverage(), Velocity()])
def test_another_outlet_in_its_own_words(signal: Signal) -> None:
    told_by = [points(signal, story(*(told("A", name) for name in OUTLETS[:n]))) for n in range(1, 7)]
    assert told_by == sorted(told_by)
