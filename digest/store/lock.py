"""The lock: one digest at work on a state folder at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from digest.errors import StoreError


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """
    Hold the lock of the state in `folder`, made if it is not there, for as long as the block runs.

    The system lets go of it when the process ends, however it ends: nothing is ever left locked, and
    the file ``lock`` that stays behind means nothing. Raises :class:`~digest.errors.StoreError` at
    once when it is held, in this process or another, or when the folder cannot be written.
    """
    path = folder / "lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as fault:
        hint = "make it a folder that may be written, or set another [state] path"
        raise StoreError(str(folder), (fault.strerror or "cannot be written").lower(), hint) from fault
    try:
        _take(file, path)
        yield
    finally:
        os.close(file)


def _take(file: int, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        raise StoreError(
            str(path.parent),
            f"another digest is at work{_holder(file)}",
            "wait until it has ended, or stop it",
        ) from fault
    os.ftruncate(file, 0)
    os.pwrite(file, f"{os.getpid()}\n".encode(), 0)


def _holder(file: int) -> str:
    """Who wrote the file, and when; nothing while it is being written."""
    written = os.pread(file, 20, 0).decode("ascii", "replace").strip()
    since = datetime.fromtimestamp(os.fstat(file).st_mtime, UTC)
    return f" (pid {written} since {since:%Y-%m-%d %H:%M} UTC)" if written.isdigit() else ""
