from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.config import load_config
from digest.config.lines import line_of
from digest.errors import ConfigError

GOOD = """
[[digest]]
name = "morning"
title = "Morning"
zone = "Europe/Berlin"
at = "06:30"

[[source]]
id = "paper"
kind = "feed"
url = "https://paper.example/rss"

[[section]]
kind = "top"

[[signal]]
kind = "coverage"
weight = 2

[[channel]]
id = "page"
kind = "site"
path = "public"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str, environment: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(write(folder, text), environment=environment or {})
    assert caught.value.exit_code == 2
    return [str(fault) for fault in caught.value.faults]


def test_a_good_config_is_built(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, GOOD), environment={})
    (plan,) = config.digests
    assert [one.source.id for one in config.sources] == ["paper"]
    assert [signal.weight for signal in config.signals] == [2]
    assert [section.id for section in plan.sections] == ["top"]
    assert [channel.id for channel in plan.channels] == ["page"]
    assert config.state == tmp_path / ".digest"
    assert plan.channels[0].channel.targets() == (str(tmp_path / "public"),)


def test_the_key_of_a_moment_is_the_local_day(tmp_path: Path) -> None:
    (plan,) = load_config(write(tmp_path, GOOD), environment={}).digests
    assert str(plan.key_at(datetime(2026, 2, 5, 23, 30, tzinfo=UTC))) == "morning/2026-02-06T06:30"


def test_all_faults_are_told_at_once_with_key_path_line_and_hint(tmp_path: Path) -> None:
    text = GOOD.replace('kind = "coverage"', 'kind = "covrage"').replace(
        'kind = "feed"', 'kind = "feed"\nwieght = 2'
    )
    text = (
        text.replace('path = "public"', 'pth = "public"')
        + '\n[[filter]]\nname = "x"\naction = "mute"\nsources = ["papr"]\nevents = ["exploits"]\n'
    )
    told = faults(tmp_path, text)
    assert told == [
        "line 11: source[0].wieght: no such key (did you mean 'weight'?)",
        "line 18: signal[0].kind: no signal kind 'covrage' is installed (did you mean 'coverage'?)",
        "line 24: channel[0].pth: no such key (did you mean 'path'?)",
        "line 29: filter[0].sources: there is no 'papr' (did you mean 'paper'?)",
        "line 30: filter[0].events: there is no 'exploits' (did you mean 'exploit'?)",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('url = "https://paper.example/rss"', 'url = "ftp://x"'), "must begin with http://"),
        (('zone = "Europe/Berlin"', 'zone = "Europe/Berlen"'), "no such time zone"),
        (
            ('zone = "Europe/Berlin"', 'zone = "Europe/Berlin"\ncool_down = { gossip = 2 }'),
            "no such type of event: gossip",
        ),
        (('at = "06:30"', 'at = "6:30"'), "at"),
        (("weight = 2", "weight = -1"), "greater than or equal to 0"),
        (('id = "paper"', 'id = "Paper!"'), "source[0].id"),
        (('name = "morning"', 'nmae = "morning"'), "did you mean 'name'?"),
        (("[[digest]]", "[[digests]]"), "did you mean 'digest'?"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert any(said in told for told in faults(tmp_path, GOOD.replace(*change)))


def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, GOOD.replace('title = "Morning"', "title = Morning"))
    assert told.startswith("line 4: not TOML")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="digest init"):
        load_config(tmp_path / "config.toml")


def test_an_id_twice_is_a_fault(tmp_path: Path) -> None:
    again = '[[source]]\nid = "paper"\nkind = "feed"\nurl = "https://other.example/"\n'
    assert any("'paper' is there 2 times" in told for told in faults(tmp_path, GOOD + again))


def test_secrets_come_from_the_environment_and_show_nowhere(tmp_path: Path) -> None:
    text = GOOD.replace("[[section]]", '[source.headers]\nAuthorization = "env:PAPER_KEY"\n\n[[section]]')
    (told,) = faults(tmp_path, text)
    assert "the environment has no PAPER_KEY" in told
    config = load_config(write(tmp_path, text), environment={"PAPER_KEY": "hunter2"})
    (source,) = config.sources
    assert source.source.headers == (("Authorization", "hunter2"),)
    assert "hunter2" not in repr(source)
    assert "hunter2" not in repr(config)


def test_a_disabled_source_keeps_its_reason_and_needs_no_secret(tmp_path: Path) -> None:
    off = (
        '[[source]]\nid = "off"\nkind = "feed"\nurl = "https://off.example/"\nenabled = false\n'
        'reason = "gone"\nheaders = { X = "env:NONE" }\n'
    )
    config = load_config(write(tmp_path, GOOD + off), environment={})
    assert [(one.source.id, one.reason) for one in config.disabled] == [("off", "gone")]


def test_the_config_that_ships_is_good_and_every_reason_is_given() -> None:
    config = load_config(Path(__file__).parents[2] / "config.toml", environment={})
    assert len(config.sources) >= 20
    assert all(one.reason for one in config.disabled)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("digest[0].title", 4),
        ("source[0].url", 11),
        ("source[0]", 8),
        ("source[0].nothing", 8),
        ("source[7]", None),
        ("nothing", None),
    ],
)
def test_line_of(path: str, line: int | None) -> None:
    assert line_of(GOOD, path) == line


def test_two_digests_cannot_share_one_site_folder(tmp_path: Path) -> None:
    again = '[[digest]]\nname = "evening"\ntitle = "Evening"\n'
    assert any("is that of the digest 'morning'" in told for told in faults(tmp_path, GOOD + again))
    apart = again + 'channels = ["other"]\n[[channel]]\nid = "other"\nkind = "site"\npath = "evening"\n'
    text = GOOD.replace('title = "Morning"', 'title = "Morning"\nchannels = ["page"]') + apart
    assert len(load_config(write(tmp_path, text), environment={}).digests) == 2


def test_a_filter_that_matches_everything_is_a_fault(tmp_path: Path) -> None:
    rule = '[[filter]]\nname = "all"\naction = "mute"\nwords = [""]\n'
    assert any("matches everything" in told for told in faults(tmp_path, GOOD + rule))


def test_no_message_repeats_a_secret(tmp_path: Path) -> None:
    mail = '[[channel]]\nid = "m"\nkind = "eml"\nsender = "env:SENDER"\n'
    told = faults(tmp_path, GOOD + mail, {"SENDER": "hunter2 is no address"})
    assert told
    assert "hunter2" not in "".join(told)
    told = faults(tmp_path, GOOD.replace("https://paper.example", "ftp://me:hunter2@paper.example"))
    assert "hunter2" not in "".join(told)


def test_secrets_by_name_are_filled_in(tmp_path: Path) -> None:
    chats = '[[channel]]\nid = "c"\nkind = "apprise"\n[channel.chats]\npath = "env:DESK"\nops = "env:OPS"\n'
    known = {"DESK": "json://a.example/hunter2", "OPS": "json://b.example/"}
    config = load_config(write(tmp_path, GOOD + chats), environment=known)
    channel = config.digests[0].channels[1].channel
    assert channel.targets() == ("path", "ops")
    assert "hunter2" not in repr(config)
    told = faults(tmp_path, GOOD + chats, known | {"DESK": "nosuch://hunter2"})
    assert ["hunter2" in one for one in told] == [False]
    assert "not an address that apprise knows" in told[0]
    assert any("the environment has no DESK" in one for one in faults(tmp_path, GOOD + chats))
    plain = chats.replace("env:DESK", "json://a.example/hunter2")
    (fault,) = faults(tmp_path, GOOD + plain, known)
    assert "chats.path: stands there in plain text" in fault
    assert "hunter2" not in fault


@pytest.mark.parametrize(
    ("remote", "leads_to"),
    [
        ("./site.git", "FOLDER/site.git"),
        ("../site.git", "FOLDER/../site.git"),
        ("/srv/x.git", "/srv/x.git"),
    ],
)
def test_a_repository_beside_the_config(tmp_path: Path, remote: str, leads_to: str) -> None:
    pages = f'[[channel]]\nid = "p"\nkind = "git"\nremote = "{remote}"\n'
    config = load_config(write(tmp_path, GOOD + pages), environment={})
    wanted = f"{leads_to.replace('FOLDER', str(tmp_path))}#gh-pages"
    assert config.digests[0].channels[1].channel.targets() == (wanted,)


@pytest.mark.parametrize("remote", ["site.git", "-x", ""])
def test_a_repository_that_could_be_anywhere_is_a_fault(tmp_path: Path, remote: str) -> None:
    pages = f'[[channel]]\nid = "p"\nkind = "git"\nremote = "{remote}"\n'
    assert any("begins with ./" in told for told in faults(tmp_path, GOOD + pages))


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff" + GOOD)
    assert load_config(path, environment={}).digests


def test_pins_and_splits_are_rulings(tmp_path: Path) -> None:
    text = GOOD + (
        '[[pin]]\nname = "one"\nentries = ["https://a.example/1", "the outage"]\n'
        '[[split]]\nname = "two"\nentries = ["this bridge", "that bridge"]\n'
    )
    rulings = load_config(write(tmp_path, text), environment={}).rulings
    assert [(rule.action, rule.name) for rule in rulings] == [("pin", "one"), ("split", "two")]


def test_a_split_of_one_side_keeps_nothing_apart(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, GOOD + '[[split]]\nname = "two"\nentries = ["this bridge"]\n')
    assert "split[0].entries: keeps nothing apart (name both sides)" in fault


@pytest.mark.parametrize("enabled", ["true", "false"])
def test_the_key_of_the_model_never_stands_in_the_file(tmp_path: Path, enabled: str) -> None:
    model = f'\n[model]\nenabled = {enabled}\nname = "m"\n'
    url = 'url = "https://desk:hunter2@model.example/v1"\n'
    told = faults(tmp_path, GOOD + model + url + 'key = "sk-hunter2"\n')
    hint = '(it comes from the environment: "env:NAME")'
    assert told == [
        f"line 28: model.url: a login stands there in plain text {hint}",
        f"line 29: model.key: stands there in plain text {hint}",
    ]


def test_the_key_of_the_model_comes_from_the_environment(tmp_path: Path) -> None:
    model = '\n[model]\nenabled = true\nname = "m"\nurl = "https://model.example/v1"\nkey = "env:KEY"\n'
    config = load_config(write(tmp_path, GOOD + model), environment={"KEY": "hunter2"})
    assert config.model
    assert config.model.key == "hunter2"
    assert "hunter2" not in repr(config)
