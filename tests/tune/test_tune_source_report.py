"""What a source is worth, counted by hand; and no suggestion that the diff does not bear out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digest.config import load_config
from digest.demo import EDITIONS, demo, sample_config
from digest.errors import DigestError
from digest.model import Judgement
from digest.store import SqliteStore, open_store, read_store
from digest.tune.source_report import SourceReport, source_report
from digest.tune.worth import Worth, worth


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demo(folder)
    return folder


@pytest.fixture(scope="module")
def store(sample: Path) -> Iterator[SqliteStore]:
    with read_store(sample / ".digest") as opened:
        yield opened


@pytest.fixture(scope="module")
def told(sample: Path, store: SqliteStore) -> SourceReport:
    config = sample_config(sample)
    return source_report(config, config.digests[0], store, 30, EDITIONS[-1])


def of(report: SourceReport, source: str) -> Worth:
    return next(one for one in report.sources if one.source_id == source)


def test_every_source_has_a_line_in_the_order_of_the_config(sample: Path, told: SourceReport) -> None:
    assert [one.source_id for one in told.sources] == [*sample_config(sample).source_by_id]
    assert (told.editions, told.recorded) == (3, 3)


def test_counts_are_those_of_the_records(store: SqliteStore, told: SourceReport) -> None:
    editions = store.editions("sample")
    assert sum(one.led for one in told.sources) == sum(len(digest.briefs) for digest in editions)
    for one in told.sources:
        briefs = [
            [telling.source_id for telling in brief.tellings]
            for digest in editions
            for brief in digest.briefs
            if one.source_id in {telling.source_id for telling in brief.tellings}
        ]
        assert one.stories == len(briefs)
        assert one.led == sum(1 for tellers in briefs if tellers[0] == one.source_id)
        assert one.exclusive == sum(1 for tellers in briefs if set(tellers) == {one.source_id})
        used = [f for d in editions for f in d.ledger.fates if f.source_id == one.source_id]
        assert one.used == sum(1 for fate in used if fate.fate in ("used", "merged"))
        assert one.used <= one.entries
        assert one.dated <= one.entries
        assert one.first <= one.stories - one.exclusive
        assert (one.ahead is not None) == (one.first > 0)


def test_what_only_one_kind_of_source_has(told: SourceReport) -> None:
    assert of(told, "chainreview").faults == 1
    assert "no answer within 20 s" in of(told, "chainreview").error
    assert of(told, "pbc-notices").documents == 1
    assert of(told, "ledgerline").documents == 0
    assert of(told, "coinmarkets").entries == 0
    assert of(told, "coinmarkets").collections == 3
    assert of(told, "tokendesk").duplicates == 1
    assert of(told, "swiftwire").size > 10_000


def test_who_was_first_and_by_how_long(store: SqliteStore, sample: Path) -> None:
    """One story of three sources, timed by hand."""
    edition = store.editions("sample")[0]
    brief = next(one for one in edition.briefs if len({t.source_id for t in one.tellings}) > 2)
    first = EDITIONS[-1] - timedelta(hours=9)
    later = iter(first + timedelta(minutes=40 + 10 * n) for n in range(9))
    ahead = brief.tellings[1].source_id
    tellings = tuple(
        replace(t, published=first if t.source_id == ahead else next(later)) for t in brief.tellings
    )
    section = replace(edition.sections[0], kind="top", items=(replace(brief, tellings=tellings),))
    only = replace(edition, sections=(section,))
    config = sample_config(sample)
    lines = worth(config.source_by_id.values(), (only,), (), (), (), (), EDITIONS[-1])
    assert {one.source_id: one.ahead for one in lines if one.first} == {ahead: 40.0}
    assert all(one.top_of == 1 for one in lines)


def test_marks_count_for_those_who_told_the_story(store: SqliteStore, sample: Path) -> None:
    now = EDITIONS[-1]
    mark = Judgement(now, "sample", now.date(), "s", "t", "h", -1, (), ("haibao", "swiftwire"))
    config = sample_config(sample)
    lines = worth(
        config.source_by_id.values(),
        (),
        (),
        (),
        (),
        (mark, replace(mark, mark=1, sources=("haibao",))),
        now,
    )
    marks = {one.source_id: (one.ups, one.downs) for one in lines if one.ups or one.downs}
    assert marks == {"haibao": (1, 1), "swiftwire": (0, 1)}


def test_a_suggestion_is_borne_out_by_its_diff(sample: Path, told: SourceReport) -> None:
    assert told.suggestions
    for one in told.suggestions:
        words = one.command.removeprefix("digest ").split()
        done = subprocess.run(
            [sys.executable, "-m", "digest", *words, "--json"],
            cwd=sample,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 3, done.stderr
        kinds = [c["kind"] for e in json.loads(done.stdout)["editions"] for c in e["changes"]]
        if one.proof.startswith("loses nothing"):
            assert "leaves" not in kinds
        else:
            assert kinds


def test_a_source_that_never_answered_may_go(tmp_path: Path) -> None:
    demo(tmp_path)
    text = (tmp_path / "config.toml").read_text(encoding="utf-8")
    (tmp_path / "config.toml").write_text(
        text + '\n[[source]]\nid = "gone"\nkind = "feed"\nurl = "https://gone.example/rss"\n',
        encoding="utf-8",
    )
    config = load_config(tmp_path / "config.toml", environment={})
    with open_store(config.state) as store:
        failed = [
            replace(one, source_id="gone", title="gone", state="failed", error="no such host", entries=0)
            for one in store.recording(EDITIONS[0] - timedelta(days=2)).outcomes
            if one.source_id == "swiftwire"
        ]
        for one in failed:
            store.keep((), (), (one,))
        report = source_report(config, config.digests[0], store, 30, EDITIONS[-1])
    (idea,) = [one for one in report.suggestions if one.source_id == "gone"]
    assert idea.change == "source.gone.enabled=false"
    assert "failed in all of" in idea.why


def test_the_command_and_what_is_asked_wrongly(sample: Path, store: SqliteStore) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "digest", "sources", "report", *words],
            cwd=sample,
            capture_output=True,
            text=True,
            check=False,
        )

    assert "swiftwire" in run().stdout
    assert len(json.loads(run("--json", "--days", "1").stdout)["sources"]) == 14
    config = sample_config(sample)
    with pytest.raises(DigestError, match="no such edition"):
        source_report(config, replace(config.digests[0], name="none"), store, 3, EDITIONS[-1])
