"""Answers of a language model, each under the mark of its question."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from digest.store.schema import answers as table
from digest.store.values import ticks


def answer_of(connection: Connection, mark: str) -> str | None:
    """The answer to that question, if it is kept."""
    text: str | None = connection.execute(
        select(table.c.text).where(table.c.mark == mark)
    ).scalar_one_or_none()
    return text


def put_answer(connection: Connection, mark: str, text: str, now: datetime) -> None:
    """Keep the answer, in place of one before."""
    connection.execute(delete(table).where(table.c.mark == mark))
    connection.execute(insert(table).values(mark=mark, text=text, made=ticks(now)))
