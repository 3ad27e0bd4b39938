"""A collection that is killed, and the next one: what was kept is asked for with conditions."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from feed_desk import NOW, Server, conditional, feed, serving

from digest.store import open_store

COUNT = 120
COLLECTION = """
import os, signal, sys
from pathlib import Path
from digest.collect import collect_into
from digest.collect.fetch import FetchLimits, HttpFetch
from digest.collect.remembered import RememberedFetch
from digest.collect.sources.feed import Feed
from digest.model import Source
from digest.protocols import ConfiguredSource
from digest.store import open_store
from digest.world import SystemClock

address, folder, count, dies = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
done = []

def progress(outcome):
    done.append(outcome)
    if len(done) == dies:
        os.kill(os.getpid(), signal.SIGKILL)

sources = [
    ConfiguredSource(Source(f"s{n}", "feed", f"{address}/{n}", "S", allow_private=True), Feed())
    for n in range(count)
]
limits = FetchLimits(per_host=8, host_pause=0.0)
with open_store(folder) as store:
    http = HttpFetch(SystemClock(), user_agent="t", base="/", limits=limits)
    fetch = RememberedFetch(http, store, sources, SystemClock())
    collect_into(store.keep, sources, fetch, SystemClock(), progress)
"""


@pytest.fixture
def server() -> Iterator[Server]:
    for made in serving():
        for number in range(COUNT):
            made.paths[f"/{number}"] = conditional(f'"v{number}"', feed(f"one{number}"))
        yield made


def unconditional(server: Server, folder: Path, dies: int = 0) -> int:
    """How many addresses a collection asks without conditions, that is killed after so many outcomes."""
    server.asked.clear()
    words = [sys.executable, "-c", COLLECTION, server.url, str(folder), str(COUNT), str(dies)]
    status = subprocess.run(words, check=False).returncode
    assert status == (-signal.SIGKILL if dies else 0)
    # Each address once: on a busy machine the server may hear the killed process's last questions late.
    return len({path for path, etag, _ in server.asked if not etag})


def test_a_crash_in_the_first_collection_costs_the_few_sources_not_yet_kept(
    server: Server, tmp_path: Path
) -> None:
    assert unconditional(server, tmp_path, dies=110) >= 110
    assert unconditional(server, tmp_path) == COUNT - 100
    with open_store(tmp_path) as store:
        assert len(store.validators()) == len(store.health(NOW)) == COUNT


def test_no_later_crash_ever_makes_it_ask_without_conditions(server: Server, tmp_path: Path) -> None:
    assert unconditional(server, tmp_path) == COUNT
    for dies in (1, 60, 0):
        assert unconditional(server, tmp_path, dies) == 0
