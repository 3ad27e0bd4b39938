"""Watchlist: what touches the assets, bodies and words the reader follows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.compose.above import left_over, printed_above
from digest.compose.watched import watched_in
from digest.model import Pointer, RankedStory, Section
from digest.protocols import Board


@dataclass(frozen=True, slots=True)
class Watchlist:
    """
    Pointers to the stories above that touch the watchlist, then the best of the others in one line.

    `limit` is the most stories it prints itself, beside the pointers.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    limit: Annotated[int, Field(ge=0)] = 8

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Never: it takes what the sections above it left."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """What touches the watchlist, best first; empty when nothing does."""
        above = printed_above(board)
        pointers = (
            Pointer(printed.story_id, printed.headline, ", ".join(watched), printed.url)
            for one in board.candidates
            if (printed := above.get(one.story.id)) and (watched := watched_in(one.story, board.watchlist))
        )
        ours = (one for one in left_over(board) if watched_in(one.story, board.watchlist))
        briefs = (board.brief(one, compact=True) for one in islice(ours, self.limit))
        return Section(id, "watchlist", title, (*pointers, *briefs), compact=True)
