"""How many outlets tell a story, each in its own words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from digest.model import Story
from digest.protocols import Surroundings, Weighed
from digest.rank.voices import own_words


@dataclass(frozen=True, slots=True)
class Coverage:
    """Points for independent outlets, fewer for each one more; a copy adds no voice."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    full: int = 30
    """How many outlets earn all the points; at least 2."""
    points: int = 100
    """What that many outlets earn."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from 0, growing with the logarithm of the outlets; None for a single one."""
        outlets = independent_outlets(story)
        if outlets < 2:
            return None
        share = min(1.0, math.log(outlets) / math.log(max(2, self.full)))
        return Weighed(round(self.points * share), f"told by {outlets} outlets")


def independent_outlets(story: Story) -> int:
    """Outlets that tell the story in words of their own, at least 1."""
    return len({told.entry.source_id for told in own_words(story)})
