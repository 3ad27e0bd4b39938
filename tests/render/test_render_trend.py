"""Levels: each kind written in its own way, and the way of a week drawn true."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from desk_tables import measures
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from digest.model import MeasureRow
from digest.model.levels import change_of, level_of
from digest.render.charts import trend_blocks, trend_line

PRICE, SUM, SHARE, INDEX, RATE = measures()
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("row", "value", "written"),
    [
        (PRICE, "64512", "$64,512"),
        (PRICE, "0.00000001234", "$0.0000000123"),
        (PRICE, "12500000", "$12.5M"),
        (PRICE, "0", "$0.00"),
        (SUM, "2214000000000", "$2.2T"),
        (SUM, "10000000000000", "$10.0T"),
        (SHARE, "57.61", f"57.6{NBSP}%"),
        (INDEX, "9", "9"),
        (INDEX, "40", "40"),
        (INDEX, "38.52", "38.5"),
        (RATE, "1.08341", "1.0834"),
        (RATE, "152.3", "152.3000"),
        (RATE, "16250.4", "16,250"),
    ],
)
def test_a_level_is_written_as_its_kind(row: MeasureRow, value: str, written: str) -> None:
    assert level_of(row, Decimal(value)) == written


@pytest.mark.parametrize(
    ("row", "change", "written"),
    [
        (PRICE, "-8.02", f"−8.0{NBSP}%"),
        (SUM, "3.14", f"+3.1{NBSP}%"),
        (SHARE, "-0.3", f"−0.3{NBSP}pp"),
        (SHARE, "0.04", f"0.0{NBSP}pp"),
        (INDEX, "-19", "−19.0"),
        (RATE, "0.25", f"+0.2{NBSP}%"),
    ],
)
def test_a_share_moves_in_points_and_a_price_in_percent(row: MeasureRow, change: str, written: str) -> None:
    assert change_of(row, Decimal(change)) == written


def points(values: list[int]) -> list[tuple[float, float]]:
    drawn = etree.fromstring(trend_line(replace(PRICE, trend=tuple(map(Decimal, values))))).find("polyline")
    assert drawn is not None
    pairs = [pair.split(",") for pair in str(drawn.get("points")).split()]
    return [(float(x), float(y)) for x, y in pairs]


def test_the_line_runs_from_left_to_right_and_is_lowest_where_the_value_is() -> None:
    assert points([10, 20, 15]) == [(0, 22), (50, 2), (100, 12)]


def test_a_level_that_did_not_move_is_a_line_in_the_middle() -> None:
    assert {y for _, y in points([7, 7, 7, 7])} == {12}
    assert trend_blocks(replace(PRICE, trend=(Decimal(7),) * 4)) == "▅▅▅▅"


@given(st.lists(st.integers(-(10**13), 10**13), min_size=4, max_size=28))
def test_the_line_keeps_the_order_of_the_values(values: list[int]) -> None:
    drawn = points(values)
    assert len(drawn) == len(values)
    assert all(0 <= x <= 100 and 2 <= y <= 22 for x, y in drawn)
    assert drawn[values.index(max(values))][1] == min(y for _, y in drawn)


def test_blocks_are_as_many_as_there_is_room_for_and_end_where_the_values_end() -> None:
    rising = replace(PRICE, trend=tuple(map(Decimal, range(28))))
    assert len(trend_blocks(rising)) == 14
    assert trend_blocks(rising)[0] == "▁"
    assert trend_blocks(rising)[-1] == "█"
    assert trend_blocks(SUM) == ""
    assert trend_line(SUM) == ""


def test_a_label_cannot_leave_its_title() -> None:
    hostile = replace(PRICE, label="</title><script>x</script>")
    assert "<script>" not in trend_line(hostile)
