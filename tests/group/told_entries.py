"""Annotated entries in a line each, for the tests of grouping."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from digest.model import AnnotatedEntry, EntityKind, Entry, Figure, Finding, Mention, RegulatoryAct

MORNING = datetime(2026, 2, 6, 7, 0, tzinfo=UTC)

Named = tuple[str, EntityKind, str]
"""Entity id, kind, and the words in the title that name it."""
Sum = tuple[str, str, str, str]
"""Amount, unit, measure, and the words in the title that tell it."""


def told(
    title: str,
    *,
    id: str = "",
    text: str = "",
    hours: float = 0.0,
    source: str = "ledgerline",
    url: str = "",
    language: str = "en",
    names: tuple[Named, ...] = (),
    figures: tuple[Sum, ...] = (),
    event: str = "",
    noise: str = "",
    document: str = "",
    dated: bool = True,
) -> AnnotatedEntry:
    """An entry published `hours` after the morning, with what was understood of its title."""
    when = MORNING + timedelta(hours=hours)
    entry = Entry(
        id=id or f"{source}/{title}",
        source_id=source,
        url=url,
        title=title,
        text=text,
        seen=when,
        published=when if dated else None,
        language=language,
    )
    return AnnotatedEntry(
        entry=entry,
        language=language,
        text=f"{title}\n\n{text}" if text else title,
        sentences=(),
        mentions=tuple(Mention(e, kind, words, words, _span(title, words)) for e, kind, words in names),
        figures=tuple(
            Figure(Decimal(amount), unit, quote, _span(title, quote), measure)
            for amount, unit, measure, quote in figures
        ),
        event=Finding(event, event) if event else None,
        noise=(Finding(noise, noise),) if noise else (),
        act=RegulatoryAct("pboc", "People's Bank of China", "CN", "notice", document) if document else None,
    )


def _span(title: str, words: str) -> tuple[int, int]:
    start = title.index(words)
    return start, start + len(words)
