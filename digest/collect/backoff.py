"""Backoff: how long an address that failed is left alone, and how that is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from digest.errors import FetchError
from digest.model import Wait

LONGEST = timedelta(hours=12)
"""Whoever asks once a day is never put off by failures alone."""
_ASKED_TOO_OFTEN = timedelta(minutes=30)
_FIRST = timedelta(minutes=15)
_PATIENCE = 2
"""Failures that cost nothing: what passes by the next run."""


def after(error: FetchError, before: Wait | None, reader: str, now: datetime) -> Wait:
    """
    How long to leave an address alone that failed with `error`; `before` is what was known of it.

    As long as the server asked for, where it did. What is gone (410) is not asked again. Who was asked
    too often (429) is left alone for half an hour, doubled with each time; any other from its third
    failure in a row for a quarter of an hour, doubled likewise; 12 hours at most.
    """
    failures = before.failures + 1 if before else 1
    until: datetime | None = now
    if error.status == 410:
        until = None
    elif error.retry_after is not None:
        until = now + timedelta(seconds=error.retry_after)
    elif error.status == 429:
        until = now + _doubled(_ASKED_TOO_OFTEN, failures - 1)
    elif failures > _PATIENCE:
        until = now + _doubled(_FIRST, failures - _PATIENCE - 1)
    return Wait(reader, failures, until, error.status, error.what)


def left_alone(where: str, wait: Wait) -> FetchError:
    """What is told of an address at `where` that is not asked for now."""
    if wait.until is None:
        return FetchError(where, wait.told, "not asked any more: remove the source", status=wait.status)
    again = f"not asked again before {wait.until:%d %b %H:%M} UTC"
    return FetchError(where, wait.told, again, status=wait.status)


def _doubled(first: timedelta, times: int) -> timedelta:
    return min(first * float(2 ** min(times, 10)), LONGEST)
