"""The order of stories: total, stable, fair to every signal, with sums that are exact."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighed_stories import around, story, told, widely_told

from digest.model import Story
from digest.protocols import Surroundings, Weighed, WeightedSignal
from digest.rank import rank
from digest.rank.signals.authority import Authority
from digest.rank.signals.coverage import Coverage
from digest.rank.signals.noise import Noise
from digest.rank.signals.recency import Recency
from digest.rank.signals.relevance import Relevance
from digest.rank.signals.severity import Severity

DEFAULTS = (
    WeightedSignal("coverage", 1.0, Coverage()),
    WeightedSignal("authority", 1.0, Authority()),
    WeightedSignal("severity", 1.0, Severity()),
    WeightedSignal("recency", 1.0, Recency()),
    WeightedSignal("relevance", 1.0, Relevance()),
    WeightedSignal("noise", 1.0, Noise()),
)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A signal that says what it is told of each story."""

    points: dict[str, int]

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        said = self.points.get(story.id)
        return None if said is None else Weighed(said, "as told")


def plain(id: str, hours: float = 6.0) -> Story:
    return story(told(id, id=id, hours=hours), id=id)


def test_an_editors_morning() -> None:
    crash = widely_told("Markets crash as Bitcoin falls", 6, event="price move")
    notice = story(
        told("Notice on tokens", "pboc", event="rule"), told("China bars tokens"), told("New", "haibao")
    )
    trivia = story(told("Coffee shop takes tokens"))
    exploit = widely_told("Bridge drained", 3, event="exploit")
    forecast = story(told("Token to rise 100x", noise=(("prediction", "to rise 100x"),)))
    advert = story(told("Presale live", noise=(("sponsored", "Presale"),)))
    order = [r.story for r in rank((advert, trivia, forecast, exploit, crash, notice), DEFAULTS, around())]
    assert {order[0].id, order[1].id, order[2].id} == {crash.id, notice.id, exploit.id}
    assert order[3:] == [trivia, forecast, advert]


@pytest.mark.parametrize(
    ("weight", "said", "points"),
    [(1.0, 7, 7), (0.5, 5, 2), (0.5, 7, 4), (1.1, 5, 6), (0.1, 25, 2), (-1.0, 3, -3)],
)
def test_points_are_rounded_half_to_even(weight: float, said: int, points: int) -> None:
    (ranked,) = rank([plain("a")], [WeightedSignal("fixed", weight, Fixed({"a": said}))], around())
    assert [(part.signal, part.weight, part.points) for part in ranked.parts] == [("fixed", weight, points)]


@pytest.mark.parametrize(("weight", "said"), [(0.0, 50), (0.5, 1), (1.0, 0), (1.0, None)])
def test_parts_of_no_points_are_left_out(weight: float, said: int | None) -> None:
    signal = Fixed({} if said is None else {"a": said})
    (ranked,) = rank([plain("a")], [WeightedSignal("fixed", weight, signal)], around())
    assert ranked.parts == ()
    assert ranked.points == 0


def test_equal_scores_go_by_outlets_then_age_then_id() -> None:
    old, fresh, twin = plain("a", hours=9), plain("c", hours=1), plain("b", hours=1)
    two = story(told("x", "blockpost", id="x", hours=20), told("y", "haibao", id="y", hours=20), id="z")
    assert [r.story.id for r in rank((old, fresh, twin, two), (), around())] == ["z", "b", "c", "a"]


scores = st.dictionaries(st.sampled_from("abcdef"), st.integers(-100, 100))
signals = st.lists(st.tuples(st.floats(0, 3), scores), max_size=4)


def weighted(given_signals: list[tuple[float, dict[str, int]]]) -> list[WeightedSignal]:
    return [
        WeightedSignal(f"s{n}", weight, Fixed(points)) for n, (weight, points) in enumerate(given_signals)
    ]


@settings(deadline=None)
@given(signals, st.permutations("abcdef"))
def test_the_order_is_total_and_the_sums_exact(
    given_signals: list[tuple[float, dict[str, int]]], order: list[str]
) -> None:
    ranked = rank([plain(id) for id in order], weighted(given_signals), around())
    assert ranked == rank([plain(id) for id in "abcdef"], weighted(given_signals), around())
    assert [r.points for r in ranked] == sorted((r.points for r in ranked), reverse=True)
    assert all(r.points == sum(part.points for part in r.parts) for r in ranked)
    assert all(part.points for r in ranked for part in r.parts)


@settings(deadline=None)
@given(signals.filter(bool), st.sampled_from("abcdef"), st.integers(0, 100))
def test_more_points_never_put_a_story_down(
    given_signals: list[tuple[float, dict[str, int]]], id: str, more: int
) -> None:
    def place(signals: list[tuple[float, dict[str, int]]]) -> int:
        ranked = rank([plain(id) for id in "abcdef"], weighted(signals), around())
        return [r.story.id for r in ranked].index(id)

    (weight, points), *others = given_signals
    raised = [(weight, {**points, id: points.get(id, 0) + more}), *others]
    before = [(weight, {**points, id: points.get(id, 0)}), *others]
    assert place(raised) <= place(before)


@settings(deadline=None)
@given(st.integers(1, 6), st.integers(0, 5))
def test_another_outlet_never_lowers_the_score(outlets: int, hours: int) -> None:
    fewer, more = widely_told("Bridge drained", outlets), widely_told("Bridge drained", min(6, outlets + 1))
    (one,), (other,) = rank([fewer], DEFAULTS, around()), rank([more], DEFAULTS, around())
    assert other.points >= one.points
    fresh, stale = plain("a", hours=hours), plain("a", hours=hours + 7)
    assert rank([fresh], DEFAULTS, around())[0].points >= rank([stale], DEFAULTS, around())[0].points
