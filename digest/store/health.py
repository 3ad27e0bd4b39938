"""Health: how each source has been doing, as its outcomes and entries tell."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, func, select

from digest.model import SourceHealth
from digest.store.schema import entries, outcomes, sources
from digest.store.values import maybe_time_of, ticks, time_of

_USUAL = timedelta(days=14)
_DAY = timedelta(days=1)


def health_of_all(connection: Connection, now: datetime) -> tuple[SourceHealth, ...]:
    """One a source that was ever asked, in order of source id."""
    asked = (
        select(
            outcomes.c.source_id.label("id"),
            func.max(outcomes.c.at).label("latest"),
            func.max(case((outcomes.c.state != "failed", outcomes.c.at))).label("answered"),
        )
        .group_by(outcomes.c.source_id)
        .subquery()
    )
    failures = select(func.count()).where(
        outcomes.c.source_id == asked.c.id, outcomes.c.at > func.coalesce(asked.c.answered, 0)
    )
    error = select(outcomes.c.error).where(
        outcomes.c.source_id == asked.c.id, outcomes.c.at == asked.c.latest
    )
    newest = (
        select(func.max(entries.c.seen))
        .where(entries.c.source_id == asked.c.id)
        .correlate(asked)
        .scalar_subquery()
    )
    # Its rhythm is that of the days before it fell silent, if it did. What came with its first answer was
    # all it had: no measure of a day.
    before = func.coalesce(newest, ticks(now)) - (ticks(now) - ticks(now - _USUAL))
    start = func.max(func.coalesce(sources.c.first_answered, 0), before)
    fresh = select(func.count()).where(
        entries.c.source_id == asked.c.id, entries.c.last_seen > start, entries.c.seen > start
    )
    query = (
        select(
            asked.c.id,
            asked.c.answered,
            newest.label("newest"),
            failures.correlate(asked).scalar_subquery().label("failures"),
            error.correlate(asked).scalar_subquery().label("error"),
            fresh.correlate(asked, sources).scalar_subquery().label("fresh"),
            start.label("start"),
        )
        .join_from(asked, sources, sources.c.id == asked.c.id, isouter=True)
        .order_by(asked.c.id)
    )
    return tuple(_health(row, now) for row in connection.execute(query))


def _health(row: Any, now: datetime) -> SourceHealth:
    newest = maybe_time_of(row.newest) or now
    days = max((newest - time_of(row.start)) / _DAY, 1.0)
    return SourceHealth(
        source_id=row.id,
        last_answer=maybe_time_of(row.answered),
        last_new=maybe_time_of(row.newest),
        failures=row.failures,
        error=row.error,
        entries_a_day=row.fresh / days,
    )
