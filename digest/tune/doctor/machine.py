"""The machine: its time zones, its clock, its disk."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digest.config import DigestPlan
from digest.tune.doctor.finding import Finding

KNOWN_ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu")
"""Zones that any time zone data has."""
SKEW = timedelta(minutes=2)
"""How far the clock may stand behind the newest record."""
LITTLE, LOW = 50_000_000, 500_000_000
"""Bytes free below which a disk fails, or is warned of."""
_AHEAD = timedelta(days=15)
_MENDS = {
    errno.EACCES: "make the folder writable for the user that runs the digest",
    errno.EPERM: "make the folder writable for the user that runs the digest",
    errno.EROFS: "the disk is mounted read-only: mount it for writing, or set another path",
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.ENOTDIR: "a file is in the place of a folder: move it away, or set another path",
}


def examine_zones(
    plans: Sequence[DigestPlan], now: datetime, known: Sequence[str] = KNOWN_ZONES
) -> Iterator[Finding]:
    """Whether there is time zone data, and when each digest is next due by it."""
    for name in known:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield Finding("zones", "fail", f"there is no data for {name}", "pip install --upgrade tzdata")
            return
    if not plans:
        yield Finding("zones", "ok", "there is time zone data")
    for plan in plans:
        coming = plan.slots(now, now + _AHEAD)
        when = f"{coming[0].nominal:%Y-%m-%d %H:%M} ({coming[0].due:%H:%M} UTC)" if coming else "not soon"
        yield Finding("zones", "ok", f"{plan.name!r} is next due {when}, in {plan.zone.key}")


def examine_clock(now: datetime, newest: datetime | None) -> Finding:
    """Whether the clock stands before what was recorded already."""
    if newest and now < newest - SKEW:
        behind = _span(newest - now)
        mend = "set the clock: what is made now would be dated before what there is"
        return Finding("clock", "fail", f"it stands {behind} before the newest record", mend)
    return Finding("clock", "ok", f"{now:%Y-%m-%d %H:%M} UTC")


def examine_folder(folder: Path) -> Finding:
    """Whether `folder` is, or can be made, a folder with room that may be written; leaves nothing in it."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        with tempfile.TemporaryFile(dir=there):
            free = shutil.disk_usage(there).free
    except OSError as fault:
        what = (fault.strerror or str(fault)).lower()
        return Finding(
            "disk", "fail", f"{folder} cannot be written: {what}", _MENDS.get(fault.errno or 0, "")
        )
    told = f"{folder}: {free / 1e9:.1f} GB free"
    if free < LITTLE:
        return Finding("disk", "fail", told, "free some space: the next edition may not fit")
    if free < LOW:
        return Finding("disk", "warn", told, "free some space soon")
    return Finding("disk", "ok", told)


def _span(span: timedelta) -> str:
    hours = span / timedelta(hours=1)
    return (
        f"{hours * 60:.0f} minutes"
        if hours < 2
        else f"{hours:.0f} hours"
        if hours < 48
        else f"{span.days} days"
    )
