"""How fast a story spreads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.model import Story
from digest.protocols import Surroundings, Weighed
from digest.rank.voices import own_words


@dataclass(frozen=True, slots=True)
class Velocity:
    """
    Points for outlets that tell it in words of their own within a few hours of one another.

    ``points * log(outlets) / log(full)``, rounded, for the most outlets within any `hours`.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    hours: Annotated[float, Field(gt=0)] = 3.0
    fewest: Annotated[int, Field(ge=2)] = 3
    """As many outlets it takes to earn anything."""
    full: Annotated[int, Field(ge=2)] = 12
    """As many outlets earn all the points."""
    points: Annotated[int, Field(ge=0, le=100)] = 15

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from 0 to `points`, or None when it does not spread."""
        outlets = self._most_outlets(story)
        if outlets < self.fewest:
            return None
        share = min(1.0, math.log(outlets) / math.log(self.full))
        return Weighed(round(self.points * share), f"{outlets} outlets within {self.hours:g} hours")

    def _most_outlets(self, story: Story) -> int:
        """The most outlets whose first word on it falls within one span of `hours`."""
        first: dict[str, datetime] = {}
        for told in own_words(story):
            when = told.entry.published
            if when is not None:
                known = first.setdefault(told.entry.source_id, when)
                first[told.entry.source_id] = min(known, when)
        times = sorted(first.values())
        span = timedelta(hours=self.hours)
        return max((sum(1 for t in times if start <= t <= start + span) for start in times), default=0)
