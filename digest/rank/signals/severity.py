"""How much the event changes: its type, and the size of the sums in it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.model import Figure, Story
from digest.protocols import Surroundings, Weighed


def _events() -> Mapping[str, int]:
    return {
        "exploit": 40,
        "rate decision": 40,
        "rule": 35,
        "proposal": 25,
        "consultation": 20,
        "notice": 20,
        "speech": 10,
        "enforcement": 30,
        "ruling": 30,
        "outage": 25,
        "liquidation": 25,
        "macro print": 25,
        "merger": 25,
        "fund flow": 22,
        "delisting": 15,
        "price move": 18,
        "funding": 15,
        "governance": 15,
        "unlock": 12,
        "personnel": 12,
        "launch": 12,
        "listing": 10,
    }


_LEVELS = frozenset({"price move", "macro print", "rate decision"})
"""Events told in levels, where a large sum is only the size of the market."""


@dataclass(frozen=True, slots=True)
class Severity:
    """Points for the type of event, and for the largest sum the leading headline gives it."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    events: Mapping[str, int] = field(default_factory=_events)
    """Points of each event type; one that is left out earns nothing."""
    currencies: tuple[str, ...] = ("USD", "EUR", "GBP")
    """Units in which a sum counts."""
    from_amount: Annotated[float, Field(gt=0)] = 1e6
    """A sum of this much earns nothing yet."""
    per_tenfold: int = 6
    """Points for each time a sum is ten times as large."""
    most_for_amount: int = 24
    """Where the points for a sum end."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from 0 to 100, or None when neither event nor sum is known."""
        event = _event(story)
        largest = None if event in _LEVELS else self._largest(story)
        points = self.events.get(event, 0) + (self._size(largest) if largest else 0)
        reasons = [event] if event else []
        if largest is not None and self._size(largest):
            reasons.append(largest.quote)
        return Weighed(min(100, points), ", ".join(reasons)) if points > 0 else None

    def _largest(self, story: Story) -> Figure | None:
        """The largest sum of the first headline that has one; prices and market values aside."""
        for told in story.entries:
            sums = [
                figure
                for figure in told.figures
                if figure.unit in self.currencies
                and figure.span[1] <= len(told.title)
                and figure.measure not in ("price", "level", "market cap")
            ]
            if sums:
                return max(sums, key=lambda figure: abs(figure.amount))
        return None

    def _size(self, figure: Figure) -> int:
        tenfolds = math.log10(max(float(abs(figure.amount)), 1.0) / self.from_amount)
        return max(0, min(self.most_for_amount, round(self.per_tenfold * tenfolds)))


def _event(story: Story) -> str:
    """The event type most entries tell; of equally many, the one told first."""
    told = Counter(entry.event.kind for entry in story.entries if entry.event is not None)
    return told.most_common(1)[0][0] if told else ""
