"""Runs: when each began, when and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from digest.model import PastRun
from digest.store.schema import runs as table
from digest.store.values import listed, maybe_time_of, ticks, time_of, words_of


def begin(connection: Connection, edition: str, now: datetime) -> int:
    """Add a run that begins now; returns its number."""
    row = insert(table).values(edition=edition, began=ticks(now), ended=None, state="", problems="[]")
    number: int = connection.execute(row.returning(table.c.number)).scalar_one()
    return number


def end(connection: Connection, number: int, now: datetime, state: str, problems: Sequence[str]) -> None:
    """Say how the run `number` ended."""
    told = {"ended": ticks(now), "state": state, "problems": listed(tuple(problems))}
    connection.execute(update(table).where(table.c.number == number).values(told))


def last_runs(connection: Connection, count: int) -> tuple[PastRun, ...]:
    """The last `count`, latest first."""
    query = select(table).order_by(table.c.number.desc()).limit(count)
    return tuple(
        PastRun(
            number=row.number,
            edition=row.edition,
            began=time_of(row.began),
            ended=maybe_time_of(row.ended),
            state=row.state,
            problems=words_of(row.problems),
        )
        for row in connection.execute(query)
    )
