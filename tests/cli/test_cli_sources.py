"""``digest sources`` against a real server and real files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug.wrappers import Request, Response

from digest.config import load_config
from digest.model import Entry, SourceOutcome
from digest.store import open_store

CONFIG = """# My desk: every word of this stays.
[[digest]]
name = "morning"   # before breakfast
title = "Morning & more"

[[source]]
id = "paper"
kind = "feed"
url = "{base}/known/rss"
title = "Paper"
topics = ["markets"]
allow_private = true

# ---- what comes after the sources ----

[[signal]]
kind = "recency"
"""


def feed(title: str, count: int = 3) -> str:
    now = format_datetime(datetime.now(UTC) - timedelta(hours=1))
    items = "".join(
        f"<item><title>{title} {n}</title><link>https://a.example/{n}</link><pubDate>{now}</pubDate></item>"
        for n in range(count)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title><![CDATA[{title}]]></title>'
        f"<language>en-us</language>{items}</channel></rss>"
    )


def digest(folder: Path, *words: str, code: int = 0) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DIGEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "digest", "sources", *words],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        env=environment | {"COLUMNS": "160"},
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def desk(tmp_path: Path, httpserver: HTTPServer) -> Path:
    (tmp_path / "config.toml").write_text(
        CONFIG.format(base=httpserver.url_for("").rstrip("/")), encoding="utf-8"
    )
    return tmp_path


def serve(server: HTTPServer, path: str, text: str, kind: str = "text/html") -> None:
    server.expect_request(path).respond_with_data(text, content_type=f"{kind}; charset=utf-8")


def added(desk: Path) -> dict[str, object]:
    """The last source of the config, and that everything else in the file is as it was."""
    text = (desk / "config.toml").read_text(encoding="utf-8")
    for line in CONFIG.splitlines():
        assert "{base}" in line or line in text
    source = load_config(desk / "config.toml").sources[-1].source
    return {
        "id": source.id,
        "url": source.url,
        "title": source.title,
        "topics": source.topics,
        "language": source.language,
    }


def test_a_page_leads_to_its_feed(desk: Path, httpserver: HTTPServer) -> None:
    page = (
        '<!doctype html><link rel="alternate" type="application/rss+xml" href="/news/rss.xml"><h1>Wire</h1>'
    )
    serve(httpserver, "/", page)
    serve(httpserver, "/news/rss.xml", feed("The Wire — Tägliches"), "application/rss+xml")
    told = digest(
        desk, "add", httpserver.url_for("/"), "--allow-private", "--topic", "macro", "--topic", "rates"
    )
    assert "The Wire — Tägliches 0" in told
    assert "3 entries, 100 % dated" in told
    assert added(desk) == {
        "id": "the-wire-tagliches",
        "url": httpserver.url_for("/news/rss.xml"),
        "title": "The Wire — Tägliches",
        "topics": ("macro", "rates"),
        "language": "en",
    }


def test_a_feed_behind_redirects_is_written_where_it_answers(desk: Path, httpserver: HTTPServer) -> None:
    def onward(_: Request) -> Response:
        return Response(status=301, headers={"Location": "/moved/feed.json"})

    httpserver.expect_request("/feed").respond_with_handler(onward)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": 'K\u00fcste "K"',
        "items": [{"id": "1", "title": "One"}],
    }
    serve(httpserver, "/moved/feed.json", json.dumps(document), "application/feed+json")
    digest(desk, "add", httpserver.url_for("/feed"), "--allow-private", "--id", "coast")
    assert added(desk)["url"] == httpserver.url_for("/moved/feed.json")
    assert (added(desk)["id"], added(desk)["title"]) == ("coast", 'Küste "K"')


def test_without_a_link_the_usual_places_are_tried(desk: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, "/blog/", "<!doctype html><title>A blog</title>")
    serve(httpserver, "/blog/rss", feed("Blog"), "text/xml")
    digest(desk, "add", httpserver.url_for("/blog/"), "--allow-private")
    assert added(desk)["url"] == httpserver.url_for("/blog/rss")


def test_a_page_without_a_feed_says_what_was_tried(desk: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, "/", "<!doctype html><title>Nothing</title>")
    before = (desk / "config.toml").read_bytes()
    told = digest(desk, "add", httpserver.url_for("/"), "--allow-private", code=1)
    assert "/atom.xml: HTTP 500" in told
    assert 'kind = "page"' in told
    assert (desk / "config.toml").read_bytes() == before


def test_a_private_address_needs_a_word(desk: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, "/rss", feed("Inside"), "text/xml")
    told = digest(desk, "add", httpserver.url_for("/rss"), code=1)
    assert "is an address that is not public" in told
    assert "no feed at the one address tried" in told


def test_what_is_there_is_not_added_again(desk: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, "/known/rss", feed("Paper"), "text/xml")
    assert "is there already, as 'paper'" in digest(
        desk, "add", httpserver.url_for("/known/rss"), "--allow-private", code=2
    )


def test_a_dry_run_writes_nothing_and_wrong_values_are_refused(desk: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, "/rss", feed("Wire"), "text/xml")
    before = (desk / "config.toml").read_bytes()
    words = ("add", httpserver.url_for("/rss"), "--allow-private")
    told = json.loads(digest(desk, *words, "--dry-run", "--json"))
    assert (told["added"], told["source"]["id"], told["feeds"][0]["entries"]) == (False, "wire", 3)
    assert "stays as it is" in digest(desk, *words, "--tier", "best", code=2)
    assert "stays as it is" in digest(desk, *words, "--id", "Not An Id", code=2)
    assert "no web address" in digest(desk, "add", "ftp://a.example/", code=2)
    assert (desk / "config.toml").read_bytes() == before
    assert [file.name for file in desk.iterdir() if file.name.startswith(".config")] == []


def test_feeds_come_and_go_as_opml(desk: Path) -> None:
    listed = """<opml version="2.0"><body><outline text="Central banks">
      <outline text="Bank" xmlUrl="https://bank.example/rss"/>
      <outline text="Bank" xmlUrl="https://otherbank.example/rss"/>
      <outline text="Here" xmlUrl="http://www.bank.example/rss/"/>
      <outline text="Local" xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
    (desk / "my.opml").write_text(listed, encoding="utf-8")
    assert "2 would be added, 1 there already, 1 left out" in digest(desk, "import", "my.opml", "--dry-run")
    told = digest(desk, "import", "my.opml")
    assert "left out: Local: 'file:///etc/passwd' is no web address" in told
    assert added(desk)["id"] == "bank-2"
    assert "0 added, 3 there already, 1 left out" in digest(desk, "import", "my.opml")
    digest(desk, "export", "out.opml")
    (desk / "config.toml").write_text(CONFIG.format(base="https://other.example"), encoding="utf-8")
    digest(desk, "import", "out.opml")
    sources = [one.source for one in load_config(desk / "config.toml").sources]
    assert [(one.id, one.title, one.topics) for one in sources[2:]] == [
        ("bank", "Bank", ("central-banks",)),
        ("bank-2", "Bank", ("central-banks",)),
    ]


def test_a_login_in_an_address_is_written_and_not_shown(desk: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, "/locked/rss", feed("Locked"), "application/rss+xml")
    url = httpserver.url_for("/locked/rss?token=hush").replace("http://", "http://me:pass-word@")
    for how in (("--dry-run", "--json"), ()):
        told = digest(desk, "add", url, "--allow-private", *how)
        assert "pass-word" not in told
        assert "hush" not in told
    assert load_config(desk / "config.toml").sources[-1].source.url == url


def test_other_schemes_are_no_web_addresses(desk: Path) -> None:
    lines = ("javascript:alert(1)", "feed://a.example/rss", "feed:https://b.example/rss")
    outlines = "".join(f'<outline text="x" xmlUrl="{line}"/>' for line in lines)
    (desk / "list.opml").write_text(f"<opml><body>{outlines}</body></opml>", encoding="utf-8")
    told = digest(desk, "import", "list.opml")
    assert "'javascript:alert(1)' is no web address" in told
    urls = [one.source.url for one in load_config(desk / "config.toml").sources]
    assert urls[1:] == ["https://a.example/rss", "https://b.example/rss"]


def test_an_address_with_a_secret_does_not_leave(desk: Path) -> None:
    with (desk / "config.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[source]]\nid = "mine"\nkind = "feed"\nurl = "https://me:hidden@a.example/?token=hidden"\n'
        )
    told = digest(desk, "export")
    assert "left out: mine: its address holds a secret" in told
    assert "hidden" not in told


def test_check_tells_how_each_answers(desk: Path, httpserver: HTTPServer) -> None:
    headers = {"ETag": '"1"', "Last-Modified": "Fri, 06 Feb 2026 07:00:00 GMT"}
    httpserver.expect_request("/known/rss").respond_with_data(feed("Paper"), headers=headers)
    assert re.search(r"paper\s+200\s+answered\s+3\s+100 %\s+\S+ \S+Z\s+etag, date", digest(desk, "check"))
    assert not (desk / ".digest").exists()


def test_check_without_a_network_says_so_and_loses_nothing(desk: Path) -> None:
    digest(desk, "check", code=1)
    text = (Path(__file__).parents[2] / "config.toml").read_text(encoding="utf-8")
    (desk / "config.toml").write_text(
        re.sub(r"https://[^/\"]+", "https://nowhere.invalid", text), encoding="utf-8"
    )
    told = digest(desk, "check", "coindesk", "sec-press", code=1)
    assert "0 of 2 sources answered" in told
    assert told.count("cannot be found (misspelt, or no network)") == 2
    assert not (desk / ".digest").exists()


def test_list_tells_how_they_have_been(desk: Path) -> None:
    with (desk / "config.toml").open("a", encoding="utf-8") as file:
        for id, more in (
            ("quiet", ""),
            ("broken", ""),
            ("new", ""),
            ("off", 'enabled = false\nreason = "tired"\n'),
        ):
            file.write(f'\n[[source]]\nid = "{id}"\nkind = "feed"\nurl = "https://{id}.example/"\n{more}')
    now = datetime.now(UTC)
    with open_store(desk / ".digest") as store:
        for day in range(20, -1, -1):
            at = now - timedelta(days=day)
            fresh = [
                Entry(f"{id}{day}{n}", id, "", f"{id} {day} {n}", "", at)
                for id, last in (("paper", 0), ("quiet", 4), ("broken", 2))
                for n in range(5)
                if day >= last
            ]
            failed = day < 2
            outcomes = [SourceOutcome(id, id, "answered", at) for id in ("paper", "quiet")]
            broken = SourceOutcome(
                "broken", "B", "failed" if failed else "answered", at, error="HTTP 500" if failed else ""
            )
            store.keep(fresh, [], [*outcomes, broken])
    told = digest(desk, "list")
    assert re.search(r"paper\s+ok\s.*\s5\.0\s+markets", told)
    assert "quiet: silent: silent 4 days; usually 5 a day" in told
    assert re.search(
        r"broken: failing: failed 2 times in a row; last answer \d{4}-\d\d-\d\d; HTTP 500", told
    )
    assert "off: off: tired" in told
    assert "1 ok, 1 silent, 1 failing, 1 not asked yet, 1 off" in told
    assert [one["state"] for one in json.loads(digest(desk, "list", "--json"))] == [
        "ok", "silent", "failing", "not asked yet", "off",
    ]  # fmt: skip
