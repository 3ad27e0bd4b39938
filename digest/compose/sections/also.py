"""Also noted: one line for each of the stories that are left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.compose.above import left_over
from digest.compose.spread import spread
from digest.model import RankedStory, Section
from digest.protocols import Board


@dataclass(frozen=True, slots=True)
class Also:
    """The best of what is left, spread over assets and outlets, one line each; short on a quiet day."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    limit: Annotated[int, Field(ge=1)] = 30

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Never: it takes what no other section claims."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """At most `limit` compact briefs of stories that have points and are news at all."""
        best = spread(left_over(board), self.limit, board.edition.language)
        briefs = tuple(board.brief(one, compact=True) for one in best)
        return Section(id, "also", title, briefs, compact=True)
