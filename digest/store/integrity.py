"""Whether the database is sound, looked at without changing anything."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from digest.errors import StoreError
from digest.store.faults import told
from digest.store.migrations import APPLICATION, schema_version
from digest.store.sqlite import DATABASE


def schema_of(folder: Path) -> int | None:
    """
    The schema of the sound database in `folder`, None where there is no database yet.

    Lower than :data:`~digest.store.migrations.schema_version` until the next run has migrated it. Every
    page is read. Raises :class:`~digest.errors.StoreError` for one that is damaged, of another program
    or of a newer version, or that cannot be opened.
    """
    path = folder / DATABASE
    if not path.exists():
        return None
    address = f"{path.absolute().as_uri()}?mode=ro"
    with told(path), closing(sqlite3.connect(address, uri=True, timeout=10)) as connection:

        def one(question: str) -> object:
            return connection.execute(f"PRAGMA {question}").fetchone()[0]

        application, schema = one("application_id"), int(str(one("user_version")))
        if schema and application != APPLICATION:
            raise StoreError(str(path), "the database of another program", "set another [state] path")
        if schema > schema_version:
            what = f"written by a newer version (schema {schema}; this one knows {schema_version})"
            raise StoreError(str(path), what, "upgrade the program, or set another [state] path")
        if (found := one("quick_check")) != "ok":
            first = str(found).splitlines()[0]
            raise StoreError(
                str(path), f"the database is damaged: {first}", "`digest restore` a backup of it"
            )
    return schema
