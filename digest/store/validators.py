"""Validators: what each address gave with the answer that was last read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from digest.model import SourceOutcome, Validators
from digest.store.schema import validators as table

Address = tuple[str, str]
"""A source's id and an address it was asked at."""


def validators_of_all(connection: Connection) -> Mapping[Address, Validators]:
    """Those of every address, in order of source id, then address."""
    query = select(table).order_by(table.c.source_id, table.c.url)
    return {
        (row.source_id, row.url): Validators(row.reader, row.etag, row.last_modified, row.body)
        for row in connection.execute(query)
    }


def believe(
    connection: Connection, pending: Mapping[Address, Validators], outcomes: Sequence[SourceOutcome]
) -> None:
    """
    Keep those of `pending` whose source was read, by its outcome, without any fault.

    One that was read in part could not be told which part, and one that measures measures anew what
    stays the same: both are asked again for all they have.
    """
    read = {
        outcome.source_id
        for outcome in outcomes
        if outcome.state != "failed" and not outcome.error and not outcome.observations
    }
    rows = [
        {
            "source_id": source_id,
            "url": url,
            "reader": told.reader,
            "etag": told.etag,
            "last_modified": told.last_modified,
            "body": told.body,
        }
        for (source_id, url), told in pending.items()
        if source_id in read
    ]
    if rows:
        connection.execute(_UPSERT, rows)


_NEW = insert(table)
_UPSERT = _NEW.on_conflict_do_update(
    index_elements=list(table.primary_key.columns),
    set_={column: _NEW.excluded[column] for column in ("reader", "etag", "last_modified", "body")},
)
