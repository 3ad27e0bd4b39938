"""Whatever happened in the night: the promises of the schedule, with a clock that is moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from newsroom import DAY, MINUTE, SECOND, Newsroom, record_of, utc

from digest.errors import StoreError, TemplateError
from digest.model import EditionKey, RunReport
from digest.protocols import World
from digest.schedule.due import Run
from digest.store.lock import hold

ZONES = {
    # where the clocks go forward and back in 2026, and a local hour inside each change
    "Europe/Berlin": ("2026-03-29", "02:30", "2026-10-25", "02:30"),
    "America/New_York": ("2026-03-08", "02:30", "2026-11-01", "01:30"),
    "Australia/Lord_Howe": ("2026-10-04", "02:15", "2026-04-05", "01:45"),
}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("forward", [True, False], ids=["spring", "autumn"])
@pytest.mark.parametrize("inside", [True, False], ids=["inside", "07:00"])
def test_one_edition_a_local_day_through_both_changes_of_the_clocks(
    tmp_path: Path, zone: str, forward: bool, inside: bool
) -> None:
    spring, gap, autumn, fold = ZONES[zone]
    day, at = (spring, gap) if forward else (autumn, fold)
    noon = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=ZoneInfo(zone))
    start, end = ((noon + n * DAY).astimezone(UTC).strftime("%Y-%m-%d %H:%M") for n in (-2, 2))
    room = Newsroom(tmp_path, start, f'zone = "{zone}"\nat = "{at if inside else "07:00"}"')
    room.live(end)
    days = [run.slot.nominal.date() for run in room.made]
    assert days == [(noon + n * DAY).date() for n in (-2, -1, 0, 1, 2)]
    # The first was due hours before the schedule began; the others come on time.
    assert [run.late for run in room.made] == [True, False, False, False, False]
    assert room.box.letters == [f"d0/{slot.replace(' ', 'T')}" for slot in room.slots]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_year_s_end_is_dated_by_the_local_day(tmp_path: Path, zone: str) -> None:
    room = Newsroom(tmp_path, "2026-12-29 12:00", f'zone = "{zone}"\nat = "00:00"\nexpires_hours = 0.1')
    room.live("2027-01-02 11:59")
    assert [run.slot.nominal for run in room.made] == [
        run.slot.due.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for run in room.made
    ]
    assert len(room.made) == 4
    assert {"2026-12-31 00:00", "2027-01-01 00:00"} < set(room.slots)
    assert not any(run.late for run in room.made)


def test_the_day_that_was_skipped_at_the_date_line_has_no_edition(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2011-12-29 00:00", 'zone = "Pacific/Apia"\nat = "07:00"\nexpires_hours = 1')
    room.live("2012-01-01 00:00")
    assert room.slots == ["2011-12-29 07:00", "2011-12-31 07:00", "2012-01-01 07:00"]


def test_only_the_days_asked_for(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-01 06:00", 'at = "07:00"\ndays = ["mon", "fri"]')
    room.live("2026-02-15 12:00")
    assert room.slots == ["2026-02-02 07:00", "2026-02-06 07:00", "2026-02-09 07:00", "2026-02-13 07:00"]


@pytest.mark.parametrize(
    ("woke", "made"),
    [
        ("2026-02-13 08:00", ["2026-02-13 07:00"]),
        ("2026-02-13 06:59", []),  # yesterday's expired at 03:00
        ("2026-02-13 02:59", ["2026-02-12 07:00"]),
    ],
)
@pytest.mark.parametrize("restarted", [True, False], ids=["stopped", "slept"])
def test_a_week_of_downtime_gives_one_late_edition(
    tmp_path: Path, woke: str, made: list[str], restarted: bool
) -> None:
    room = Newsroom(tmp_path, "2026-02-05 06:00")
    room.live("2026-02-06 12:00")
    assert room.slots == ["2026-02-05 07:00", "2026-02-06 07:00"]
    room.made.clear()
    room.sleep(woke)
    if restarted:
        room.start()
    room.desk.look()
    assert room.slots == made
    assert all(run.late for run in room.made)
    room.made.clear()
    room.live("2026-02-14 12:00")
    assert "2026-02-14 07:00" in room.slots
    assert not any(run.late for run in room.made)


def test_a_late_edition_is_labelled_in_its_record_and_in_the_log(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 15:00")
    room.desk.look()
    with room.opened() as world:
        record = world.store.edition(EditionKey("d0", room.made[0].slot.nominal))
    assert record is not None
    assert record.edition.late
    assert room.lines == ["2026-02-06T15:00:00Z d0/2026-02-06T07:00: published, late, 1 delivered"]


def test_a_second_firing_and_restarts_make_no_second_edition(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00")
    for _ in range(3):
        room.desk.look()
        room.start().look()
        room.clock.moment += 7 * SECOND
    assert room.slots == ["2026-02-06 07:00"]
    assert room.box.letters == ["d0/2026-02-06T07:00"]
    assert len(room.events) == 1


@pytest.mark.parametrize(
    "back", ["2026-02-07 06:59", "2026-02-07 02:00", "2026-02-06 09:00", "2026-02-05 08:00"]
)
@pytest.mark.parametrize("restarted", [True, False])
def test_a_clock_that_steps_back_makes_no_second_edition(
    tmp_path: Path, back: str, restarted: bool
) -> None:
    # It began on the 7th: the editions of the days before were never made, and are not made out of turn.
    room = Newsroom(tmp_path, "2026-02-07 07:00")
    room.desk.look()
    room.sleep(back)
    if restarted:
        room.start()
    room.live("2026-02-07 12:00")
    assert room.slots == ["2026-02-07 07:00"]
    assert room.box.letters == ["d0/2026-02-07T07:00"]
    room.live("2026-02-08 12:00")
    assert room.slots == ["2026-02-07 07:00", "2026-02-08 07:00"]


def test_one_edition_made_under_a_clock_years_ahead_does_not_silence_the_digest(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2038-01-19 08:00")
    room.desk.look()
    room.sleep("2026-02-06 06:00")
    room.live("2026-02-07 12:00")
    assert room.slots == ["2038-01-19 07:00", "2026-02-06 07:00", "2026-02-07 07:00"]


def test_an_edition_run_by_hand_before_its_hour_is_not_made_again(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 06:00")
    with room.opened() as world:
        key = room.config.digests[0].key_at(room.clock.now())
        world.store.publish(key, record_of(key, room.clock.now()))
    room.live("2026-02-06 23:00")
    assert room.made == []
    # What it is owed is brought, even so.
    assert room.box.letters == [str(key)]


def test_another_hour_in_the_config_makes_no_second_edition_of_the_day(tmp_path: Path) -> None:
    Newsroom(tmp_path, "2026-02-06 07:00").desk.look()
    room = Newsroom(tmp_path, "2026-02-06 12:00", 'at = "09:00"')
    room.live("2026-02-07 12:00")
    assert room.slots == ["2026-02-07 09:00"]
    assert room.box.letters == ["d0/2026-02-07T09:00"]


def test_sources_that_answer_late_give_a_full_edition_late(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00")
    room.answering = lambda moment: 4 if moment >= utc("2026-02-06 07:25") else 1
    room.live("2026-02-06 23:00")
    assert room.lines == [
        "2026-02-06T07:00:00Z d0/2026-02-06T07:00: no edition, only 1 of 4 sources answered",
        "2026-02-06T07:10:00Z d0/2026-02-06T07:00: no edition, only 1 of 4 sources answered",
        "2026-02-06T07:20:00Z d0/2026-02-06T07:00: no edition, only 1 of 4 sources answered",
        "2026-02-06T07:30:00Z d0/2026-02-06T07:00: published, late, 1 delivered",
    ]


def test_at_latest_by_it_takes_what_there_is(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00", 'at = "07:00"\nlatest_by = "07:15"')
    room.answering = lambda moment: 1
    room.live("2026-02-06 23:00")
    assert [line[:20] for line in room.lines] == [f"2026-02-06T07:{m}:00Z" for m in ("00", "10", "15")]
    assert "published, late, degraded, 1 delivered" in room.lines[-1]


def test_when_no_source_answers_it_says_so_until_it_expires_and_never_makes_an_empty_edition(
    tmp_path: Path,
) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00", 'at = "07:00"\nexpires_hours = 3')
    room.answering = lambda moment: 0
    room.live("2026-02-07 06:59")
    assert room.made == []
    assert len(room.lines) == 18
    assert all("no edition, only 0 of 4 sources answered" in line for line in room.lines)
    assert room.desk.exit_code == 1
    room.answering = lambda moment: 4
    room.live("2026-02-07 12:00")
    assert room.slots == ["2026-02-07 07:00"]


def test_a_laptop_that_wakes_without_a_network_waits_for_it(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-05 20:00", collect="every_minutes = 60")
    room.live("2026-02-05 23:30")
    room.made.clear()
    room.sleep("2026-02-06 15:00")
    room.answering = lambda moment: 4 if moment > utc("2026-02-06 15:01") else 1
    room.live("2026-02-06 15:30")
    (run,) = room.made
    assert run.late
    assert not any("degraded" in line for line in room.lines)


def test_an_edition_cut_off_before_it_was_published_is_made_at_once_by_the_next_process(
    tmp_path: Path,
) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00")
    whole, room.make = room.make, cut_off_after_collecting  # type: ignore[method-assign]
    room.start()
    with pytest.raises(KeyboardInterrupt):
        room.desk.look()
    room.make = whole  # type: ignore[method-assign]
    room.clock.moment += 20 * SECOND
    room.start().look()
    assert room.lines == ["2026-02-06T07:00:20Z d0/2026-02-06T07:00: published, 1 delivered"]


def cut_off_after_collecting(world: World, run: Run) -> RunReport:
    raise KeyboardInterrupt


def test_what_is_owed_is_tried_at_growing_gaps_until_it_arrives_across_restarts(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00")
    room.box.refuses = lambda moment: moment < utc("2026-02-06 07:45")
    room.live("2026-02-06 07:25")
    room.start()
    room.live("2026-02-06 23:00")
    assert [f"{moment:%H:%M}" for moment in room.box.attempts] == [
        "07:00", "07:10", "07:20", "07:40", "08:20",
    ]  # fmt: skip
    assert room.box.letters == ["d0/2026-02-06T07:00"]
    assert len(room.made) == 1
    assert room.lines[-1] == "2026-02-06T08:20:00Z d0/2026-02-06T07:00: already published, 1 delivered"
    assert room.lines[0].endswith("published, 1 failed, reader@example.com: not now")


def test_what_is_owed_is_given_up_when_the_edition_expired(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00", 'at = "07:00"\nexpires_hours = 2\ndays = ["fri"]')
    room.box.refuses = lambda moment: True
    room.live("2026-02-08 07:00")
    assert room.box.attempts[-1] == utc("2026-02-06 08:20")


def test_collections_have_their_rhythm_and_keep_it_over_restarts(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 04:10", collect="every_minutes = 60")
    room.live("2026-02-06 05:20")
    room.start()
    room.live("2026-02-06 09:30")
    times = [f"{moment:%H:%M}" for moment in room.collections]
    # The first edition, yesterday's, expired at 03:00; today's collects for itself at 07:00.
    assert times == ["04:10", "05:10", "06:10", "08:00", "09:00"]
    assert room.lines[0] == "2026-02-06T04:10:00Z collect: 4 of 4 sources answered"


def test_two_digests_in_two_zones_have_their_own_hours(tmp_path: Path) -> None:
    room = Newsroom(
        tmp_path,
        "2026-02-06 00:00",
        'zone = "Asia/Tokyo"\nat = "07:00"\nexpires_hours = 1',
        'zone = "America/New_York"\nat = "07:00"\nexpires_hours = 1',
    )
    room.live("2026-02-07 00:00")
    assert [(run.plan.name, f"{run.slot.due:%d %H:%M}") for run in room.made] == [
        ("d1", "06 12:00"),
        ("d0", "06 22:00"),
    ]


def test_a_fault_is_told_in_a_line_and_tried_again(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00")
    whole = room.make

    def broken(world: World, run: Run) -> RunReport:
        if room.clock.now() < utc("2026-02-06 07:15"):
            raise TemplateError("page.html line 3", "no such filter 'x'")
        return whole(world, run)

    room.make = broken  # type: ignore[method-assign]
    room.start()
    room.live("2026-02-06 09:00")
    assert [line[11:] for line in room.lines] == [
        "07:00:00Z d0/2026-02-06T07:00: failed, page.html line 3: no such filter 'x'",
        "07:10:00Z d0/2026-02-06T07:00: failed, page.html line 3: no such filter 'x'",
        "07:20:00Z d0/2026-02-06T07:00: published, late, 1 delivered",
    ]


def test_a_programming_error_is_not_swallowed(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00")

    def wrong(world: World, run: Run) -> RunReport:
        raise ZeroDivisionError

    room.make = wrong  # type: ignore[method-assign]
    with pytest.raises(ZeroDivisionError):
        room.start().look()
    with hold(room.config.state):
        pass  # and the lock is free again


def test_while_another_process_is_at_work_it_waits_and_then_decides_anew(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00")
    with hold(room.config.state):
        wakes = room.desk.look()
        assert wakes == {"schedule": utc("2026-02-06 07:01")}
        assert "another digest is at work" in room.lines[0]
        with room.opened() as world:
            key = EditionKey("d0", utc("2026-02-06 07:00").replace(tzinfo=None))
            world.store.publish(key, record_of(key, room.clock.now()))
    room.live("2026-02-06 09:00")
    assert room.made == []


def test_a_state_that_cannot_be_opened_is_told_and_tried_again(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00")
    whole = room.opened

    @contextmanager
    def faulty() -> Iterator[World]:
        if room.clock.now() < utc("2026-02-06 07:02"):
            raise StoreError("state", "no space left on the disk", "make room")
        with whole() as world:
            yield world

    room.opened = faulty  # type: ignore[method-assign]
    room.start()
    room.live("2026-02-06 07:30")
    assert [line[11:] for line in room.lines] == [
        "07:00:00Z schedule: waiting, state: no space left on the disk (make room)",
        "07:01:00Z schedule: waiting, state: no space left on the disk (make room)",
        "07:02:00Z d0/2026-02-06T07:00: published, 1 delivered",
    ]


def test_a_slow_run_does_not_keep_the_next_digest_from_its_turn(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00", 'at = "07:00"', 'at = "07:05"\nexpires_hours = 1')
    whole = room.make

    def slow(world: World, run: Run) -> RunReport:
        report = whole(world, run)
        room.clock.moment += 8 * MINUTE
        return report

    room.make = slow  # type: ignore[method-assign]
    room.start().look()
    assert [(run.plan.name, run.slot.nominal.day, run.late) for run in room.made] == [
        ("d0", 6, False),
        ("d1", 6, False),
    ]


def test_the_log_is_one_line_an_event_whatever_a_server_says(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00")

    def hostile(world: World, run: Run) -> RunReport:
        raise TemplateError("x", "one\ntwo\x1b[31m\u202ethree\u2028four")

    room.make = hostile  # type: ignore[method-assign]
    room.start().look()
    (event,) = room.events
    for told in (event.line(), event.json()):
        assert len(told.splitlines()) == 1
        assert not any(character in told for character in "\x1b\u202e")


def test_with_nothing_due_the_next_look_is_at_the_next_slot(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "2026-02-06 07:00")
    wakes = room.desk.look()
    assert wakes == {"d0": utc("2026-02-07 07:00")}
    assert room.desk.plans() == ("next d0/2026-02-07T07:00 at 2026-02-07T07:00:00Z",)
