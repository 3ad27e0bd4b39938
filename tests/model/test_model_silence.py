"""When a source that brings nothing is silent, by its own rhythm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.model import SourceHealth

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("a_day", "days", "told"),
    [
        (14, 3, "silent 3 days; usually 14 a day"),
        (14, 2.9, ""),
        (2, 3, "silent 3 days; usually 2 a day"),
        (1, 5, ""),
        (1, 6, "silent 6 days; usually 1 a day"),
        (3 / 7, 13, ""),
        (3 / 7, 15, "silent 15 days; usually 3 a week"),
        (0.1, 59, ""),
        (0.1, 61, "silent 61 days; usually one in 10 days"),
        (0, 400, ""),
    ],
)
def test_silence_is_told_by_the_rhythm(a_day: float, days: float, told: str) -> None:
    one = SourceHealth("wire", NOW, NOW - timedelta(days=days), 0, "", a_day)
    assert one.silence(NOW) == one.trouble(NOW) == told


def test_failures_in_a_row_are_told_before_silence() -> None:
    answered = NOW - timedelta(days=9)
    assert (
        SourceHealth("wire", answered, answered, 1, "no", 5.0).trouble(NOW)
        == "silent 9 days; usually 5 a day"
    )
    assert SourceHealth("wire", answered, answered, 4, "no", 5.0).trouble(NOW) == (
        "failed 4 times in a row; last answer 2026-01-28"
    )
    assert (
        SourceHealth("wire", None, None, 2, "no", 0.0).trouble(NOW)
        == "failed 2 times in a row; never answered"
    )
