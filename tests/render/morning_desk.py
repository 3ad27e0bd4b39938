"""A rich edition to render: every layout, and every thing a story can carry."""

from __future__ import annotations

from datetime import UTC, datetime

from desk_stories import NAMES, address, also, at, regulatory, top_stories
from desk_tables import flows, measures, movers, reported, scheduled

from digest.model import (
    Account,
    Digest,
    Edition,
    EditionKey,
    EntryFate,
    Fate,
    Ledger,
    Line,
    Masthead,
    Note,
    Part,
    Pointer,
    Section,
    SourceLine,
    SourceOutcome,
    Window,
)

END = datetime(2026, 2, 6, 12, 0, tzinfo=UTC)
START = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)
RSI = "Bitcoin's weekly RSI is at its most oversold since June 2022"
SECTIONS = (
    Section(
        "glance",
        "glance",
        "At a glance",
        (
            Line(
                "On-chain flows",
                "$508.2M net inflow to Ethereum; $390.8M net outflow from Arbitrum",
                "flows",
            ),
            Line("Movers", "$HBTC +312.4 %, $AIO −47.2 %", "movers"),
            Line("Top story", RSI, "top"),
        ),
    ),
    Section("market", "market", "Market snapshot", measures(), ("Stale: EUR/USD (4 days old).",)),
    Section(
        "flows",
        "flows",
        "On-chain flows",
        (*flows(), *reported()),
        ("Net flow over bridges, rolling 24 hours; positive is money coming in.",),
    ),
    Section(
        "movers",
        "movers",
        "Movers",
        movers(),
        (
            "Change over 24 hours, assets above $50M of market cap and $10M of volume; stable and wrapped "
            "tokens left out.",
        ),
    ),
    Section("top", "top", "Top stories", top_stories()),
    Section("regulatory", "regulatory", "Regulatory", regulatory()),
    Section(
        "notes",
        "notes",
        "Editor's notes",
        (
            Note(
                "## What I watch today\n\nThe **16:30** prints, and whether the pause holds:\n\n"
                "- withdrawals on the [status page](https://status.example/bridge)\n- funding on Sunday\n"
            ),
        ),
    ),
    Section(
        "watchlist",
        "watchlist",
        "Watchlist",
        (Pointer("s-rsi", RSI, "$BTC", top_stories()[0].url),),
        compact=True,
    ),
    Section("also", "also", "Also noted", also(), compact=True),
    Section(
        "calendar",
        "calendar",
        "Calendar",
        scheduled(),
        ("Of the next 7 days; 21 less important left out.",),
    ),
)

OUTCOMES = (
    SourceOutcome("dunes", "Dune Dispatch", "failed", at(11, 58), error="answered 503 (tried three times)"),
)

FATES: tuple[tuple[Fate, int], ...] = (
    ("used", 24),
    ("merged", 12),
    ("too old", 41),
    ("below the cut", 33),
    ("duplicate", 9),
    ("filtered", 5),
    ("undated", 2),
)


def ledger() -> Ledger:
    fates = tuple(
        EntryFate(f"e-{fate}-{i}", "courier", f"Entry {i}", address("courier", f"e{i}"), fate)
        for fate, count in FATES
        for i in range(count)
    )
    sources = tuple(
        SourceLine(id, name, "answered" if i % 3 else "unchanged", 20 + i, 18 + i, 4, 0, at(11 - i, 5))
        for i, (id, name) in enumerate(NAMES.items())
    )
    return Ledger(
        126,
        fates,
        (
            *sources,
            SourceLine("flows", "Chain Flows", "answered", 0, 0, 0, 40, at(11, 40)),
            SourceLine("prices", "Coin Prices", "answered", 0, 0, 0, 750, at(11, 55)),
            SourceLine("quiet", "Quiet Quarterly", "answered", 12, 12, 0, 0, at(8, 0, day=2)),
            SourceLine(
                "dunes", "Dune Dispatch", "failed", 0, 0, 0, 0, None, "answered 503 (tried three times)"
            ),
        ),
    )


def edition(notice: str = "This is a sample: its sources and their words are made up.") -> Edition:
    return Edition(
        key=EditionKey("desk", datetime.fromisoformat("2026-02-06T07:00")),
        title="Morning desk",
        zone="America/New_York",
        window=Window(START, END),
        notice=notice,
    )


def morning_desk() -> Digest:
    """The edition of 6 February 2026."""
    return Digest(
        masthead=Masthead(edition(), at(12, 0), 11, 12, OUTCOMES, 1130, 6),
        sections=SECTIONS,
        accounts=(
            Account(
                "s-rsi",
                "s-rsi",
                RSI,
                1,
                87,
                (Part("coverage", 1.0, 87, "four sources tell it"),),
                (),
                ("courier-rsi",),
                ("BTC",),
                "top",
            ),
        ),
        ledger=ledger(),
    )
