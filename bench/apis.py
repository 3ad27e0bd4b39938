"""
Recorded answers of market interfaces, mapped and compared with what plain ``json`` finds in them.

The mapping is a preset where one is for that interface, else written here as a config would; what is
expected is worked out without any of the product's code.
"""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bench.corpus import corpus
from digest.collect.sources.json_api import JsonApi
from digest.config import presets
from digest.errors import ParseError
from digest.model import Request, Response, Source

NOW = datetime(2026, 12, 31, tzinfo=UTC)
Expected = Callable[[Any], Iterator[tuple[str, str]]]
"""``(series or "entry", value or title)`` for everything a document says, in its order."""


@dataclass(frozen=True, slots=True)
class Case:
    """How one document is mapped, and what it says."""

    options: dict[str, Any]
    expected: Expected
    remark: str = ""


def _series(series: str, value: str, **more: Any) -> dict[str, Any]:
    subject = {} if "subject" in more else {"subject_is": "it"}
    return {"series": series, "value": value, **subject, **more}


def _fields(rows: Callable[[Any], list[Any]], **series: str) -> Expected:
    """Every value of each series that is a number in the raw document."""

    def expected(document: Any) -> Iterator[tuple[str, str]]:
        for name, key in series.items():
            for row in rows(document):
                if row.get(key) not in (None, ""):
                    yield name, str(Decimal(str(row[key])))

    return expected


def _preset(name: str) -> dict[str, Any]:
    return {"observation": presets.preset(name)["observation"]}


def _titles(rows: Callable[[Any], list[Any]], key: str) -> Expected:
    return lambda document: (("entry", _plain(row[key])) for row in rows(document))


def _plain(title: str) -> str:
    """A title as one line; a title is not markup here, but may carry characters that have no width."""
    return " ".join("".join(c for c in title if unicodedata.category(c) != "Cf").split())


def _global(document: Any) -> Iterator[tuple[str, str]]:
    data = document["data"]
    yield "total_market_cap", str(data["total_market_cap"]["usd"])
    yield "total_market_cap_change_24h", str(data["market_cap_change_percentage_24h_usd"])
    yield "total_volume_24h", str(data["total_volume"]["usd"])
    yield "btc_dominance", str(data["market_cap_percentage"]["btc"])
    yield "eth_dominance", str(data["market_cap_percentage"]["eth"])


def _fx(document: Any) -> Iterator[tuple[str, str]]:
    for row in document["observations"]:
        yield from (("fx_rate", row[key]["v"]) for key in row if key == "FXUSDCAD")


CASES = {
    "coingecko_coins_markets.json": Case(
        _preset("coingecko-markets"),
        _fields(
            lambda d: d,
            price="current_price",
            price_change_24h="price_change_percentage_24h",
            price_change_7d="price_change_percentage_7d_in_currency",
            market_cap="market_cap",
            volume_24h="total_volume",
        ),
    ),
    "coingecko_global.json": Case(_preset("coingecko-global"), _global),
    "alternative_me_fng_cryptopulse.json": Case(
        {"observation": [_series("fear_greed", "value", rows="history", as_of="date")]},
        _fields(lambda d: d["history"], fear_greed="value"),
    ),
    "binance_ticker_24hr_raw.json": Case(
        {
            "observation": [
                _series("price", "lastPrice", subject="symbol", as_of="closeTime"),
                _series("price_change_24h", "priceChangePercent", subject="symbol", as_of="closeTime"),
            ]
        },
        _fields(lambda d: d, price="lastPrice", price_change_24h="priceChangePercent"),
    ),
    "forexfactory_calendar.json": Case(
        {
            "observation": [
                _series(
                    "scheduled",
                    "(impactName=='high' && `3`) || (impactName=='medium' && `2`)"
                    " || (impactName=='low' && `1`) || `0`",
                    rows="[].events[]",
                    subject="to_string(id)",
                    label="currency",
                    name="name",
                    as_of="dateline",
                )
            ]
        },
        lambda d: (
            ("scheduled", {"high": "3", "medium": "2", "low": "1"}.get(event["impactName"], "0"))
            for day in d
            for event in day["events"]
        ),
        "the site's own form, not the preset's",
    ),
    "worldmonitor_fx-rates-daily-recent-1.json": Case(
        {"observation": [_series("fx_rate", "FXUSDCAD.v", rows="observations[?FXUSDCAD]", as_of="d")]}, _fx
    ),
    "mahikshu_binance_2026-08.json": Case(
        {"entry": {"title": "title", "url": "url", "published": "published_at", "text": "summary"}},
        _titles(lambda d: d, "title"),
    ),
    "mahikshu_coingecko_2026-08.json": Case(
        {"entry": {"title": "title", "url": "url", "published": "published_at", "text": "summary"}},
        _titles(lambda d: d, "title"),
    ),
    "worldmonitor_sse.json": Case(
        {
            "entry": {
                "title": "TITLE",
                "rows": "result",
                "url": "URL",
                "published": "ADDDATE",
                "zone": "Asia/Shanghai",
            }
        },
        _titles(lambda d: d["result"], "TITLE"),
    ),
    "nasdaq_QQQ.json": Case(
        {
            "observation": [
                _series(
                    "close", "close", rows="data.tradesTable.rows", as_of="date", date_format="%m/%d/%Y"
                )
            ]
        },
        _fields(lambda d: d["data"]["tradesTable"]["rows"], close="close"),
        "its dates need a date_format; its volumes, with commas, are no numbers",
    ),
    "eastmoney_RPT_ECONOMY_PMI.json": Case(
        {"observation": [_series("pmi", "MAKE_INDEX", rows="data", as_of="REPORT_DATE")]},
        _fields(lambda d: d["data"], pmi="MAKE_INDEX"),
    ),
    "mofcom_shrzgm.json": Case(
        {
            "observation": [
                _series(
                    "new_credit", "tiosfs", scale="100000000", unit="CNY", as_of="date", date_format="%Y%m"
                )
            ]
        },
        lambda d: (("new_credit", str(Decimal(row["tiosfs"]) * 10**8)) for row in d if row.get("tiosfs")),
        "its dates are months and need a date_format",
    ),
    "eurostat_prc_hicp_manr_EA20_TOT_X_NRG_FOOD.json": Case(
        {"observation": [_series("hicp", "[1]", rows="items(value)", subject="[0]", unit="percent")]},
        lambda d: (("hicp", str(value)) for value in d["value"].values()),
        "its times stand in another table, which a row cannot reach",
    ),
    "worldmonitor_fat-get-market-data.response.json.gz": Case(
        {
            "observation": [
                _series("price", "price", rows='data."stocks-bootstrap".quotes', subject="symbol"),
            ]
        },
        _fields(lambda d: d["data"]["stocks-bootstrap"]["quotes"], price="price"),
    ),
    "hyperliquid_eth_1d_candles.json.gz": Case(
        {"observation": [_series("price", "c", subject="s", as_of="T")]}, _fields(lambda d: d, price="c")
    ),
}


def main() -> None:
    """Say of every recorded answer how much of it was read, and whether a value differs."""
    folder = corpus()
    if folder is None:
        print("no corpus: set DIGEST_CORPUS to its folder; this bench did not run")
        return
    wrong = 0
    for path in sorted((folder / "api" / "market").iterdir()):
        case = CASES.get(path.name)
        if case is None:
            print(f"{path.name}: not read: {_why_not(path)}")
            continue
        told, differs = measure(path, case)
        wrong += differs
        print(f"{path.name}: {told}" + (f" ({case.remark})" if case.remark else ""))
    print(f"{wrong} values differ from the raw documents")


def measure(path: Path, case: Case) -> tuple[str, int]:
    """What was read of one document, in words, and how many values are not those of the raw JSON."""
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    kind = TypeAdapter(JsonApi).validate_python(case.options)
    source = Source("bench", "json", "https://api.example/", "")
    request = Request(source.id, source.url)
    try:
        reading = kind.read(source, Response(request, source.url, 200, {}, body, NOW))
    except ParseError as error:
        return f"FAILED: {error}", 1
    read = [(o.series, o.value) for o in reading.observations]
    titles = {entry.title for entry in reading.entries}
    expected = list(case.expected(json.loads(body, parse_float=Decimal)))
    numbers = [(series, Decimal(value)) for series, value in expected if series != "entry"]
    missing = list(numbers)
    invented = 0
    for one in read:
        if one in missing:
            missing.remove(one)
        else:
            invented += 1
    lost = {title for series, title in expected if series == "entry"} - titles
    dated = sum(1 for entry in reading.entries if entry.published)
    parts = [f"{len(read)} of {len(numbers)} values"] if numbers else []
    if titles:
        parts.append(
            f"{len(reading.entries)} of {len(expected)} entries, {dated} dated, {len(lost)} titles lost"
        )
    return ", ".join([*parts, *reading.problems]), invented


def _why_not(path: Path) -> str:
    if path.suffix == ".csv":
        return "CSV: no kind of source reads it"
    if ".jsonl" in path.name:
        return "one document a line: no kind of source reads it"
    return "no mapping is written for it"


if __name__ == "__main__":
    main()
