"""How values lie in a column: times as whole microseconds, tuples as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_encode = json.JSONEncoder(ensure_ascii=False).encode
_TICK = timedelta(microseconds=1)


def ticks(time: datetime) -> int:
    """Microseconds since 1970 of an aware time; raises ``TypeError`` for a naive one."""
    return (time - _EPOCH) // _TICK


def maybe_ticks(time: datetime | None) -> int | None:
    """The same, where there may be no time."""
    return None if time is None else ticks(time)


def time_of(count: int) -> datetime:
    """The time, aware and in UTC, that :func:`ticks` counted."""
    return _EPOCH + _TICK * count


def maybe_time_of(count: int | None) -> datetime | None:
    """The same, where there may be no time."""
    return None if count is None else time_of(count)


def slot_text(slot: datetime) -> str:
    """A local slot, to the minute, so that texts sort as slots do."""
    return slot.isoformat(timespec="minutes")


def listed(words: tuple[str, ...]) -> str:
    """Words as a JSON list."""
    return _encode(words) if words else "[]"


def words_of(text: str) -> tuple[str, ...]:
    """The words that :func:`listed` wrote."""
    return tuple(json.loads(text)) if text != "[]" else ()
