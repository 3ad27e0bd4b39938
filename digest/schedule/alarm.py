"""The alarm clock: APScheduler, which says when to look and decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from queue import SimpleQueue

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.background import BackgroundScheduler

PULSE = 30.0
"""
Seconds between two rings for no reason.

A date is waited for on a clock that stands still while the machine sleeps, and that no step of the
calendar's clock moves: without a pulse the alarm would ring as many hours late as the machine slept.
"""


class Alarm:
    """
    Rings at the instants it is set to, and every `pulse` seconds; a context manager.

    The timer has a thread of its own, and all that it does there is to ring: the work is done by the
    thread that waits, where signals arrive and where a fault ends the process.
    """

    def __init__(self, pulse: float = PULSE) -> None:
        self._pulse = pulse
        self._rings: SimpleQueue[str] = SimpleQueue()
        self._timer = BackgroundScheduler(
            timezone=UTC,
            executors={"default": DebugExecutor()},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def __enter__(self) -> Alarm:
        self._timer.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._timer.shutdown()

    def set(self, wakes: Mapping[str, datetime]) -> None:
        """Ring at each of these instants (aware; at once for one that has passed), and at no others."""
        self._timer.remove_all_jobs()
        for name, moment in wakes.items():
            self._timer.add_job(self._rings.put, "date", args=[name], id=name, run_date=moment)
        self._timer.add_job(self._rings.put, "interval", args=["pulse"], seconds=self._pulse)

    def wait(self) -> str:
        """Wait for the next ring; returns the name of what it rang for, or ``pulse``."""
        return self._rings.get()
