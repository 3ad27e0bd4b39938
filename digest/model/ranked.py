"""A story with its score, every point of it accounted for."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.story import Story


@dataclass(frozen=True, slots=True)
class Part:
    """What one signal adds to a score, and why, in a reader's words."""

    signal: str
    weight: float
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class RankedStory:
    """A story and the parts of its score; `points` is exactly their sum."""

    story: Story
    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        """The score in whole points."""
        return sum(part.points for part in self.parts)
