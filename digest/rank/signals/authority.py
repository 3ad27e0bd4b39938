"""How near the best source of a story stands to the event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import ConfigDict

from digest.model import Source, Story, Tier
from digest.protocols import Surroundings, Weighed


def _defaults() -> Mapping[Tier, int]:
    return {"wire": 20, "media": 12, "aggregator": 4, "social": 0}


@dataclass(frozen=True, slots=True)
class Authority:
    """
    Points for the best source that reports the story: its tier times the reader's trust in it.

    A primary source does not report; the signal ``primary`` is for those.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    tiers: Mapping[Tier, int] = field(default_factory=_defaults)
    """Points of each tier; one that is left out earns nothing."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from 0 to 100, or None when no source of the story reports it."""
        known = [around.sources[source] for source in story.sources if source in around.sources]
        reporting = [source for source in known if source.tier in self.tiers]
        if not reporting:
            return None
        best = min(reporting, key=lambda source: (-self._points(source), source.id))
        return Weighed(self._points(best), f"told by {best.title} ({best.tier})")

    def _points(self, source: Source) -> int:
        return max(0, min(100, round(self.tiers.get(source.tier, 0) * source.weight)))
