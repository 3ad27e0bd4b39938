"""A source's words cut where their figures begin and end."""

from __future__ import annotations

from digest.model import Brief, Passage, Telling
from digest.render.plain import shortened

LONGEST = 1200
"""A passage is shown up to this many characters."""


def pieces(passage: Passage) -> tuple[tuple[str, bool], ...]:
    """The passage in order as (text, whether it is a figure); together they are its text."""
    text = shortened(passage.text, LONGEST)
    cut: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(passage.bold):
        if start < at or end > len(text) or start >= end:
            continue
        if start > at:
            cut.append((text[at:start], False))
        cut.append((text[start:end], True))
        at = end
    if at < len(text):
        cut.append((text[at:], False))
    return tuple(cut)


def teller(brief: Brief, passage: Passage) -> Telling | None:
    """The telling a passage was taken from, where the brief lists it."""
    of_source = [told for told in brief.tellings if told.source_id == passage.source_id]
    return next((told for told in of_source if told.url == passage.url), next(iter(of_source), None))
