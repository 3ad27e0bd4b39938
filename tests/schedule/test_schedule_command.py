"""The command, and the real pipeline behind it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import typer
from newsroom import config_in
from typer.testing import CliRunner

from digest.cli.schedule import schedule
from digest.collect.recorded import RecordedFetch
from digest.demo import EDITIONS, SAMPLE, RecordedClock, sample_config
from digest.errors import ConfigError
from digest.model.slots import WEEKDAYS
from digest.protocols import World
from digest.schedule.desk import Desk
from digest.schedule.due import Run
from digest.schedule.events import Event
from digest.schedule.work import collection, edition
from digest.store import open_store
from digest.world import SystemClock

app = typer.Typer()
app.command()(schedule)


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    """A config with nothing due for days: its only weekday is far off."""
    today = SystemClock().now().weekday()
    config_in(tmp_path, f'days = ["{WEEKDAYS[(today + 3) % 7]}"]\nexpires_hours = 1')
    return tmp_path / "config.toml"


def test_once_with_nothing_due_says_nothing_and_is_content(quiet: Path) -> None:
    ended = CliRunner().invoke(app, ["--once", "--config", str(quiet)])
    assert (ended.exit_code, ended.output) == (0, "")


def test_a_faulty_config_is_told_before_anything_is_scheduled(quiet: Path) -> None:
    quiet.write_text(quiet.read_text().replace("expires_hours = 1", 'expires_hours = 0\ndays = ["sunday"]'))
    ended = CliRunner().invoke(app, ["--once", "--config", str(quiet)])
    assert isinstance(ended.exception, ConfigError)


@pytest.mark.parametrize("as_json", [True, False])
def test_it_says_what_comes_next_and_stops_when_told(quiet: Path, as_json: bool) -> None:
    code = "import typer; from digest.cli.schedule import schedule; typer.run(schedule)"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "--config", str(quiet), *(["--json"] if as_json else [])],
        stdout=subprocess.PIPE if as_json else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if as_json else subprocess.PIPE,
        text=True,
    )
    log = process.stdout or process.stderr
    assert log is not None
    first = log.readline()
    process.send_signal(signal.SIGTERM)
    rest, errors = process.communicate(timeout=30)
    last = (rest or errors).strip()
    assert process.returncode == 0
    if as_json:
        assert json.loads(first)["details"][0].startswith("next d0/")
        assert json.loads(last)["state"] == "stopped"
    else:
        assert "Z schedule: started, next d0/" in first
        assert last.endswith("Z schedule: stopped")


def test_the_real_pipeline_makes_the_edition_of_the_recorded_day_once(tmp_path: Path) -> None:
    config = sample_config(tmp_path)
    (plan,) = config.digests
    clock = RecordedClock(EDITIONS[-1])
    (slot,) = plan.slots(clock.now() - timedelta(days=1), clock.now())
    events: list[Event] = []

    @contextmanager
    def opened() -> Iterator[World]:
        with open_store(config.state) as store:
            yield World(clock, RecordedFetch(SAMPLE, clock), store)

    def look() -> None:
        make, collect = partial(edition, config), partial(collection, config)
        Desk(config, clock, opened=opened, make=make, collect=collect, tell=events.append).look()

    look()
    look()
    (event,) = [event for event in events if event.about != "collect"]
    assert event.about == f"{plan.name}/{slot.nominal:%Y-%m-%dT%H:%M}"
    assert event.state == "published"
    with open_store(config.state) as store:
        (record,) = store.editions(plan.name)
    assert record.edition.late == (clock.now() - slot.due >= timedelta(minutes=10))
    assert ("late" in event.details) == record.edition.late
    assert record.masthead.missing  # one recorded source was down, and its edition came out all the same

    clock.moment += timedelta(hours=1)
    look()
    assert events[-1].line().endswith("sources answered, missing: chainreview")


def test_a_late_edition_made_after_midnight_tells_what_came_until_now(tmp_path: Path) -> None:
    config = sample_config(tmp_path)
    (plan,) = config.digests
    clock = RecordedClock(EDITIONS[-1] + timedelta(hours=17, minutes=30))
    (slot,) = plan.slots(clock.now() - timedelta(days=1), clock.now())
    assert slot.nominal.date() < clock.now().astimezone(plan.zone).date()
    with open_store(config.state) as store:
        world = World(clock, RecordedFetch(SAMPLE, RecordedClock(EDITIONS[-1])), store)
        edition(config, world, Run(plan, slot, late=True))
        (record,) = store.editions(plan.name)
    assert record.edition.key.slot == slot.nominal
    assert record.edition.window.end == clock.now()
