"""How long the recorded days take, as a whole and stage by stage."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from bench.timing import seconds, told
from digest import demo
from digest import run as running
from digest.collect.recorded import RecordedFetch
from digest.protocols import World
from digest.store import open_store


def main() -> None:
    """Print the time of the demo and of each stage of its last edition."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"the whole demo   {told(seconds(lambda: demo.demo(Path(folder))))}")
        stages(Path(folder))


def stages(folder: Path) -> None:
    """One edition of the last recorded day, timed stage by stage."""
    config = demo.sample_config(folder)
    (plan,) = config.digests
    clock = demo.RecordedClock(demo.EDITIONS[-1])
    marks: list[tuple[str, float]] = [("prepare", time.perf_counter())]
    with open_store(folder / "state") as store:
        world = World(clock, RecordedFetch(demo.SAMPLE, clock), store)
        report = running.run(
            config, plan, world, progress=lambda stage: marks.append((stage, time.perf_counter()))
        )
    marks.append(("", time.perf_counter()))
    taken: dict[str, float] = defaultdict(float)
    for (stage, began), (_, ended) in itertools.pairwise(marks):
        taken[stage] += ended - began
    for stage, spent in taken.items():
        print(f"  {stage:<12} {1000 * spent:7.1f} ms")
    print(f"  {report.considered} entries considered, {report.printed} printed")
