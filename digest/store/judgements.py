"""Judgements: what a reader marked up and down, each kept, the last of a thread in force."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from digest.model import Judgement
from digest.store.schema import judgements as table
from digest.store.values import listed, ticks, time_of, words_of


def keep_judgement(connection: Connection, judgement: Judgement) -> None:
    """Keep `judgement`; those of before stay, as what was in force then."""
    connection.execute(
        insert(table).values(
            at=ticks(judgement.at),
            digest=judgement.digest,
            day=judgement.day.isoformat(),
            story_id=judgement.story_id,
            thread=judgement.thread,
            headline=judgement.headline,
            mark=judgement.mark,
            subjects=listed(judgement.subjects),
            sources=listed(judgement.sources),
        )
    )


def judgements_between(
    connection: Connection, digest: str, start: datetime, end: datetime
) -> tuple[Judgement, ...]:
    """The last of each thread after `start` and up to `end`, oldest first; none that was taken back."""
    last = (
        select(func.max(table.c.number))
        .where(table.c.digest == digest, table.c.at > ticks(start), table.c.at <= ticks(end))
        .group_by(table.c.thread)
    )
    query = select(table).where(table.c.number.in_(last), table.c.mark != 0).order_by(table.c.number)
    return tuple(_judgement(row) for row in connection.execute(query))


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(
        at=time_of(row.at),
        digest=row.digest,
        day=date.fromisoformat(row.day),
        story_id=row.story_id,
        thread=row.thread,
        headline=row.headline,
        mark=1 if row.mark > 0 else -1,
        subjects=words_of(row.subjects),
        sources=words_of(row.sources),
    )
