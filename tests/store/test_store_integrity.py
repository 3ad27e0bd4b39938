"""A database is looked at from end to end, and left as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store import open_store
from digest.store.integrity import schema_of
from digest.store.migrations import schema_version
from digest.store.sqlite import DATABASE


def set_to(folder: Path, pragma: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA {pragma}")


def test_no_database_is_none_and_none_is_made(tmp_path: Path) -> None:
    assert schema_of(tmp_path / "state") is None
    assert list(tmp_path.iterdir()) == []


def test_a_sound_one_tells_its_schema_even_while_it_is_in_use(tmp_path: Path) -> None:
    with open_store(tmp_path):
        assert schema_of(tmp_path) == schema_version
    set_to(tmp_path, "user_version = 0")
    assert schema_of(tmp_path) == 0


@pytest.mark.parametrize(
    ("pragma", "said"),
    [("user_version = 99", "newer version"), ("application_id = 1", "another program")],
)
def test_one_that_is_not_ours_is_refused(tmp_path: Path, pragma: str, said: str) -> None:
    open_store(tmp_path).close()
    set_to(tmp_path, pragma)
    with pytest.raises(StoreError, match=said):
        schema_of(tmp_path)


def test_damage_is_found(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    file = tmp_path / DATABASE
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        schema_of(tmp_path)
