"""What the house remembers when an edition is made."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.observation import Observation
from digest.model.story import PastStory


@dataclass(frozen=True, slots=True)
class Memory:
    """Stories told by the editions of the last days, and the observations kept since."""

    stories: tuple[PastStory, ...] = ()
    """Latest edition first."""
    observations: tuple[Observation, ...] = ()
    """Oldest first, at most one a subject, series and source for each answer."""
