"""Developing: stories that earlier editions told, and what is new in them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.compose.above import left_over
from digest.model import RankedStory, Section
from digest.protocols import Board


@dataclass(frozen=True, slots=True)
class Developing:
    """
    Running stories that no section above had room for, each with what is new: at most `limit`.

    One that is printed above says there what is new, and one that only goes on is not told again.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    limit: Annotated[int, Field(ge=1)] = 8

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Never: it takes what the sections above it left."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """Running threads, best first; empty when none goes on."""
        running = (board.brief(one, compact=True) for one in left_over(board) if one.story.earlier)
        updates = (brief for brief in running if brief.status == "update")
        return Section(id, "developing", title, tuple(islice(updates, self.limit)), compact=True)
