"""Waits: addresses that failed, and until when they are left alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from digest.model import Wait
from digest.store.schema import waits as table
from digest.store.validators import Address
from digest.store.values import maybe_ticks, maybe_time_of, ticks


def waits_of_all(connection: Connection) -> Mapping[Address, Wait]:
    """Those of every address, in order of source id, then address."""
    query = select(table).order_by(table.c.source_id, table.c.url)
    return {
        (row.source_id, row.url): Wait(
            row.reader, row.failures, maybe_time_of(row.until), row.status, row.told
        )
        for row in connection.execute(query)
    }


def keep_waits(connection: Connection, waits: Mapping[Address, Wait | None], now: datetime) -> None:
    """Keep `waits` as of `now`; an address with None has answered, and nothing is held against it."""
    failed = [
        {
            "source_id": source_id,
            "url": url,
            "reader": wait.reader,
            "failures": wait.failures,
            "until": maybe_ticks(wait.until),
            "status": wait.status,
            "told": wait.told,
            "asked": ticks(now),
        }
        for (source_id, url), wait in waits.items()
        if wait
    ]
    if failed:
        connection.execute(_UPSERT, failed)
    for (source_id, url), wait in waits.items():
        if wait is None:
            connection.execute(delete(table).where(table.c.source_id == source_id, table.c.url == url))


_NEW = insert(table)
_UPSERT = _NEW.on_conflict_do_update(
    index_elements=list(table.primary_key.columns),
    set_={column.name: _NEW.excluded[column.name] for column in table.c if not column.primary_key},
)
