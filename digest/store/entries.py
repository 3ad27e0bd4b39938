"""Entries: what a source published, when we first saw it, and when it was last shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, literal_column, select
from sqlalchemy.dialects.sqlite import dialect, insert

from digest.model import Entry, StatedDocument, Window
from digest.store.known_again import by_known_ids
from digest.store.outcomes import standing_by
from digest.store.schema import entries as table
from digest.store.values import listed, maybe_ticks, maybe_time_of, ticks, time_of, words_of


def keep_entries(connection: Connection, entries: Sequence[Entry], shown: Mapping[str, datetime]) -> None:
    """
    Keep `entries`, each last shown at `shown` of its source, else when it was seen.

    Of one known before the first sight stays; its content becomes what the source says now, save that
    a field left empty now does not unsay what was said before. A title or text that changed makes it
    edited at that time. One known under an address of other parameters is that one.
    """
    if entries:
        again = by_known_ids(connection, entries)
        rows = [_row(entry, shown.get(entry.source_id)) for entry in again]
        connection.exec_driver_sql(_UPSERT, rows)


def entries_within(connection: Connection, window: Window) -> tuple[Entry, ...]:
    """
    Entries shown after the window's start and seen by its end, in order of first sight, then id.

    Shown too are those that a source, when it was next asked, stood by with "unchanged".
    """
    start = ticks(window.start)
    known = _ENTRIES.where(table.c.seen <= ticks(window.end))
    standing = standing_by(start)
    query = known.where(table.c.last_seen > start).union_all(
        known.join(standing, standing.c.id == table.c.source_id).where(
            table.c.last_seen.between(standing.c.since, start)
        )
    )
    return tuple(_entry(row) for row in connection.execute(query.order_by("seen", "id")))


def _said(column: str, nothing: str = "''") -> ColumnElement[str]:
    return func.coalesce(func.nullif(_NEW.excluded[column], literal_column(nothing)), table.c[column])


_ENTRIES = select(
    table.c.id,
    table.c.source_id,
    table.c.url,
    table.c.title,
    table.c.text,
    table.c.seen,
    table.c.published,
    table.c.updated,
    table.c.language,
    table.c.authors,
    table.c.categories,
    table.c.date_origin,
    table.c.published_on,
    table.c.edited,
    table.c.text_origin,
    table.c.document,
)


_NEW = insert(table)
# A feed's excerpt does not replace the article that was read.
_IS_EXCERPT = (table.c.text_origin == literal_column("'article'")) & (
    _NEW.excluded.text_origin == literal_column("'list'")
)
# A text where there was none is no edit: what was read back from a published record has none.
_EDITED = (_said("title") != table.c.title) | (
    (_said("text") != table.c.text)
    & (table.c.text != literal_column("''"))
    & (_NEW.excluded.text_origin == table.c.text_origin)
)
_MERGE = _NEW.on_conflict_do_update(
    index_elements=["id"],
    set_={
        "source_id": _NEW.excluded.source_id,
        "last_seen": func.max(_NEW.excluded.last_seen, table.c.last_seen),
        "published": func.coalesce(_NEW.excluded.published, table.c.published),
        "updated": func.coalesce(_NEW.excluded.updated, table.c.updated),
        **{
            column: case((_NEW.excluded.published.is_(None), table.c[column]), else_=_NEW.excluded[column])
            for column in ("date_origin", "published_on")
        },
        "edited": case((_EDITED, _NEW.excluded.last_seen), else_=table.c.edited),
        "text": case((_IS_EXCERPT, table.c.text), else_=_said("text")),
        "text_origin": case((_IS_EXCERPT, table.c.text_origin), else_=_NEW.excluded.text_origin),
        **{column: _said(column) for column in ("url", "title", "language", "document")},
        **{column: _said(column, "'[]'") for column in ("authors", "categories")},
    },
)
# Compiled once: for the thousands of rows of a collection, preparing them costs more than SQLite does.
_UPSERT = str(_MERGE.compile(dialect=dialect(paramstyle="named")))


def _row(entry: Entry, shown: datetime | None) -> dict[str, Any]:
    return {
        "id": entry.id,
        "source_id": entry.source_id,
        "url": entry.url,
        "title": entry.title,
        "text": entry.text,
        "seen": ticks(entry.seen),
        "last_seen": ticks(max(entry.seen, shown) if shown else entry.seen),
        "published": maybe_ticks(entry.published),
        "updated": maybe_ticks(entry.updated),
        "language": entry.language,
        "authors": listed(entry.authors),
        "categories": listed(entry.categories),
        "date_origin": entry.date_origin,
        "published_on": entry.published_on.isoformat() if entry.published_on else None,
        "edited": maybe_ticks(entry.edited),
        "text_origin": entry.text_origin,
        "document": _written(entry.document) if entry.document else "",
    }


def _entry(row: Sequence[Any]) -> Entry:
    id_, source_id, url, title, text, seen, published, updated, language, authors, categories = row[:11]
    date_origin, published_on, edited, text_origin, document = row[11:]
    return Entry(
        id=id_,
        source_id=source_id,
        url=url,
        title=title,
        text=text,
        seen=time_of(seen),
        published=maybe_time_of(published),
        updated=maybe_time_of(updated),
        language=language,
        authors=words_of(authors),
        categories=words_of(categories),
        date_origin=date_origin,
        published_on=date.fromisoformat(published_on) if published_on else None,
        edited=maybe_time_of(edited),
        text_origin=text_origin,
        document=_stated(document) if document else None,
    )


def _written(document: StatedDocument) -> str:
    effective = document.effective.isoformat() if document.effective else ""
    return listed((document.body, document.kind, document.number, effective))


def _stated(written: str) -> StatedDocument:
    body, kind, number, effective = words_of(written)
    return StatedDocument(body, kind, number, date.fromisoformat(effective) if effective else None)
