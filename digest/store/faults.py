"""What can go wrong with a database file, in words a user can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from digest.errors import StoreError

# By the primary result code's name; any other code is a fault of the program and stays as it is.
_TOLD = {
    "FULL": ("the disk is full", "free some space and run again; nothing of this step was kept"),
    "READONLY": ("the state cannot be written", "make the folder and the files in it writable"),
    "PERM": ("the state cannot be written", "make the folder and the files in it writable"),
    "CANTOPEN": ("the database cannot be opened", "check that the folder is there and may be written"),
    "BUSY": ("locked by another process", "wait until the other run has ended, then run again"),
    "LOCKED": ("locked by another process", "wait until the other run has ended, then run again"),
    "CORRUPT": ("the database is damaged", "move the file away and restore a backup of it"),
    "NOTADB": ("not a database", "move the file away; a new one is made by the next run"),
    "IOERR": ("the disk did not do what was asked", "check the disk and the space left on it"),
    "PROTOCOL": ("locked by another process", "wait until the other run has ended, then run again"),
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise what a user can mend about the database at `path` as StoreError."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as fault:
        orig = fault.orig if isinstance(fault, DBAPIError) else fault
        if isinstance(orig, sqlite3.Error) and (error := _as_told(path, orig)):
            raise error from fault
        raise


def _as_told(path: Path, fault: sqlite3.Error) -> StoreError | None:
    name = getattr(fault, "sqlite_errorname", "")
    primary = name.removeprefix("SQLITE_").split("_")[0]
    if primary not in _TOLD:
        return None
    what, hint = _TOLD[primary]
    return StoreError(str(path), what, hint)
