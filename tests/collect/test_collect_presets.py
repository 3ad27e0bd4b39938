"""Every preset against an answer in its interface's shape, sound and faulty."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from digest.config import load_config, presets
from digest.errors import ParseError
from digest.model import Request, Response, StatedDocument
from digest.protocols import ConfiguredSource, Reading

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)
ANSWERS = Path(__file__).parent / "presets"
MORE = {"edgar": 'cik = "0009990001"\ncompany = "Quayside Holdings"\n'}
"""What presets with parameters need."""

# For each preset: observations as (series, subject, value, unit, window, day and hour), and entries as
# (title, end of the address, published).
READ: dict[str, tuple[list[tuple[str, ...]], list[tuple[str, str, str]]]] = {
    "coingecko-markets": (
        [
            ("price", "bitcoin", "64012.5", "USD", "", "06 11"),
            ("price", "quaycoin", "0.00000731", "USD", "", "06 11"),
            ("price_change_24h", "bitcoin", "-2.25", "percent", "24h", "06 11"),
            ("price_change_7d", "bitcoin", "4.5", "percent", "7d", "06 11"),
            ("market_cap", "bitcoin", "1260000000000", "USD", "", "06 11"),
            ("market_cap", "quaycoin", "31000000", "USD", "", "06 11"),
            ("volume_24h", "bitcoin", "28000000000", "USD", "24h", "06 11"),
            ("volume_24h", "quaycoin", "900000", "USD", "24h", "06 11"),
        ],
        [],
    ),
    "coingecko-global": (
        [
            ("total_market_cap", "crypto", "2400000000000.5", "USD", "", "06 11"),
            ("total_market_cap_change_24h", "crypto", "-1.5", "percent", "24h", "06 11"),
            ("total_volume_24h", "crypto", "91000000000", "USD", "24h", "06 11"),
            ("btc_dominance", "bitcoin", "52.5", "percent", "", "06 11"),
            ("eth_dominance", "ethereum", "12.25", "percent", "", "06 11"),
        ],
        [],
    ),
    "fear-and-greed": (
        [
            ("fear_greed", "crypto", "31", "index", "", "06 00"),
            ("fear_greed", "crypto", "44", "index", "", "05 00"),
        ],
        [],
    ),
    "stablecoin-chains": (
        [
            ("stablecoin_supply", "Ethereum", "80000000000.25", "USD", "", "06 12"),
            ("stablecoin_supply", "Tron", "60000000000", "USD", "", "06 12"),
        ],
        [],
    ),
    "stablecoin-changes": (
        [
            ("stablecoin_supply_change", "Ethereum", "-40", "USD", "24h", "06 12"),
            ("stablecoin_supply_change", "Tron", "25.5", "USD", "24h", "06 12"),
        ],
        [],
    ),
    "stablecoin-history": (
        [
            ("stablecoin_total", "stablecoins", "209", "USD", "", "05 00"),
            ("stablecoin_total", "stablecoins", "210.5", "USD", "", "06 00"),
        ],
        [],
    ),
    "chain-tvl": (
        [
            ("value_locked", "Ethereum", "51000000000.125", "USD", "", "06 12"),
            ("value_locked", "Base", "4000000000", "USD", "", "06 12"),
        ],
        [],
    ),
    "dex-volume": (
        [
            ("dex_volume", "DEX volume", "7100000000", "USD", "24h", "06 12"),
            ("dex_volume_change_24h", "DEX volume", "-8.4", "percent", "24h", "06 12"),
            ("dex_volume_change_7d", "DEX volume", "3.1", "percent", "7d", "06 12"),
        ],
        [],
    ),
    "bridge-netflows": (
        [
            ("chain_net_flow", "Ethereum", "-1200000.5", "USD", "24h", "06 12"),
            ("chain_net_flow", "Base", "800000", "USD", "24h", "06 12"),
            ("chain_inflow", "Ethereum", "4000000", "USD", "24h", "06 12"),
            ("chain_inflow", "Base", "900000", "USD", "24h", "06 12"),
            ("chain_outflow", "Ethereum", "5200000.5", "USD", "24h", "06 12"),
            ("chain_outflow", "Base", "100000", "USD", "24h", "06 12"),
        ],
        [],
    ),
    "fx-rates": (
        [
            ("fx_rate", "EUR/USD", "1.0834", "USD", "", "05 00"),
            ("fx_rate", "EUR/GBP", "0.8511", "GBP", "", "05 00"),
            ("fx_rate", "EUR/JPY", "163.2", "JPY", "", "05 00"),
            ("fx_rate", "EUR/CHF", "0.943", "CHF", "", "05 00"),
            ("fx_rate", "EUR/CNY", "7.81", "CNY", "", "05 00"),
        ],
        [],
    ),
    "economic-calendar": (
        [
            ("scheduled", "2026-02-06T08:30:00-05:00 USD Payrolls", "3", "importance", "", "06 13"),
            ("scheduled", "2026-02-06T10:00:00-05:00 EUR A speech", "1", "importance", "", "06 15"),
            ("scheduled", "2026-02-08T19:00:00-05:00 JPY Bank Holiday", "0", "importance", "", "09 00"),
        ],
        [],
    ),
    "federal-register": (
        [],
        [("Custody of digital assets", "/documents/2026/02/05/2026-00001/custody", "2026-02-05 05:00")],
    ),
    "hkma": ([], [("A circular on tokenised deposits", "/20260205-1/", "2026-02-04 16:00")]),
    "edgar": (
        [],
        [
            ("Quayside Holdings files 8-K", "/0009990001/000999000126000003/q8k.htm", "2026-02-05 21:15"),
            ("Quayside Holdings files 8-K", "/0009990001/000999000126000001/q8k-1.htm", "2026-01-20 13:00"),
        ],
    ),
    "bybit-notices": (
        [],
        [
            ("New listing: QUAY/USDT", "/article/quay-1/", "2026-02-06 10:00"),
            ("Maintenance of the wallet", "/article/wallet-2/", "2026-02-06 09:00"),
        ],
    ),
    "binance-notices": (
        [],
        [
            ("Will list Quaycoin (QUAY)", "/support/announcement/aaa111", "2026-02-06 10:00"),
            ("Removes three pairs", "/support/announcement/bbb222", "2026-02-05 10:00"),
        ],
    ),
}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ConfiguredSource]:
    """A source of every preset, as a config of one line each has it."""
    path = tmp_path_factory.mktemp("presets") / "config.toml"
    tables = "\n".join(f'[[source]]\npreset = "{name}"\n{MORE.get(name, "")}' for name in presets.names())
    path.write_text(f'[[digest]]\nname = "d"\ntitle = "D"\n\n{tables}', encoding="utf-8")
    return {one.source.id: one for one in load_config(path).sources}


def read(one: ConfiguredSource, body: bytes) -> Reading:
    request = Request(one.source.id, one.source.url)
    headers = {"content-type": "application/json"}
    return one.kind.read(one.source, Response(request, one.source.url, 200, headers, body, NOW))


def answer(name: str) -> bytes:
    return (ANSWERS / f"{name}.json").read_bytes()


def test_every_preset_has_an_answer_to_be_read() -> None:
    assert set(READ) == set(presets.names()) == {file.stem for file in ANSWERS.glob("*.json")}


@pytest.mark.parametrize("name", READ)
def test_an_answer_is_read(name: str, sources: dict[str, ConfiguredSource]) -> None:
    reading = read(sources[name], answer(name))
    observations, entries = READ[name]
    assert [
        (o.series, o.subject, format(o.value.normalize(), "f"), o.unit, o.window, f"{o.as_of:%d %H}")
        for o in reading.observations
    ] == observations
    assert len(entries) == len(reading.entries)
    for entry, (title, end, published) in zip(reading.entries, entries, strict=True):
        assert entry.title == title
        assert entry.url.endswith(end)
        assert f"{entry.published:%Y-%m-%d %H:%M}" == published


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><html><head><title>Just a moment...</title></head><body></body></html>",
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"status": {"error_code": 429, "error_message": "You\'ve exceeded the Rate Limit."}}',
        b'{"message": "Upgrade to the paid plan"}',
        b'{"retCode": 10006, "retMsg": "Too many visits!", "result": {}, "time": 1770372000000}',
        b'{"code": "000002", "message": "illegal parameter", "data": null}',
    ],
)
def test_an_answer_without_what_is_wanted_is_a_failure(
    name: str, body: bytes, sources: dict[str, ConfiguredSource]
) -> None:
    with pytest.raises(ParseError) as failure:
        read(sources[name], body)
    assert failure.value.where == name


def damaged(value: Any, with_what: Any) -> Any:
    """`value` with every number, and every string of one, replaced."""
    if isinstance(value, dict):
        return {key: damaged(inner, with_what) for key, inner in value.items()}
    if isinstance(value, list):
        return [damaged(inner, with_what) for inner in value]
    return with_what if _is_number(value) else value


def _is_number(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and Decimal(str(value)).is_finite()
    except ArithmeticError:
        return False


@pytest.mark.parametrize("name", [name for name, (observations, _) in READ.items() if observations])
@pytest.mark.parametrize("instead", [None, "", "n/a", "1,234.5", "$12", True, [], {}, "NaN", "0x10"])
def test_what_is_no_number_is_never_a_value(
    name: str, instead: Any, sources: dict[str, ConfiguredSource]
) -> None:
    body = json.dumps(damaged(json.loads(answer(name)), instead)).encode()
    if name == "economic-calendar":  # its value is a word
        assert len(read(sources[name], body).observations) == 3
        return
    with pytest.raises(ParseError, match=r"no number in|no rows"):
        read(sources[name], body)


@pytest.mark.parametrize("name", [name for name, (observations, _) in READ.items() if observations])
def test_numbers_as_strings_are_the_same_numbers(name: str, sources: dict[str, ConfiguredSource]) -> None:
    def quoted(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: quoted(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [quoted(inner) for inner in value]
        return format(value, "f") if _is_number(value) and not isinstance(value, str) else value

    plain = read(sources[name], answer(name))
    strings = read(
        sources[name], json.dumps(quoted(json.loads(answer(name), parse_float=Decimal))).encode()
    )
    assert [o.value for o in strings.observations] == [o.value for o in plain.observations]


def test_the_type_of_a_document_is_a_category(sources: dict[str, ConfiguredSource]) -> None:
    def told(name: str) -> list[tuple[str, ...]]:
        return [entry.categories for entry in read(sources[name], answer(name)).entries]

    assert told("federal-register") == [("Proposed Rule",)]
    assert told("edgar") == [("8-K",), ("8-K",)]
    assert told("bybit-notices") == [("New Listings", "Spot"), ("Maintenance",)]


def test_what_an_interface_states_of_a_document_is_kept(sources: dict[str, ConfiguredSource]) -> None:
    document = json.loads(answer("federal-register"))
    final = document["results"][0] | {"type": "Rule", "effective_on": "2026-04-06", "title": "Final"}
    bare = {"title": "Bare", "html_url": "https://www.federalregister.gov/documents/bare"}
    document["results"] += [final, bare]
    reading = read(sources["federal-register"], json.dumps(document).encode())
    body = "Securities and Exchange Commission"
    assert [entry.document for entry in reading.entries] == [
        StatedDocument(body, "Proposed Rule", "2026-00001"),
        StatedDocument(body, "Rule", "2026-00001", date(2026, 4, 6)),
        None,
    ]
    [release] = read(sources["hkma"], answer("hkma")).entries
    assert release.document == StatedDocument("Hong Kong Monetary Authority")
    # What a company files is no act of the authority it files with.
    assert {entry.document for entry in read(sources["edgar"], answer("edgar")).entries} == {None}


def test_missing_fields_are_counted(sources: dict[str, ConfiguredSource]) -> None:
    told = read(sources["coingecko-markets"], answer("coingecko-markets")).problems
    assert told == (
        "price_change_24h: no number in 'price_change_percentage_24h' of 1 of 2 rows",
        "price_change_7d: no number in 'price_change_percentage_7d_in_currency' of 1 of 2 rows",
    )


def test_a_coin_without_a_day_before_counts_in_neither(sources: dict[str, ConfiguredSource]) -> None:
    document = json.loads(answer("stablecoin-changes"))
    changed = deepcopy(document)
    del changed["peggedAssets"][0]["chainCirculating"]["Ethereum"]["circulatingPrevDay"]
    reading = read(sources["stablecoin-changes"], json.dumps(changed).encode())
    assert {o.subject: o.value for o in reading.observations} == {"Ethereum": 10, "Tron": Decimal("25.5")}
    assert "of 1 of 4 rows" in reading.problems[0]


def test_what_is_scheduled_keeps_its_time_and_words(sources: dict[str, ConfiguredSource]) -> None:
    payrolls, speech, holiday = read(sources["economic-calendar"], answer("economic-calendar")).observations
    assert payrolls.as_of == datetime(2026, 2, 6, 13, 30, tzinfo=UTC)
    assert (payrolls.label, payrolls.name) == ("USD", "Payrolls, expected 150K, before 143K")
    assert (speech.label, speech.name) == ("EUR", "A speech")
    assert holiday.as_of == datetime(2026, 2, 9, tzinfo=UTC)


def test_what_is_scheduled_for_a_day_has_that_day_for_its_window(
    sources: dict[str, ConfiguredSource],
) -> None:
    document = json.loads(answer("economic-calendar"))
    document[1]["date"] = "2026-02-08"
    timed, day, _ = read(sources["economic-calendar"], json.dumps(document).encode()).observations
    assert (day.window, day.as_of) == ("day", datetime(2026, 2, 8, tzinfo=UTC))
    assert timed.window == ""


def test_a_release_without_a_time_is_told_and_left_out(sources: dict[str, ConfiguredSource]) -> None:
    document = json.loads(answer("economic-calendar"))
    document[1]["date"] = "Tentative"
    reading = read(sources["economic-calendar"], json.dumps(document).encode())
    assert [o.label for o in reading.observations] == ["USD", "JPY"]
    assert reading.problems == ("scheduled: no date in 'date' of 1 of 3 rows",)


def test_a_date_that_cannot_be_read_is_not_now(sources: dict[str, ConfiguredSource]) -> None:
    document = json.loads(answer("fear-and-greed"))
    document["data"][0]["timestamp"] = "05/06/2026"
    reading = read(sources["fear-and-greed"], json.dumps(document).encode())
    assert [o.value for o in reading.observations] == [44]
    assert reading.problems == ("fear_greed: no date in 'timestamp' of 1 of 2 rows",)
