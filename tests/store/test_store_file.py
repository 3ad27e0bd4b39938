"""The file itself: opened again, by two at once, by an older program, on a disk that refuses."""

from __future__ import annotations

import os
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from store_samples import DAY, MORNING, brief, edition_of, entry, key, outcome, response, window

from digest.errors import StoreError
from digest.model import Receipt
from digest.store import SqliteStore, open_store
from digest.store.migrations import MIGRATIONS, schema_version
from digest.store.schema import metadata

NOBODY = 65534


def file_in(folder: Path) -> Path:
    return folder / "digest.sqlite3"


def sql(folder: Path, *statements: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file_in(folder))) as connection, connection:
        return [row for statement in statements for row in connection.execute(statement)]


def test_what_was_kept_is_there_after_opening_again(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "state"
    receipt = Receipt(str(key()), "site", "out", MORNING, "delivered")
    with open_store(folder) as store:
        store.keep([entry("a")], [], [outcome("wire")])
        store.publish(key(), edition_of(key()))
        store.sign(receipt)
    with open_store(folder) as store:
        assert store.entries(window()) == (entry("a"),)
        assert store.edition(key()) == edition_of(key())
        assert store.receipts(str(key())) == (receipt,)
        assert store.first_seen() == {"wire": MORNING}


def test_a_commit_is_on_the_disk_and_others_read_meanwhile(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        with store._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        store.keep([entry("a")], [], [])
        with open_store(tmp_path) as other, store._writing():
            assert other.entries(window()) == (entry("a"),)


def test_two_stores_on_one_file_see_each_other(tmp_path: Path) -> None:
    with open_store(tmp_path) as one, open_store(tmp_path) as two:
        one.keep([entry("a")], [], [])
        two.keep([entry("b")], [], [])
        assert one.entries(window()) == two.entries(window()) == (entry("a"), entry("b"))


def test_several_programs_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from digest.store import open_store; open_store(pathlib.Path(sys.argv[1]))"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    told = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0, 0], told
    assert sql(tmp_path, "PRAGMA user_version") == [(schema_version,)]


def test_a_file_that_another_writes_is_waited_for_then_named(tmp_path: Path) -> None:
    with open_store(tmp_path) as one, open_store(tmp_path, patience=0.05) as two:
        with one._writing(), pytest.raises(StoreError, match="locked by another process") as told:
            two.keep([entry("a")], [], [])
        assert str(told.value).startswith(f"{file_in(tmp_path)}: ")
        two.keep([entry("a")], [], [])


def test_the_migrations_make_the_tables_the_program_uses(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    meant = create_engine("sqlite://")
    metadata.create_all(meant)
    made = create_engine(f"sqlite:///{file_in(tmp_path)}")
    for table in metadata.tables:
        for aspect in ("columns", "pk_constraint", "indexes", "foreign_keys", "unique_constraints"):
            is_, ought = (getattr(inspect(engine), f"get_{aspect}")(table) for engine in (made, meant))
            assert str(is_) == str(ought), (table, aspect)
    assert set(inspect(made).get_table_names()) == set(metadata.tables)
    made.dispose()
    meant.dispose()


def file_of_schema(version: int) -> str:
    """A state as the program of that schema left it, in SQL."""
    return (Path(__file__).parent / "schemas" / f"v{version}.sql").read_text(encoding="utf-8")


every_schema = pytest.mark.parametrize("version", range(1, schema_version + 1))


@every_schema
def test_every_schema_there_has_been_opens(tmp_path: Path, version: int) -> None:
    with closing(sqlite3.connect(file_in(tmp_path))) as connection:
        connection.executescript(file_of_schema(version))
    assert sql(tmp_path, "PRAGMA user_version") == [(version,)]
    with open_store(tmp_path) as store:
        assert [told.title for told in store.entries(window())] == ["a", "b"]
        assert store.entries(window())[0].text == "It's “so”; 汇率"
        assert store.first_seen() == {"wire": MORNING}
        assert [told.state for told in store.outcomes(window())] == ["failed", "answered"]
        assert [told.id for told in store.memory(key(), MORNING).stories] == ["s1"]
        assert [str(told.value) for told in store.memory(key(), MORNING).observations] == ["64512.25"]
        assert store.last_edition("daily", key()) == MORNING - DAY
        assert [told.state for told in store.receipts(str(key(1)))] == ["delivered"]
        assert [told.edition for told in store.runs()] == ([str(key()), str(key(1))] if version > 1 else [])
        assert [told.etag for told in store.validators().values()] == (['"e1"'] if version > 1 else [])
        store.keep([entry("c")], [], [outcome("wire", MORNING)])
        store.publish(key(), edition_of(key()))
        assert [told.title for told in store.entries(window())] == ["a", "b", "c"]
    assert sql(tmp_path, "PRAGMA user_version") == [(schema_version,)]
    assert sql(tmp_path, "PRAGMA integrity_check") == [("ok",)]
    assert sql(tmp_path, "PRAGMA foreign_key_check") == []


@every_schema
def test_a_migration_is_never_changed(tmp_path: Path, version: int) -> None:
    def made_of(connection: sqlite3.Connection) -> list[tuple[str, str]]:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        return [(name, re.sub(r'[\s"]+', " ", told).strip()) for name, told in rows]

    with closing(sqlite3.connect(":memory:")) as then, closing(sqlite3.connect(":memory:")) as now:
        then.executescript(file_of_schema(version))
        for statement in [statement for migration in MIGRATIONS[:version] for statement in migration]:
            now.execute(statement)
        assert made_of(now) == made_of(then)


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(tmp_path).close()
    later = (*MIGRATIONS, ("CREATE TABLE extra (id TEXT)", "INSERT INTO nowhere VALUES (1)"))
    monkeypatch.setattr("digest.store.migrations.MIGRATIONS", later)
    monkeypatch.setattr("digest.store.migrations.schema_version", len(later))
    with pytest.raises(Exception, match="nowhere"):
        open_store(tmp_path)
    monkeypatch.undo()
    assert sql(tmp_path, "PRAGMA user_version") == [(schema_version,)]
    assert sql(tmp_path, "SELECT name FROM sqlite_master WHERE name = 'extra'") == []


def test_a_newer_schema_is_refused_in_a_sentence(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    sql(tmp_path, f"PRAGMA user_version = {schema_version + 1}")
    before = file_in(tmp_path).read_bytes()
    with pytest.raises(StoreError) as told:
        open_store(tmp_path)
    assert str(told.value) == (
        f"{file_in(tmp_path)}: written by a newer version (schema {schema_version + 1}; "
        f"this one knows {schema_version}) (upgrade the program, or set another [state] path)"
    )
    assert file_in(tmp_path).read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    sql(tmp_path, "CREATE TABLE theirs (id TEXT)")
    with pytest.raises(StoreError, match="a database of another program"):
        open_store(tmp_path)
    assert sql(tmp_path, "SELECT name FROM sqlite_master") == [("theirs",)]


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file_in(tmp_path).write_text("notes about the market\n" * 100)
    with pytest.raises(StoreError, match="not a database"):
        open_store(tmp_path)
    assert file_in(tmp_path).read_text().startswith("notes")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.keep([entry(f"{n:04}", text="word " * 200) for n in range(500)], [], [])
    whole = file_in(tmp_path).read_bytes()
    file_in(tmp_path).write_bytes(whole[:4096] + b"\x99" * (len(whole) - 4096))
    with pytest.raises(StoreError, match="damaged"), open_store(tmp_path) as store:
        store.entries(window())


def test_a_record_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.publish(key(), edition_of(key()))
    sql(tmp_path, "UPDATE editions SET record = x'00'")
    with open_store(tmp_path) as store, pytest.raises(StoreError, match="edition daily/2026-02-06T07:00"):
        store.edition(key())


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    for folder in (tmp_path / "state", tmp_path / "state" / "deeper"):
        with pytest.raises(StoreError, match="make it a folder that may be written"):
            open_store(folder)


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    file_in(tmp_path).mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path)


@contextmanager
def unprivileged() -> Iterator[None]:
    """As a user whom folders can refuse: the superuser is refused nothing."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o777)
        yield Path(made)
        Path(made).chmod(0o777)


def test_a_read_only_folder(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with unprivileged(), pytest.raises(StoreError, match=r"cannot be opened \(check that the folder"):
        open_store(open_folder)
    with unprivileged(), pytest.raises(StoreError, match="permission denied"):
        open_store(open_folder / "state")


def test_a_folder_that_becomes_read_only(open_folder: Path) -> None:
    with unprivileged(), open_store(open_folder) as store:
        store.keep([entry("a")], [], [])
    file_in(open_folder).chmod(0o444)
    open_folder.chmod(0o555)
    with unprivileged(), pytest.raises(StoreError, match=r"make the folder|check that the folder"):
        open_store(open_folder).keep([entry("b")], [], [])


def test_a_full_disk_keeps_what_was_and_says_so(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.keep([entry("a")], [], [])
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 40")
        with pytest.raises(StoreError, match=r"the disk is full \(free some space"):
            store.keep([entry(f"{n}", text="word " * 1000) for n in range(100)], [], [outcome("wire")])
        assert store.entries(window()) == (entry("a"),)
        assert store.first_seen() == {}


@pytest.mark.parametrize(
    "write",
    [
        lambda store: store.publish(key(), edition_of(key(), brief("s", "word " * 200_000))),
        lambda store: store.remember(response("/feed", os.urandom(2_100_000)), None),
        lambda store: store.sign(Receipt(str(key()), "mail", "b", MORNING, "failed", "x" * 200_000)),
        lambda store: store.end_run(1, MORNING, "published", ["x" * 200_000]),
    ],
    ids=["publish", "remember", "sign", "end_run"],
)
def test_a_full_disk_stops_each_step_and_loses_none_before(
    tmp_path: Path, write: Callable[[SqliteStore], None]
) -> None:
    receipt = Receipt(str(key(1)), "mail", "a", MORNING, "delivered")
    with open_store(tmp_path) as store:
        store.keep([entry("a")], [], [outcome("wire")])
        store.publish(key(1), edition_of(key(1)))
        store.sign(receipt)
        store.begin_run(str(key()), MORNING)
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="the disk is full"):
            write(store)
        assert store.entries(window()) == (entry("a"),)
        assert [told.edition.key for told in store.editions("daily")] == [key(1)]
        assert store.receipts(str(key(1))) == (receipt,)
        assert store.receipts(str(key())) == ()
        assert store.runs()[0].ended is None
    with open_store(tmp_path) as store:
        write(store)
    assert sql(tmp_path, "PRAGMA integrity_check") == [("ok",)]


def test_a_disk_that_refuses_to_write_is_named(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.keep([entry("a")], [], [])
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        try:
            with pytest.raises(StoreError, match="disk"):
                store.keep([entry(f"{n}", text="word " * 1000) for n in range(100)], [], [])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert store.entries(window()) == (entry("a"),)


def test_what_the_program_does_wrong_is_not_renamed(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        sql(tmp_path, "DROP TABLE receipts")
        with pytest.raises(Exception, match="no such table") as told:
            store.receipts(str(key()))
        assert not isinstance(told.value, StoreError)
