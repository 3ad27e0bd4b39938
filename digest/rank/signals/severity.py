"""How much the type of event changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import ConfigDict

from digest.model import Story
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
        "closure": 25,
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


@dataclass(frozen=True, slots=True)
class Severity:
    """Points for the type of event: an exploit changes more than a launch."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    events: Mapping[str, int] = field(default_factory=_events)
    """Points of each event type; one that is left out earns nothing."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from 0 to 100, or None when the event is not known or earns nothing."""
        event = story.event
        points = self.events.get(event, 0)
        return Weighed(max(0, min(100, points)), event) if points > 0 else None
