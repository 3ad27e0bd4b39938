"""
Rank: every story gets its score, in whole points that add up, with a reason for each.

Pure and deterministic; the order stories come in makes no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from digest.model import Part, RankedStory, Story
from digest.protocols import Surroundings, WeightedSignal

__all__ = ["rank"]


def rank(
    stories: Sequence[Story], signals: Sequence[WeightedSignal], around: Surroundings
) -> tuple[RankedStory, ...]:
    """
    `stories` with their scores, best first.

    A part is the signal's points times its weight, rounded half to even; parts of no points are left
    out. Equal scores are told apart by the number of sources, then the newest entry, then the id, so
    the order is total. More points from a signal never put a story further down.
    """
    scored = [RankedStory(story, _parts(story, signals, around)) for story in stories]
    return tuple(sorted(scored, key=_place))


def _parts(story: Story, signals: Sequence[WeightedSignal], around: Surroundings) -> tuple[Part, ...]:
    parts = []
    for weighted in signals:
        weighed = weighted.signal.weigh(story, around)
        if weighed is None:
            continue
        points = round(Decimal(repr(weighted.weight)) * weighed.points)
        if points:
            parts.append(Part(weighted.name, weighted.weight, points, weighed.reason))
    return tuple(parts)


def _place(ranked: RankedStory) -> tuple[int, int, float, str]:
    story = ranked.story
    return (-ranked.points, -len(story.sources), -story.latest.timestamp(), story.id)
