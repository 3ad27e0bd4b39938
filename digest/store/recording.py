"""The recording: what sources answered and how they did, read back for a replay."""

from __future__ import annotations

import json
import zlib
from datetime import datetime

from sqlalchemy import Connection, select

from digest.errors import StoreError
from digest.model import KeptAnswer, Recording, Request, Response
from digest.store.known_again import known_by_others
from digest.store.outcomes import outcomes_since
from digest.store.schema import bodies, entries
from digest.store.schema import responses as table
from digest.store.values import time_of


def recording_since(connection: Connection, since: datetime) -> Recording:
    """All kept answers; how each source did from its last answer by `since` on; first sights."""
    query = select(table.c.number, table.c.source_id, table.c.url, table.c.received).order_by(
        table.c.received, table.c.number
    )
    sights = select(entries.c.id, entries.c.seen)
    return Recording(
        answers=tuple(
            KeptAnswer(number, source_id, url, time_of(received))
            for number, source_id, url, received in connection.execute(query)
        ),
        outcomes=outcomes_since(connection, since),
        sights={id: time_of(seen) for id, seen in connection.execute(sights)},
        aliases=known_by_others(connection),
    )


def answer(connection: Connection, number: int, request: Request) -> Response:
    """The kept answer of this number, as one to `request`; raises StoreError when it cannot be read."""
    query = select(table, bodies.c.packed).join(bodies, bodies.c.sha256 == table.c.body)
    row = connection.execute(query.where(table.c.number == number)).one()
    try:
        body = zlib.decompress(row.packed)
    except zlib.error as fault:
        hint = "restore a backup of the state"
        raise StoreError(f"answer of {row.source_id}", "its body cannot be read", hint) from fault
    headers = json.loads(row.headers)
    return Response(request, row.final_url, row.status, headers, body, time_of(row.received))
