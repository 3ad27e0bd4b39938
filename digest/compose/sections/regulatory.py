"""Regulatory: what authorities did, by jurisdiction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.compose.noise import worthless
from digest.model import Brief, RankedStory, Section
from digest.protocols import Board

TOPICS = ("regulatory", "regulation")


@dataclass(frozen=True, slots=True)
class Regulatory:
    """
    Stories of a regulator's act, grouped by jurisdiction, best first in each.

    `limit` is the most it prints, 0 for all. `sources` are ids of sources whose every story belongs
    here, whether or not an act was found in it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    limit: Annotated[int, Field(ge=0)] = 40
    sources: tuple[str, ...] = ()

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Whether its lead, or half of its entries, tells an act; or its lead is of `sources`."""
        story = ranked.story
        if story.lead.entry.source_id in self.sources:
            return True
        acts = sum(1 for told in story.entries if told.act)
        return (story.lead.act is not None or acts * 2 >= len(story.entries)) and not worthless(ranked)

    def fill(self, id: str, title: str, board: Board) -> Section:
        """The stories it claims, and those still free that a primary regulatory source leads."""
        ours = [one for one in board.stories if self.claims(one) or _issued_by_regulator(one, board)]
        briefs = [board.brief(one) for one in ours[: self.limit or None]]
        briefs.sort(key=_by_jurisdiction)
        return Section(id, "regulatory", title, tuple(briefs))


def _by_jurisdiction(brief: Brief) -> tuple[bool, str, int]:
    """Jurisdictions by code, stories of none after them."""
    jurisdiction = brief.act.jurisdiction if brief.act else ""
    return not jurisdiction, jurisdiction, -brief.points


def _issued_by_regulator(ranked: RankedStory, board: Board) -> bool:
    source = board.sources.get(ranked.story.lead.entry.source_id)
    return source is not None and source.tier == "primary" and any(t in TOPICS for t in source.topics)
