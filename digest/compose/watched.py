"""What of a story touches the reader's watchlist."""

from __future__ import annotations

from digest.model import Story, Watchlist
from digest.model.words import standing_in


def watched_in(story: Story, watchlist: Watchlist) -> tuple[str, ...]:
    """What the reader follows that the story is about, by name: assets, bodies, then words."""
    headlines = "\n".join(told.title for told in story.entries)
    about = {one.casefold(): one for one in story.subjects}
    names = {m.entity: m.name for told in story.entries for m in told.mentions}
    tickers = (asset.casefold().removeprefix("$") for asset in watchlist.assets)
    assets = (f"${about[ticker]}" for ticker in tickers if ticker in about)
    bodies = (names.get(about[b], b) for one in watchlist.bodies if (b := one.casefold()) in about)
    return tuple(dict.fromkeys((*assets, *bodies, *standing_in(watchlist.words, headlines))))
