"""What is in effect, what differs from its default, and the line that sets it; never a secret."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from digest.config import load_config
from digest.config.edit import changed, parsed_path
from digest.config.show import Setting, settings
from digest.prepare import default_config

CONFIG = """[[digest]]
name = "a"
title = "A"
word_budget = 800

[collect]
every_minutes = 60

[[signal]]
kind = "recency"
half_life = 6
[[signal]]
kind = "recency"
name = "slow"

[[section]]
kind = "top"

[lexicon.asset]
FOO = { name = "Foo" }

[[channel]]
id = "mail"
kind = "smtp"
host = "mail.example"
sender = "a@example.com"
to = ["b@example.com"]
username = "a"
password = "env:MAIL_PASSWORD"

[[channel]]
id = "chats"
kind = "apprise"
chats = { desk = "json://a.example/s3cret", ops = "env:OPS" }

[[source]]
id = "paper"
kind = "feed"
url = "https://user:pw@paper.example/rss?api_key=s3cret&x=1"
headers = { Authorization = "Bearer s3cret", X-Key = "env:PAPER_KEY" }
"""


@pytest.fixture
def shown(tmp_path: Path) -> dict[str, Setting]:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return {one.path: one for one in settings(tmp_path / "config.toml")}


def test_each_has_its_value_its_default_and_its_line(shown: dict[str, Setting]) -> None:
    lines = CONFIG.splitlines()
    table = [
        ("digest.a.word_budget", 800, 1200, True, "word_budget = 800"),
        ("digest.a.zone", "UTC", "UTC", False, None),
        ("collect.every_minutes", 60, 60, False, "every_minutes = 60"),
        ("collect.max_bytes", 10_000_000, 10_000_000, False, None),
        ("signal.recency.half_life", 6, 12.0, True, "half_life = 6"),
        ("signal.slow.half_life", 12.0, 12.0, False, None),
        ("section.top.limit", 8, 8, False, None),
        ("state.path", ".digest", ".digest", False, None),
        ("lexicon.asset.FOO", {"name": "Foo"}, None, True, 'FOO = { name = "Foo" }'),
    ]
    for path, value, default, differs, line in table:
        one = shown[path]
        assert (one.value, one.default, one.changed) == (value, default, differs), path
        assert (one.line and lines[one.line - 1]) == line, path


def test_no_secret_is_shown(shown: dict[str, Setting]) -> None:
    assert "s3cret" not in repr(shown)
    assert "pw@" not in repr(shown)
    assert shown["channel.mail.password"].value == "env:MAIL_PASSWORD"
    assert shown["channel.chats.chats"].value == {"desk": "***", "ops": "env:OPS"}
    assert shown["source.paper.headers"].value == {"Authorization": "***", "X-Key": "env:PAPER_KEY"}
    assert shown["source.paper.url"].value == "https://paper.example/rss?api_key=***&x=1"


def test_every_setting_of_the_config_that_ships_can_be_set_by_its_path() -> None:
    text = default_config().read_text(encoding="utf-8")
    told = settings(default_config())
    assert len({one.path for one in told}) == len(told)
    set_here = [one for one in told if one.line and one.path.count(".") == 2 and isinstance(one.value, str)]
    assert len(set_here) > 30
    for one in set_here:
        after = changed(text, {parsed_path(one.path): "another"})
        assert "another" in str(tomllib.loads(after)[one.path.split(".")[0]]), one.path


def test_the_command_shows_the_same(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(default_config().read_bytes())

    def digest(*words: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "digest", "config", "show", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    told = digest("collect.every")
    assert told.startswith("collect.every_minutes = ")
    assert len(digest().splitlines()) > len(digest("--changed").splitlines()) > 50
    assert all(one["path"].startswith("signal.") for one in json.loads(digest("signal.", "--json")))
    (tmp_path / "config.toml").write_text("[[source]]\nkind = 1\n", encoding="utf-8")
    assert "kind" in digest(code=2)


def test_what_is_shown_is_what_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(default_config().read_bytes())
    config = load_config(tmp_path / "config.toml", environment={})
    shown = {one.path: one.value for one in settings(tmp_path / "config.toml")}
    for signal in config.signals:
        assert shown[f"signal.{signal.name}.weight"] == signal.weight
    for one in config.sources:
        assert shown[f"source.{one.source.id}.weight"] == one.source.weight
        assert shown[f"source.{one.source.id}.tier"] == one.source.tier
