"""Stories in a line each, for the tests of ranking."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from digest.model import (
    AnnotatedEntry,
    Entry,
    Figure,
    Finding,
    Mention,
    Merge,
    Source,
    Story,
    Tier,
    Watchlist,
    Window,
)
from digest.protocols import Surroundings

MORNING = datetime(2026, 2, 6, 7, 0, tzinfo=UTC)
TIERS: dict[str, Tier] = {
    "pboc": "primary",
    "ledgerline": "wire",
    "blockpost": "media",
    "haibao": "media",
    "meridian": "media",
    "gleaner": "aggregator",
    "chatter": "social",
}
TITLES = {"pboc": "People's Bank of China", "ledgerline": "Ledgerline"}


def around(watchlist: Watchlist | None = None, topics: tuple[str, ...] = ()) -> Surroundings:
    sources = {id: Source(id, "feed", "", TITLES.get(id, id), tier=tier) for id, tier in TIERS.items()}
    window = Window(MORNING - timedelta(hours=24), MORNING)
    return Surroundings(window, sources, watchlist or Watchlist(), topics)


def told(
    title: str,
    source: str = "blockpost",
    *,
    id: str = "",
    hours: float = 6.0,
    event: str = "",
    noise: tuple[tuple[str, str], ...] = (),
    assets: tuple[tuple[str, str], ...] = (),
    sums: tuple[tuple[str, str], ...] = (),
    text: str = "",
) -> AnnotatedEntry:
    """An entry `hours` old; `assets` are id and words in the title, `sums` dollars and words there."""
    when = MORNING - timedelta(hours=hours)
    seen = min(when, MORNING)
    entry = Entry(id or f"{source}/{title}", source, "", title, text, seen=seen, published=when)
    return AnnotatedEntry(
        entry=entry,
        language="en",
        text=f"{title}\n\n{text}",
        sentences=(),
        mentions=tuple(Mention(a, "asset", words, words, _span(title, words)) for a, words in assets),
        figures=tuple(Figure(Decimal(n), "USD", words, _span(title, words), "loss") for n, words in sums),
        event=Finding(event, event) if event else None,
        noise=tuple(Finding(kind, quote) for kind, quote in noise),
    )


def story(*entries: AnnotatedEntry, id: str = "", merges: tuple[Merge, ...] = ()) -> Story:
    named = id or entries[0].entry.id
    return Story(id=named, entries=entries, thread=named, merges=merges)


def widely_told(title: str, outlets: int, **kinds: str) -> Story:
    """A story told by the first `outlets` of the outlets that are no primary source."""
    names = [source for source in TIERS if source != "pboc"][:outlets]
    return story(*(told(title, source, event=kinds.get("event", "")) for source in names))


def _span(title: str, words: str) -> tuple[int, int]:
    start = title.index(words)
    return start, start + len(words)
