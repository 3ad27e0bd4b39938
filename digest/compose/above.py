"""What the sections above have printed, and what they left that is worth a line."""

from __future__ import annotations

from digest.compose.noise import worthless
from digest.model import Brief, RankedStory
from digest.protocols import Board


def printed_above(board: Board) -> dict[str, Brief]:
    """The briefs of the sections filled so far, by the id of their story."""
    return {i.story_id: i for section in board.sections for i in section.items if isinstance(i, Brief)}


def left_over(board: Board) -> tuple[RankedStory, ...]:
    """Stories still free that have points and are news at all, best first."""
    return tuple(one for one in board.stories if one.points > 0 and not worthless(one))
