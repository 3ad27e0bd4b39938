"""The tables of the edition to render."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from desk_stories import at

from digest.model import Figure, FlowRow, MeasureRow, MoverRow, ReportedFlow, ScheduledRow

FLOW_URL = "https://flows.example/chains"
PRICE_URL = "https://prices.example/markets"


def measures() -> tuple[MeasureRow, ...]:
    fall = tuple(map(Decimal, ["83904", "81220", "78105", "77310", "76240", "73018", "70112", "64512"]))
    url, read = PRICE_URL, at(11, 55)
    return (
        MeasureRow("BTC", "Bitcoin", fall[-1], "USD", "price", Decimal("-8.02"), Decimal("-23.1"), fall,
                   read, "Coin Prices", url),
        MeasureRow("Total market value", "", Decimal("2214000000000"), "USD", "sum", Decimal("-7.5"), None,
                   (), read, "Coin Prices", url),
        MeasureRow("Bitcoin dominance", "", Decimal("57.61"), "percent", "share", Decimal("-0.3"),
                   Decimal("-1"), (), read, "Coin Prices", url),
        MeasureRow("Fear and greed", "", Decimal(9), "index", "index", None, Decimal(-19), (), read,
                   "Coin Prices", url),
        MeasureRow("EUR/USD", "", Decimal("1.0834"), "USD", "rate", None, None, (), at(15, 0, day=1),
                   "Fixings", "https://fixings.example/ecb", stale=True),
    )  # fmt: skip


def reported() -> tuple[ReportedFlow, ...]:
    headline = "Bitcoin spot ETFs post $544.9M net outflow on Feb. 5"
    figure = Figure(Decimal(544900000), "USD", "$544.9M", (22, 29), "flow", "out", "BTC")
    address = "https://courier.example/etf"
    return (ReportedFlow(figure, "Bitcoin", headline, "Market Courier", address, "s-rsi"),)


def scheduled() -> tuple[ScheduledRow, ...]:
    given = ("Release Calendar", "https://releases.example/week")
    name = "Non-Farm Employment Change, expected 68K, before 50K"
    return (
        ScheduledRow(name, "USD", "high", at(13, 30), None, *given),
        ScheduledRow("Cliff of 18M ARBX <unlock>", "", "", None, date(2026, 2, 9), *given),
        ScheduledRow(
            "RBA Cash Rate", "AUD", "medium", datetime(2026, 2, 10, 3, 30, tzinfo=UTC), None, *given
        ),
    )


def flow(
    label: str, net: str, share: int, inflow: str, outflow: str, mean: str | None, *, stale: bool = False
) -> FlowRow:
    return FlowRow(
        label,
        Decimal(net),
        Decimal(inflow),
        Decimal(outflow),
        "USD",
        Decimal(mean) if mean else None,
        7,
        share,
        at(9, 0, day=5) if stale else at(11, 40),
        "Chain Flows",
        FLOW_URL,
        stale,
    )


def flows() -> tuple[FlowRow, ...]:
    return (
        flow("Ethereum", "508200000", 100, "2310000000", "1801800000", "94100000"),
        flow("Base", "122400000", 24, "410000000", "287600000", "150300000"),
        flow("Solana", "18700000", 4, "233100000", "214400000", None),
        flow("BNB Chain", "-64900000", -13, "88000000", "152900000", "-12000000", stale=True),
        flow("Arbitrum", "-390800000", -77, "301000000", "691800000", "-41300000"),
    )


def mover(
    label: str,
    name: str,
    change: str,
    price: str,
    cap: str,
    volume: str,
    *,
    remark: str = "",
    story_id: str = "",
    story: str = "",
) -> MoverRow:
    return MoverRow(
        "loss" if change.startswith("-") else "gain",
        label,
        name,
        Decimal(change),
        Decimal(price),
        Decimal(cap),
        Decimal(volume),
        "USD",
        at(11, 55),
        "Coin Prices",
        PRICE_URL,
        story_id,
        story,
        remark,
    )


def movers() -> tuple[MoverRow, ...]:
    return (
        mover(
            "HBTC",
            "Huobi BTC",
            "312.4",
            "64118.22",
            "92400000",
            "18300000",
            remark="A wrapped token, listed because the configuration allows it",
        ),
        mover("LINT", "Lint Network", "18.3", "1.0742", "412000000", "66100000"),
        mover("MOTE", "Mote", "12.06", "0.00001234", "138000000", "21900000"),
        mover(
            "AIO",
            "OlaXBT",
            "-47.2",
            "0.1132",
            "61200000",
            "44800000",
            story_id="s-unlock",
            story="Unlock of 32M tokens due on Sunday",
        ),
        mover("ARB", "Arbitrum", "-14.9", "0.31", "1480000000", "402000000"),
    )
