"""The market snapshot: levels with their changes and their way, from one source each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from compose_stories import NOW, board, observed

from digest.compose.levels import MOST, level
from digest.compose.sections.market import Market
from digest.model import MeasureRow, Observation, Section, Watchlist


def price(value: str | int, *, hours: float = 1, ticker: str = "BTC", **given: str) -> Observation:
    return observed(
        "price", ticker, value, hours=hours, window="", source=given.pop("source", "prices"), **given
    )


def rows(section: Section) -> list[MeasureRow]:
    return [item for item in section.items if isinstance(item, MeasureRow)]


def snapshot(*observations: Observation) -> list[MeasureRow]:
    rule = Market(assets=("BTC", "ETH"))
    return rows(rule.fill("market", "Market", board(observations=observations)))


def test_the_sources_own_change_goes_before_one_worked_out() -> None:
    own = observed("price_change_24h", "BTC", "-7.9", source="prices", unit="percent")
    (row,) = snapshot(price(64000), price(80000, hours=25), own)
    assert row.day == Decimal("-7.9")


def test_a_change_is_told_from_what_was_remembered() -> None:
    (row,) = snapshot(price(64000), price(80000, hours=25), price(100000, hours=24 * 7))
    assert (row.day, row.week) == (Decimal("-20.00"), Decimal("-36.00"))


def test_what_nothing_old_enough_tells_is_left_open() -> None:
    (row,) = snapshot(price(64000), price(70000, hours=9), price(80000, hours=80))
    assert (row.day, row.week) == (None, None)


def test_a_share_and_an_index_move_in_points() -> None:
    now = observed("btc_dominance", "bitcoin", "57.6", unit="percent", window="")
    then = observed("btc_dominance", "bitcoin", "57.9", unit="percent", window="", hours=25)
    (row,) = rows(Market().fill("m", "M", board(observations=(now, then))))
    assert (row.written, row.day) == ("share", Decimal("-0.30"))


def test_a_value_that_was_zero_has_no_change() -> None:
    (row,) = snapshot(price(5), price(0, hours=25))
    assert row.day is None


def test_the_largest_asset_has_the_ticker() -> None:
    """Anyone can call a token BTC."""
    fake = replace(price(2), subject="fake-btc", label="BTC")
    caps = (
        observed("market_cap", "BTC", 10**12, source="prices", window=""),
        replace(observed("market_cap", "BTC", 500, source="prices", window=""), subject="fake-btc"),
    )
    for order in ((price(64000), fake), (fake, price(64000))):
        (row,) = snapshot(*order, *caps)
        assert row.value == 64000


def test_the_order_is_that_of_the_options_and_the_missing_are_named() -> None:
    section = Market(assets=("ETH", "$btc", "DOGE")).fill(
        "m", "M", board(observations=(price(64000), price(1900, ticker="ETH")))
    )
    assert [row.label for row in rows(section)] == ["ETH", "BTC"]
    assert section.notes == ("Not measured by any source: $DOGE.",)


def test_without_assets_those_of_the_watchlist_are_shown() -> None:
    section = Market().fill(
        "m", "M", board(observations=(price(64000),), watchlist=Watchlist(assets=("BTC",)))
    )
    assert [row.label for row in rows(section)] == ["BTC"]


def test_a_stale_value_is_marked_and_named_and_a_rate_has_its_weekend() -> None:
    old = price(64000, hours=40)
    rate = observed("fx_rate", "EUR/USD", "1.0834", hours=70, window="", source="flowdesk")
    section = Market(assets=("BTC",)).fill("m", "M", board(observations=(old, rate)))
    assert [(row.label, row.stale) for row in rows(section)] == [("BTC", True), ("EUR/USD", False)]
    assert section.notes == ("Stale: BTC (40 hours old).",)


def test_no_market_source_is_said() -> None:
    assert Market().fill("m", "M", board()).notes == ("No market source answered.",)


def test_a_trend_holds_a_week_and_ends_with_the_value() -> None:
    known = tuple(price(1000 - hour, hours=hour) for hour in range(24 * 9, 0, -1))
    row = level(known[-1], known, "price", None, NOW - timedelta(days=1))
    assert len(row.trend) == MOST
    assert row.trend[-1] == row.value == 999
    assert row.trend[0] == 1000 - (24 * 7 + 1)
    assert list(row.trend) == sorted(row.trend)


def test_three_values_are_no_trend() -> None:
    known = tuple(price(10, hours=hour) for hour in (30, 20, 1))
    assert level(known[-1], known, "price", None, NOW).trend == ()
