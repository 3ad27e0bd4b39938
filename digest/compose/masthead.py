"""What stands at the head of the edition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from digest.model import Edition, Masthead, SourceOutcome

WORDS_A_MINUTE = 200


def masthead_of(
    edition: Edition, made: datetime, outcomes: Sequence[SourceOutcome], *, words: int
) -> Masthead:
    """The masthead; degraded when fewer than half of the sources asked answered."""
    missing = tuple(outcome for outcome in outcomes if outcome.state == "failed")
    answered = len(outcomes) - len(missing)
    return Masthead(
        edition=edition,
        made=made,
        answered=answered,
        asked=len(outcomes),
        missing=missing,
        words=words,
        minutes=max(1, round(words / WORDS_A_MINUTE)),
        degraded=answered * 2 < len(outcomes),
    )
