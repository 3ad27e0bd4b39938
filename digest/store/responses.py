"""Responses: what sources answered, as it came, each body once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select

from digest.model import Response
from digest.store.schema import bodies, validators
from digest.store.schema import responses as table
from digest.store.values import ticks

_KEPT_HEADERS = (
    "age",
    "cache-control",
    "content-language",
    "content-location",
    "content-type",
    "date",
    "etag",
    "expires",
    "last-modified",
    "link",
)
"""What says how to read a body or how long it is good; never a cookie or what a server says of itself."""
_SPEED = 3
"""Of packing: a third of the time of the usual 6 for a tenth more of space."""
# Written out once: each costs more to put together than to be answered.
_NAMES = func.json_each(bindparam("names")).table_valued("value")
_KEPT = select(bodies.c.sha256).where(bodies.c.sha256.in_(select(_NAMES.c.value)))
_BODY, _RESPONSE = insert(bodies), insert(table)


def keep_responses(connection: Connection, responses: Sequence[Response]) -> None:
    """Keep `responses`, in their order; a body only if no answer with the same one was kept before."""
    names = [sha256(response.body).hexdigest() for response in responses]
    kept = set(connection.scalars(_KEPT, {"names": json.dumps(names)}))
    new = {name: one.body for name, one in zip(names, responses, strict=True) if name not in kept}
    if new:
        packed = [{"sha256": name, "packed": zlib.compress(body, _SPEED)} for name, body in new.items()]
        connection.execute(_BODY, packed)
    connection.execute(_RESPONSE, [_row(*one) for one in zip(responses, names, strict=True)])


def _row(response: Response, body: str) -> dict[str, Any]:
    headers = {key: value for key in _KEPT_HEADERS if (value := response.headers.get(key))}
    return {
        "source_id": response.request.source_id,
        "url": response.request.url,
        "final_url": response.url,
        "status": response.status,
        # In ASCII, where a header that was no UTF-8 has its place too.
        "headers": json.dumps(headers),
        "body": body,
        "received": ticks(response.received),
    }


def prune_responses(connection: Connection, before: datetime, gone: datetime) -> None:
    """
    Forget answers received before `before`, save the last of each address: what it still says.

    An address whose last answer is older than `gone`, while its source answered since at another, is
    forgotten whole: the article of an entry, or what the config named once.
    """
    later, elsewhere = table.alias(), table.alias()
    followed = exists().where(
        later.c.source_id == table.c.source_id,
        later.c.url == table.c.url,
        (later.c.received > table.c.received)
        | ((later.c.received == table.c.received) & (later.c.number > table.c.number)),
    )
    left = exists().where(elsewhere.c.source_id == table.c.source_id, elsewhere.c.received >= ticks(gone))
    connection.execute(
        delete(table).where(
            (table.c.received < ticks(before)) & followed | (table.c.received < ticks(gone)) & left
        )
    )
    answered = exists().where(table.c.source_id == validators.c.source_id, table.c.url == validators.c.url)
    connection.execute(delete(validators).where(~answered))
    wanted = select(func.count()).where(table.c.body == bodies.c.sha256).scalar_subquery()
    connection.execute(delete(bodies).where(wanted == 0))
