"""Prune: what is too old for anybody to ask for it is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, ScalarSelect, Table, case, delete, func, select, true

from digest.store.known_again import forget_aliases
from digest.store.responses import prune_responses
from digest.store.schema import entries, observations, outcomes, robots, runs, stories, waits
from digest.store.values import ticks

_ENTRIES = timedelta(days=60)
_ADDRESSES = timedelta(days=60)
_MONTH = timedelta(days=30)
_HISTORY = timedelta(days=400)


def prune(connection: Connection, now: datetime, responses: timedelta) -> None:
    """Forget answers after `responses`, entries gone for 60 days and told nowhere, the rest after 400."""
    prune_responses(connection, now - responses, now - _ADDRESSES)
    connection.execute(
        delete(waits).where(
            waits.c.asked
            < case((waits.c.until.is_(None), ticks(now - _HISTORY)), else_=ticks(now - _MONTH))
        )
    )
    connection.execute(delete(robots).where(robots.c.read < ticks(now - _MONTH)))
    # Only a later answer without it tells that an entry is gone: while a source fails, or says
    # "unchanged", what it showed stays, or it would look new when it is shown again.
    each = func.json_each(stories.c.entries).table_valued("value")
    told = select(each.c.value).select_from(stories.join(each, true()))
    connection.execute(
        delete(entries).where(
            entries.c.last_seen < ticks(now - _ENTRIES),
            entries.c.last_seen < _last_answer(entries),
            entries.c.id.not_in(told),
        )
    )
    forget_aliases(connection)
    before = ticks(now - _HISTORY)
    # The last answer of a source stays, however old: what it showed then it may show still.
    connection.execute(
        delete(outcomes).where(outcomes.c.at < before, outcomes.c.at < _last_answer(outcomes))
    )
    connection.execute(delete(observations).where(observations.c.as_of < before))
    connection.execute(delete(runs).where(runs.c.began < before))
    # Without counts SQLite would look for what stands in a source entry by entry, not source by source.
    connection.exec_driver_sql("PRAGMA analysis_limit = 400")
    connection.exec_driver_sql("ANALYZE")


def _last_answer(of: Table) -> ScalarSelect[int]:
    """When the source of a row of `of` last answered with more than "unchanged"."""
    answer = outcomes.alias()
    return (
        select(answer.c.at)
        .where(answer.c.source_id == of.c.source_id, answer.c.state == "answered")
        .order_by(answer.c.at.desc())
        .limit(1)
        .correlate(of)
        .scalar_subquery()
    )
