"""
How the database came to be what it is.

Append only: what is written here has run on somebody's disk. Each migration runs in one transaction
together with its record, the file's own ``user_version``.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from digest.errors import StoreError

APPLICATION = 0x44494745
"""``DIGE``: how a file of ours is told from somebody else's (SQLite's ``application_id``)."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {APPLICATION}",
        """
        CREATE TABLE sources (
            id TEXT NOT NULL PRIMARY KEY,
            first_answered INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE entries (
            id TEXT NOT NULL PRIMARY KEY,
            source_id TEXT NOT NULL,
            url TEXT NOT NULL,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            published INTEGER,
            updated INTEGER,
            language TEXT NOT NULL,
            authors TEXT NOT NULL,
            categories TEXT NOT NULL,
            date_origin TEXT NOT NULL
        )
        """,
        "CREATE INDEX entries_by_last_seen ON entries (last_seen)",
        """
        CREATE TABLE observations (
            series TEXT NOT NULL,
            subject TEXT NOT NULL,
            source_id TEXT NOT NULL,
            unit TEXT NOT NULL,
            "window" TEXT NOT NULL,
            as_of INTEGER NOT NULL,
            value TEXT NOT NULL,
            url TEXT NOT NULL,
            label TEXT NOT NULL,
            name TEXT NOT NULL,
            convention TEXT NOT NULL,
            PRIMARY KEY (series, subject, source_id, unit, "window", as_of)
        )
        """,
        "CREATE INDEX observations_by_time ON observations (as_of)",
        """
        CREATE TABLE outcomes (
            source_id TEXT NOT NULL,
            at INTEGER NOT NULL,
            title TEXT NOT NULL,
            state TEXT NOT NULL,
            entries INTEGER NOT NULL,
            dated INTEGER NOT NULL,
            observations INTEGER NOT NULL,
            error TEXT NOT NULL,
            seconds FLOAT NOT NULL,
            size INTEGER NOT NULL,
            newest INTEGER,
            status INTEGER,
            PRIMARY KEY (source_id, at)
        )
        """,
        """
        CREATE TABLE editions (
            number INTEGER NOT NULL PRIMARY KEY,
            digest TEXT NOT NULL,
            slot TEXT NOT NULL,
            window_end INTEGER NOT NULL,
            record BLOB NOT NULL,
            UNIQUE (digest, slot)
        )
        """,
        """
        CREATE TABLE stories (
            edition INTEGER NOT NULL,
            place INTEGER NOT NULL,
            id TEXT NOT NULL,
            thread TEXT NOT NULL,
            day INTEGER NOT NULL,
            event TEXT NOT NULL,
            headline TEXT NOT NULL,
            text TEXT NOT NULL,
            entities TEXT NOT NULL,
            figures TEXT NOT NULL,
            urls TEXT NOT NULL,
            sources TEXT NOT NULL,
            PRIMARY KEY (edition, place),
            FOREIGN KEY (edition) REFERENCES editions (number) ON DELETE CASCADE
        )
        """,
        """
        CREATE TABLE receipts (
            number INTEGER NOT NULL PRIMARY KEY,
            edition TEXT NOT NULL,
            channel TEXT NOT NULL,
            target TEXT NOT NULL,
            at INTEGER NOT NULL,
            state TEXT NOT NULL,
            detail TEXT NOT NULL
        )
        """,
        "CREATE INDEX receipts_by_edition ON receipts (edition)",
    ),
    (
        """
        CREATE TABLE bodies (
            sha256 TEXT NOT NULL PRIMARY KEY,
            packed BLOB NOT NULL
        )
        """,
        """
        CREATE TABLE responses (
            number INTEGER NOT NULL PRIMARY KEY,
            source_id TEXT NOT NULL,
            url TEXT NOT NULL,
            final_url TEXT NOT NULL,
            status INTEGER NOT NULL,
            headers TEXT NOT NULL,
            body TEXT NOT NULL,
            received INTEGER NOT NULL,
            FOREIGN KEY (body) REFERENCES bodies (sha256)
        )
        """,
        "CREATE INDEX responses_by_address ON responses (source_id, url, received)",
        "CREATE INDEX responses_by_body ON responses (body)",
        """
        CREATE TABLE validators (
            source_id TEXT NOT NULL,
            url TEXT NOT NULL,
            reader TEXT NOT NULL,
            etag TEXT NOT NULL,
            last_modified TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (source_id, url)
        )
        """,
        """
        CREATE TABLE runs (
            number INTEGER NOT NULL PRIMARY KEY,
            edition TEXT NOT NULL,
            began INTEGER NOT NULL,
            ended INTEGER,
            state TEXT NOT NULL,
            problems TEXT NOT NULL
        )
        """,
        "ALTER TABLE stories ADD COLUMN entries TEXT DEFAULT '[]' NOT NULL",
        "CREATE INDEX entries_by_source ON entries (source_id, last_seen)",
    ),
    (
        """
        CREATE TABLE judgements (
            number INTEGER NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL,
            digest TEXT NOT NULL,
            day TEXT NOT NULL,
            story_id TEXT NOT NULL,
            thread TEXT NOT NULL,
            headline TEXT NOT NULL,
            mark INTEGER NOT NULL,
            subjects TEXT NOT NULL,
            sources TEXT NOT NULL
        )
        """,
        "CREATE INDEX judgements_by_digest ON judgements (digest, at)",
    ),
    (
        "ALTER TABLE entries ADD COLUMN published_on TEXT",
        "ALTER TABLE entries ADD COLUMN edited INTEGER",
        "ALTER TABLE entries ADD COLUMN text_origin TEXT DEFAULT 'list' NOT NULL",
    ),
    ("ALTER TABLE editions ADD COLUMN listing TEXT",),
    (
        # What a language model answered, by the question's mark.
        """
        CREATE TABLE answers (
            mark TEXT NOT NULL PRIMARY KEY,
            text TEXT NOT NULL,
            made INTEGER NOT NULL
        )
        """,
    ),
    (
        "ALTER TABLE outcomes ADD COLUMN whole BOOLEAN DEFAULT 1 NOT NULL",
        "ALTER TABLE validators ADD COLUMN moved TEXT DEFAULT '' NOT NULL",
        "ALTER TABLE validators ADD COLUMN fresh FLOAT DEFAULT 0 NOT NULL",
        "ALTER TABLE validators ADD COLUMN pace TEXT DEFAULT '[]' NOT NULL",
        "ALTER TABLE validators ADD COLUMN answered INTEGER",
        """
        CREATE TABLE waits (
            source_id TEXT NOT NULL,
            url TEXT NOT NULL,
            reader TEXT NOT NULL,
            failures INTEGER NOT NULL,
            until INTEGER,
            status INTEGER,
            told TEXT NOT NULL,
            asked INTEGER NOT NULL,
            PRIMARY KEY (source_id, url)
        )
        """,
        """
        CREATE TABLE robots (
            origin TEXT NOT NULL PRIMARY KEY,
            rules TEXT NOT NULL,
            read INTEGER NOT NULL
        )
        """,
    ),
    (
        # What a source states of an official document, and ids of entries that are known by another.
        "ALTER TABLE entries ADD COLUMN document TEXT DEFAULT '' NOT NULL",
        """
        CREATE TABLE aliases (
            id TEXT NOT NULL PRIMARY KEY,
            entry_id TEXT NOT NULL
        )
        """,
    ),
)

schema_version = len(MIGRATIONS)


def migrate(engine: Engine, path: Path) -> None:
    """
    Bring the database to :data:`schema_version`, one migration a transaction.

    `engine` begins its transactions with the write lock held, so that of two processes that open a
    new file at once the second finds the work done. Raises :class:`~digest.errors.StoreError` for a
    file of a newer version of this program, or of another program.
    """
    with engine.connect() as connection:
        _refuse_stranger(connection, path)
        known = _version(connection)
        connection.rollback()
    if known > schema_version:
        raise StoreError(
            str(path),
            f"written by a newer version (schema {known}; this one knows {schema_version})",
            "upgrade the program, or set another [state] path",
        )
    for version in range(known, schema_version):
        with engine.begin() as connection:
            if _version(connection) > version:
                continue
            for statement in MIGRATIONS[version]:
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA user_version = {version + 1}")


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _refuse_stranger(connection: Connection, path: Path) -> None:
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if tables and mark != APPLICATION:
        raise StoreError(str(path), "a database of another program", "set another [state] path")
