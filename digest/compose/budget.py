"""Keeps an edition to its length in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from digest.model import Brief, Item, Line, Note, Section

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\s\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
"""What stands between spaces, or one character of a script that writes none."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The sections within the budget, and the ids of the stories that had to go."""

    sections: tuple[Section, ...]
    cut: frozenset[str]


def words(text: str) -> int:
    """How many words the text has; a Chinese, Japanese or Korean character counts as one."""
    return len(_WORD.findall(text))


def length(item: Item) -> int:
    """How many words of prose a reader reads in the item; tables have none."""
    if isinstance(item, Brief):
        return words(item.headline) + sum(words(passage.text) for passage in item.summary)
    if isinstance(item, Line):
        return words(item.label) + words(item.text)
    return words(item.markdown) if isinstance(item, Note) else 0


def lengths(sections: Iterable[Section]) -> int:
    """Words of prose in the sections."""
    return sum(length(item) for section in sections for item in section.items)


def within_budget(sections: Sequence[Section], budget: int, kept: Collection[str]) -> Trimmed:
    """
    The sections with as many stories taken out as it needs for headlines and summaries to fit `budget`.

    Compact sections give first, then the others; in each the story with the fewest points, of equal
    ones the last. Stories in `kept` stay, and so does the best of all: an edition is never emptied.
    """
    briefs = [(brief, section.compact) for section in sections for brief in _briefs(section)]
    total = sum(length(brief) for brief, _ in briefs)
    if total <= budget:
        return Trimmed(tuple(sections), frozenset())
    best = max((brief for brief, _ in briefs), key=lambda brief: brief.points).story_id
    cut: set[str] = set()
    briefs.reverse()
    briefs.sort(key=lambda bc: (not bc[1], bc[0].points))
    for brief, _ in briefs:
        if total <= budget:
            break
        if brief.story_id not in kept and brief.story_id != best:
            cut.add(brief.story_id)
            total -= length(brief)
    return Trimmed(tuple(_without(section, cut) for section in sections), frozenset(cut))


def _briefs(section: Section) -> list[Brief]:
    return [item for item in section.items if isinstance(item, Brief)]


def _without(section: Section, cut: Collection[str]) -> Section:
    left = tuple(i for i in section.items if not (isinstance(i, Brief) and i.story_id in cut))
    return replace(section, items=left)
