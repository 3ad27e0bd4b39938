"""Small stories to compose from: made of a few words, annotated by plain rules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from digest.compose import compose
from digest.compose.admit import Refusal
from digest.compose.board import PageBoard
from digest.model import (
    AnnotatedEntry,
    Digest,
    Edition,
    EditionKey,
    Entry,
    Figure,
    Filter,
    Finding,
    Memory,
    Mention,
    Observation,
    Part,
    PastStory,
    RankedStory,
    RegulatoryAct,
    Source,
    SourceOutcome,
    Story,
    Watchlist,
    Window,
)
from digest.protocols import PlacedSection, SectionRule

NOTHING_WATCHED = Watchlist()
NOW = datetime(2026, 2, 6, 7, tzinfo=UTC)
SOURCES: Mapping[str, Source] = {
    "regulator": Source("regulator", "page", "", "The Regulator", tier="primary", topics=("regulation",)),
    "issuer": Source("issuer", "page", "", "The Issuer", tier="primary"),
    "wire": Source("wire", "feed", "", "The Wire", tier="wire"),
    "alpha": Source("alpha", "feed", "", "Alpha"),
    "beta": Source("beta", "feed", "", "Beta"),
    "flowdesk": Source("flowdesk", "json", "", "Flow Desk"),
    "prices": Source("prices", "json", "", "Price Desk"),
    "prices2": Source("prices2", "json", "", "Second Price Desk"),
}
ASSETS = {"Bitcoin": "BTC", "Ether": "ETH", "Arbitrum": "ARB", "HBTC": "HBTC"}
_SCALE = {"K": 3, "M": 6, "B": 9, "": 0}
_MONEY = re.compile(r"\$(\d[\d,.]*\d|\d)\s?(K|M|B|million|billion)?\b")


def edition(*, language: str = "en", word_budget: int = 1200) -> Edition:
    return Edition(
        key=EditionKey("desk", datetime.combine(date(2026, 2, 6), time(7))),
        title="The Desk",
        zone="UTC",
        window=Window(NOW - timedelta(days=1), NOW),
        language=language,
        word_budget=word_budget,
    )


def told(
    title: str,
    body: str = "",
    *,
    source: str = "alpha",
    id: str = "",
    language: str = "en",
    measure: str = "flow",
    event: str = "",
    noise: Sequence[str] = (),
    act: RegulatoryAct | None = None,
    url: str | None = None,
) -> AnnotatedEntry:
    """An annotated entry: sentences end at a period, known assets and dollar amounts are found."""
    key = id or f"{source}:{title}"
    text = f"{title}\n\n{body}"
    entry = Entry(
        id=key,
        source_id=source,
        url=f"https://{source}.example/{len(title)}" if url is None else url,
        title=title,
        text=body,
        seen=NOW - timedelta(hours=1),
        published=NOW - timedelta(hours=2),
    )
    start = len(title) + 2
    sentences = [m.span() for m in re.finditer(r"\S[^.。]*?(?:\d\.\d[^.。]*?)*[.。?!…]+", body)]
    return AnnotatedEntry(
        entry=entry,
        language=language,
        text=text,
        sentences=tuple((start + a, start + b) for a, b in sentences),
        mentions=tuple(
            Mention(ASSETS[m[0]], "asset", m[0], m[0], m.span())
            for m in re.finditer(rf"\b(?:{'|'.join(ASSETS)})\b", text)
        ),
        figures=tuple(
            Figure(
                Decimal(m[1].replace(",", "")).scaleb(_SCALE[(m[2] or "")[:1].upper()]),
                "USD",
                m[0],
                m.span(),
                measure=measure,
            )
            for m in _MONEY.finditer(text)
        ),
        event=Finding(event, event) if event else None,
        noise=tuple(Finding(kind, kind) for kind in noise),
        act=act,
    )


def ranked(
    *entries: AnnotatedEntry,
    points: int = 50,
    id: str = "",
    earlier: Sequence[PastStory] = (),
    parts: Sequence[Part] | None = None,
) -> RankedStory:
    key = id or f"story:{entries[0].entry.id}"
    story = Story(key, entries, thread=earlier[-1].thread if earlier else key, earlier=tuple(earlier))
    given = (Part("coverage", 1.0, points, f"told by {len(entries)}"),) if parts is None else tuple(parts)
    return RankedStory(story, given)


def past(headline: str, *, text: str = "", day: int = 1, **given: Sequence[str]) -> PastStory:
    return PastStory(
        id="past",
        thread="past",
        edition=date(2026, 2, 5),
        day=day,
        headline=headline,
        text=text or headline,
        entities=tuple(given.get("entities", ())),
        figures=tuple(given.get("figures", ())),
        urls=(),
        sources=tuple(given.get("sources", ("alpha",))),
    )


def act(jurisdiction: str = "CN") -> RegulatoryAct:
    return RegulatoryAct("body", "The Body", jurisdiction, "notice")


def observed(
    series: str,
    subject: str,
    value: str | int,
    *,
    source: str = "flowdesk",
    hours: float = 1,
    unit: str = "USD",
    window: str = "24h",
    name: str = "",
    convention: str = "",
) -> Observation:
    return Observation(
        series=series,
        subject=subject.lower(),
        value=Decimal(value),
        unit=unit,
        as_of=NOW - timedelta(hours=hours),
        source_id=source,
        url=f"https://{source}.example/api",
        label=subject,
        name=name,
        window=window,
        convention=convention,
    )


def board(
    *stories: RankedStory,
    observations: Sequence[Observation] = (),
    notes: Sequence[str] = (),
    watchlist: Watchlist = NOTHING_WATCHED,
    cool_down: Mapping[str, int] | None = None,
) -> PageBoard:
    oldest_first = tuple(sorted(observations, key=lambda one: one.as_of))
    return PageBoard(
        edition(),
        stories,
        oldest_first,
        SOURCES,
        tuple(notes),
        candidates=stories,
        watchlist=watchlist,
        cool_down=cool_down or {},
    )


@dataclass(frozen=True)
class Desk:
    """Composes with what is usual; a test says only what it is about."""

    sections: tuple[PlacedSection, ...] = ()
    edition: Edition = field(default_factory=edition)
    cool_down: Mapping[str, int] = field(default_factory=dict)

    def place(self, *rules: SectionRule, **named: SectionRule) -> Desk:
        placed = [
            *(PlacedSection(type(r).__name__.lower(), type(r).__name__.lower(), "", r) for r in rules),
            *(PlacedSection(id, type(rule).__name__.lower(), "", rule) for id, rule in named.items()),
        ]
        return replace(self, sections=tuple(placed))

    def words(self, budget: int) -> Desk:
        return replace(self, edition=edition(word_budget=budget))

    def compose(
        self,
        *stories: RankedStory,
        refused: Sequence[Refusal] = (),
        observations: Sequence[Observation] = (),
        remembered: Sequence[Observation] = (),
        outcomes: Sequence[SourceOutcome] = (),
        filters: Sequence[Filter] = (),
        notes: Sequence[str] = (),
        watchlist: Watchlist = NOTHING_WATCHED,
    ) -> Digest:
        return compose(
            self.edition,
            stories,
            refused=refused,
            observations=observations,
            memory=Memory(observations=tuple(remembered)),
            sources=SOURCES,
            outcomes=outcomes,
            sections=self.sections,
            filters=filters,
            notes=notes,
            made=NOW,
            watchlist=watchlist,
            cool_down=self.cool_down,
        )
