"""What a story loses for not being news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import ConfigDict

from digest.model import Story
from digest.protocols import Surroundings, Weighed


def _kinds() -> Mapping[str, int]:
    return {
        "sponsored": 100,
        "promo": 90,
        "prediction": 70,
        "listicle": 40,
        "opinion": 20,
        "live blog": 30,
        "roundup": 40,
    }


@dataclass(frozen=True, slots=True)
class Noise:
    """Points off when most entries of a story are advertising, prediction, opinion or a running blog."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    kinds: Mapping[str, int] = field(default_factory=_kinds)
    """Points each kind costs."""
    other: int = 40
    """What a kind costs that is not in `kinds`."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from −100 to 0, or None when at least half of the entries are news."""
        noisy = [told for told in story.entries if told.noise]
        if 2 * len(noisy) <= len(story.entries):
            return None
        findings = [finding for told in noisy for finding in told.noise]
        worst = min(findings, key=lambda found: (-self._cost(found.kind), found.kind, found.quote))
        reason = f"{worst.kind}: \u201c{worst.quote}\u201d" if worst.quote else worst.kind
        return Weighed(-self._cost(worst.kind), reason)

    def _cost(self, kind: str) -> int:
        return max(0, min(100, self.kinds.get(kind, self.other)))
