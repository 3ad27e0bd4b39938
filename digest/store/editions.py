"""Editions: the record of each one published."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from digest.errors import StoreError
from digest.model import Digest, EditionKey, Listing, listing, record
from digest.store.schema import editions as table
from digest.store.values import slot_text, ticks, time_of


def put_edition(connection: Connection, key: EditionKey, digest: Digest) -> int:
    """Keep `digest` as the edition `key`, in place of one published before; returns its number."""
    connection.execute(
        delete(table).where(table.c.digest == key.digest, table.c.slot == slot_text(key.slot))
    )
    kept = connection.execute(
        insert(table)
        .values(
            digest=key.digest,
            slot=slot_text(key.slot),
            window_end=ticks(digest.edition.window.end),
            record=zlib.compress(record.write(digest).encode()),
            listing=listing.write(listing.listing_of(digest)),
        )
        .returning(table.c.number)
    )
    number: int = kept.scalar_one()
    return number


def edition_of(connection: Connection, key: EditionKey) -> Digest | None:
    """The edition published under `key`, if one was."""
    query = _RECORDS.where(table.c.digest == key.digest, table.c.slot == slot_text(key.slot))
    row = connection.execute(query).one_or_none()
    return _read(*row) if row else None


def editions_of(connection: Connection, digest: str, latest: int | None) -> Iterator[Digest]:
    """The `latest` editions of a digest, all where it is None, latest slot first."""
    query = _RECORDS.where(table.c.digest == digest).order_by(table.c.slot.desc()).limit(latest)
    return (_read(*row) for row in connection.execute(query))


def keys_of(connection: Connection, digest: str) -> tuple[EditionKey, ...]:
    """The keys of all editions of a digest, latest slot first."""
    query = select(table.c.slot).where(table.c.digest == digest).order_by(table.c.slot.desc())
    return tuple(EditionKey(digest, datetime.fromisoformat(slot)) for (slot,) in connection.execute(query))


def listings_of(connection: Connection, digest: str) -> Iterator[Listing]:
    """All editions of a digest in brief, latest slot first; what is kept in no form known is made anew."""
    query = (
        select(table.c.number, table.c.listing)
        .where(table.c.digest == digest)
        .order_by(table.c.slot.desc())
    )
    for number, text in connection.execute(query).all():
        yield listing.read(text or "") or _listed_anew(connection, number)


def _listed_anew(connection: Connection, number: int) -> Listing:
    made = listing.listing_of(_read(*connection.execute(_RECORDS.where(table.c.number == number)).one()))
    connection.execute(update(table).where(table.c.number == number).values(listing=listing.write(made)))
    return made


def last_window_end(connection: Connection, digest: str, before: EditionKey) -> datetime | None:
    """End of the window of the last edition whose local slot is before that of `before`."""
    query = (
        select(table.c.window_end)
        .where(table.c.digest == digest, table.c.slot < slot_text(before.slot))
        .order_by(table.c.slot.desc())
        .limit(1)
    )
    end = connection.execute(query).scalar_one_or_none()
    return None if end is None else time_of(end)


_RECORDS = select(table.c.digest, table.c.slot, table.c.record)


def _read(digest: str, slot: str, packed: bytes) -> Digest:
    try:
        return record.read(zlib.decompress(packed).decode())
    except (zlib.error, ValueError) as fault:
        raise StoreError(
            f"edition {digest}/{slot}", "its record cannot be read", "restore a backup of the state"
        ) from fault
