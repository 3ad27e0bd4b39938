"""Decisions, as a table: the hour, what the store knows, what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from newsroom import DAY, HOUR, MINUTE, config_in, outcomes_at, utc

from digest.config import DigestPlan
from digest.model import EditionKey
from digest.schedule.due import Collect, Decision, Known, Run, Standing, due

SLOT = utc("2026-02-06 07:00")
KEY = EditionKey("d0", SLOT.replace(tzinfo=None))
TOLD = Known({KEY: Standing(told=True)})


@pytest.fixture
def plan(tmp_path: Path) -> DigestPlan:
    (plan,) = config_in(tmp_path, 'at = "07:00"').digests
    return plan


def decided(plan: DigestPlan, now: datetime, known: Known, every: timedelta = 0 * HOUR) -> Decision:
    decision = due(now, (plan,), every, known)
    assert all(moment > now for moment in decision.wakes.values())
    return decision


@pytest.mark.parametrize(
    ("now", "late"),
    [
        (SLOT, False),
        (SLOT + 9 * MINUTE, False),
        (SLOT + 10 * MINUTE, True),
        (SLOT + 19 * HOUR, True),
    ],
)
def test_an_edition_that_is_not_published_is_due_until_it_expires(
    plan: DigestPlan, now: datetime, late: bool
) -> None:
    (run,) = decided(plan, now, Known()).actions
    assert isinstance(run, Run)
    assert (run.about, run.late) == (str(KEY), late)


@pytest.mark.parametrize("now", [SLOT - MINUTE, SLOT + 20 * HOUR, SLOT + 23 * HOUR])
def test_nothing_is_due_before_the_hour_or_once_it_expired(plan: DigestPlan, now: datetime) -> None:
    assert decided(plan, now, Known()).actions == ()


@pytest.mark.parametrize("now", [SLOT, SLOT + MINUTE, SLOT + 19 * HOUR])
def test_nothing_is_due_of_an_edition_that_is_published(plan: DigestPlan, now: datetime) -> None:
    decision = decided(plan, now, TOLD)
    assert decision.actions == ()
    assert decision.wakes == {"d0": SLOT + DAY}


@pytest.mark.parametrize(
    ("tried", "is_due"),
    [
        (None, True),
        (SLOT, True),
        (SLOT + 10 * MINUTE, True),
        (SLOT + 30 * MINUTE, True),
        (SLOT + 31 * MINUTE, False),
        (SLOT + HOUR - MINUTE, False),
        # signed by a clock that has been set back since
        (SLOT + 5 * HOUR, True),
    ],
)
def test_what_is_owed_is_tried_again_after_as_long_as_it_has_waited(
    plan: DigestPlan, tried: datetime | None, is_due: bool
) -> None:
    decision = decided(plan, SLOT + HOUR, Known({KEY: Standing(told=True, owed=True, tried=tried)}))
    assert [action.about for action in decision.actions] == ([str(KEY)] if is_due else [])
    assert is_due or (tried and decision.wakes[str(KEY)] == tried + (tried - SLOT))


@pytest.mark.parametrize(
    ("asked", "answering", "now", "quorum"),
    [
        # of four sources two are the quorum
        (None, 0, "07:00", 0.5),
        (None, 0, "15:00", 0.5),  # just woke: once with patience though it is past 09:00
        ("06:59", 0, "07:00", 0.5),  # the collection before says nothing of this one
        ("07:01", 2, "07:02", 0.5),  # enough answered, and the run was cut off after that
        ("07:01", 1, "07:02", None),
        ("07:01", 1, "07:10", None),
        ("07:01", 1, "07:11", 0.5),
        ("08:55", 1, "08:59", None),
        ("08:55", 1, "09:00", 0.0),  # the deadline: it takes what there is
        ("08:55", 0, "09:00", None),  # nothing: tried again all the same
        ("08:55", 0, "09:05", 0.0),
        ("07:01", 1, "15:00", 0.0),
    ],
)
def test_an_edition_waits_for_its_quorum_until_latest_by(
    plan: DigestPlan, asked: str | None, answering: int, now: str, quorum: float | None
) -> None:
    outcomes = outcomes_at(utc(f"2026-02-06 {asked}"), answering) if asked else ()
    decision = decided(plan, utc(f"2026-02-06 {now}"), Known(outcomes=outcomes))
    found = [action.quorum for action in decision.actions if isinstance(action, Run)]
    assert found == ([] if quorum is None else [quorum])
    assert bool(found) != (str(KEY) in decision.wakes)


def test_a_deadline_may_lie_on_the_next_day(tmp_path: Path) -> None:
    (late,) = config_in(tmp_path, 'at = "23:00"').digests
    (slot,) = late.slots(SLOT, SLOT + DAY)
    assert late.deadline(slot) == utc("2026-02-07 01:00")
    (strict,) = config_in(tmp_path, 'at = "23:00"\nlatest_by = "23:00"').digests
    assert strict.deadline(slot) == slot.due


def test_the_deadline_is_never_before_a_slot_that_the_clocks_moved(tmp_path: Path) -> None:
    lines = 'at = "02:10"\nlatest_by = "02:20"\nzone = "Europe/Berlin"'
    (plan,) = config_in(tmp_path, lines).digests
    (slot,) = plan.slots(utc("2026-03-29 00:00"), utc("2026-03-29 12:00"))
    assert plan.deadline(slot) == slot.due == utc("2026-03-29 01:00")


def test_after_days_of_downtime_only_the_latest_is_due(tmp_path: Path) -> None:
    (plan,) = config_in(tmp_path, 'at = "07:00"\nexpires_hours = 168').digests
    (run,) = decided(plan, SLOT + HOUR, Known()).actions
    assert run.about == str(KEY)


def test_an_older_edition_stays_owed_beside_the_latest_until_it_expires(tmp_path: Path) -> None:
    (plan,) = config_in(tmp_path, 'at = "07:00"\nexpires_hours = 30').digests
    before = EditionKey("d0", KEY.slot - DAY)
    known = Known({before: Standing(told=True, owed=True)})
    assert [a.about for a in decided(plan, SLOT, known).actions] == [str(KEY), str(before)]
    assert [a.about for a in decided(plan, SLOT + 7 * HOUR, known).actions] == [str(KEY)]


@pytest.mark.parametrize(
    ("asked", "is_due"),
    [(None, True), (59 * MINUTE, False), (60 * MINUTE, True), (30 * HOUR, True)],
)
def test_a_collection_is_due_in_its_rhythm(plan: DigestPlan, asked: timedelta | None, is_due: bool) -> None:
    now = SLOT + 5 * HOUR
    outcomes = outcomes_at(now - asked, 4) if asked else ()
    decision = decided(plan, now, replace(TOLD, outcomes=outcomes), every=HOUR)
    assert (Collect() in decision.actions) == is_due
    assert is_due or decision.wakes["collect"] == now + MINUTE


def test_no_collection_beside_an_edition_or_without_a_rhythm(plan: DigestPlan) -> None:
    assert Collect() not in decided(plan, SLOT, Known(), every=HOUR).actions
    in_vain = Known(outcomes=outcomes_at(SLOT + MINUTE, 0))
    waiting = decided(plan, SLOT + 2 * MINUTE, in_vain, every=MINUTE)
    assert waiting.actions == ()
    assert "collect" not in waiting.wakes
    assert decided(plan, SLOT, TOLD).actions == ()


def test_a_fault_is_left_alone_for_a_while_and_holds_up_nothing_else(tmp_path: Path) -> None:
    plans = config_in(tmp_path, 'at = "07:00"', 'at = "07:00"').digests
    decision = due(SLOT, plans, 0 * HOUR, Known(faults={str(KEY): SLOT + MINUTE}))
    assert [action.about for action in decision.actions] == ["d1/2026-02-06T07:00"]
    assert decision.wakes[str(KEY)] == SLOT + MINUTE


def test_editions_come_in_the_order_of_their_hours_and_before_what_is_owed(tmp_path: Path) -> None:
    plans = config_in(tmp_path, 'at = "07:00"', 'at = "06:00"', 'at = "05:00"').digests
    known = Known(
        {EditionKey("d2", datetime.fromisoformat("2026-02-06T05:00")): Standing(told=True, owed=True)}
    )
    told = [action.about[:2] for action in due(SLOT, plans, 0 * HOUR, known).actions]
    assert told == ["d1", "d0", "d2"]
