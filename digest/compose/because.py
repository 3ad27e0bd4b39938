"""Says in one line why a story is in the edition."""

from __future__ import annotations

from digest.model import RankedStory

MOST = 3
"""As many reasons as a line holds."""


def because(ranked: RankedStory) -> str:
    """What may follow *here because*: the reasons that added most, or ``""`` when none added anything."""
    telling = [part for part in ranked.parts if part.points > 0 and part.reason]
    strongest = sorted(telling, key=lambda part: -part.points)[:MOST]
    reasons = dict.fromkeys(part.reason for part in strongest)
    return "; ".join(reasons)
