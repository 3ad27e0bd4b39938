"""The real work a schedule has done: editions and collections, through the doors everyone else uses."""

from __future__ import annotations

from collections.abc import Sequence

from digest.collect import collect_into
from digest.config import Config
from digest.model import RunReport, SourceOutcome
from digest.protocols import World
from digest.run import run
from digest.schedule.due import Run


def edition(config: Config, world: World, due: Run) -> RunReport:
    """Make the edition that is due, or deliver what is owed of it; raises as :func:`digest.run.run`."""
    day = due.slot.nominal.date()
    return run(config, due.plan, world, day=day, late=due.late, quorum=due.quorum)


def collection(config: Config, world: World) -> Sequence[SourceOutcome]:
    """Ask every source and keep what they have. Raises StoreError when it cannot be kept."""
    return collect_into(
        world.store.keep, config.sources, world.fetch, world.clock, processes=world.processes
    )
