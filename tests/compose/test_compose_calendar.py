"""The calendar: what is scheduled ahead, as far as a source gave it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from compose_stories import NOW, Desk, board

from digest.compose.sections.calendar import Calendar
from digest.model import SCHEDULED, WHOLE_DAY, Observation, ScheduledRow, Section


def event(
    name: str,
    *,
    hours: float = 1,
    at: datetime | None = None,
    grade: int = 3,
    label: str = "USD",
    window: str = "",
    source: str = "prices",
) -> Observation:
    when = at or NOW + timedelta(hours=hours)
    if window:
        when = when.replace(hour=0)
    return Observation(
        SCHEDULED,
        f"{when} {name}",
        Decimal(grade),
        "importance",
        when,
        source,
        "https://prices.example/week",
        label=label,
        name=name,
        window=window,
    )


USUAL = Calendar()


def filled(*observations: Observation, zone: str = "UTC", rule: Calendar = USUAL) -> Section:
    there = board(observations=observations)
    there = replace(there, edition=replace(there.edition, zone=zone))
    return rule.fill("calendar", "Calendar", there)


def rows(section: Section) -> list[ScheduledRow]:
    return [item for item in section.items if isinstance(item, ScheduledRow)]


def names(*observations: Observation, zone: str = "UTC", rule: Calendar = USUAL) -> list[str]:
    return [row.name for row in rows(filled(*observations, zone=zone, rule=rule))]


def test_it_tells_what_is_ahead_earliest_first() -> None:
    assert names(event("B", hours=30), event("A", hours=2)) == ["A", "B"]


@pytest.mark.parametrize(
    ("one", "printed"),
    [
        (event("CPI", hours=-0.01), False),
        (event("CPI", hours=0), False),
        (event("CPI", hours=0.01), True),
        (event("CPI", hours=-24), False),
        (event("CPI", hours=24 * 8), False),
        (event("CPI", hours=24 * 6.9), True),
        (event("Unlock", hours=-1, window=WHOLE_DAY), True),
        (event("Unlock", hours=-24, window=WHOLE_DAY), False),
        (event("Unlock", hours=24 * 7, window=WHOLE_DAY), True),
        (event("Unlock", hours=24 * 8, window=WHOLE_DAY), False),
        (event("Talk", grade=1), False),
        (replace(event("CPI"), series="price"), False),
    ],
)
def test_what_is_over_too_far_or_of_no_weight_is_not_told(one: Observation, printed: bool) -> None:
    assert bool(rows(filled(one))) == printed


def test_of_many_the_most_important_stay_in_the_order_of_time() -> None:
    three = (event("low", hours=1, grade=2), event("first", hours=2), event("second", hours=3))
    section = filled(*three, rule=Calendar(limit=2))
    assert [row.name for row in rows(section)] == ["first", "second"]
    assert section.notes == ("Of the next 7 days; 1 less important left out.",)


def test_a_day_without_an_hour_is_the_same_day_in_every_zone() -> None:
    midnight = event("Unlock", at=NOW, window=WHOLE_DAY)
    for zone in ("UTC", "America/New_York", "Asia/Tokyo"):
        (row,) = rows(filled(midnight, zone=zone))
        assert (row.at, str(row.on)) == (None, "2026-02-06")


def test_the_last_day_is_the_readers() -> None:
    late = event("CPI", at=NOW.replace(hour=20))
    assert names(late, event("next", at=NOW.replace(day=7, hour=20)), rule=Calendar(days=1)) == [
        "CPI",
        "next",
    ]
    assert (
        names(event("CPI", at=NOW.replace(day=7, hour=20)), zone="Asia/Tokyo", rule=Calendar(days=1)) == []
    )


def test_labels_choose_whose_events_are_told() -> None:
    events = (event("CPI"), event("ECB", label="EUR"), event("Rest", label=""))
    assert names(*events, rule=Calendar(labels=("eur",))) == ["ECB"]


def test_a_row_says_whose_how_important_and_by_whom() -> None:
    (row,) = rows(filled(event("CPI, expected 3.1%", grade=2)))
    assert (row.label, row.importance, row.source) == ("USD", "medium", "Price Desk")
    (bare,) = rows(filled(event("", grade=9, source="nobody")))
    assert (bare.name, bare.label, bare.importance, bare.source) == ("USD", "", "high", "nobody")


def test_noop_nothing_scheduled_says_nothing() -> None:
    assert filled() == Section("calendar", "calendar", "Calendar")
    assert filled(event("CPI", hours=-2)) == Section("calendar", "calendar", "Calendar")


def test_noop_nothing_of_note_says_so_and_no_more() -> None:
    section = filled(event("Talk", grade=1), event("Chat", grade=0))
    assert (section.items, section.notes) == ((), ("Nothing of note among 2 events of the next 7 days.",))


def test_it_stands_in_a_composed_edition() -> None:
    digest = Desk().place(Calendar()).compose(observations=[event("CPI")])
    assert [row.name for row in rows(digest.sections[0])] == ["CPI"]
