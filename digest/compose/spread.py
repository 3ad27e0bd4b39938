"""Spreads the places of a section: not all of them for one outlet's word, nor for one asset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from digest.compose.brief import assets_of, face_of
from digest.model import RankedStory


def spread(stories: Iterable[RankedStory], limit: int, language: str) -> tuple[RankedStory, ...]:
    """
    At most `limit` of the `stories`, which come best first and stay so.

    No more than half of the places go to one asset, or to what one outlet alone tells, while another
    story with at least half the points of what it takes the place of is there; what then is left of the
    places goes to those passed over. So nothing that is wanted is held back on a day with one subject.
    """
    half = (limit + 1) // 2
    chosen: list[tuple[int, RankedStory]] = []
    waiting: list[tuple[int, RankedStory]] = []
    told: Counter[tuple[str, str]] = Counter()
    for place, one in enumerate(stories):
        while waiting and len(chosen) < limit and 2 * one.points < waiting[0][1].points:
            chosen.append(waiting.pop(0))
        if len(chosen) >= limit:
            break
        kin = _kin(one, language)
        if any(told[name] >= half for name in kin):
            waiting.append((place, one))
        else:
            chosen.append((place, one))
            told.update(kin)
    chosen += waiting[: max(0, limit - len(chosen))]
    return tuple(one for _, one in sorted(chosen, key=lambda placed: placed[0]))


def _kin(one: RankedStory, language: str) -> tuple[tuple[str, str], ...]:
    """The main asset of a story, and its outlet where that is alone with it."""
    assets = assets_of(one.story, face_of(one.story, language))[:1]
    sources = one.story.sources
    alone = sources if len(sources) == 1 else ()
    return (*(("asset", name) for name in assets), *(("outlet", name) for name in alone))
