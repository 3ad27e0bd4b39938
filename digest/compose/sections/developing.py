"""Developing: stories that earlier editions told, and what is new in them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.compose.above import left_over, printed_above
from digest.model import Brief, Pointer, RankedStory, Section
from digest.protocols import Board


@dataclass(frozen=True, slots=True)
class Developing:
    """
    Pointers to the running stories above with their delta, then the others that have something new.

    `limit` is the most stories it prints itself, in one line each, beside the pointers. A story that
    only goes on, with nothing new, is not told again.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    limit: Annotated[int, Field(ge=0)] = 8

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Never: it takes what the sections above it left."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """Running threads, best first; empty when none goes on."""
        above = printed_above(board)
        pointers = (
            Pointer(printed.story_id, printed.headline, _delta(printed))
            for one in board.candidates
            if one.story.earlier and (printed := above.get(one.story.id))
        )
        running = (board.brief(one, compact=True) for one in left_over(board) if one.story.earlier)
        updates = (brief for brief in running if brief.status == "update")
        return Section(id, "developing", title, (*pointers, *islice(updates, self.limit)), compact=True)


def _delta(brief: Brief) -> str:
    """``day 3: new figure: $41.5M``, or the day alone."""
    return ": ".join((f"day {brief.day}", *brief.news[:1]))
