"""How fresh a story is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.model import Story
from digest.protocols import Surroundings, Weighed


@dataclass(frozen=True, slots=True)
class Recency:
    """Points that halve with every half-life since the newest entry of the story."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    half_life: Annotated[float, Field(gt=0)] = 12.0
    """Hours, above 0."""
    points: int = 20
    """What a story of this very moment earns."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from 0, or None when they round to nothing or the story has no date to believe."""
        newest = _newest(story, around.window.end)
        if newest is None:
            return None
        hours = (around.window.end - newest).total_seconds() / 3600
        points = round(self.points * 0.5 ** (hours / self.half_life))
        return Weighed(points, _age(hours)) if points else None


def _newest(story: Story, end: datetime) -> datetime | None:
    """Time of the newest dated entry, None without one; a date in the future is not believed."""
    dates = (told.entry.published for told in story.entries)
    return max((date for date in dates if date is not None and date <= end), default=None)


def _age(hours: float) -> str:
    if hours < 1:
        return "less than an hour old"
    return f"{hours:.0f} h old" if hours < 48 else f"{hours / 24:.0f} days old"
