"""A runner that forgets: what was published is read back, and nothing goes out twice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from digest.collect.recorded import RecordedFetch
from digest.config import Config
from digest.deliver.channels.git import GitBranch
from digest.deliver.channels.site import SiteFolder
from digest.demo import EDITIONS, SAMPLE, RecordedClock, demo, sample_config
from digest.model import Edition, Format, Rendition, RunReport
from digest.protocols import ConfiguredChannel, World
from digest.run import run
from digest.store import open_store


@dataclass(slots=True)
class Mailbox:
    got: list[str] = field(default_factory=list)
    formats: tuple[Format, ...] = ("text",)

    def targets(self) -> Sequence[str]:
        return ("reader@example.com",)

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        self.got.append(edition.key.day.isoformat())
        return "sent"


def run_at(config: Config, moment: datetime, state: Path, *channels: ConfiguredChannel) -> RunReport:
    (plan,) = config.digests
    clock = RecordedClock(moment)
    with open_store(state) as store:
        world = World(clock, RecordedFetch(SAMPLE, clock), store)
        return run(config, replace(plan, channels=channels), world)


def told(report: RunReport) -> tuple[int, int, int]:
    return report.considered, report.stories, report.printed


@pytest.mark.parametrize("way", ["site", "git"])
def test_a_runner_without_state_goes_on_where_the_last_one_stopped(tmp_path: Path, way: str) -> None:
    config = sample_config(tmp_path)
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--bare", "--quiet", str(remote)], check=True)
    mailbox = Mailbox()

    def channels(runner: str) -> tuple[ConfiguredChannel, ...]:
        publishing = (
            SiteFolder(str(tmp_path / "site"))
            if way == "site"
            else GitBranch(str(remote), path=str(tmp_path / runner))
        )
        return ConfiguredChannel("mail", mailbox), ConfiguredChannel("page", publishing)

    kept = tmp_path / "kept"
    first, second, third = EDITIONS
    for moment in (first, second):
        assert run_at(config, moment, kept, *channels("a")).recalled == 0
    assert mailbox.got == ["2026-02-04", "2026-02-05"]

    again = run_at(config, second, tmp_path / "lost", *channels("b"))
    assert (again.state, again.recalled, again.receipts) == ("already published", 2, ())
    assert mailbox.got == ["2026-02-04", "2026-02-05"]

    shutil.copytree(kept, tmp_path / "remembered")
    went_on = run_at(config, third, tmp_path / "lost too", *channels("c"))
    assert went_on.recalled == 2
    assert mailbox.got == ["2026-02-04", "2026-02-05", "2026-02-06"]
    remembered = run_at(config, third, tmp_path / "remembered", ConfiguredChannel("mail", Mailbox()))
    assert told(went_on) == told(remembered)


def test_a_branch_that_cannot_be_reached_is_no_edition_rather_than_a_second_mail(tmp_path: Path) -> None:
    mailbox = Mailbox()
    away = GitBranch(str(tmp_path / "nowhere.git"), path=str(tmp_path / "c"))
    report = run_at(
        sample_config(tmp_path),
        EDITIONS[0],
        tmp_path / "state",
        ConfiguredChannel("mail", mailbox),
        ConfiguredChannel("pages", away),
    )
    assert (report.state, mailbox.got, report.exit_code) == ("no edition", [], 1)
    assert "cannot be read back" in report.problems[0]


def test_what_is_no_record_is_told_and_passed_over(tmp_path: Path) -> None:
    site = ConfiguredChannel("page", SiteFolder(str(tmp_path / "site")))
    (tmp_path / "site" / "2026-02-03").mkdir(parents=True)
    (tmp_path / "site" / "2026-02-03" / "edition.json").write_text("{}")
    report = run_at(sample_config(tmp_path), EDITIONS[0], tmp_path / "state", site)
    assert (report.state, report.recalled) == ("published", 0)
    assert report.problems == ("page: a published record cannot be read",)


def test_a_demo_is_the_first_one_each_time(tmp_path: Path) -> None:
    assert demo(tmp_path).recalled == 0
    again = demo(tmp_path)
    assert (again.state, again.recalled) == ("published", 0)
