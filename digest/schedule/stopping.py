"""Stopping when told to: at once when idle, after the work in hand when busy, and soon in any case."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

GRACE = 5.0
"""Seconds that the work in hand has left once a stop is asked for; cut off, it is safe to repeat."""


class Stopped(SystemExit):
    """The process was told to stop; a kind of SystemExit, since that is what event loops let through."""


class Stopping:
    """
    Turns SIGTERM and SIGINT into :class:`Stopped`; a context manager for the main thread.

    Idle, it is raised where the signal arrives. Within :meth:`after` it waits for the block's end, for
    `grace` seconds at most, or for a second signal.
    """

    def __init__(self, grace: float = GRACE) -> None:
        self._grace = grace
        self._busy = False
        self._asked = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Stopping:
        for one in (signal.SIGTERM, signal.SIGINT):
            self._before[one] = signal.signal(one, self._ask)
        self._before[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._cut_off)
        return self

    def __exit__(self, *fault: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for one, handler in self._before.items():
            signal.signal(one, handler)

    @contextmanager
    def after(self) -> Iterator[None]:
        """Work that a stop waits for; raises :class:`Stopped` at its end if one was asked for."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
        if self._asked:
            raise Stopped(0)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked or not self._busy:
            raise Stopped(0)
        self._asked = True
        # Again every second, should something on the way catch what is raised.
        signal.setitimer(signal.ITIMER_REAL, self._grace, 1.0)

    def _cut_off(self, number: int, frame: FrameType | None) -> None:
        raise Stopped(0)
