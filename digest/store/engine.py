"""The connection to the database file: its journal, its patience, its transactions."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry


def connect(path: Path, patience: float, *, reading: bool = False) -> Engine:
    """
    An engine on the file at `path`; every transaction it begins holds the write lock.

    The write-ahead log lets others read meanwhile. A commit is on the disk when it returns
    (synchronous FULL): a receipt that a power cut takes back would be a mail sent twice. One with the
    execution option ``hurried`` is on the disk with the next that is not: for what may be lost. With
    ``reads`` the lock is not taken. `patience` is how many seconds to wait for another process's
    transaction. One for `reading` refuses every write.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": patience, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        for pragma in (
            "journal_mode = WAL",
            "foreign_keys = ON",
            "cache_size = -65536",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if reading:
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(f"PRAGMA synchronous = {'NORMAL' if options.get('hurried') else 'FULL'}")
        connection.exec_driver_sql("BEGIN" if options.get("reads") else "BEGIN IMMEDIATE")

    return engine
