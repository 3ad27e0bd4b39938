"""Observations: the numbers sources measured, each at its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from digest.model import SCHEDULED, Observation
from digest.store.schema import observations as table
from digest.store.values import ticks, time_of


def keep_observations(connection: Connection, observations: Sequence[Observation]) -> None:
    """Keep `observations`; a source that measures the same thing at the same time anew is believed."""
    if observations:
        connection.execute(_UPSERT, [_row(observation) for observation in observations])


def observations_around(connection: Connection, now: datetime, span: timedelta) -> tuple[Observation, ...]:
    """
    Those as of the `span` up to `now`, and what is scheduled for the `span` after it.

    Oldest first, then by series, subject and source.
    """
    query = (
        select(table)
        .where(
            table.c.as_of.between(ticks(now - span) + 1, ticks(now + span)),
            (table.c.as_of <= ticks(now)) | (table.c.series == SCHEDULED),
        )
        .order_by(
            table.c.as_of,
            table.c.series,
            table.c.subject,
            table.c.source_id,
            table.c.unit,
            table.c.window,
        )
    )
    return tuple(_observation(row) for row in connection.execute(query))


_NEW = insert(table)
_UPSERT = _NEW.on_conflict_do_update(
    index_elements=list(table.primary_key.columns),
    set_={column: _NEW.excluded[column] for column in ("value", "url", "label", "name", "convention")},
)


def _row(observation: Observation) -> dict[str, Any]:
    return {
        "series": observation.series,
        "subject": observation.subject,
        "source_id": observation.source_id,
        "unit": observation.unit,
        "window": observation.window,
        "as_of": ticks(observation.as_of),
        "value": str(observation.value),
        "url": observation.url,
        "label": observation.label,
        "name": observation.name,
        "convention": observation.convention,
    }


def _observation(row: Row[Any]) -> Observation:
    values = dict(row._mapping)
    return Observation(**values | {"value": Decimal(row.value), "as_of": time_of(row.as_of)})
