"""An edition of the recorded day that kills itself: ``killed_edition.py FOLDER [STAGE SECONDS]``."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from digest.collect.recorded import RecordedFetch
from digest.collect.remembered import RememberedFetch
from digest.demo import EDITIONS, SAMPLE, RecordedClock, sample_config
from digest.protocols import World
from digest.run import run
from digest.store import hold, open_store

STAGES = ("collect", "understand", "group", "rank", "compose", "render")


def edition(folder: Path, stage: str = "", seconds: float = 0.0) -> None:
    """Make the edition, or die with SIGKILL so many seconds into a stage."""

    def progress(begun: str) -> None:
        if begun == stage:
            killer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL))
            killer.daemon = True
            killer.start()

    config = sample_config(folder)
    (plan,) = config.digests
    clock = RecordedClock(EDITIONS[-1])
    with hold(config.state), open_store(config.state) as store:
        fetch = RememberedFetch(RecordedFetch(SAMPLE, clock), store, config.sources, clock)
        report = run(config, plan, World(clock, fetch, store), progress=progress)
    print(report.state, len(report.receipts))


if __name__ == "__main__":
    folder, *killed = sys.argv[1:]
    edition(Path(folder), *((killed[0], float(killed[1])) if killed else ()))
