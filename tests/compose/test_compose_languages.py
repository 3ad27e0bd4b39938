"""Entries in other languages than the edition's: shown, kept as evidence, or muted."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from compose_stories import Desk, edition, ranked, told

from digest.compose.admit import muted, spoken
from digest.compose.sections.top import Top
from digest.model import RankedStory

ENGLISH = told("Bitcoin falls to $60,000", id="en")
CHINESE = told("比特币跌至六万美元", id="zh", language="zh")
UNTOLD = told("BTC $60,000", id="und", language="und")
BOTH = ranked(ENGLISH, CHINESE, points=90, id="both")
ONLY = ranked(CHINESE, points=80, id="only")


@pytest.mark.parametrize(
    ("others", "printed"), [("show", ["both", "only"]), ("evidence", ["both"]), ("mute", ["both", "only"])]
)
def test_what_only_others_tell(others: Literal["show", "evidence", "mute"], printed: list[str]) -> None:
    digest = replace(Desk().place(Top()), edition=replace(edition(), others=others)).compose(BOTH, ONLY)
    assert [brief.story_id for brief in digest.briefs] == printed
    if others == "evidence":
        dropped = next(account for account in digest.accounts if account.story_id == "only")
        assert dropped.dropped == "told only in another language: zh"
        assert digest.ledger.count("filtered") == 1


def test_a_story_whose_language_cannot_be_told_is_kept() -> None:
    story: RankedStory = ranked(UNTOLD, id="und")
    digest = replace(Desk().place(Top()), edition=replace(edition(), others="evidence")).compose(story)
    assert [brief.story_id for brief in digest.briefs] == ["und"]


def test_an_edition_that_mutes_hears_its_own_language_only() -> None:
    every = (ENGLISH, CHINESE, UNTOLD)
    assert spoken(every, edition()) == every
    assert spoken(every, replace(edition(), others="mute")) == (ENGLISH, UNTOLD)


def test_what_is_in_no_story_was_muted() -> None:
    entries = (ENGLISH.entry, CHINESE.entry)
    assert muted(entries, (BOTH.story,)) == ()
    assert muted(entries, (ranked(ENGLISH).story,)) == (
        (CHINESE.entry, "filtered", "other languages are muted"),
    )
