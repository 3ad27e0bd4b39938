"""How fresh a story is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from pydantic import ConfigDict

from digest.model import Story
from digest.protocols import Surroundings, Weighed


@dataclass(frozen=True, slots=True)
class Recency:
    """Points that halve with every half-life since the newest entry of the story."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    half_life: float = 12.0
    """Hours, above 0."""
    points: int = 20
    """What a story of this very moment earns."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from 0, or None when they round to nothing."""
        hours = (around.window.end - _newest(story, around.window.end)).total_seconds() / 3600
        points = round(self.points * 0.5 ** (hours / self.half_life))
        return Weighed(points, _age(hours)) if points else None


def _newest(story: Story, end: datetime) -> datetime:
    """Time of the newest entry; a date in the future is not believed."""
    times = [told.when if told.when <= end else told.entry.seen for told in story.entries]
    return min(end, max(times))


def _age(hours: float) -> str:
    if hours < 1:
        return "less than an hour old"
    return f"{hours:.0f} h old" if hours < 48 else f"{hours / 24:.0f} days old"
