"""Dates in the wild: the right moment or none."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.parse.dates import DateRule, dated, moment


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-02-06T07:00:00Z", "2026-02-06T07:00"),
        ("2026-02-06T07:00:00.123+08:00", "2026-02-05T23:00"),
        ("2026-02-06T07:00-0500", "2026-02-06T12:00"),
        ("2026-02-06 07:00", "2026-02-06T07:00"),
        ("2026-02-06", "2026-02-06T00:00"),
        ("20260206", "2026-02-06T00:00"),
        ("20260206T070000Z", "2026-02-06T07:00"),
        ("2026-02-06T24:00:00Z", "2026-02-07T00:00"),
        ("Fri, 06 Feb 2026 07:00:00 GMT", "2026-02-06T07:00"),
        ("Fri, 6 Feb 2026 07:00:00 +0800", "2026-02-05T23:00"),
        ("6 Feb 26 07:00 EST", "2026-02-06T12:00"),
        ("Fri, 06 Feb 2026 07:00:00 JST", "2026-02-05T22:00"),
        ("Fri, 06 Feb 2026 07:00:00 -0000", "2026-02-06T07:00"),
        ("Fri Feb  6 07:00:00 2026", "2026-02-06T07:00"),
        ("Fri Feb  6 07:00:00 EST 2026", "2026-02-06T12:00"),
        ("Friday, February 6, 2026 - 07:00", "2026-02-06T07:00"),
        ("Feb. 6, 2026, 7:05 p.m.", "2026-02-06T19:05"),
        ("February 6th, 2026 12:30 AM", "2026-02-06T00:30"),
        ("6 September 2026", "2026-09-06T00:00"),
        ("06-Feb-2026 07:00 UTC", "2026-02-06T07:00"),
        ("2026/2/6 7:00", "2026-02-06T07:00"),
        ("2026年2月6日 15:04", "2026-02-06T15:04"),
        ("31/10/2026 12:00", "2026-10-31T12:00"),
        ("10/31/2026 12:00", "2026-10-31T12:00"),
        ("5.5.2026", "2026-05-05T00:00"),
        ("1770361200", "2026-02-06T07:00"),
        ("1770361200000", "2026-02-06T07:00"),
        (1770361200, "2026-02-06T07:00"),
        (Decimal("1770361200.5"), "2026-02-06T07:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59"),
    ],
)
def test_a_date_is_read(written: object, utc: str) -> None:
    read = moment(written)
    assert read is not None
    assert read.tzinfo is UTC
    assert f"{read:%Y-%m-%dT%H:%M}" == utc


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "yesterday",
        "2 hours ago",
        True,
        "2026-02-30",
        "2026-13-01T00:00:00Z",
        "Sun, 31 Feb 2026 10:00:00 GMT",
        "Fri, 06 Feb 2026 25:00:00 GMT",
        "2026-02-06T07:61:00Z",
        "05/06/2026",
        "0001-01-01T00:00:00Z",
        "1970-01-01",
        "Fri, 06 Feb 2026 07:00:00 IST",
        "Fri, 06 Feb 2026 07:00:00 ET",
        "2026-02-06T07:00:00+99:00",
        "6 Foo 2026",
        "13:00 PM 6 Feb 2026",
        "9" * 200,
        "0",
        [],
        {"a": 1},
        "9999-12-31T23:59:59-23:00",
        float("nan"),
    ],
)
def test_a_date_that_cannot_be_is_none(written: object) -> None:
    assert moment(written) is None


def test_a_date_without_zone_is_in_the_given_one() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    assert moment("2026-02-06 17:00", shanghai) == datetime(2026, 2, 6, 9, tzinfo=UTC)
    assert moment("2026-02-06", shanghai) == datetime(2026, 2, 5, 16, tzinfo=UTC)
    assert moment("2026-02-06 17:00Z", shanghai) == datetime(2026, 2, 6, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "day", "clock"),
    [
        ("2026-02-06", "2026-02-06", False),
        ("Fri, 6 February 2026", "2026-02-06", False),
        ("2026年2月6日", "2026-02-06", False),
        ("20260206", "2026-02-06", False),
        ("2026-02-06T00:00:00Z", "2026-02-06", True),
        ("Fri, 06 Feb 2026 23:30:00 -0500", "2026-02-06", True),
        ("1770361200", "2026-02-06", True),
    ],
)
def test_a_day_is_told_from_a_moment(written: str, day: str, clock: bool) -> None:
    read = dated(written)
    assert read is not None
    assert (read.day.isoformat(), read.clock) == (day, clock)


def test_a_day_is_the_one_written_whatever_the_zone() -> None:
    read = DateRule("Asia/Shanghai").read("2026-02-06")
    assert read is not None
    assert read.day.isoformat() == "2026-02-06"
    assert read.at == datetime(2026, 2, 5, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "written", "utc"),
    [
        (DateRule(day_first=True), "05/06/2026 12:00", "2026-06-05T12:00"),
        (DateRule(day_first=False), "05/06/2026 12:00", "2026-05-06T12:00"),
        (DateRule(day_first=False), "31/10/2026", "2026-10-31T00:00"),
        (DateRule(day_first=True), "10/31/2026", "2026-10-31T00:00"),
        (DateRule("Europe/London"), "Friday, July 3, 2026 - 10:00", "2026-07-03T09:00"),
        (DateRule("Europe/Paris"), "2026-02-06T10:00:00+01:00", "2026-02-06T09:00"),
        (DateRule("Europe/Berlin", "%d.%m.%y um %H Uhr"), "06.02.26 um 9 Uhr", "2026-02-06T08:00"),
        (DateRule("UTC", "%y%m%d"), "260206", "2026-02-06T00:00"),
        # What does not fit the form is read as any other date.
        (DateRule("UTC", "%y%m%d"), "2026-02-06", "2026-02-06T00:00"),
    ],
)
def test_a_source_s_rule_says_how_it_writes_dates(rule: DateRule, written: str, utc: str) -> None:
    read = rule.read(written)
    assert read is not None
    assert f"{read.at:%Y-%m-%dT%H:%M}" == utc


def test_a_rule_does_not_make_a_date_of_anything() -> None:
    assert DateRule("UTC", "%d", day_first=True).read("soon") is None
    assert DateRule("UTC", "%d").read("6") is None
    assert DateRule(day_first=True).read("45/06/2026") is None
    with pytest.raises(ValueError, match="Europe/Berlin"):
        DateRule("Europe/Nowhere")


@given(st.text(max_size=40) | st.text(alphabet="0123456789:-/T+Z .,FebPM年月", max_size=40))
def test_nothing_written_as_a_date_raises(written: str) -> None:
    moment(written)


@given(st.integers(min_value=700_000_000, max_value=7_000_000_000))
def test_iso_and_rfc_dates_come_back(epoch: int) -> None:
    told = datetime.fromtimestamp(epoch, UTC)
    assert moment(told.isoformat()) == told
    assert moment(told.strftime("%a, %d %b %Y %H:%M:%S +0000")) == told
    assert moment(epoch) == told
