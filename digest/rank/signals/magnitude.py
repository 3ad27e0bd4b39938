"""How large the sums and changes are that a story tells."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.model import Figure, Story
from digest.protocols import Surroundings, Weighed

_LEVEL_EVENTS = frozenset({"price move", "macro print", "rate decision"})
"""Events told in levels, where a large sum is only the size of the market."""
_LEVELS = frozenset({"price", "level", "market cap"})


def _sums() -> Mapping[str, float]:
    return {"": 1e6, "loss": 1e6, "fine": 1e6, "funding": 1e6, "flow": 1e6, "volume": 1e8}


@dataclass(frozen=True, slots=True)
class Magnitude:
    """
    Points for the largest sum or change that the first headline with one tells, on a logarithmic scale.

    A sum earns ``per_tenfold * log10(sum / sums[measure])`` and a change in percent
    ``per_tenfold * log10(change / from_percent)``, rounded, from 0 to `most`.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    currencies: tuple[str, ...] = ("USD", "EUR", "GBP")
    """Units in which a sum counts."""
    sums: Mapping[str, float] = field(default_factory=_sums)
    """The sum of each measure that earns nothing yet; ``""`` for those that are not named."""
    from_percent: Annotated[float, Field(gt=0)] = 5.0
    """The change in percent, up or down, that earns nothing yet."""
    per_tenfold: Annotated[int, Field(ge=0)] = 6
    """Points for each time it is ten times as large."""
    most: Annotated[int, Field(ge=0, le=100)] = 24
    """Where the points end."""

    def __post_init__(self) -> None:
        if any(not start > 0 for start in self.sums.values()):
            raise ValueError("sums: every sum has to be above 0")

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from 0 to `most`, or None when no headline tells anything large enough."""
        for told in story.entries:
            headed = [figure for figure in told.figures if figure.span[1] <= len(told.title)]
            sizes = list(self._sizes(headed, story.event))
            if sizes:
                points, figure = max(sizes, key=lambda size: size[0])
                return Weighed(points, figure.quote) if points else None
        return None

    def _sizes(self, figures: list[Figure], event: str) -> Iterator[tuple[int, Figure]]:
        for figure in figures:
            size = float(abs(figure.amount))
            is_sum = figure.unit in self.currencies and figure.measure not in _LEVELS
            if figure.unit == "percent" and figure.measure == "change":
                yield self._points(size, self.from_percent), figure
            elif is_sum and event not in _LEVEL_EVENTS:
                yield self._points(size, self.sums.get(figure.measure, self.sums.get("", 1e6))), figure

    def _points(self, size: float, start: float) -> int:
        return max(0, min(self.most, round(self.per_tenfold * math.log10(max(size, 1e-9) / start))))
