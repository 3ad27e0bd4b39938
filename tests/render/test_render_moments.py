"""Times as a reader meets them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from digest.render.moments import Moments, zone_name

MOMENTS = Moments()
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 2, 6, 12, 0, tzinfo=UTC)


def test_local_time_is_the_readers() -> None:
    assert MOMENTS.local(NOW, NEW_YORK) == "Fri 6 Feb 2026, 07:00"
    assert MOMENTS.local(NOW, ZoneInfo("Asia/Shanghai")) == "Fri 6 Feb 2026, 20:00"
    assert MOMENTS.local(datetime.fromisoformat("2026-02-06T07:00"), NEW_YORK) == "Fri 6 Feb 2026, 07:00"


@pytest.mark.parametrize(
    ("moment", "zone", "name"),
    [
        (NOW, "America/New_York", "EST"),
        (datetime(2026, 7, 6, tzinfo=UTC), "America/New_York", "EDT"),
        (NOW, "Asia/Dubai", "UTC+04"),
        (NOW, "UTC", "UTC"),
    ],
)
def test_zone_is_named_as_of_that_day(moment: datetime, zone: str, name: str) -> None:
    assert zone_name(moment, ZoneInfo(zone)) == name


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 2, 6, 11, 55, tzinfo=UTC), "06:55"),
        (datetime(2026, 2, 5, 12, 0, tzinfo=UTC), "Thu 07:00"),
        (datetime(2026, 1, 29, 12, 0, tzinfo=UTC), "Thu 29 Jan, 07:00"),
        (datetime(2025, 12, 31, 12, 0, tzinfo=UTC), "Wed 31 Dec 2025, 07:00"),
        (datetime(2026, 2, 7, 12, 0, tzinfo=UTC), "Sat 7 Feb, 07:00"),
    ],
)
def test_near_says_as_little_as_tells(moment: datetime, told: str) -> None:
    assert MOMENTS.near(moment, NEW_YORK, NOW) == told


def test_of_a_day_without_an_hour_near_says_the_day_as_it_was_written() -> None:
    assert MOMENTS.near(date(2026, 2, 6), NEW_YORK, NOW) == "Fri 6 Feb"
    assert MOMENTS.near(date(2025, 12, 31), NEW_YORK, NOW) == "Wed 31 Dec 2025"


@pytest.mark.parametrize(
    ("hours", "told"), [(0, "0 min"), (1.5, "90 min"), (27, "27 h"), (72, "3 days"), (-1, "0 min")]
)
def test_age(hours: float, told: str) -> None:
    then = datetime.fromtimestamp(NOW.timestamp() - hours * 3600, UTC)
    assert MOMENTS.age(then, NOW).replace("\N{NO-BREAK SPACE}", " ") == told


def test_days_in_words() -> None:
    day = date(2026, 2, 6)
    assert MOMENTS.long_day(day) == "Friday 6 February 2026"
    assert MOMENTS.dated(day) == "Fri 6 Feb 2026"
    assert MOMENTS.short_day(day) == "6 Feb"
    assert MOMENTS.month(day) == "February 2026"
