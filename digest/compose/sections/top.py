"""Top stories: the best of what is free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.compose.noise import costs_points, worthless
from digest.compose.spread import spread
from digest.model import RankedStory, Section
from digest.protocols import Board

ALIKE = 2
"""At most so many stories of one main asset and one type of event, so that there is room for others."""


@dataclass(frozen=True, slots=True)
class Top:
    """
    The best stories in full, best first.

    No opinion or other noise, and nothing that was told before with nothing new to it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    limit: Annotated[int, Field(ge=1)] = 8
    min_points: int = 1

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Never: it takes what no other section claims."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """At most `limit` briefs, each with at least `min_points`, spread over assets and outlets."""
        best = spread(self._fit(board), self.limit, board.edition.language)
        return Section(id, "top", title, tuple(board.brief(one) for one in best))

    def _fit(self, board: Board) -> Iterator[RankedStory]:
        """The stories that may stand here, best first."""
        alike: Counter[tuple[str, str]] = Counter()
        for one in board.stories:
            if one.points < self.min_points or costs_points(one) or worthless(one):
                continue
            brief = board.brief(one)
            if brief.status == "day":
                continue
            if brief.assets and brief.event:
                kin = (brief.assets[0], brief.event)
                if alike[kin] == ALIKE:
                    continue
                alike[kin] += 1
            yield one
