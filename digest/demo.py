"""The recorded days that ship with the package, through the very pipeline: no network, no keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.collect import collect
from digest.collect.recorded import RecordedFetch
from digest.collect.remembered import RememberedFetch
from digest.config import Config, load_config
from digest.model import RunReport
from digest.protocols import World
from digest.run import run
from digest.store import open_store

SAMPLE = Path(__file__).parent / "sample"
FIRST_OBSERVED = datetime(2026, 1, 30, 12, tzinfo=UTC)
"""From here on only the market APIs were recorded, so that each edition has a week behind it."""
EDITIONS = tuple(datetime(2026, 2, day, 12, tzinfo=UTC) for day in (4, 5, 6))


@dataclass(slots=True)
class RecordedClock:
    """A clock that stands where the recording is."""

    moment: datetime

    def now(self) -> datetime:
        """The moment of the recording."""
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.moment += timedelta(seconds=seconds)


def sample_config(folder: Path) -> Config:
    """The sample's config, writing into `folder`."""
    return load_config(SAMPLE / "config.toml", folder=folder, environment={})


def demo(folder: Path, progress: Callable[[str], None] = lambda stage: None) -> RunReport:
    """
    Make the editions of the three recorded days in `folder`; the report is the last one's.

    The sample's config and state are left there too, for ``digest explain`` and ``render``; what an
    earlier demo remembered is forgotten first, so that every demo is the first one.
    """
    config = sample_config(folder)
    (plan,) = config.digests
    if config.state.exists():
        shutil.rmtree(config.state)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_bytes((SAMPLE / "config.toml").read_bytes())
    with open_store(config.state) as store:
        clock = RecordedClock(FIRST_OBSERVED)
        fetch = RememberedFetch(RecordedFetch(SAMPLE, clock), store, config.sources, clock)
        world = World(clock, fetch, store)
        while clock.now() < EDITIONS[0]:
            progress(f"{clock.now():%d %b}")
            history = collect(config.sources, world.fetch, clock)
            observed = [one for one in history.outcomes if one.observations]
            store.keep((), history.observations, observed)
            clock.moment += timedelta(days=1)
        reports = []
        for moment in EDITIONS:
            clock.moment = moment
            progress(f"{moment:%d %b}")
            reports.append(run(config, plan, world, recalls=False))
        return reports[-1]
