"""Backup and restore: the whole state as one file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from digest.errors import StoreError
from digest.store.faults import told
from digest.store.lock import hold
from digest.store.migrations import APPLICATION, schema_version
from digest.store.sqlite import DATABASE


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds."""

    path: Path
    size: int
    """Bytes."""
    schema: int
    editions: int
    entries: int


def backup(folder: Path, file: Path) -> BackupReport:
    """
    Write the state of `folder`, as it is at one moment, to `file`; others may go on writing meanwhile.

    A backup that `file` held before is replaced once the new one is whole. Raises
    :class:`~digest.errors.StoreError` when there is no state, when `file` is something else, or when
    it cannot be written.
    """
    database = folder / DATABASE
    if not database.is_file():
        raise StoreError(str(database), "there is nothing to back up", "`digest run` makes the first state")
    if file.exists():
        _look_at(file)
    with _beside(file) as copy:
        with told(database), closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        return _put(copy, file)


def restore(file: Path, folder: Path, *, force: bool = False) -> BackupReport:
    """
    Make the backup in `file` the state of `folder`, in place of one that is there only with `force`.

    Nothing is touched before the backup was read from end to end and found sound. Raises
    :class:`~digest.errors.StoreError` when it is not, when it is of a newer version, and while a
    digest is at work in `folder`.
    """
    _look_at(file)
    with hold(folder):
        database = folder / DATABASE
        if database.exists() and not force:
            raise StoreError(str(database), "is there already", "--force puts the backup in its place")
        with _beside(database) as copy:
            shutil.copyfile(file, copy)
            if database.exists():
                _close_log(database)
            return _put(copy, database)


def _look_at(file: Path) -> BackupReport:
    """What `file` holds; raises StoreError when that is no state we can use."""
    if not file.is_file():
        raise StoreError(str(file), "there is no such file", "name one that `digest backup` wrote")
    log = file.with_name(file.name + "-wal")
    if log.exists() and log.stat().st_size:
        hint = "copy it back with the files beside it, or make a backup of it with `digest backup`"
        raise StoreError(str(file), "a copy of a state at work, no backup", hint)
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with told(file), closing(sqlite3.connect(address, uri=True)) as connection:

        def one(query: str) -> int:
            return int(connection.execute(query).fetchone()[0])

        if one("PRAGMA application_id") != APPLICATION:
            raise StoreError(str(file), "not a backup of this program", "it is left as it is")
        schema = one("PRAGMA user_version")
        if schema > schema_version:
            raise StoreError(
                str(file),
                f"written by a newer version (schema {schema}; this one knows {schema_version})",
                "upgrade the program",
            )
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreError(str(file), "the backup is damaged", "take an earlier one")
        return BackupReport(
            path=file,
            size=file.stat().st_size,
            schema=schema,
            editions=one("SELECT count(*) FROM editions"),
            entries=one("SELECT count(*) FROM entries"),
        )


def _close_log(database: Path) -> None:
    """
    Fold the write-ahead log into `database`, which nobody may have open, so that none is left beside it.

    One that stayed would be taken for that of the file put in its place. That of a database that
    cannot be read is thrown away with it.
    """
    with told(database), closing(sqlite3.connect(database, timeout=1)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.DatabaseError as fault:
            if fault.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A new, empty file in the folder of `file`, gone after the block if it is not put anywhere."""
    copy = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        copy.write_bytes(b"")
        yield copy
    except OSError as fault:
        hint = "the folder must be there, may be written and has space left"
        raise StoreError(str(file), (fault.strerror or "cannot be written").lower(), hint) from fault
    finally:
        copy.unlink(missing_ok=True)


def _put(copy: Path, file: Path) -> BackupReport:
    """Rename `copy`, once it is sound and on the disk, to `file`."""
    report = replace(_look_at(copy), path=file)
    _sync(copy)
    copy.replace(file)
    _sync(file.parent)
    return report


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
