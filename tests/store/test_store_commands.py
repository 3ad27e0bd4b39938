"""``digest backup`` and ``digest restore`` as they are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from store_samples import entry, window
from typer.testing import CliRunner

from digest.cli.backup import backup, restore
from digest.config import load_config
from digest.errors import StoreError
from digest.prepare import default_config
from digest.store import open_store

commands = typer.Typer()
commands.command()(backup)
commands.command()(restore)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A project with one entry in its state."""
    path = tmp_path / "config.toml"
    path.write_bytes(default_config().read_bytes())
    with open_store(load_config(path).state) as store:
        store.keep([entry("a")], [], [])
    return path


def call(*words: object) -> str:
    result = CliRunner().invoke(commands, [str(word) for word in words])
    if result.exception:
        raise result.exception
    return result.output


def test_there_and_back(config: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite3"
    size = "0.2 MB"
    assert call("backup", file, "--config", config) == (
        f"{file}: backed up: 0 editions, 1 entries, {size}\n"
    )
    with open_store(load_config(config).state) as store:
        store.keep([entry("b")], [], [])
    with pytest.raises(StoreError, match="is there already"):
        call("restore", file, "--config", config)
    assert "restored: 0 editions, 1 entries" in call("restore", file, "--config", config, "--force")
    with open_store(load_config(config).state) as store:
        assert [told.id for told in store.entries(window())] == ["a"]


def test_for_machines(config: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite3"
    told = json.loads(call("backup", file, "--config", config, "--json"))
    assert (told["path"], told["entries"], told["size"]) == (str(file), 1, file.stat().st_size)
