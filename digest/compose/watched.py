"""What of a story touches the reader's watchlist."""

from __future__ import annotations

from digest.model import Story, Watchlist
from digest.model.words import standing_in


def watched_in(story: Story, watchlist: Watchlist) -> tuple[str, ...]:
    """What the reader follows that the story is about, by name: assets, bodies, then words."""
    subjects = story.subjects
    headlines = "\n".join(told.title for told in story.entries)
    names = {m.entity: m.name for told in story.entries for m in told.mentions}
    assets = (f"${asset}" for asset in watchlist.assets if asset in subjects)
    bodies = (names.get(body, body) for body in watchlist.bodies if body in subjects)
    return tuple(dict.fromkeys((*assets, *bodies, *standing_in(watchlist.words, headlines))))
