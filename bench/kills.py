"""A hundred runs killed at seeded points of every stage, each run again: what was lost or doubled."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from digest.model import record

CHILD = Path(__file__).parents[1] / "tests" / "run" / "killed_edition.py"
STAGES = ("collect", "understand", "group", "rank", "compose", "render")
RUNS = 100


def main() -> None:
    """Kill, run again, compare with a run that was left alone; print the counts."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as place:
        made(Path(place) / "whole")
        whole = told(Path(place) / "whole")
        killed = differ = 0
        for number in range(RUNS):
            folder = Path(place) / str(number)
            stage, seconds = STAGES[number % len(STAGES)], f"{chance.uniform(0, 0.2):.3f}"
            killed += made(folder, stage, seconds) == -signal.SIGKILL
            made(folder)
            differ += told(folder) != whole
    print(f"{RUNS} runs, {killed} killed and run again; {differ} tell otherwise than the one left alone")


def made(folder: Path, *killed: str) -> int:
    """One run in `folder`; its exit code, negative for a signal."""
    folder.mkdir(exist_ok=True)
    words = [sys.executable, str(CHILD), str(folder), *killed]
    return subprocess.run(words, capture_output=True, check=False).returncode


def told(folder: Path) -> tuple[object, ...]:
    """What a reader is told, and how often: stories with their points, the ledger's sum, the mails."""
    digest = record.read((folder / "site" / "2026-02-06" / "edition.json").read_text(encoding="utf-8"))
    mails = sorted(path.name for path in (folder / "mail").iterdir())
    return [(b.headline, b.points) for b in digest.briefs], digest.ledger.counts, mails
