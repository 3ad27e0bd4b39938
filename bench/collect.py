"""
``digest collect`` at 1,000 sources, nothing known and nothing changed, beside floors of the same run.

``--wide`` collects 10,000 sources besides. The feeds are made up. Every source has a host of its own; the
servers say nothing of freshness, so that each is asked every time. Linux only: all of 127.0.0.0/8 has to be
this machine.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.feeds import served
from digest.collect import processors

FLOOR = [sys.executable, "-m", "bench.floors"]
ROUNDS = 3
HEAD = '[[digest]]\nname = "bench"\ntitle = "Bench"\nat = "06:00"\nzone = "UTC"\n'


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took, with those it began."""

    wall: float
    cpu: float
    memory: int
    """Bytes at its peak, shared pages counted once a process."""


def main() -> None:
    """Print times, ratios and memory."""
    if sys.platform != "linux":
        print("needs the addresses of 127.0.0.0/8, as Linux has them")
        return
    cold(1_000)
    if "--wide" in sys.argv:
        cold(10_000)


def cold(count: int) -> None:
    """Collect so many sources into an empty state, then again when nothing changed."""
    with tempfile.TemporaryDirectory() as place, served(count) as urls:
        folder = Path(place)
        known = folder / "known.json"
        known.write_text(json.dumps({url: ["", ""] for url in urls}))
        measured([*FLOOR, "ask", str(known)])
        config = folder / "config.toml"
        config.write_text(written(urls))
        ours = [sys.executable, "-m", "digest", "collect", "--config", str(config)]
        first = measured(ours)
        told = subprocess.run([*FLOOR, "parse", str(count)], capture_output=True, check=True, text=True)
        usual, spared, entries, size = json.loads(told.stdout)
        print(f"{count:,} sources, {entries:,} entries, {size / 1e6:.0f} MB, {processors()} processors")
        for name, parsing in (("feedparser", usual), ("  bare", spared)):
            beside("cold", first, name, Cost(parsing / processors(), parsing, 0))
        pairs = [(measured(ours), measured([*FLOOR, "ask", str(known)])) for _ in range(ROUNDS)]
        again, bare = (middle(costs) for costs in zip(*pairs, strict=True))
        beside("unchanged", again, "bare client", bare)


def beside(name: str, ours: Cost, other: str, floor: Cost) -> None:
    """Print what something took, with its memory, and what it is measured against."""
    print(f"{name:12}{ours.wall:7.2f} s {ours.cpu:7.2f} s CPU {ours.memory / 1e6:5.0f} MB at its peak")
    print(f"{other:12}{floor.wall:7.2f} s {floor.cpu:7.2f} s CPU", end="   ")
    print(f"ratio {ours.wall / floor.wall:.2f} by the clock, {ours.cpu / floor.cpu:.2f} by CPU")


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    wall, cpu = (statistics.median(getattr(one, name) for one in costs) for name in ("wall", "cpu"))
    return Cost(wall, cpu, max(one.memory for one in costs))


def written(urls: list[str]) -> str:
    """A config with a source an address."""
    tables = (
        f'[[source]]\nid = "s{n}"\nkind = "feed"\nurl = "{url}"\ntitle = "Desk {n}"\nallow_private = true\n'
        for n, url in enumerate(urls)
    )
    return "\n".join([HEAD, "[collect]\nbudget_seconds = 900\n", *tables])


def measured(words: list[str]) -> Cost:
    """What a command costs; raises CalledProcessError when it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, start_new_session=True)
    peak = 0
    while True:
        number, status, used = os.wait4(process.pid, os.WNOHANG)
        if number:
            break
        peak = max(peak, memory_of(process.pid))
        time.sleep(0.01)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return Cost(wall, used.ru_utime + used.ru_stime, peak)


def memory_of(session: int) -> int:
    """Bytes of memory of all processes of a session."""
    pages = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[3]) == session:
            pages += int(fields[21])
    return pages * os.sysconf("SC_PAGE_SIZE")
