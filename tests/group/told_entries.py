"""Annotated entries in a line each, for the tests of grouping."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from digest.model import (
    AnnotatedEntry,
    Direction,
    EntityKind,
    Entry,
    Figure,
    Finding,
    Mention,
    RegulatoryAct,
)

MORNING = datetime(2026, 2, 6, 7, 0, tzinfo=UTC)

Named = tuple[str, EntityKind, str]
"""Entity id, kind, and the words in the title that name it."""
Sum = tuple[str, str, str, str] | tuple[str, str, str, str, Direction]
"""Amount, unit, measure, the words of title or text that tell it, and its direction if it has one."""


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
    body: str = "pboc",
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
    whole = f"{title}\n\n{text}" if text else title
    return AnnotatedEntry(
        entry=entry,
        language=language,
        text=whole,
        sentences=(),
        mentions=tuple(Mention(e, kind, words, words, _span(title, words)) for e, kind, words in names),
        figures=tuple(
            Figure(
                Decimal(figure[0]),
                figure[1],
                figure[3],
                _span(whole, figure[3]),
                figure[2],
                figure[4] if len(figure) == 5 else "",
            )
            for figure in figures
        ),
        event=Finding(event, event) if event else None,
        noise=(Finding(noise, noise),) if noise else (),
        act=RegulatoryAct(body, body, "CN", "notice", document) if document else None,
    )


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)
