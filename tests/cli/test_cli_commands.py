"""Every command as a stranger runs it: as a process, against a real server and real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner
from werkzeug.wrappers import Request, Response

from digest.cli import report
from digest.cli.app import app
from digest.collect.reading import Read, processors, reader
from digest.config import load_config
from digest.model import SourceOutcome

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>
<item><title>Quayside Bridge drained of $41.5M</title><link>https://paper.example/a</link>
<description>Attackers took $41.5M from Quayside Bridge on Thursday.</description></item>
<item><title>Lantern lists FERN</title><link>https://paper.example/b</link>
<description>Lantern Exchange will list FERN on Friday.</description></item>
</channel></rss>"""
CONFIG = """
[[digest]]
name = "morning"
title = "Morning"

[[section]]
kind = "glance"
[[section]]
kind = "top"
[[section]]
kind = "also"
[[signal]]
kind = "severity"
[[signal]]
kind = "recency"

[[channel]]
id = "page"
kind = "site"
path = "out/site"
[[channel]]
id = "mail"
kind = "eml"
path = "out/mail"
to = ["a@example.com", "b@example.com"]

[[source]]
id = "paper"
kind = "feed"
url = "{base}/rss"
allow_private = true
"""


def digest(folder: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DIGEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "digest", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def desk(tmp_path: Path, httpserver: HTTPServer) -> Path:
    """A project whose one source is a real server with two fresh entries."""
    from datetime import UTC, datetime, timedelta
    from email.utils import format_datetime

    def answer(request: Request) -> Response:
        when = format_datetime(datetime.now(UTC) - timedelta(hours=1))
        body = FEED.replace("</link>", f"</link><pubDate>{when}</pubDate>")
        return Response(body, content_type="application/rss+xml")

    httpserver.expect_request("/rss").respond_with_handler(answer)
    (tmp_path / "config.toml").write_text(
        CONFIG.format(base=httpserver.url_for("").rstrip("/")), encoding="utf-8"
    )
    return tmp_path


def test_init_writes_a_config_that_is_good_and_never_overwrites(tmp_path: Path) -> None:
    digest(tmp_path, "init", "desk")
    assert "good" in digest(tmp_path / "desk", "config", "check").stdout
    refused = digest(tmp_path, "init", "desk", code=2)
    assert "is there already" in refused.stderr


def test_a_run_delivers_once_and_then_only_what_is_owed(desk: Path) -> None:
    first = json.loads(digest(desk, "run", "--json").stdout)
    assert first["state"] == "published"
    assert [r["state"] for r in first["receipts"]] == ["delivered"] * 3
    mails = sorted((desk / "out" / "mail").rglob("*.eml"))
    assert len(mails) == 2
    assert "Quayside" in (desk / "out" / "site" / "index.html").read_text(encoding="utf-8")
    again = json.loads(digest(desk, "run", "--json").stdout)
    assert again["state"] == "already published"
    assert again["receipts"] == []


def test_a_dry_run_prints_the_edition_and_leaves_nothing(desk: Path) -> None:
    shown = digest(desk, "run", "--dry-run")
    assert "Quayside Bridge drained" in shown.stdout
    assert not (desk / "out").exists()
    assert not (desk / ".digest").exists()


def test_collect_keeps_for_the_next_run_and_check_keeps_nothing(desk: Path) -> None:
    assert "1 of 1 sources answered" in digest(desk, "sources", "check").stdout
    assert not (desk / ".digest").exists()
    outcomes = json.loads(digest(desk, "collect", "--json").stdout)
    assert outcomes[0]["entries"] == 2
    assert (desk / ".digest").exists()


def test_of_hundreds_of_sources_those_with_a_fault_are_told(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config, at = load_config(desk / "config.toml"), datetime(2026, 2, 6, tzinfo=UTC)
    told = [
        SourceOutcome(f"s{n}", f"Desk {n}", "answered", at, entries=2, error="HTTP 500" if n == 7 else "")
        for n in range(300)
    ]
    report.outcomes(told, config)
    shown = capsys.readouterr().out
    assert "s7: HTTP 500" in shown
    assert "299 sources without a fault are not listed (--json has all); 600 entries" in shown
    assert "s8" not in shown
    report.outcomes(told[:200], config)
    assert "s8" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["collect"], ["run"], ["sources", "check"]], ids=" ".join)
def test_whatever_asks_reads_in_processes_that_can_be_ended(
    desk: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    begun: list[int] = []

    def noted(processes: int) -> AbstractContextManager[Read]:
        begun.append(processes)
        return reader(processes)

    monkeypatch.setattr("digest.collect.reader", noted)
    monkeypatch.chdir(desk)
    assert CliRunner().invoke(app, words).exit_code == 0
    assert begun == [processors()]


def test_render_and_explain_read_the_record(desk: Path) -> None:
    digest(desk, "run")
    data = json.loads(digest(desk, "render", "--format", "json").stdout)
    headlines = [item["headline"] for s in data["sections"] for item in s["items"] if "headline" in item]
    assert "Quayside Bridge drained of $41.5M" in headlines
    told = digest(desk, "explain", "quayside bridge").stdout
    assert "in all" in told
    assert "printed under" in told
    assert "kept apart" not in told
    refused = digest(desk, "explain", "no such words", code=1)
    assert "nothing matches" in refused.stderr


def test_explain_names_the_split_that_keeps_stories_apart(desk: Path) -> None:
    with (desk / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[[split]]\nname = "not one"\nentries = ["Quayside", "Lantern lists"]\n')
    digest(desk, "run")
    for asked in ("quayside bridge", "lantern lists"):
        told = digest(desk, "explain", asked).stdout
        assert "kept apart from another story by the split 'not one'" in " ".join(told.split())


def test_no_source_answering_is_said_and_nothing_is_published(desk: Path, httpserver: HTTPServer) -> None:
    httpserver.clear()
    httpserver.expect_request("/rss").respond_with_data("gone", status=404)
    report = digest(desk, "run", code=1)
    assert "no edition" in report.stdout
    assert "404" in report.stdout
    assert not (desk / "out").exists()
    httpserver.clear_assertions()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "--digest", "mornin"), "did you mean 'morning'?"),
        (("run", "--date", "yesterday"), "is not a date"),
        (("render", "--format", "pdf"), "there is no format 'pdf'"),
        (("sources", "check", "papr"), "did you mean 'paper'?"),
        (("run", "--config", "other.toml"), "no such file"),
    ],
)
def test_misuse_is_one_sentence_and_code_2(desk: Path, words: tuple[str, ...], said: str) -> None:
    if words[0] == "render":
        digest(desk, "run")
    assert said in digest(desk, *words, code=2).stderr


def test_a_broken_config_lists_every_fault_and_changes_nothing(desk: Path) -> None:
    path = desk / "config.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('kind = "top"', 'kind = "tpo"') + "\nx = 1\n")
    before = path.read_bytes()
    told = digest(desk, "run", code=2).stderr
    assert "no such key" in told
    assert path.read_bytes() == before
    assert not (desk / ".digest").exists()


def test_a_broken_template_names_file_and_line(desk: Path) -> None:
    broken = desk / "templates" / "letter"
    broken.mkdir(parents=True)
    (broken / "page.html").write_text("<p>\n{% if %}\n", encoding="utf-8")
    told = digest(desk, "config", "check", code=2).stderr
    assert "page.html:2" in told


def test_notes_of_the_day_stand_in_the_edition_without_their_scripts(desk: Path) -> None:
    from datetime import UTC, datetime

    path = desk / "config.toml"
    text = path.read_text(encoding="utf-8").replace(
        '[[section]]\nkind = "top"', '[[section]]\nkind = "notes"\n[[section]]\nkind = "top"'
    )
    path.write_text(text, encoding="utf-8")
    (desk / "notes").mkdir()
    note = "Watch the **open** today.\n\n<script>alert(1)</script>\n"
    (desk / "notes" / f"{datetime.now(UTC):%Y-%m-%d}.md").write_text(note, encoding="utf-8")
    digest(desk, "run")
    page = (desk / "out" / "site" / "index.html").read_text(encoding="utf-8")
    assert "<strong>open</strong>" in page
    assert page.count("<script") == page.count('<script src="keys.js"') == 1
    assert "alert(1)" not in page


def test_a_day_to_come_has_no_edition_yet(desk: Path) -> None:
    from datetime import UTC, datetime, timedelta

    later = datetime.now(UTC).date() + timedelta(days=3)
    assert "is yet to come" in digest(desk, "run", "--date", str(later), code=2).stderr
    assert "is not a date" in digest(desk, "run", "--date", f"{later:%Y%m%d}", code=2).stderr


def test_a_pipe_that_closes_early_is_no_failure(desk: Path) -> None:
    digest(desk, "run")
    command = f"{sys.executable} -m digest render --format json | head -c 10"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=desk, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def test_a_terminal_that_cannot_write_an_arrow_still_gets_the_report(desk: Path) -> None:
    environment = dict(os.environ, PYTHONIOENCODING="ascii")
    words = [sys.executable, "-m", "digest", "run"]
    done = subprocess.run(words, cwd=desk, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_version_and_help() -> None:
    assert digest(Path.cwd(), "--version").stdout.startswith("digest 0.")
    assert "explain" in digest(Path.cwd(), "--help").stdout
