"""The dates and edition numbers headlines give themselves, with what only looks like one."""

from __future__ import annotations

import pytest

from digest.group.profile import dates_of, series_of


@pytest.mark.parametrize(
    ("title", "dates"),
    [
        ("Options expire Feb. 6", {(2, 6)}),
        ("Options expire on 6th February", {(2, 6)}),
        ("SEPT 30 deadline moves to 2026-10-31", {(9, 30), (10, 31)}),
        ("Market 12 points lower", set()),
        ("Shares decline 10 percent", set()),
        ("Marathon buys 12 marketplaces", set()),
        ("February 2026 in review", set()),
    ],
)
def test_dates(title: str, dates: set[tuple[int, int]]) -> None:
    assert dates_of(title) == dates


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("Weekly report #5", {("#", 5)}),
        ("The Daily, Issue 12: Q3 in numbers", {("issue", 12), ("q", 3)}),
        ("Ep. 7: what miners earn", {("ep", 7)}),
        ("链上周报 第 12 期", {("期", 12)}),
        ("Tissue 12 and weekday 3", set()),
        ("Tether mints 5 tokens", set()),
    ],
)
def test_series(title: str, series: set[tuple[str, int]]) -> None:
    assert series_of(title) == series
