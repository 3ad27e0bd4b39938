"""Editor's notes: the user's own words for the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from digest.model import Note, RankedStory, Section
from digest.protocols import Board


@dataclass(frozen=True, slots=True)
class Notes:
    """The editor's notes as they were written; empty on a day without."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Never."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """A note for each that is not blank, in order."""
        items = tuple(Note(markdown) for markdown in board.notes if markdown.strip())
        return Section(id, "notes", title, items)
