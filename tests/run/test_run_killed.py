"""A run killed anywhere is simply run again: one edition, whole, and one mail a reader."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from killed_edition import STAGES

from digest.model import record

CHILD = Path(__file__).parent / "killed_edition.py"


def made(folder: Path, *killed: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, str(CHILD), str(folder), *killed]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def told(folder: Path) -> tuple[object, ...]:
    """What a reader is told, and how often: stories with their points, the ledger's sum, the mails."""
    digest = record.read((folder / "site" / "2026-02-06" / "edition.json").read_text(encoding="utf-8"))
    mails = sorted(path.name for path in (folder / "mail").iterdir())
    return [(b.headline, b.points) for b in digest.briefs], digest.ledger.counts, mails


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    folder = tmp_path_factory.mktemp("whole")
    done = made(folder)
    assert done.returncode == 0, done.stderr
    return told(folder)


def points(count: int, seed: int) -> list[tuple[str, float]]:
    """Stages in turn, and how far into each: seeded, so that a failure can be had again."""
    chance = random.Random(seed)
    return [(STAGES[n % len(STAGES)], round(chance.uniform(0, 0.15), 3)) for n in range(count)]


@pytest.mark.slow
@pytest.mark.parametrize(("stage", "seconds"), points(10, 20260206))
def test_a_killed_run_is_finished_by_the_next(
    whole: tuple[object, ...], tmp_path: Path, stage: str, seconds: float
) -> None:
    first = made(tmp_path, stage, str(seconds))
    assert first.returncode in (-signal.SIGKILL, 0), first.stderr
    again = made(tmp_path)
    assert again.returncode == 0, again.stderr
    assert told(tmp_path) == whole
    with closing(sqlite3.connect(tmp_path / ".digest" / "digest.sqlite3")) as state:
        assert state.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert state.execute("SELECT count(*) FROM editions").fetchone() == (1,)
