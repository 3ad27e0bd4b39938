"""Validators: what each address gave with the answer that was last read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from digest.model import Pace, SourceOutcome, Validators
from digest.store.schema import validators as table
from digest.store.values import maybe_ticks, maybe_time_of

Address = tuple[str, str]
"""A source's id and an address it was asked at."""


def validators_of_all(connection: Connection) -> Mapping[Address, Validators]:
    """Those of every address, in order of source id, then address."""
    query = select(table).order_by(table.c.source_id, table.c.url)
    return {
        (row.source_id, row.url): Validators(
            reader=row.reader,
            etag=row.etag,
            last_modified=row.last_modified,
            body=row.body,
            moved=row.moved,
            fresh=row.fresh,
            pace=_pace(row.pace),
            answered=maybe_time_of(row.answered),
        )
        for row in connection.execute(query)
    }


def believe(
    connection: Connection, pending: Mapping[Address, Validators], outcomes: Sequence[SourceOutcome]
) -> None:
    """
    Keep those of `pending` whose source was read whole, by its outcome.

    One that was read in part could not be told which part, and is asked again for all it has. So is one
    that measures, since it measures anew what stays the same, but not before its answer is stale.
    """
    read = {
        outcome.source_id: bool(outcome.observations)
        for outcome in outcomes
        if outcome.state != "failed" and outcome.whole
    }
    rows = [
        {
            "source_id": source_id,
            "url": url,
            "reader": told.reader,
            "etag": "" if read[source_id] else told.etag,
            "last_modified": "" if read[source_id] else told.last_modified,
            "body": "" if read[source_id] else told.body,
            "moved": told.moved,
            "fresh": told.fresh,
            "pace": _written(told.pace),
            "answered": maybe_ticks(told.answered),
        }
        for (source_id, url), told in pending.items()
        if source_id in read
    ]
    if rows:
        connection.execute(_UPSERT, rows)


def _pace(written: str) -> Pace:
    told = json.loads(written)
    return Pace(told[0], tuple(told[1]), tuple(told[2])) if told else Pace()


def _written(pace: Pace) -> str:
    return json.dumps([pace.seconds, pace.hours, pace.days]) if pace != Pace() else "[]"


_NEW = insert(table)
_UPSERT = _NEW.on_conflict_do_update(
    index_elements=list(table.primary_key.columns),
    set_={column.name: _NEW.excluded[column.name] for column in table.c if not column.primary_key},
)
