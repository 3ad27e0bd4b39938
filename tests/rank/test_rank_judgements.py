"""What a reader marked counts like a topic of their own, visibly, and no more than three times."""

from __future__ import annotations

from dataclasses import replace

import pytest
from weighed_stories import MORNING, around, story, told

from digest.model import Judgement, Mark
from digest.protocols import Weighed
from digest.rank.signals.relevance import Relevance

SOL_STORY = story(told("Solana stalls", assets=(("SOL", "Solana"),)), id="t1")
BTC_STORY = story(told("Bitcoin slips", assets=(("BTC", "Bitcoin"),)), id="t2")
PLAIN = Relevance(major=0)


def judgement(mark: Mark, thread: str = "other", *subjects: str) -> Judgement:
    return Judgement(MORNING, "daily", MORNING.date(), "s", thread, "A story", mark, subjects)


UP, DOWN = judgement(1, "other", "SOL"), judgement(-1, "other", "SOL")


@pytest.mark.parametrize(
    ("marks", "says"),
    [
        ((UP,), Weighed(6, "you marked up: “A story”")),
        ((DOWN,), Weighed(-6, "you marked down: “A story”")),
        ((UP, UP), Weighed(12, "you marked up: “A story”, and 1 more")),
        ((UP,) * 9, Weighed(18, "you marked up: “A story”, and 8 more")),
        ((UP, UP, DOWN), Weighed(6, "you marked up: “A story”, and 1 more; you marked down: “A story”")),
        ((judgement(1, "t1"),), Weighed(6, "you marked up: “A story”")),
        ((UP, DOWN), None),
        ((judgement(1, "t9", "XRP"),), None),
        ((judgement(1, "t9"),), None),
        ((), None),
    ],
)
def test_what_is_akin_to_a_marked_story_counts(marks: tuple[Judgement, ...], says: Weighed | None) -> None:
    assert PLAIN.weigh(SOL_STORY, replace(around(), judgements=marks)) == says


def test_what_leads_the_market_is_too_common_to_count() -> None:
    marks = (judgement(1, "other", "BTC"),)
    assert PLAIN.weigh(BTC_STORY, replace(around(), judgements=marks)) is None
    assert Relevance(major=0, majors=()).weigh(BTC_STORY, replace(around(), judgements=marks)) is not None


def test_it_can_be_switched_off() -> None:
    assert Relevance(judged=0).weigh(SOL_STORY, replace(around(), judgements=(UP,))) is None
