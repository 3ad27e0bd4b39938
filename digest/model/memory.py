"""What the house remembers when an edition is made."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.judgement import Judgement
from digest.model.observation import Observation
from digest.model.story import PastStory


@dataclass(frozen=True, slots=True)
class Memory:
    """Stories told by the editions of the last days, and the observations and judgements kept since."""

    stories: tuple[PastStory, ...] = ()
    """Latest edition first."""
    observations: tuple[Observation, ...] = ()
    """Oldest first, at most one a subject, series and source for each answer."""
    judgements: tuple[Judgement, ...] = ()
    """What the reader thought of earlier stories, oldest first."""
