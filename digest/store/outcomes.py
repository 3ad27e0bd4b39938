"""Outcomes: how each source did in each collection, and when it first answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Subquery, func, select
from sqlalchemy.dialects.sqlite import insert

from digest.model import Entry, SourceOutcome, Window
from digest.store.schema import outcomes as table
from digest.store.schema import sources
from digest.store.values import maybe_ticks, maybe_time_of, ticks, time_of


def keep_outcomes(
    connection: Connection, outcomes: Sequence[SourceOutcome], entries: Sequence[Entry]
) -> None:
    """
    Keep `outcomes`, and for a source that never answered before the time of this first answer.

    That time is never before the `entries` that came with the answer were seen, so that they can be
    told from what came later. A source that only said "unchanged" has brought nothing yet.
    """
    if not outcomes:
        return
    connection.execute(_UPSERT, [_row(outcome) for outcome in outcomes])
    newest = {entry.source_id: entry.seen for entry in sorted(entries, key=lambda entry: entry.seen)}
    first = [
        {"id": told.source_id, "first_answered": ticks(max(told.at, newest.get(told.source_id, told.at)))}
        for told in outcomes
        if told.state == "answered"
    ]
    if first:
        connection.execute(insert(sources).on_conflict_do_nothing(), first)


def first_answers(connection: Connection) -> Mapping[str, datetime]:
    """When each source first answered, in order of source id."""
    query = select(sources.c.id, sources.c.first_answered).order_by(sources.c.id)
    return {row.id: time_of(row.first_answered) for row in connection.execute(query)}


def latest_outcomes(connection: Connection, window: Window) -> tuple[SourceOutcome, ...]:
    """The latest outcome of each source after the window's start and by its end, by source id."""
    times = (
        select(table.c.source_id, func.max(table.c.at).label("at"))
        .where(table.c.at > ticks(window.start), table.c.at <= ticks(window.end))
        .group_by(table.c.source_id)
        .subquery()
    )
    query = (
        select(table)
        .join(times, (table.c.source_id == times.c.source_id) & (table.c.at == times.c.at))
        .order_by(table.c.source_id)
    )
    return tuple(_outcome(row) for row in connection.execute(query))


def outcomes_since(connection: Connection, since: datetime) -> tuple[SourceOutcome, ...]:
    """Those after `since`, and each source's last one before that is an answer; oldest first."""
    earlier = table.alias()
    last = (
        select(func.max(earlier.c.at))
        .where(
            earlier.c.source_id == table.c.source_id,
            earlier.c.at <= ticks(since),
            earlier.c.state == "answered",
        )
        .scalar_subquery()
    )
    query = select(table).where((table.c.at > ticks(since)) | (table.c.at == last))
    return tuple(_outcome(row) for row in connection.execute(query.order_by(table.c.at, table.c.source_id)))


def standing_by(start: int) -> Subquery:
    """
    Sources whose first answer after `start` (in ticks) was "unchanged", as `id`, and `since`.

    What was last seen since `since`, the time of their last answer before, they show still.
    """
    answers = select(table).where(table.c.source_id == sources.c.id, table.c.state != "failed")
    after, before = (
        answers.where(place).order_by(order).limit(1)
        for place, order in ((table.c.at > start, table.c.at), (table.c.at <= start, table.c.at.desc()))
    )
    since = before.where(table.c.state == "answered").with_only_columns(table.c.at).scalar_subquery()
    first = after.with_only_columns(table.c.state).scalar_subquery()
    return select(sources.c.id, since.label("since")).where(first == "unchanged").subquery()


_FIELDS = tuple(field.name for field in fields(SourceOutcome))
_NEW = insert(table)
_UPSERT = _NEW.on_conflict_do_update(
    index_elements=list(table.primary_key.columns),
    set_={column.name: _NEW.excluded[column.name] for column in table.c if not column.primary_key},
)


def _row(outcome: SourceOutcome) -> dict[str, Any]:
    row = {name: getattr(outcome, name) for name in _FIELDS}
    return row | {"at": ticks(outcome.at), "newest": maybe_ticks(outcome.newest)}


def _outcome(row: Row[Any]) -> SourceOutcome:
    values = dict(row._mapping)
    return SourceOutcome(**values | {"at": time_of(row.at), "newest": maybe_time_of(row.newest)})
