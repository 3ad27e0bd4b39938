"""An edited config is the same text but for what was edited."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config.edit import added, changed, parsed_path, parsed_value
from digest.errors import ConfigError
from digest.prepare import default_config

TEXT = """# top
[[digest]]
name = "a"
title = "T"   # the title

[watchlist]
assets = ["BTC"] # mine
# trailing

# ---- signals ----

[[signal]]
kind = "coverage"

[[signal]]
kind = "recency"
weight = 1.5  # strong
half_life = 12
# end of recency

# ---- sources ----

[[source]]
id = "a"
kind = "feed"

# ---- b ----
[[source]]
id = "b"
kind = "json"
[source.entry]
rows = "r"   # rr

# ---- channels
[[channel]]
id = "c"
"""


def touched(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ("signal.recency.weight", 3.0, ["-weight = 1.5  # strong", "+weight = 3.0  # strong"]),
        ("signal.coverage.weight", 2.0, ["+weight = 2.0"]),
        ("source.a.weight", 0.3, ["+weight = 0.3"]),
        ("source.b.weight", 0.3, ["+weight = 0.3"]),
        ("source.b.entry.rows", "x", ['-rows = "r"   # rr', '+rows = "x"   # rr']),
        ("watchlist.assets", ["ETH"], ['-assets = ["BTC"] # mine', '+assets = ["ETH"] # mine']),
        ("watchlist.topics", ["t"], ['+topics = ["t"]']),
        ("signal.recency.half_life", None, ["-half_life = 12"]),
        ("digest.a.title", 'Ü " ]', ['-title = "T"   # the title', '+title = "Ü \\" ]"   # the title']),
    ],
)
def test_only_the_line_of_the_key_changes(path: str, value: object, lines: list[str]) -> None:
    assert touched(TEXT, changed(TEXT, {parsed_path(path): value})) == lines


def test_a_new_key_stands_with_its_table_and_not_below_the_next_heading() -> None:
    after = changed(TEXT, {("source", "a", "weight"): 0.3}).splitlines()
    assert after[after.index("weight = 0.3") - 1] == 'kind = "feed"'
    after = changed(TEXT, {("watchlist", "topics"): ["t"]}).splitlines()
    assert after[after.index('topics = ["t"]') - 1].startswith("assets")


def test_a_table_that_is_not_there_is_made() -> None:
    after = changed(TEXT, {("collect", "every_minutes"): 30})
    assert tomllib.loads(after)["collect"] == {"every_minutes": 30}


def test_one_more_source_stands_below_the_last_and_the_heading_of_the_next_stays_with_it() -> None:
    after = added(TEXT, "source", {"id": "z", "kind": "feed", "url": "https://z.example/"})
    assert [one["id"] for one in tomllib.loads(after)["source"]] == ["a", "b", "z"]
    assert all(line.startswith("+") for line in touched(TEXT, after))
    assert after.index("# ---- channels") > after.index('id = "z"')
    assert after.index('rows = "r"') < after.index('id = "z"')


def test_the_first_of_its_kind_is_added() -> None:
    after = added(TEXT, "filter", {"name": "n", "action": "mute", "words": ["w"]})
    assert tomllib.loads(after)["filter"] == [{"name": "n", "action": "mute", "words": ["w"]}]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("source.bb.weight", "did you mean 'b'"),
        ("source.weight", "there are several (name one: source.NAME.KEY)"),
        ("filter.x.words", "there is no [[filter]]"),
        ("signal.recency.weight.deep", "is no table"),
        ("weight", "names no key"),
        ("signal..weight", "names no key"),
    ],
)
def test_a_path_that_leads_nowhere_is_told(path: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        changed(TEXT, {parsed_path(path): 1})
    assert told in str(caught.value)


def test_what_is_no_toml_is_told() -> None:
    with pytest.raises(ConfigError, match="not TOML"):
        changed("[", {("a", "b"): 1})


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.3", 0.3),
        ("true", True),
        ('["a", "b"]', ["a", "b"]),
        ("letter", "letter"),
        ('"3"', "3"),
        ("", ""),
    ],
)
def test_a_value_is_toml_or_a_plain_word(written: str, value: object) -> None:
    assert parsed_value(written) == value


@settings(deadline=None, max_examples=30)
@given(weight=st.floats(0, 10, allow_nan=False), path=st.sampled_from(["coverage", "recency"]))
def test_the_rest_of_the_file_that_ships_is_untouched(weight: float, path: str) -> None:
    text = Path(default_config()).read_text(encoding="utf-8")
    after = changed(text, {("signal", path, "weight"): weight})
    (signal,) = [one for one in tomllib.loads(after)["signal"] if one["kind"] == path]
    assert signal["weight"] == weight
    assert len(touched(text, after)) <= 2
