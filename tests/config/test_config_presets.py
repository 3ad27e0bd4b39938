"""Presets: sources that ship described."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.collect.sources.json_api import JsonApi
from digest.config import load_config, presets
from digest.config.settings import Config
from digest.errors import ConfigError


def loaded(folder: Path, sources: str) -> Config:
    path = folder / "config.toml"
    path.write_text(f'[[digest]]\nname = "d"\ntitle = "D"\n\n{sources}', encoding="utf-8")
    return load_config(path)


def read_by(config: Config) -> list[JsonApi]:
    kinds = [one.kind for one in config.sources]
    return [kind for kind in kinds if isinstance(kind, JsonApi)]


def faults(folder: Path, sources: str) -> list[str]:
    with pytest.raises(ConfigError) as fault:
        loaded(folder, sources)
    return [str(one) for one in fault.value.faults]


def test_one_line_is_a_source(tmp_path: Path) -> None:
    [one] = loaded(tmp_path, '[[source]]\npreset = "hkma"').sources
    assert (one.source.id, one.source.kind, one.source.tier) == ("hkma", "json", "primary")
    assert one.source.url.startswith("https://api.hkma.gov.hk/")
    assert isinstance(one.kind, JsonApi)


def test_what_is_written_goes_before_the_preset(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        """
        [[source]]
        preset = "hkma"
        id = "hk"
        weight = 1.5
        topics = []
        [source.entry]
        zone = "UTC"
        """,
    )
    [one], [kind] = config.sources, read_by(config)
    assert (one.source.id, one.source.weight, one.source.topics) == ("hk", 1.5, ())
    assert kind.entry is not None
    assert (kind.entry.zone, kind.entry.rows) == ("UTC", "result.records")


def test_the_sign_of_bridge_flows_is_a_key(tmp_path: Path) -> None:
    shipped = '[[source]]\npreset = "bridge-netflows"\n'
    given = f'{shipped}[[source.observation]]\nseries = "chain_net_flow"\nsign = 1\n'
    kinds = [kind for text in (shipped, given) for kind in read_by(loaded(tmp_path, text))]
    signs = [[(o.series, o.sign) for o in kind.observation] for kind in kinds]
    assert signs == [
        [("chain_net_flow", -1), ("chain_inflow", 1), ("chain_outflow", 1)],
        [("chain_net_flow", 1), ("chain_inflow", 1), ("chain_outflow", 1)],
    ]


def test_a_series_of_ones_own_is_added_and_one_of_several_is_chosen_by_its_subject(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        """
        [[source]]
        preset = "fx-rates"
        [[source.observation]]
        series = "fx_rate"
        subject_is = "EUR/USD"
        convention = "dollars for one euro"
        [[source.observation]]
        series = "fx_rate"
        subject_is = "EUR/SEK"
        value = "rates.SEK"
        unit = "SEK"
        """,
    )
    [kind] = read_by(config)
    told = [(o.subject_is, o.convention) for o in kind.observation]
    assert told[0] == ("EUR/USD", "dollars for one euro")
    assert told[1] == ("EUR/GBP", "GBP for one euro")
    assert told[-1] == ("EUR/SEK", "")


def test_parameters_are_filled_in(tmp_path: Path) -> None:
    [one] = loaded(
        tmp_path, '[[source]]\nid = "fr"\npreset = "federal-register"\nterm = "stable coin & cash"\n'
    ).sources
    assert "conditions[term]=stable%20coin%20%26%20cash&" in one.source.url
    assert one.source.title == "Federal Register: stable coin & cash"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('preset = "hkmaa"', "line 6: source[0].preset: there is no preset 'hkmaa' (did you mean 'hkma'?)"),
        ("preset = 3", "line 6: source[0].preset: there is no preset 3"),
        ('preset = "hkma"\ncik = "1"', "line 7: source[0].cik: no such key"),
        ('preset = "edgar"\ncik = "1"', "line 5: source[0].company: is missing (its name"),
        (
            'preset = "edgar"\ncik = "1\'"\ncompany = "C"',
            'line 7: source[0].cik: "1\'" is not a plain word',
        ),
        ('preset = "hkma"\n[source.entry]\nrowz = "x"', "source[0].entry.rowz: no such key"),
        (
            'preset = "hkma"\n[[source.observation]]\nseries = "x"',
            "source[0].observation[0].value: is missing",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, source: str, told: str) -> None:
    assert any(told in fault for fault in faults(tmp_path, f"[[source]]\n{source}\n"))


def test_the_rest_of_the_file_is_checked_beside_a_faulty_preset(tmp_path: Path) -> None:
    told = faults(
        tmp_path, '[[source]]\npreset = "nothing"\n[[source]]\nid = "two"\nkind = "feed"\nurl = "x"\n'
    )
    assert len(told) == 2
    assert "source[1].url" in told[1]


@pytest.mark.parametrize("name", presets.names())
def test_every_preset_says_what_it_is(name: str) -> None:
    shipped = presets.preset(name)
    assert shipped["title"]
    assert shipped["url"].startswith("https://")
    assert all(parameter["about"] for parameter in shipped.get("parameters", {}).values())
