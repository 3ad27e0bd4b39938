"""What a reader thinks of a story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Mark = Literal[-1, 0, 1]
"""Down, taken back, up."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One story of one edition marked up or down."""

    at: datetime
    digest: str
    day: date
    """Of the edition that told it."""
    story_id: str
    thread: str
    headline: str
    mark: Mark
    subjects: tuple[str, ...] = ()
    """Ids of the entities its headline names."""
    sources: tuple[str, ...] = ()
    """Ids of the sources that told it, lead first."""
