"""Editions made again from the recording are those that went out, and nothing is touched by it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from recorded_week import CONFIG, DAYS, MONDAY, week

from digest.config import Config, load_config
from digest.demo import demo
from digest.errors import DigestError, StoreError
from digest.model import record
from digest.store import SqliteStore, open_store, read_store
from digest.tune.replay import Replay, Replayed
from digest.tune.replay.differences import differences

FIRST = MONDAY.date()
LAST = FIRST + timedelta(days=DAYS - 1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return week(tmp_path_factory.mktemp("week"))


@pytest.fixture
def store(desk: Config) -> Iterator[SqliteStore]:
    with read_store(desk.state) as opened:
        yield opened


def under(
    store: SqliteStore, config: Config, first: date = FIRST, last: date = LAST
) -> tuple[Replayed, ...]:
    return Replay(store, "desk", first, last).under(config, config.digests[0])


def changed(config: Config, **changes: object) -> Config:
    paths = {tuple(key.split("__")): value for key, value in changes.items()}
    return load_config(config.path, environment={}, changes=paths)


def digest(*words: str, cwd: Path, code: int = 0, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "digest", *words],
        cwd=cwd,
        env=dict(os.environ) | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code in (0, 3) else done.stderr


def test_a_week_of_editions_is_made_again_byte_for_byte(desk: Config, store: SqliteStore) -> None:
    made = under(store, desk)
    assert [one.digest.edition.key.day for one in made] == [FIRST + timedelta(days=n) for n in range(DAYS)]
    for one in made:
        assert differences(one.recorded, one.digest) == ()
        assert record.write(one.digest) == record.write(one.recorded)
        assert one.same
        assert one.unrecorded == ()


def test_the_week_held_what_makes_a_replay_hard(desk: Config, store: SqliteStore) -> None:
    """So that the test above is not easier than it looks."""
    made = {one.recorded.edition.key.day: one.recorded for one in under(store, desk)}
    fates = {fate.fate for one in made.values() for fate in one.ledger.fates}
    assert {"used", "merged", "seen before"} <= fates
    states = {line.state for one in made.values() for line in one.ledger.sources}
    assert states == {"answered", "unchanged", "failed"}
    assert made[FIRST + timedelta(days=3)].edition.late
    assert {brief.status for one in made.values() for brief in one.briefs} >= {"new", "update"}
    with closing(sqlite3.connect(desk.state / "digest.sqlite3")) as connection:
        now = {title for (title,) in connection.execute("SELECT title FROM entries")}
        [(moved,)] = connection.execute("SELECT count(*) FROM aliases")
    told = {fate.title for one in made.values() for fate in one.ledger.fates if fate.fate == "used"}
    assert told - now, "some headline was changed after it was printed"
    assert moved, "some address changed its parameters"


@pytest.mark.parametrize("first", [1, DAYS - 1])
def test_any_part_of_the_week_too(desk: Config, store: SqliteStore, first: int) -> None:
    assert all(one.same for one in under(store, desk, FIRST + timedelta(days=first)))


def test_the_state_is_not_touched(desk: Config) -> None:
    def fingerprint() -> dict[str, str]:
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in desk.state.iterdir()
            if path.suffix == ".sqlite3" or path.name == "lock"
        }

    before = fingerprint()
    with read_store(desk.state) as store:
        under(store, changed(desk, signal__recency__weight=4))
        with pytest.raises(StoreError):
            store.begin_run("x", MONDAY)
    assert fingerprint() == before


def test_what_stays_the_same_is_kept_and_nothing_else(desk: Config, store: SqliteStore) -> None:
    """A second config on the same replay makes what it makes on a replay of its own."""
    last = LAST - timedelta(days=1)
    again = Replay(store, "desk", last, LAST)
    configs = (
        changed(desk, signal__recency__weight=4, source__wire__weight=0),
        changed(desk, source__wire__tier="primary"),
        changed(desk, source__bank__enabled=False),
        changed(desk, lexicon__organisation={"oak": {"name": "Oak Capital", "aliases": ["Oak Capital"]}}),
        desk,
    )
    for config in configs:
        fresh = Replay(store, "desk", last, LAST).under(config, config.digests[0])
        kept = again.under(config, config.digests[0])
        assert [record.write(one.digest) for one in kept] == [record.write(one.digest) for one in fresh]
    assert all(one.same for one in again.under(desk, desk.digests[0]))


def test_a_day_remembers_what_the_day_before_told_here(desk: Config, store: SqliteStore) -> None:
    mute = '[[filter]]\nname = "quiet"\naction = "mute"\nwords = ["Quayside"]\n'
    (desk.folder / "quiet.toml").write_text(CONFIG + mute, encoding="utf-8")
    quiet = load_config(desk.folder / "quiet.toml", environment={})
    for one in under(store, quiet):
        assert not any("Quayside" in brief.headline for brief in one.digest.briefs)
        assert any("Quayside" in brief.headline for brief in one.recorded.briefs)


def test_a_source_without_a_recording_is_named(desk: Config, store: SqliteStore) -> None:
    more = CONFIG + '\n[[source]]\nid = "late"\nkind = "feed"\nurl = "https://late.example/rss"\n'
    (desk.folder / "more.toml").write_text(more, encoding="utf-8")
    moved = changed(desk, source__wire__url="https://elsewhere.example/rss")
    for config, name in ((load_config(desk.folder / "more.toml", environment={}), "late"), (moved, "wire")):
        last = under(store, config)[-1]
        assert last.unrecorded == (name,)
        assert name in {one.source_id for one in last.digest.masthead.missing}


def test_a_mended_reader_reads_what_came_that_day(desk: Config, store: SqliteStore) -> None:
    """Prices under another convention: the recorded answers are read by the changed source."""
    observation = [
        {
            "series": "chain_net_flow",
            "rows": "@",
            "subject": "chain",
            "value": "net",
            "unit": "USD",
            "sign": -1,
        }
    ]
    (plain,) = (s for s in under(store, desk)[-1].digest.sections if s.kind == "flows")
    turned_config = changed(desk, source__flows__observation=observation)
    (turned,) = (s for s in under(store, turned_config)[-1].digest.sections if s.kind == "flows")
    nets = [[row.net for row in one.items if row.layout == "flow"] for one in (plain, turned)]
    assert sorted(-net for net in nets[1]) == sorted(nets[0])
    assert nets[0]


def test_no_edition_and_no_state_are_told(desk: Config, store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(DigestError, match="no such edition"):
        Replay(store, "desk", date(2020, 1, 1), date(2020, 1, 2))
    with pytest.raises(StoreError, match="nothing is remembered here"):
        read_store(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def copied(desk: Config, folder: Path) -> Config:
    shutil.copytree(desk.folder, folder, dirs_exist_ok=True)
    return load_config(folder / "config.toml", environment={})


def test_an_answer_that_cannot_be_read_is_told(desk: Config, tmp_path: Path) -> None:
    config = copied(desk, tmp_path)
    with closing(sqlite3.connect(config.state / "digest.sqlite3")) as connection, connection:
        connection.execute("UPDATE bodies SET packed = x'00'")
    with read_store(config.state) as store, pytest.raises(StoreError, match="its body cannot be read"):
        under(store, config)


def test_what_was_forgotten_is_named_and_not_made_up(desk: Config, tmp_path: Path) -> None:
    config = copied(desk, tmp_path)
    with open_store(config.state) as store:
        store.prune(MONDAY + timedelta(days=40))
    with read_store(config.state) as store:
        made = under(store, config)
    assert set(made[0].unrecorded) == {"paper", "wire", "bank", "flows"}
    assert not made[0].digest.briefs


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demo(folder)
    return folder


def test_the_recorded_days_that_ship_are_made_again(sample: Path) -> None:
    told = digest("replay", "2026-02-04..2026-02-06", "-o", "again", cwd=sample)
    assert told.count("as it went out") == 3
    for day in ("2026-02-04", "2026-02-05", "2026-02-06"):
        assert (sample / "again" / f"{day}.json").read_bytes() == (
            sample / "site" / day / "edition.json"
        ).read_bytes()


@pytest.mark.parametrize(
    ("seed", "zone", "locale"), [("1", "Asia/Kolkata", "C"), ("271828", "America/St_Johns", "C.UTF-8")]
)
def test_same_bytes_under_any_seed_zone_and_locale(
    sample: Path, tmp_path: Path, seed: str, zone: str, locale: str
) -> None:
    words = ("replay", "2026-02-04..2026-02-06", "--set", "signal.recency.weight=3")
    digest(*words, "-o", str(tmp_path / "one"), cwd=sample, code=3)
    environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
    digest(*words, "-o", str(tmp_path / "other"), cwd=sample, code=3, **environment)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) == 15
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes(), name


def test_what_differs_is_told_place_by_place(sample: Path) -> None:
    told = digest(
        "replay", "2026-02-06", "--set", "digest.sample.title=Other", "--json", cwd=sample, code=3
    )
    (edition,) = json.loads(told)
    assert edition["differences"] == [
        {"path": "masthead.edition.title", "was": "The Morning Desk", "now": "Other"}
    ]
    assert edition["same"] is False


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("2026-02-30",), "is no day"),
        (("2026-02-06..2026-02-04",), "ends before it begins"),
        (("2026-02-06", "--set", "recency"), "sets nothing"),
        (("2026-02-06", "--set", "signal.recency.weight=99"), "less than or equal to 10"),
        (("2026-02-06", "--set", "signal.recence.weight=1"), "did you mean 'recency'"),
        (("2026-02-06", "--theme", "nope"), "there is no such theme"),
    ],
)
def test_what_is_asked_wrongly_is_told(sample: Path, words: tuple[str, ...], told: str) -> None:
    assert told in digest("replay", *words, cwd=sample, code=2)
