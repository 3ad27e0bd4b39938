"""
Schedule: the editions made by themselves, each once, at its local hour, whatever happened in the night.

What is due is decided from the store each time (:mod:`~digest.schedule.due`), done under the lock of the
state folder (:mod:`~digest.schedule.desk`), and the alarm clock only says when to look again
(:mod:`~digest.schedule.alarm`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from digest.config import Config
from digest.prepare import prepare
from digest.schedule.alarm import Alarm
from digest.schedule.desk import Desk
from digest.schedule.events import Event, Tell
from digest.schedule.reload import Reloading
from digest.schedule.stopping import Stopped, Stopping
from digest.schedule.work import collection, edition
from digest.world import SystemClock, open_world

__all__ = ["Event", "Tell", "run_once", "run_until_stopped"]


def run_once(config: Config, tell: Tell) -> int:
    """
    Do what is due now, tell each thing as it is done, and return the exit code.

    0 all done or nothing due · 1 something failed · 3 delivered, degraded. Raises ConfigError or
    TemplateError for a fault that stands in the way of every edition.
    """
    desk = _desk(config, tell)
    desk.look()
    return desk.exit_code


def run_until_stopped(config: Config, tell: Tell) -> None:
    """
    Do what is due whenever it is due, until the process is told to stop (SIGTERM, SIGINT).

    To be called in the main thread. Raises as :func:`run_once` does, and only before it has begun.
    """
    desk = _desk(config, tell)
    clock = SystemClock()
    renewed = Reloading(config, partial(_desk, tell=tell), tell)
    try:
        with Stopping() as stopping, Alarm() as alarm:
            tell(Event(clock.now(), "schedule", "started", desk.plans()))
            watch(desk, alarm, stopping, renewed)
    except Stopped:
        tell(Event(clock.now(), "schedule", "stopped"))


def watch(
    desk: Desk,
    alarm: Alarm,
    stopping: Stopping,
    renewed: Callable[[Desk], Desk] = lambda desk: desk,
) -> None:
    """
    Look, set the alarm, wait for it, and look again; ends only by :class:`Stopped`.

    At every ring `renewed` is asked whether another desk is to be worked at from then on.
    """
    while True:
        with stopping.after():
            wakes = desk.look()
        alarm.set(wakes)
        looked = desk.clock.now()
        # The pulse rings for nothing, except after a sleep of the machine or a step of its clock.
        while looked <= desk.clock.now() < min(wakes.values()):
            alarm.wait()
            before, desk = desk, renewed(desk)
            if desk is not before:
                break


def _desk(config: Config, tell: Tell) -> Desk:
    for plan in config.digests:
        prepare(config, plan)
    return Desk(
        config,
        SystemClock(),
        opened=partial(open_world, config),
        make=partial(edition, config),
        collect=partial(collection, config),
        tell=tell,
    )
