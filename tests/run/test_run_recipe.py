"""The recipe for a runner that forgets: its commands, in order, on the recorded days."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from digest.demo import EDITIONS, SAMPLE

RECIPE = Path(__file__).parents[2] / "docs" / "recipes" / "github-actions.yml"
SKIPPED = {
    "Get config.toml": "an action",
    "Get Python": "an action",
    "Install": "asks a package index",
}
"""Steps that cannot be taken here, each with what it needs."""
PAGES = """
[[channel]]
id = "pages"
kind = "git"
remote = "env:PAGES_REMOTE"
"""
DIGEST = """#!{python}
from contextlib import contextmanager
from datetime import datetime

from digest import world
from digest.collect.recorded import RecordedFetch
from digest.demo import SAMPLE, RecordedClock
from digest.protocols import World
from digest.store import open_store


@contextmanager
def recorded(config, *, scratch=False):
    clock = RecordedClock(datetime.fromisoformat("{moment}"))
    with open_store(config.state) as store:
        yield World(clock, RecordedFetch(SAMPLE, clock), store)


world.open_world = recorded
from digest.cli import main

main()
"""
"""The command, in a world that is the recording at a moment of it."""


@dataclass(frozen=True, slots=True)
class Runner:
    """A machine that has the repository and nothing else."""

    folder: Path
    moment: datetime
    remote: Path

    def take(self, job: dict[str, Any]) -> str:
        """What the steps of `job` print, those aside that are `SKIPPED`."""
        commands = self.folder / "bin"
        commands.mkdir(parents=True)
        (commands / "digest").write_text(DIGEST.format(python=sys.executable, moment=self.moment))
        (commands / "digest").chmod(0o755)
        repository = self.folder / "repository"
        repository.mkdir()
        (repository / "config.toml").write_text((SAMPLE / "config.toml").read_text() + PAGES)
        known = {
            **job["env"],
            "PAGES_REMOTE": str(self.remote),
            "PATH": f"{commands}:{os.environ['PATH']}",
            "HOME": str(self.folder),
        }
        assert "${{" not in "".join(known.values())
        said = []
        for step in job["steps"]:
            if step["name"] in SKIPPED:
                continue
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=repository,
                env=known,
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, f"{step['name']}: {done.stdout}{done.stderr}"
            said.append(done.stdout)
        return "".join(said)

    def mails(self) -> int:
        """How many it sent."""
        return len(list((self.folder / "repository").rglob("*.eml")))


@pytest.fixture(scope="module")
def job() -> dict[str, Any]:
    workflow = yaml.safe_load(RECIPE.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "write"}
    (job,) = workflow["jobs"].values()
    return dict(job)


def test_every_step_is_taken_or_skipped_by_name(job: dict[str, Any]) -> None:
    away = {step["name"] for step in job["steps"] if "uses" in step or " pip " in step["run"]}
    assert away == set(SKIPPED)
    assert [step["run"] for step in job["steps"] if step["name"] not in SKIPPED][-1] == "digest run"


def test_runners_without_memory_go_on_from_what_is_published(tmp_path: Path, job: dict[str, Any]) -> None:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--bare", "--quiet", str(remote)], check=True)

    def edition(day: str) -> Any:
        words = ["git", "-C", str(remote), "show", f"gh-pages:{day}/edition.json"]
        return json.loads(subprocess.run(words, check=True, capture_output=True).stdout)

    def runner(name: str, moment: datetime) -> Runner:
        return Runner(tmp_path / name, moment, remote)

    first = runner("first", EDITIONS[0])
    said = first.take(job)
    assert "sample/2026-02-04T07:00: published" in said
    assert "read back" not in said
    assert first.mails() == 1

    second = runner("second", EDITIONS[1])
    said = second.take(job)
    assert "sample/2026-02-05T07:00: published" in said
    assert "nothing was remembered: 1 published edition was read back" in said
    assert second.mails() == 1
    before, after = edition("2026-02-04"), edition("2026-02-05")
    windows = [one["masthead"]["edition"]["window"] for one in (before, after)]
    assert windows[1]["start"] == windows[0]["end"]
    told = [item for section in after["sections"] for item in section["items"]]
    assert "update" in {item["status"] for item in told if item["layout"] == "brief"}

    again = runner("again", EDITIONS[1])
    said = again.take(job)
    assert "nothing was remembered: 2 published editions were read back" in said
    assert "already published" in said
    assert again.mails() == 0
