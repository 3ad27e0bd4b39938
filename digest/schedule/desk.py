"""The desk: looks at the store, does what is due, and tells it; the next time is somebody else's matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, time, timedelta

from digest.config import Config, DigestPlan
from digest.deliver import owed
from digest.errors import DigestError, StoreError
from digest.model import EditionKey, RunReport, SourceOutcome, Window
from digest.model.slots import Slot
from digest.protocols import Clock, Store, World
from digest.schedule.due import AGAIN, Collect, Decision, Known, Run, Standing, due, key_of, next_slot
from digest.schedule.events import Event, Tell, of_collection, of_run
from digest.store.lock import hold

SOON = timedelta(minutes=1)
"""Until the next look when the state could not be used, or another process is at work on it."""


class Desk:
    """
    One schedule over one state folder.

    `opened` opens the world for one look; `make` runs an edition; `collect` makes a collection and keeps
    it. All three may raise DigestError, which is told and tried again later; anything else is a
    programming error and ends the schedule.
    """

    def __init__(
        self,
        config: Config,
        clock: Clock,
        *,
        opened: Callable[[], AbstractContextManager[World]],
        make: Callable[[World, Run], RunReport],
        collect: Callable[[World], Sequence[SourceOutcome]],
        tell: Tell,
    ) -> None:
        self.clock = clock
        self._config = config
        self._opened = opened
        self._make = make
        self._collect = collect
        self._sink = tell
        self._faults: dict[str, datetime] = {}
        self._codes: set[int] = set()

    @property
    def exit_code(self) -> int:
        """0 all was well, so far · 1 or 2 something failed · 3 delivered, degraded."""
        return min(self._codes - {0}, default=0)

    def plans(self) -> tuple[str, ...]:
        """When each digest has its next edition, in words."""
        now = self.clock.now()
        slots = [(plan, next_slot(plan, now)) for plan in self._config.digests]
        return tuple(f"next {key_of(plan, slot)} at {slot.due:%Y-%m-%dT%H:%M:%SZ}" for plan, slot in slots)

    def look(self) -> Mapping[str, datetime]:
        """
        Do all that is due, one thing after another; returns when to look again (UTC, by name).

        Each decision is made anew from the store, under its lock: what another process did in the
        meantime is not done again. When the state cannot be used that is told, and the next look is soon.
        """
        done: set[str] = set()
        try:
            with hold(self._config.state), self._opened() as world:
                while True:
                    decision = self._decision(world.store)
                    ready = (action for action in decision.actions if action.about not in done)
                    action = next(ready, None)
                    if action is None:
                        return _wakes(decision, self.clock.now())
                    done.add(action.about)
                    self._do(action, world)
        except StoreError as fault:
            now = self.clock.now()
            self._tell(Event(now, "schedule", "waiting", (str(fault),), fault.exit_code))
            return {"schedule": now + SOON}

    def _decision(self, store: Store) -> Decision:
        now = self.clock.now()
        plans = self._config.digests
        every = timedelta(minutes=self._config.collect.every_minutes)
        known = _known(now, plans, every, store)
        return due(now, plans, every, replace(known, faults=self._faults))

    def _do(self, action: Run | Collect, world: World) -> None:
        self._faults.pop(action.about, None)
        try:
            if isinstance(action, Run):
                report = self._make(world, action)
                self._tell(of_run(self.clock.now(), action.about, report, late=action.late))
            else:
                self._tell(of_collection(self.clock.now(), self._collect(world)))
        except DigestError as fault:
            now = self.clock.now()
            self._faults[action.about] = now + AGAIN
            self._tell(Event(now, action.about, "failed", (str(fault),), fault.exit_code))

    def _tell(self, event: Event) -> None:
        self._codes.add(event.exit_code)
        self._sink(event)


def _wakes(decision: Decision, now: datetime) -> Mapping[str, datetime]:
    """When to look again; soon enough as well for what was done and is due all the same."""
    return {**decision.wakes, "again": now + AGAIN} if decision.actions else decision.wakes


def _known(now: datetime, plans: Sequence[DigestPlan], every: timedelta, store: Store) -> Known:
    """What the store knows that matters at `now`."""
    past = max([every, *(plan.expires for plan in plans)])
    return Known(
        standings={
            key_of(plan, slot): _standing(plan, slot, store)
            for plan in plans
            for slot in plan.slots(now - plan.expires, now)
        },
        outcomes=store.outcomes(Window(now - past, now)),
    )


def _standing(plan: DigestPlan, slot: Slot, store: Store) -> Standing:
    key = key_of(plan, slot)
    if not _told(key, store):
        return Standing()
    if not owed(str(key), plan.channels, store) or store.edition(key) is None:
        return Standing(told=True)
    attempts = [receipt.at for receipt in store.receipts(str(key))]
    return Standing(told=True, owed=True, tried=max(attempts, default=None))


def _told(key: EditionKey, store: Store) -> bool:
    """
    Whether this digest has an edition of the key's local day, or of one of the two days after it.

    By the day, so that another hour in the config makes no second edition of it; with the days after,
    so that a clock that is set back makes none out of turn; and no further, so that one edition made
    under a wrong clock, years ahead, does not silence the digest.
    """
    midnight = datetime.combine(key.day, time())
    before = store.last_edition(key.digest, EditionKey(key.digest, midnight))
    since = store.last_edition(key.digest, EditionKey(key.digest, midnight + timedelta(days=3)))
    return since != before
