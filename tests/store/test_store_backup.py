"""The whole state as one file, and back."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import MORNING, brief, edition_of, entry, key, outcome, response, window

from digest.errors import StoreError
from digest.model import Receipt, Validators
from digest.store import SqliteStore, backup, hold, open_store, restore
from digest.store.migrations import schema_version


def fill(store: SqliteStore, count: int = 2) -> None:
    store.remember(response("/feed"), Validators("r", '"v1"'))
    store.keep([entry(f"{n:04}", text="word " * 50) for n in range(count)], [], [outcome("wire")])
    store.publish(key(), edition_of(key(), brief("s1")))
    store.sign(Receipt(str(key()), "mail", "a@example.com", MORNING, "delivered"))


def everything(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [*connection.iterdump(), str(connection.execute("PRAGMA user_version").fetchone())]


def sound(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_there_and_back_is_the_same_state(tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "kept.sqlite3"
    with open_store(here) as store:
        fill(store)
        # While it is open: what lies in the write-ahead log is in the backup.
        told = backup(here, file)
        assert (told.path, told.editions, told.entries) == (file, 1, 2)
        assert (told.size, told.schema) == (file.stat().st_size, schema_version)
    again = restore(file, there)
    assert (again.path, again.editions, again.entries) == (there / "digest.sqlite3", 1, 2)
    assert everything(there / "digest.sqlite3") == everything(here / "digest.sqlite3") == everything(file)
    with open_store(there) as store:
        assert store.edition(key()) == edition_of(key(), brief("s1"))
        assert list(store.validators().values()) == [Validators("r", '"v1"')]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "kept.sqlite3", "there"]


def test_a_backup_while_another_writes_is_one_moment(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        fill(store)
    stop = threading.Event()

    def write() -> None:
        with open_store(tmp_path) as store:
            number = 0
            while not stop.is_set():
                number += 1
                store.keep([entry(f"{number}-{n}") for n in range(10)], [], [])

    thread = threading.Thread(target=write)
    thread.start()
    try:
        counts = [backup(tmp_path, tmp_path / f"{n}.copy").entries for n in range(5)]
    finally:
        stop.set()
        thread.join()
    assert all((count - 2) % 10 == 0 for count in counts)
    assert counts == sorted(counts)
    assert all(sound(tmp_path / f"{n}.copy") for n in range(5))


def test_a_backup_replaces_a_backup_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    with open_store(tmp_path) as store:
        backup(tmp_path, file)
        fill(store)
        assert backup(tmp_path, file).entries == 2
        precious = tmp_path / "config.toml"
        precious.write_text("[state]\n" * 200)
        with pytest.raises(StoreError, match="not a database"):
            backup(tmp_path, precious)
        theirs = tmp_path / "theirs"
        with closing(sqlite3.connect(theirs)) as connection:
            connection.execute("CREATE TABLE t (a)")
        with pytest.raises(StoreError, match=r"not a backup of this program \(it is left as it is\)"):
            backup(tmp_path, theirs)
    assert precious.read_text().startswith("[state]")


def test_there_must_be_something_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is nothing to back up"):
        backup(tmp_path / "state", tmp_path / "kept")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with pytest.raises(StoreError, match=r"kept: no such file or directory \(the folder must be there"):
        backup(tmp_path, tmp_path / "nowhere" / "kept")
    with pytest.raises(StoreError, match="there is no such file"):
        backup(tmp_path, tmp_path)


def test_a_state_that_is_there_is_replaced_only_when_told_to(tmp_path: Path) -> None:
    state, file = tmp_path / "state", tmp_path / "kept"
    with open_store(state) as store:
        fill(store)
        backup(state, file)
        store.keep([entry("later")], [], [])
    with pytest.raises(StoreError, match=r"is there already \(--force puts the backup in its place\)"):
        restore(file, state)
    with open_store(state) as store:
        assert len(store.entries(window())) == 3
    restore(file, state, force=True)
    with open_store(state) as store:
        assert len(store.entries(window())) == 2


def test_a_log_of_the_old_state_never_gets_into_the_new_one(tmp_path: Path) -> None:
    """As a power cut leaves it: the last commits of the old state lie in a log beside it."""
    state, file = tmp_path / "state", tmp_path / "kept"
    with open_store(state) as store:
        fill(store)
        backup(state, file)
    program = (
        "import os, pathlib, sys; sys.path.insert(0, sys.argv[2]); from store_samples import entry;"
        "from digest.store import open_store; store = open_store(pathlib.Path(sys.argv[1]));"
        "store.keep([entry(f'x{n}') for n in range(500)], [], []); os.kill(os.getpid(), 9)"
    )
    run = [sys.executable, "-c", program, str(state), str(Path(__file__).parent)]
    for damaged in (False, True):
        subprocess.run(run, check=False)
        assert (state / "digest.sqlite3-wal").stat().st_size
        if damaged:
            (state / "digest.sqlite3").write_bytes(b"damaged " * 2000)
        restore(file, state, force=True)
        assert not (state / "digest.sqlite3-wal").exists()
        with open_store(state) as store:
            assert len(store.entries(window())) == 2
        assert sound(state / "digest.sqlite3")


def test_no_restore_while_a_digest_is_at_work_or_the_file_is_open(tmp_path: Path) -> None:
    state, file = tmp_path / "state", tmp_path / "kept"
    with open_store(state) as store:
        fill(store)
        backup(state, file)
        with pytest.raises(StoreError, match="locked by another process"):
            restore(file, state, force=True)
        store.keep([entry("later")], [], [])
    with hold(state), pytest.raises(StoreError, match="another digest is at work"):
        restore(file, state, force=True)
    with open_store(state) as store:
        assert len(store.entries(window())) == 3
    assert sorted(path.name for path in state.iterdir()) == ["digest.sqlite3", "lock"]


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {schema_version + 1}")


def torn(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\x99" * (len(whole) - 8192))


def short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4096])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def with_log(file: Path) -> None:
    file.with_name(file.name + "-wal").write_bytes(b"x")


UNSOUND: dict[str, tuple[Callable[[Path], None], str]] = {
    "newer": (newer, r"written by a newer version \(schema"),
    "torn": (torn, "damaged"),
    "short": (short, "damaged"),
    "empty": (empty, "not a backup of this program"),
    "gone": (Path.unlink, "there is no such file"),
    "a copy made by hand": (with_log, "a copy of a state at work, no backup"),
}


@pytest.mark.parametrize(("spoil", "what"), UNSOUND.values(), ids=list(UNSOUND))
def test_a_backup_that_is_not_sound_changes_nothing(
    tmp_path: Path, spoil: Callable[[Path], None], what: str
) -> None:
    state, file = tmp_path / "state", tmp_path / "kept"
    with open_store(state) as store:
        fill(store, 300)
    backup(state, file)
    before = everything(state / "digest.sqlite3")
    spoil(file)
    with pytest.raises(StoreError, match=what) as told:
        restore(file, state, force=True)
    assert str(told.value).startswith(f"{file}: ")
    assert everything(state / "digest.sqlite3") == before


def test_a_backup_of_an_earlier_schema_comes_back(tmp_path: Path) -> None:
    file, state = tmp_path / "old", tmp_path / "state"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((Path(__file__).parent / "schemas" / "v1.sql").read_text())
    assert restore(file, state).schema == 1
    with open_store(state) as store:
        assert len(store.entries(window())) == 2


KILLED = """
import os, pathlib, sys
sys.path.insert(0, sys.argv[3])
from digest.store import restore
from test_store_backup import everything, sound
file, state = map(pathlib.Path, sys.argv[1:3])
status = point = 1
while status:
    point += 1
    child = os.fork()
    if not child:
        steps = 0
        def trace(event, args):
            global steps
            if event in ("open", "os.rename", "os.remove", "sqlite3.connect"):
                steps += 1
                if steps == point:
                    os.kill(os.getpid(), 9)
        sys.addaudithook(trace)
        restore(file, state, force=True)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert sound(state / "digest.sqlite3")
    print(repr(everything(state / "digest.sqlite3")))
"""


def test_a_restore_that_is_killed_leaves_the_one_or_the_other(tmp_path: Path) -> None:
    state, file = tmp_path / "state", tmp_path / "kept"
    with open_store(state) as store:
        fill(store)
        backup(state, file)
        store.keep([entry("later")], [], [])
    one, other = (repr(everything(path)) for path in (state / "digest.sqlite3", file))
    run = [sys.executable, "-c", KILLED, str(file), str(state), str(Path(__file__).parent)]
    told = subprocess.run(run, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    assert len(told) > 10
    assert told == sorted(told, key=[one, other].index)
    assert (told[0], told[-1]) == (one, other)
