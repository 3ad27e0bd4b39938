"""Whatever ends a collection leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from hard_kinds import is_running

BEGIN = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from hard_kinds import asked
from digest.collect.reading import ReadLimits, reader
from digest.schedule.stopping import Stopping
orders = [b"spin " + note.encode() for note in sys.argv[1:]] + [b"who"] * 9
def collection():
    with reader(2, ReadLimits(seconds=2.0)) as read:
        print([reading for _, reading in read(asked(*orders))])
"""
PLAIN = BEGIN + "collection()"
SCHEDULE = (
    BEGIN
    + """
with Stopping(grace=0.1) as stopping, stopping.after():
    collection()
"""
)
PATIENCE = 60.0


def eventually(true: Callable[[], bool]) -> None:
    """Wait until it is true."""
    until = monotonic() + PATIENCE
    while not true():
        assert monotonic() < until
        sleep(0.02)


@contextmanager
def reading(script: str, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A command while its two processes read documents without end."""
    notes = [folder / "one", folder / "two"]
    command = [sys.executable, "-c", script, *map(str, notes)]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        try:
            eventually(lambda: all(note.exists() and note.read_text() for note in notes))
            yield process, [int(note.read_text()) for note in notes]
        finally:
            process.kill()


@pytest.mark.parametrize("script", [PLAIN, SCHEDULE], ids=["run", "schedule"])
def test_ctrl_c_ends_it_all(script: str, tmp_path: Path) -> None:
    """A terminal tells the whole group, and so does this."""
    with reading(script, tmp_path) as (process, children):
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(PATIENCE) is not None
        assert not any(map(is_running, children))


def test_a_schedule_that_is_told_to_end_ends_it_all(tmp_path: Path) -> None:
    with reading(SCHEDULE, tmp_path) as (process, children):
        process.terminate()
        assert process.wait(PATIENCE) == 0
        assert not any(map(is_running, children))


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_what_is_cut_off_leaves_processes_only_until_their_time_is_up(
    by: signal.Signals, tmp_path: Path
) -> None:
    with reading(PLAIN, tmp_path) as (process, children):
        process.send_signal(by)
        assert process.wait(PATIENCE) == -by
        eventually(lambda: not any(map(is_running, children)))
