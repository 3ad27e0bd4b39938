"""How long an address that failed is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.collect.backoff import LONGEST, after, left_alone
from digest.errors import FetchError
from digest.model import Wait

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)


def waits(status: int | None, times: int, retry_after: float | None = None) -> list[float | None]:
    """Minutes of each wait, with one failure after the other."""
    error, wait, told = FetchError("a", "no", status=status, retry_after=retry_after), None, []
    for _ in range(times):
        wait = after(error, wait, "r", NOW)
        told.append(None if wait.until is None else (wait.until - NOW) / timedelta(minutes=1))
    return told


@pytest.mark.parametrize(
    ("status", "minutes"),
    [
        (404, [0, 0, 15, 30, 60, 120, 240, 480, 720, 720]),
        (403, [0, 0, 15]),
        (500, [0, 0, 15]),
        (None, [0, 0, 15]),
        (429, [30, 60, 120, 240, 480, 720, 720]),
        (410, [None, None]),
    ],
)
def test_the_longer_it_fails_the_less_it_is_asked(status: int | None, minutes: list[float | None]) -> None:
    assert waits(status, len(minutes)) == minutes


@pytest.mark.parametrize("status", [429, 503, 500])
def test_a_server_that_says_when_is_believed(status: int) -> None:
    assert waits(status, 4, retry_after=7200) == [120] * 4


def test_no_number_of_failures_overflows() -> None:
    wait = after(FetchError("a", "no", status=500), Wait("r", 10**9, NOW, 500, "no"), "r", NOW)
    assert wait.until == NOW + LONGEST


def test_it_is_told_until_when_and_why() -> None:
    told = left_alone("https://a.example/", Wait("r", 1, NOW, 429, "HTTP 429 Too Many Requests"))
    assert str(told) == (
        "https://a.example/: HTTP 429 Too Many Requests (not asked again before 06 Feb 12:00 UTC)"
    )
    assert told.status == 429
    gone = left_alone("https://a.example/", Wait("r", 1, None, 410, "HTTP 410 Gone"))
    assert gone.hint == "not asked any more: remove the source"
