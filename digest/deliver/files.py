"""Files that are whole at every moment: written aside, on the disk, then put in place."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from digest.errors import DeliveryError

_HINTS = {
    errno.ENOSPC: "free some space and run again",
    errno.EDQUOT: "free some space and run again",
    errno.EFBIG: "the system allows no file that large",
    errno.EACCES: "make the folder writable",
    errno.EPERM: "make the folder writable",
    errno.EROFS: "make the folder writable",
    errno.ENOTDIR: "a file is in the place of a folder: move it away",
    errno.EEXIST: "a file is in the place of a folder: move it away",
    errno.EISDIR: "a folder is in the place of a file: move it away",
}


def write_whole(folder: Path, files: Iterable[tuple[str, bytes | Callable[[], bytes]]]) -> int:
    """
    Write files under `folder`, in order, each under its relative path with ``/`` between the parts.

    A file that has these bytes already is left untouched and nothing is removed; returns how many
    changed. A reader, or a crash at any moment, finds every file as it was or as it shall be; when
    this returns they are on the disk. Raises :class:`~digest.errors.DeliveryError` for a path that
    leads out of the folder, before anything is written, and for what the disk refuses. What makes
    its bytes when it is called is called when its turn comes.
    """
    placed = [(_within(folder, path), content) for path, content in files]
    at = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for at in sorted({path.parent for path, _ in placed}):
            _sweep(at)
        changed = []
        for at, content in placed:
            if _put(at, content() if callable(content) else content):
                changed.append(at)
        for at in sorted({path.parent for path in changed}):
            _settle(at)
    except OSError as fault:
        what = (fault.strerror or str(fault)).lower()
        raise DeliveryError(str(at), what, _HINTS.get(fault.errno or 0, "")) from fault
    return len(changed)


def _within(folder: Path, path: str) -> Path:
    parts = PurePosixPath(path).parts
    named = bool(parts) and path == "/".join(parts) and ".." not in parts and "\0" not in path
    if not named or PurePosixPath(path).is_absolute() or PureWindowsPath(path).anchor or "\\" in path:
        raise DeliveryError(str(folder), f"the path {path!r} leads out of the folder")
    return folder.joinpath(*parts)


def _put(path: Path, content: bytes) -> bool:
    """Whether the file had to be written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".digest-{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return True


def _sweep(folder: Path) -> None:
    """Remove what a run that was killed left half written."""
    for left in folder.glob(".digest-*.part"):
        left.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the disk keep the new names in `folder`."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
