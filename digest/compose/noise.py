"""Tells what of the stories is noise."""

from __future__ import annotations

from digest.model import RankedStory

WORTHLESS = ("sponsored", "promo", "prediction")
"""Kinds of noise that are never news, however they scored."""


def worthless(ranked: RankedStory) -> str:
    """The kind, such as ``sponsored``, when more than half of the entries are that, else ``""``."""
    kinds = [
        kind
        for told in ranked.story.entries
        if (kind := next((found.kind for found in told.noise if found.kind in WORTHLESS), ""))
    ]
    return kinds[0] if 2 * len(kinds) > len(ranked.story.entries) else ""


def costs_points(ranked: RankedStory) -> bool:
    """Whether the ``noise`` signal takes points from the story: opinion, live blog and the like."""
    return any(part.signal == "noise" and part.points < 0 for part in ranked.parts)
