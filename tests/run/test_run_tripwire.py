"""Thinking, from understand to render, with the world switched off."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from digest.collect import collect
from digest.collect.recorded import RecordedFetch
from digest.demo import EDITIONS, SAMPLE, RecordedClock, sample_config
from digest.model import Archive
from digest.prepare import prepare
from digest.protocols import World
from digest.render import render, site
from digest.run import gather, think
from digest.store import open_store

FORBIDDEN = (
    "open",
    "socket.",
    "subprocess.",
    "sqlite3.",
    "os.listdir",
    "os.scandir",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.putenv",
    "shutil.",
    "tempfile.",
    "urllib.",
    "import",
)
_armed = False


def _hook(event: str, args: tuple[object, ...]) -> None:
    if _armed and event.startswith(FORBIDDEN):
        raise PermissionError(f"thinking touched the world: {event} {args!r}")


sys.addaudithook(_hook)


@contextmanager
def tripwire() -> Iterator[None]:
    global _armed
    _armed = True
    try:
        yield
    finally:
        _armed = False


def test_the_tripwire_fires(tmp_path: Path) -> None:
    with tripwire(), pytest.raises(PermissionError, match="open"):
        (tmp_path / "x").read_bytes()


def test_thinking_touches_nothing(tmp_path: Path) -> None:
    config = sample_config(tmp_path)
    (plan,) = config.digests
    clock = RecordedClock(EDITIONS[-1])
    with open_store(tmp_path / "state") as store:
        world = World(clock, RecordedFetch(SAMPLE, clock), store)
        collected = collect(config.sources, world.fetch, clock)
        store.keep(collected.entries, collected.observations, collected.outcomes)
        material = gather(config, plan, world, plan.key_at(clock.now()), collected.outcomes)
    prepared = prepare(config, plan)
    with tripwire():
        digest = think(config, plan, prepared, material)
        renditions = render(digest, prepared.theme, ("page", "mail", "text", "markdown", "json", "chat"))
        pages = [one.data for one in site(Archive.of(plan.title, (digest,)), prepared.theme)]
    assert digest.briefs
    assert {one.format for one in renditions} == {"page", "mail", "text", "markdown", "json", "chat"}
    assert pages
