"""Slots: one a local day in every zone, whatever its clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.slots import WEEKDAYS, Slot, instant, slots

DAY = timedelta(days=1)
EARLIEST, LATEST = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2150-01-01")
ZONES = sorted(available_timezones() - {"Factory", "localtime"})


def between(zone: str, at: str, first: str, last: str) -> list[tuple[str, str]]:
    """Nominal and shown local time of every slot due from the start of `first` to the end of `last`."""
    place = ZoneInfo(zone)
    start = datetime.fromisoformat(first).replace(tzinfo=place)
    end = datetime.fromisoformat(last).replace(tzinfo=place) + DAY
    found = slots(place, time.fromisoformat(at), WEEKDAYS, start - timedelta(seconds=1), end)
    return [
        (f"{slot.nominal:%m-%d %H:%M}", f"{slot.due.astimezone(place):%m-%d %H:%M %z}") for slot in found
    ]


@pytest.mark.parametrize(
    ("zone", "at", "day", "shown"),
    [
        ("Europe/Berlin", "07:00", "2026-02-06", "02-06 07:00 +0100"),
        # skipped hours: at the next minute there is
        ("America/New_York", "02:30", "2026-03-08", "03-08 03:00 -0400"),
        ("Europe/Berlin", "02:00", "2026-03-29", "03-29 03:00 +0200"),
        ("Europe/Berlin", "02:59", "2026-03-29", "03-29 03:00 +0200"),
        ("Europe/Berlin", "03:00", "2026-03-29", "03-29 03:00 +0200"),
        # repeated hours: the first showing
        ("America/New_York", "01:30", "2026-11-01", "11-01 01:30 -0400"),
        ("Europe/Berlin", "02:30", "2026-10-25", "10-25 02:30 +0200"),
        # half an hour only
        ("Australia/Lord_Howe", "02:15", "2026-10-04", "10-04 02:30 +1100"),
        ("Australia/Lord_Howe", "01:45", "2026-04-05", "04-05 01:45 +1100"),
        # a midnight that does not exist
        ("America/Sao_Paulo", "00:00", "2018-11-04", "11-04 01:00 -0200"),
        ("Asia/Beirut", "00:00", "2026-03-29", "03-29 01:00 +0300"),
        ("Africa/Cairo", "00:30", "2026-04-24", "04-24 01:00 +0300"),
        # and one that comes twice
        ("America/Havana", "00:30", "2026-11-01", "11-01 00:30 -0400"),
        ("America/St_Johns", "00:00", "2009-11-01", "11-01 00:00 -0230"),
        # year's end, east and west
        ("Pacific/Kiritimati", "00:00", "2026-01-01", "01-01 00:00 +1400"),
        ("Pacific/Pago_Pago", "23:59", "2026-12-31", "12-31 23:59 -1100"),
        ("Asia/Kathmandu", "07:00", "1985-12-31", "12-31 07:00 +0530"),
        # leap day
        ("UTC", "07:00", "2028-02-29", "02-29 07:00 +0000"),
    ],
)
def test_a_slot_is_due_when_the_clocks_say_so_or_as_soon_as_they_can(
    zone: str, at: str, day: str, shown: str
) -> None:
    nominal = datetime.combine(date.fromisoformat(day), time.fromisoformat(at))
    assert f"{instant(nominal, ZoneInfo(zone)).astimezone(ZoneInfo(zone)):%m-%d %H:%M %z}" == shown
    around = between(zone, at, str(nominal.date() - DAY), str(nominal.date() + DAY))
    assert [told for name, told in around if name == f"{nominal:%m-%d %H:%M}"] == [shown]


def test_a_day_that_was_skipped_at_the_date_line_has_no_slot() -> None:
    assert between("Pacific/Apia", "07:00", "2011-12-28", "2012-01-01") == [
        ("12-28 07:00", "12-28 07:00 -1000"),
        ("12-29 07:00", "12-29 07:00 -1000"),
        ("12-31 07:00", "12-31 07:00 +1400"),
        ("01-01 07:00", "01-01 07:00 +1400"),
    ]


def test_a_day_that_was_lived_twice_has_one_slot() -> None:
    assert between("Pacific/Kwajalein", "20:00", "1969-09-29", "1969-10-01") == [
        ("09-29 20:00", "09-29 20:00 +1100"),
        ("09-30 20:00", "09-30 20:00 +1100"),
        ("10-01 20:00", "10-01 20:00 -1200"),
    ]


def test_a_slot_is_not_overlooked_while_the_clocks_show_the_day_before_again() -> None:
    """In St John's the clocks went from 00:01 back to 23:01: the new day had begun, and began again."""
    place = ZoneInfo("America/St_Johns")
    first_midnight = datetime(2009, 11, 1, 2, 30, tzinfo=UTC)
    again_yesterday = first_midnight + timedelta(minutes=30)
    assert f"{again_yesterday.astimezone(place):%d %H:%M}" == "31 23:30"
    (slot,) = slots(place, time(0, 0), WEEKDAYS, first_midnight - DAY + timedelta(hours=1), again_yesterday)
    assert slot == Slot(datetime.fromisoformat("2009-11-01"), first_midnight)


def test_only_the_days_named_have_slots() -> None:
    found = slots(
        ZoneInfo("Asia/Tokyo"), time(7), ("fri", "mon"), datetime(2026, 2, 1, tzinfo=UTC),
        datetime(2026, 2, 15, tzinfo=UTC),
    )  # fmt: skip
    # 1 February 2026 is a Sunday: in Tokyo, Monday has begun by 22:00 UTC.
    assert [f"{slot.nominal:%a %d}" for slot in found] == ["Mon 02", "Fri 06", "Mon 09", "Fri 13"]


def test_the_span_is_open_at_its_start_and_closed_at_its_end() -> None:
    seven = datetime(2026, 2, 6, 7, tzinfo=UTC)

    def found(after: datetime, until: datetime) -> int:
        return len(list(slots(ZoneInfo("UTC"), time(7), WEEKDAYS, after, until)))

    assert found(seven, seven + timedelta(hours=23)) == 0
    assert found(seven - timedelta(seconds=1), seven) == 1
    assert found(seven, seven + DAY) == 1
    assert found(seven, seven - DAY) == 0


@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(EARLIEST, LATEST),
    length=st.integers(1, 500),
    at=st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    days=st.sets(st.sampled_from(WEEKDAYS), min_size=1),
)
def test_every_local_date_has_one_slot_in_every_zone_and_year(
    zone: str, start: datetime, length: int, at: time, days: set[str]
) -> None:
    place = ZoneInfo(zone)
    after = start.replace(tzinfo=UTC)
    until = after + length * DAY
    found = list(slots(place, at, [day for day in WEEKDAYS if day in days], after, until))
    due = [slot.due for slot in found]
    assert due == sorted(set(due))
    assert all(after < moment <= until for moment in due)
    assert [slot.nominal for slot in found] == sorted({slot.nominal for slot in found})
    assert all(slot.nominal.time() == at and WEEKDAYS[slot.nominal.weekday()] in days for slot in found)
    # No date that the clocks showed is missing, but for the ragged ends of the span, and no other is there.
    shown = [(after + timedelta(hours=n)).astimezone(place).date() for n in range(-48, length * 24 + 49)]
    wanted = [day for day in dict.fromkeys(shown) if WEEKDAYS[day.weekday()] in days]
    within = [day for day in dict.fromkeys(shown[84:-108]) if WEEKDAYS[day.weekday()] in days]
    assert set(within) <= {slot.nominal.date() for slot in found} <= set(wanted)


@given(
    zone=st.sampled_from(ZONES),
    nominal=st.datetimes(EARLIEST, LATEST).map(lambda moment: moment.replace(second=0, microsecond=0)),
)
def test_no_earlier_instant_of_the_day_before_shows_the_hour(zone: str, nominal: datetime) -> None:
    place = ZoneInfo(zone)
    due = instant(nominal, place)
    assert due.astimezone(place).replace(tzinfo=None) >= nominal
    for seconds in (1, 60, 1800, 3600, 7200):
        before = (due - timedelta(seconds=seconds)).astimezone(place).replace(tzinfo=None)
        assert before < nominal or _set_back_since(due, seconds, place)


def _set_back_since(due: datetime, seconds: int, place: ZoneInfo) -> bool:
    """Whether the clocks were set back within these seconds, so that they showed a later time before."""
    before = (due - timedelta(seconds=seconds)).astimezone(place).utcoffset()
    after = due.astimezone(place).utcoffset()
    assert before is not None
    assert after is not None
    return after < before
