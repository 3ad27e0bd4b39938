"""Opens the real world: the system's clock, the network, the state folder."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from digest.collect import processors
from digest.collect.fetch import FetchLimits, HttpFetch
from digest.collect.remembered import RememberedFetch
from digest.collect.robots import RobotsFetch
from digest.config import Config
from digest.protocols import Clock, Fetch, World
from digest.store import SqliteStore, backup, open_store
from digest.store.sqlite import DATABASE


class SystemClock:
    """The machine's clock: the only place of the house that reads it."""

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)  # noqa: TID251

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@contextmanager
def open_world(config: Config, *, scratch: bool = False) -> Iterator[World]:
    """
    The world this config lives in, for as long as the block runs.

    With `scratch` the state is a copy that is thrown away: nothing that is done is remembered.
    Raises StoreError when the state folder cannot be used.
    """
    clock = SystemClock()
    if not scratch:
        with open_store(config.state) as store:
            yield _world(config, clock, store)
        return
    with tempfile.TemporaryDirectory(prefix="digest-") as folder:
        copy = Path(folder) / "state"
        copy.mkdir()
        if (config.state / DATABASE).is_file():
            backup(config.state, copy / DATABASE)
        with open_store(copy) as store:
            yield _world(config, clock, store)


def _world(config: Config, clock: Clock, store: SqliteStore) -> World:
    """Sources are asked whether anything changed, and every answer is remembered."""
    fetch = RememberedFetch(_network(config, clock), store, config.sources, clock)
    return World(clock, RobotsFetch(fetch, store, clock, config.collect.user_agent), store, processors())


def http_fetch(config: Config, clock: Clock) -> Fetch:
    """The network as `config` and the sites allow it, without a memory."""
    return RobotsFetch(_network(config, clock), None, clock, config.collect.user_agent)


def _network(config: Config, clock: Clock) -> HttpFetch:
    """The network as `config` allows it."""
    limits = FetchLimits(
        deadline=config.collect.deadline_seconds,
        budget=config.collect.budget_seconds,
        host_pause=config.collect.pause_seconds,
        body=config.collect.max_bytes,
    )
    return HttpFetch(clock, user_agent=config.collect.user_agent, base=str(config.folder), limits=limits)
