"""Killed anywhere: the store opens, the next run finishes what was begun, nothing is lost or doubled."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import killed_run
from store_samples import key, window

from digest.store import open_store

HERE = Path(__file__).parent
POINTS = 2
"""In each of the five stages of a run."""


def state_of(folder: Path) -> list[str]:
    """All that is remembered, save how often it was asked for and run."""
    with closing(sqlite3.connect(folder / "digest.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        anew = tuple(f'INSERT INTO "{name}"' for name in ("responses", "runs", "sqlite_stat1"))
        return [line for line in connection.iterdump() if not line.startswith(anew)]


def test_a_run_killed_at_any_point_is_finished_by_the_next(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    ends = killed_run.run(whole, 0)
    ought = state_of(whole)
    chance = random.Random(20260206)
    stages = [range(begin + 1, end + 1) for begin, end in pairwise([0, *ends])]
    points = [point for stage in stages for point in sorted(chance.sample(stage, min(POINTS, len(stage))))]
    folders = [tmp_path / str(point) for point in points]
    told = [word for pair in zip(folders, points, strict=True) for word in map(str, pair)]
    ended = subprocess.run(
        [sys.executable, str(HERE / "killed_run.py"), *told], check=True, stdout=subprocess.PIPE, text=True
    )
    assert ended.stdout.split() == [str(int(signal.SIGKILL))] * len(points)
    for folder in folders:
        state_of(folder)
        with open_store(folder) as store:
            entries, edition = store.entries(window()), store.edition(key())
            receipts = store.receipts(str(key()))
            assert len(entries) in (0, 200)
            assert not (edition and not entries)
            assert not (receipts and not edition)
        killed_run.run(folder, 0)
        assert state_of(folder) == ought
        sent = Counter((folder / "outbox").read_text().split())
        assert set(sent) == set(killed_run.TARGETS)
        # At most the one that was under way: handed over, and not yet signed for.
        assert sum(sent.values()) <= len(killed_run.TARGETS) + 1
        killed_run.run(folder, 0)
        assert Counter((folder / "outbox").read_text().split()) == sent


WRITER = """
import sys, pathlib
sys.path.insert(0, sys.argv[2])
from store_samples import entry, outcome
from digest.store import open_store
with open_store(pathlib.Path(sys.argv[1])) as store:
    for number in range(10_000):
        store.keep([entry(f"{number}-{n}") for n in range(50)], [], [outcome("wire")])
        print(number, flush=True)
"""


def test_a_program_that_is_killed_leaves_whole_collections(tmp_path: Path) -> None:
    for _ in range(3):
        run = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(HERE)], stdout=subprocess.PIPE
        )
        assert run.stdout
        done = [int(run.stdout.readline()) for _ in range(5)][-1]
        run.kill()
        run.communicate()
        with open_store(tmp_path) as store:
            count = len(store.entries(window()))
        assert count % 50 == 0
        assert count >= (done + 1) * 50
        state_of(tmp_path)
