"""Whether the market moved in what a story is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.model import Story
from digest.model.amounts import percent
from digest.protocols import Surroundings, Weighed


@dataclass(frozen=True, slots=True)
class MarketMove:
    """
    Points for the largest measured move of an asset the story is about, one for each percent.

    `change` names the series; a move counts from `from_percent`, up or down.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    change: str = "price_change_24h"
    from_percent: Annotated[float, Field(ge=0)] = 4.0
    most: Annotated[int, Field(ge=0, le=100)] = 15

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from 0 to `most`, or None when nothing it is about was seen to move."""
        moves = [
            one
            for subject in story.subjects
            if (one := around.latest.get((self.change, subject.upper()))) is not None
            and abs(one.value) >= self.from_percent
        ]
        if not moves:
            return None
        largest = max(moves, key=lambda one: (abs(one.value), one.shown))
        points = min(self.most, round(abs(largest.value)))
        return Weighed(points, f"{largest.shown.upper()} {percent(largest.value)}")
