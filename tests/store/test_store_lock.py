"""One digest at work at a time, and nothing locked by the dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store import hold, open_store

HOLDER = """
import pathlib, sys, time
from digest.store.lock import hold
with hold(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def holder_of(folder: Path) -> subprocess.Popen[bytes]:
    run = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE)
    assert run.stdout
    assert run.stdout.readline() == b"held\n"
    return run


def test_it_is_held_by_one_and_then_by_the_next(tmp_path: Path) -> None:
    for _ in range(2):
        with hold(tmp_path / "a" / "state"), pytest.raises(StoreError), hold(tmp_path / "a" / "state"):
            raise AssertionError("held twice")
    with hold(tmp_path / "a" / "state"), hold(tmp_path / "b"):
        pass


def test_another_process_is_named_and_waited_for_by_nobody(tmp_path: Path) -> None:
    run = holder_of(tmp_path)
    try:
        with pytest.raises(StoreError) as told, hold(tmp_path):
            raise AssertionError("held twice")
        assert str(told.value).startswith(f"{tmp_path}: another digest is at work (pid {run.pid} since 2")
        assert str(told.value).endswith(" UTC) (wait until it has ended, or stop it)")
    finally:
        run.kill()
        run.communicate()


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_died_has_let_go(tmp_path: Path, by: signal.Signals) -> None:
    run = holder_of(tmp_path)
    os.kill(run.pid, by)
    run.communicate()
    with hold(tmp_path):
        assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"


def test_an_error_within_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), hold(tmp_path):
        raise ZeroDivisionError
    with hold(tmp_path):
        pass


def test_who_holds_it_reads_and_writes_and_so_may_others(tmp_path: Path) -> None:
    with hold(tmp_path), open_store(tmp_path) as store, open_store(tmp_path) as other:
        store.keep([], [], [])
        assert other.editions("daily") == ()


def test_a_lock_file_of_any_content_is_only_a_file(tmp_path: Path) -> None:
    for content in (b"", b"\xff" * 9000, b"1\n"):
        (tmp_path / "lock").write_bytes(content)
        with hold(tmp_path):
            assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"


def test_a_folder_that_cannot_be_written_is_named() -> None:
    with tempfile.TemporaryDirectory() as made:
        (Path(made) / "state").write_text("")
        with pytest.raises(StoreError, match=r"state: .*\(make it a folder"), hold(Path(made) / "state"):
            raise AssertionError("held a file")
