"""Until when an answer is good: what servers and documents write about it, and what is made of that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.freshness import LONGEST, is_fresh, lifetime, pace_of
from digest.model import Pace, Validators

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)  # a Friday


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": "public, MAX-AGE = 600, must-revalidate"}, 600),
        ({"cache-control": 'max-age="600"'}, 600),
        ({"cache-control": "s-maxage=9000, max-age=60"}, 60),
        ({"cache-control": "max-age=600", "age": "100"}, 500),
        ({"cache-control": "max-age=600", "age": "9000"}, 0),
        ({"cache-control": "max-age=600", "age": "old"}, 600),
        ({"cache-control": "max-age=600", "expires": "0"}, 600),
        ({"cache-control": "max-age=600, no-cache"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": 'no-cache="set-cookie", max-age=5'}, 0),
        ({"cache-control": "max-age=-5"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": "x-max-age=600"}, 0),
        ({"cache-control": "s-maxage=600"}, 0),
        ({"expires": "Fri, 06 Feb 2026 12:10:00 GMT"}, 600),
        ({"expires": "Fri, 06 Feb 2026 12:10:00 GMT", "date": "Fri, 06 Feb 2026 12:05:00 GMT"}, 300),
        ({"expires": "Fri, 06 Feb 2026 11:00:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "tomorrow"}, 0),
        ({}, 0),
    ],
)
def test_how_long_a_server_calls_its_answer_fresh(headers: dict[str, str], seconds: float) -> None:
    assert lifetime(headers, NOW) == seconds


def feed(head: str) -> bytes:
    item = "<item><title>x</title><ttl>9</ttl></item>"
    return f"<rss version='2.0'><channel>{head}{item}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("head", "pace"),
    [
        ("<ttl>60</ttl>", Pace(3600)),
        ("<ttl> 5 </ttl>", Pace(300)),
        ("<ttl>-5</ttl>", Pace()),
        ("<ttl>often</ttl>", Pace()),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>", Pace(3600)),
        (
            "<sy:updatePeriod>\n\tdaily\t</sy:updatePeriod><sy:updateFrequency> 4</sy:updateFrequency>",
            Pace(21600),
        ),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", Pace(86400)),
        ("<sy:updatePeriod>always</sy:updatePeriod>", Pace()),
        ("<sy:updateFrequency>2</sy:updateFrequency>", Pace()),
        ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", Pace(3600)),
        (
            "<skipHours><hour>0</hour><hour> 3 </hour><hour>24</hour><hour>77</hour></skipHours>",
            Pace(0, (0, 3)),
        ),
        (
            "<skipDays><day>Sunday</day><day>Caturday</day><day>saturday</day></skipDays>",
            Pace(0, (), (5, 6)),
        ),
        ("<hour>3</hour><day>Sunday</day>", Pace()),
        ("", Pace()),
    ],
)
def test_how_often_a_feed_wishes_to_be_read(head: str, pace: Pace) -> None:
    assert pace_of(feed(head)) == pace


@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd_to_wish_for_nothing(body: bytes) -> None:
    assert pace_of(b"<ttl>" + body).seconds >= 0


def known(minutes_ago: float, fresh: float = 0.0, pace: Pace | None = None) -> Validators:
    return Validators("r", fresh=fresh, pace=pace or Pace(), answered=NOW - timedelta(minutes=minutes_ago))


@pytest.mark.parametrize(
    ("told", "least", "fresh"),
    [
        (known(4, 300), 0, True),
        (known(5, 300), 0, False),
        (known(58, 3600), 0, True),
        # An hourly round is not put off by the seconds the last one took.
        (known(59.5, 3600), 0, False),
        (known(10, 0, Pace(3600)), 0, True),
        (known(10, 60, Pace(3600)), 0, True),
        (known(70, 60, Pace(3600)), 0, False),
        (known(10, 0), 1200, True),
        (known(25, 0), 1200, False),
        # Believed for less than a day, whoever says it.
        (known(22 * 60, 10.0**9), 0, True),
        (known(23 * 60, 10.0**9), 0, False),
        (known(10, 0, Pace(0, (12,))), 0, True),
        (known(10, 0, Pace(0, (11, 13))), 0, False),
        (known(10, 0, Pace(0, (), (4,))), 0, True),
        (known(10, 0, Pace(0, (), (5,))), 0, False),
        (known(24 * 60, 0, Pace(0, (12,), (4,))), 0, False),
        # Answered in the future: the clock was set back, and nothing is known.
        (known(-10, 3600), 0, False),
        (Validators("r", fresh=3600), 3600, False),
    ],
)
def test_when_an_address_need_not_be_asked(told: Validators, least: float, fresh: bool) -> None:
    assert is_fresh(told, NOW, least) is fresh


@given(st.floats(0, 1e12), st.floats(0, 1e12), st.floats(0, 1e9))
def test_nothing_is_fresh_for_a_day(fresh: float, seconds: float, least: float) -> None:
    told = Validators("r", fresh=fresh, pace=Pace(seconds, tuple(range(24))), answered=NOW - LONGEST)
    assert not is_fresh(told, NOW, least)
