"""Robots: what the robots.txt of each origin said."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from digest.model import Robots
from digest.store.schema import robots as table
from digest.store.values import ticks, time_of


def robots_of(connection: Connection, origin: str) -> Robots | None:
    """The robots.txt of `origin` as it was last read, if it was."""
    row = connection.execute(select(table).where(table.c.origin == origin)).one_or_none()
    return Robots(row.rules, time_of(row.read)) if row else None


def keep_robots(connection: Connection, origin: str, robots: Robots) -> None:
    """Keep the robots.txt of `origin` in place of the one before."""
    values = {"rules": robots.rules, "read": ticks(robots.read)}
    told = insert(table).values(origin=origin, **values)
    connection.execute(told.on_conflict_do_update(index_elements=["origin"], set_=values))
