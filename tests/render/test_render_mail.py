"""The mail's words beside the mail."""

from __future__ import annotations

from dataclasses import replace

from digest.model import Digest
from digest.render.mail import PREHEADER_LENGTH, preheader, subject, top


def test_the_top_is_the_story_with_most_points(desk: Digest) -> None:
    best = top(desk)
    assert best is not None
    assert best.points == max(brief.points for brief in desk.briefs)
    assert top(replace(desk, sections=())) is None


def test_without_a_glance_the_preheader_names_the_next_stories(desk: Digest) -> None:
    told = preheader(replace(desk, sections=desk.sections[3:]))
    assert told.startswith("Bridge exploit drains wrapped assets")
    assert len(told) <= PREHEADER_LENGTH


def test_a_long_title_leaves_room_for_the_headline(desk: Digest) -> None:
    edition = replace(desk.edition, title="The Very Long Name of a Digest About Everything There Is")
    said = subject(replace(desk, masthead=replace(desk.masthead, edition=edition)))
    assert "Bitcoin's weekly" in said
    assert len(said) <= 78
