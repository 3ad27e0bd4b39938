"""``digest templates``: what a theme is made of, and one file of it to change."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = """
[[digest]]
name = "morning"
title = "Morning"
theme = "terse"
[[section]]
kind = "top"
[[source]]
id = "paper"
kind = "feed"
url = "https://paper.example/rss"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def digest(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "digest", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_list_names_every_file_and_whose_it_is(desk: Path) -> None:
    own = desk / "templates" / "terse" / "style.css"
    own.parent.mkdir(parents=True)
    own.write_text("body {}", encoding="utf-8")
    files = json.loads(digest(desk, "templates", "list", "--json").stdout)
    assert {one["theme"] for one in files} == {"counsel", "letter", "terse"}
    assert [one["file"] for one in files if one["own"]] == ["style.css"]
    listed = digest(desk, "templates", "list").stdout.split()
    assert listed[listed.index("yours:") - 1] == "style.css"


@pytest.mark.parametrize("file", ["letter/page/brief.html", "terse/page/brief.html", "terse/mail.txt"])
def test_an_ejected_file_takes_the_place_of_the_one_that_ships(desk: Path, file: str) -> None:
    assert digest(desk, "templates", "eject", file).returncode == 0
    own = desk / "templates" / file
    assert own.stat().st_size > 100
    again = digest(desk, "templates", "eject", file)
    assert (again.returncode, "is there already" in again.stderr) == (2, True)


@pytest.mark.parametrize("file", ["letter/pag.html", "nothing", "../config.toml", "none/page.html", ""])
def test_what_there_is_no_template_of_is_said(desk: Path, file: str) -> None:
    told = digest(desk, "templates", "eject", file)
    assert told.returncode == 2
    assert "there is no template" in told.stderr
    assert not (desk / "templates").exists()
