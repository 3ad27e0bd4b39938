"""Receipts: what became of each edition at each target."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from digest.model import Receipt
from digest.store.schema import receipts as table
from digest.store.values import ticks, time_of


def sign_receipt(connection: Connection, receipt: Receipt) -> None:
    """Add a receipt to those signed before."""
    connection.execute(insert(table).values(asdict(receipt) | {"at": ticks(receipt.at)}))


def latest_receipts(connection: Connection, edition: str) -> tuple[Receipt, ...]:
    """The receipt signed last for each channel and target of an edition, in the order of signing."""
    last = (
        select(func.max(table.c.number))
        .where(table.c.edition == edition)
        .group_by(table.c.channel, table.c.target)
    )
    query = select(table).where(table.c.number.in_(last)).order_by(table.c.number)
    return tuple(_receipt(row) for row in connection.execute(query))


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(
        edition=row.edition,
        channel=row.channel,
        target=row.target,
        at=time_of(row.at),
        state=row.state,
        detail=row.detail,
    )
