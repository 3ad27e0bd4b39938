"""The thin part, for real: APScheduler's timer, signals, and several processes on one folder."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from newsroom import Newsroom

from digest.schedule import watch
from digest.schedule.alarm import Alarm
from digest.schedule.events import Event
from digest.schedule.stopping import Stopped, Stopping
from digest.world import SystemClock

SHIFT = Path(__file__).parent / "night_shift.py"


def now_in(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def test_it_rings_in_the_order_of_the_instants_and_for_what_has_passed() -> None:
    now = SystemClock().now()
    with Alarm() as alarm:
        alarm.set(
            {
                "third": now + now_in(0.6),
                "first": now - timedelta(days=3),
                "second": now + now_in(0.3),
                "never": now + timedelta(days=400),
            }
        )
        assert [alarm.wait() for _ in range(3)] == ["first", "second", "third"]
        assert SystemClock().now() >= now + now_in(0.6)


def test_setting_it_anew_forgets_what_it_was_set_to() -> None:
    now = SystemClock().now()
    with Alarm() as alarm:
        alarm.set({"old": now + now_in(0.3)})
        alarm.set({"new": now + now_in(0.6)})
        assert alarm.wait() == "new"


def test_it_rings_now_and_then_for_no_reason() -> None:
    with Alarm(pulse=0.1) as alarm:
        alarm.set({"never": SystemClock().now() + timedelta(days=400)})
        assert [alarm.wait() for _ in range(3)] == ["pulse"] * 3


@dataclass(slots=True)
class LeavingClock:
    """The machine's clock, which leaps once and ends the watch when something was told."""

    told: list[Event]
    leaps: float = 1e9
    """Seconds from its start."""
    by: timedelta = timedelta(0)
    began: datetime = field(default_factory=SystemClock().now)

    def now(self) -> datetime:
        moment = SystemClock().now()
        passed = (moment - self.began).total_seconds()
        if self.told or passed > 30:
            raise Stopped(0)
        return moment + self.by if passed > self.leaps else moment

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing of this waits")


def watched(room: Newsroom, clock: LeavingClock, at: datetime, pulse: float) -> None:
    """Watch by the real clock for an edition whose slot is at this time of day, to the second."""
    room.clock = clock  # type: ignore[assignment]
    plans = [replace(plan, at=at.time()) for plan in room.config.digests]
    room.config = replace(room.config, digests=tuple(plans))
    with pytest.raises(Stopped), Stopping() as stopping, Alarm(pulse) as alarm:
        watch(room.start(), alarm, stopping)


def test_an_edition_comes_at_its_hour_by_the_real_clock(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00", 'at = "07:00"\nexpires_hours = 1')
    at = (SystemClock().now() + now_in(1.5)).replace(microsecond=0)
    watched(room, LeavingClock(room.events), at, pulse=10)
    (run,) = room.made
    assert run.slot.due == at
    assert not run.late
    assert room.events[0].at >= at


def test_after_a_sleep_of_the_machine_the_pulse_finds_what_came_due(tmp_path: Path) -> None:
    """While a machine sleeps its timers stand still: on waking the calendar has leapt, they have not."""
    room = Newsroom(tmp_path, "2026-02-06 07:00", 'at = "07:00"\nexpires_hours = 10')
    at = SystemClock().now() + timedelta(hours=6)
    watched(room, LeavingClock(room.events, leaps=0.5, by=timedelta(hours=12)), at, pulse=0.2)
    (run,) = room.made
    assert run.slot.due == at
    assert run.late


def start(folder: Path, mode: str, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SHIFT), str(folder), mode, str(seconds)], stdout=subprocess.PIPE, text=True
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_two_instances_make_one_edition(tmp_path: Path) -> None:
    processes = [start(tmp_path, "look", 0.5) for _ in range(3)]
    told = "".join(process.communicate(timeout=60)[0] for process in processes)
    assert [process.returncode for process in processes] == [0] * 3
    assert (tmp_path / "letters").read_text() == "d0/2026-02-06T07:00\n"
    assert told.count("published, 1 delivered") == 1
    # The others found it published, or somebody at work on it.
    assert told.count("making") == 1
    assert told.count("d0/2026-02-06T07:00: already published") == 0


def test_a_lock_whose_process_was_killed_holds_up_nobody(tmp_path: Path) -> None:
    killed = start(tmp_path, "look", 60)
    assert line(killed) == "making"
    held = start(tmp_path, "look", 0)
    assert "another digest is at work" in held.communicate(timeout=60)[0]
    killed.kill()
    killed.communicate(timeout=60)
    assert "published, 1 delivered" in start(tmp_path, "look", 0).communicate(timeout=60)[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_an_idle_schedule_at_once(tmp_path: Path, number: signal.Signals) -> None:
    process = start(tmp_path, "watch", 0)
    assert [line(process), line(process)] == ["watching", "making"]
    letters = tmp_path / "letters"
    while not letters.exists():
        time.sleep(0.01)
    process.send_signal(number)
    assert process.communicate(timeout=10)[0] == "stopped\n"
    assert process.returncode == 0


def test_a_signal_lets_short_work_end_and_cuts_long_work_off(tmp_path: Path) -> None:
    short = start(tmp_path, "watch", 0.4)
    assert [line(short), line(short)] == ["watching", "making"]
    short.send_signal(signal.SIGTERM)
    assert short.communicate(timeout=10)[0] == "stopped\n"
    assert (tmp_path / "letters").read_text() == "d0/2026-02-06T07:00\n"

    other = tmp_path / "other"
    other.mkdir()
    long = start(other, "watch", 60)
    assert [line(long), line(long)] == ["watching", "making"]
    long.send_signal(signal.SIGTERM)
    assert long.communicate(timeout=10)[0] == "stopped\n"
    assert not (other / "letters").exists()
    assert "published, 1 delivered" in start(other, "look", 0).communicate(timeout=60)[0]


def test_a_second_signal_cuts_off_at_once_and_the_handlers_are_given_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Stopped), Stopping(grace=60) as stopping, stopping.after():
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        raise AssertionError("not reached")
    assert signal.getsignal(signal.SIGTERM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
