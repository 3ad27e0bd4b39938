"""A schedule that runs takes up a changed config, and refuses a faulty one by name."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

from newsroom import config_in

from digest.config import load_config
from digest.model.slots import WEEKDAYS
from digest.schedule import _desk
from digest.schedule.events import Event
from digest.schedule.reload import Reloading
from digest.world import SystemClock


def far_off() -> str:
    today = SystemClock().now().weekday()
    return f'days = ["{WEEKDAYS[(today + 3) % 7]}"]\nexpires_hours = 1'


def test_a_change_is_taken_up_once_and_a_fault_refused_once(tmp_path: Path) -> None:
    config_in(tmp_path, far_off())
    path = tmp_path / "config.toml"
    good = path.read_text(encoding="utf-8")
    events: list[Event] = []
    config = load_config(path)

    desk = _desk(config, events.append)
    renewed = Reloading(config, lambda fresh: _desk(fresh, events.append), events.append)
    assert renewed(desk) is desk

    path.write_text(good.replace("expires_hours = 1", "expires_hours = 2"), encoding="utf-8")
    fresh = renewed(desk)
    assert fresh is not desk
    assert renewed(fresh) is fresh
    assert [one.state for one in events] == ["config taken up"]
    assert events[0].details == fresh.plans()

    path.write_text(good.replace("expires_hours = 1", "expires_hours = 0"), encoding="utf-8")
    assert renewed(fresh) is fresh
    assert renewed(fresh) is fresh
    assert [one.state for one in events] == ["config taken up", "config refused"]
    assert "expires_hours" in events[1].details[0]
    assert events[1].exit_code == 2
    assert "\n" not in events[1].line()

    path.write_text(good + '\n[[digest]]\nname = "b"\ntitle = "B"\ntheme = "nope"\n', encoding="utf-8")
    assert renewed(fresh) is fresh
    assert "no such theme" in events[-1].details[0]

    path.unlink()
    assert renewed(fresh) is fresh
    assert "no such file" in events[-1].details[0]
    path.write_text(good, encoding="utf-8")
    assert renewed(fresh) is not fresh
    assert events[-1].state == "config taken up"


def saved(path: Path, text: str) -> None:
    """As an editor saves: never half a file."""
    aside = path.with_suffix(".new")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def test_a_running_schedule_does_so(tmp_path: Path) -> None:
    config_in(tmp_path, far_off())
    path = tmp_path / "config.toml"
    good = path.read_text(encoding="utf-8")
    code = (
        "import digest.schedule.alarm as alarm, functools, digest.schedule as s, typer\n"
        "from digest.cli.schedule import schedule\n"
        "s.Alarm = functools.partial(alarm.Alarm, 0.1)\n"
        "typer.run(schedule)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "--config", str(path), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    guard = threading.Timer(60, process.kill)
    guard.start()
    try:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["state"] == "started"
        saved(path, good.replace("expires_hours = 1", "expires_hours = 0"))
        refused = json.loads(process.stdout.readline())
        assert refused["state"] == "config refused"
        assert "expires_hours" in refused["details"][0]
        saved(path, good.replace("expires_hours = 1", "expires_hours = 2"))
        assert json.loads(process.stdout.readline())["state"] == "config taken up"
        process.send_signal(signal.SIGTERM)
        assert json.loads(process.stdout.readline())["state"] == "stopped"
        assert process.wait() == 0
    finally:
        guard.cancel()
        process.kill()
        process.communicate()
