"""Dates in the wild: the right moment or none."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.parse.dates import moment


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


@given(st.text(max_size=40) | st.text(alphabet="0123456789:-/T+Z .,FebPM年月", max_size=40))
def test_nothing_written_as_a_date_raises(written: str) -> None:
    moment(written)


@given(st.integers(min_value=700_000_000, max_value=7_000_000_000))
def test_iso_and_rfc_dates_come_back(epoch: int) -> None:
    told = datetime.fromtimestamp(epoch, UTC)
    assert moment(told.isoformat()) == told
    assert moment(told.strftime("%a, %d %b %Y %H:%M:%S +0000")) == told
    assert moment(epoch) == told
