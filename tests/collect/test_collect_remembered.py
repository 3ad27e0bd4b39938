"""What is asked of servers that were asked before, and what of their answers is believed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from feed_desk import (
    MODIFIED,
    Answer,
    Desk,
    Headers,
    Server,
    conditional,
    feed,
    serving,
    source,
)

from digest.collect.fetch import HttpFetch
from digest.collect.remembered import RememberedFetch
from digest.collect.sources.feed import Feed
from digest.collect.sources.json_api import EntryMapping, JsonApi, ObservationMapping
from digest.model import Source
from digest.protocols import ConfiguredSource
from digest.store import open_store


@pytest.fixture
def server() -> Iterator[Server]:
    yield from serving()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_store(tmp_path) as store:
        yield Desk(tmp_path, store)


# --- asked again ------------------------------------------------------------------------------------


def test_a_source_is_asked_whether_anything_changed(server: Server, desk: Desk) -> None:
    server.paths["/feed"] = conditional('"v1"', feed("one", "two"))
    wire = source(f"{server.url}/feed")
    assert [one.state for one in desk.collect(wire)] == ["answered"]
    (again,) = desk.collect(wire)
    assert (again.state, again.status, again.entries, again.error) == ("unchanged", 304, 0, "")
    assert server.asked == [("/feed", "", ""), ("/feed", '"v1"', "")]
    assert desk.titles() == ["one", "two"]

    server.paths["/feed"] = conditional('"v2"', feed("three"))
    assert [one.state for one in desk.collect(wire)] == ["answered"]
    assert desk.titles() == ["three"]
    assert [one.state for one in desk.collect(wire)] == ["unchanged"]
    assert server.asked[-1] == ("/feed", '"v2"', "")


@pytest.mark.parametrize(
    ("etag", "modified"),
    [
        ('"v1"', MODIFIED),
        ('W/"v1-gzip"', ""),
        ("", MODIFIED),
        ("unquoted", "yesterday, about noon"),
        ('"a "quoted" mark, and\\more"', "0"),
        ("0", "Fri, 06 Feb 2026 11:00:00 +0100"),
        ('"汇率-é"', MODIFIED),
        ('"' + "x" * 3000 + '"', MODIFIED.lower()),
    ],
)
def test_validators_go_back_byte_for_byte(server: Server, desk: Desk, etag: str, modified: str) -> None:
    given = {name: value for name, value in (("ETag", etag), ("Last-Modified", modified)) if value}
    server.paths["/feed"] = (200, given, feed("one"))
    wire = source(f"{server.url}/feed")
    desk.collect(wire)
    desk.collect(wire)
    (_, sent_etag, sent_modified) = server.asked[1]
    assert (sent_etag.encode("latin-1").decode(), sent_modified) == (etag, modified)


def test_validators_that_are_no_text_are_not_sent_changed(server: Server, desk: Desk) -> None:
    server.paths["/feed"] = (200, {"ETag": '"\udce9"', "Last-Modified": MODIFIED}, feed("one"))
    wire = source(f"{server.url}/feed")
    assert [one.state for one in (*desk.collect(wire), *desk.collect(wire))] == ["answered", "unchanged"]
    assert server.asked[1] == ("/feed", "", MODIFIED)


def test_every_200_replaces_what_was_if_by_nothing(server: Server, desk: Desk) -> None:
    wire = source(f"{server.url}/feed")
    steps: list[tuple[Headers, str]] = [
        ({"ETag": '"v1"', "Last-Modified": MODIFIED}, "one"),
        ({"ETag": '"v2"'}, "two"),
        ({}, "three"),
        ({"Last-Modified": MODIFIED}, "four"),
        ({}, "five"),
    ]
    for headers, title in steps:
        server.paths["/feed"] = (200, headers, feed(title))
        desk.collect(wire)
    assert [asked[1:] for asked in server.asked] == [
        ("", ""),
        ('"v1"', MODIFIED),
        ('"v2"', ""),
        ("", ""),
        ("", MODIFIED),
    ]


def test_a_304_brings_newer_ones_and_keeps_the_others(server: Server, desk: Desk) -> None:
    wire = source(f"{server.url}/feed")
    server.paths["/feed"] = (200, {"ETag": '"v1"', "Last-Modified": MODIFIED}, feed("one"))
    desk.collect(wire)
    server.paths["/feed"] = (304, {"ETag": '"v1b"'}, b"")
    desk.collect(wire)
    server.paths["/feed"] = (304, {}, b"")
    desk.collect(wire)
    desk.collect(wire)
    assert [asked[1:] for asked in server.asked] == [
        ("", ""),
        ('"v1"', MODIFIED),
        ('"v1b"', MODIFIED),
        ('"v1b"', MODIFIED),
    ]


# --- not believed -----------------------------------------------------------------------------------

BROKEN: dict[str, Answer] = {
    "an error": (500, {"ETag": '"bad"', "Last-Modified": MODIFIED}, feed("two")),
    "not there": (404, {"ETag": '"bad"'}, b""),
    "nothing": (200, {"ETag": '"bad"'}, b"  "),
    "a challenge": (200, {"ETag": '"bad"'}, b"<!doctype html><html><body>Just a moment</body></html>"),
    "nonsense": (200, {"ETag": '"bad"'}, b"\x00\x01\x02 nonsense"),
    "a body cut short": (200, {"ETag": '"bad"', "Content-Length": "99999"}, feed("two")),
    "a feed that breaks off": (200, {"ETag": '"bad"'}, feed("two", "three")[:-30]),
    "the same in UTF-16": (
        200,
        {"ETag": '"bad"', "Content-Type": "text/xml; charset=utf-16"},
        feed("two").decode()[:-12].encode("utf-16"),
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_nothing_is_believed_of_what_was_not_read_whole(server: Server, desk: Desk, broken: Answer) -> None:
    wire = source(f"{server.url}/feed")
    server.paths["/feed"] = broken
    desk.collect(wire)
    server.paths["/feed"] = (200, {"ETag": '"v1"'}, feed("one"))
    desk.collect(wire)
    server.paths["/feed"] = broken
    desk.collect(wire)
    server.paths["/feed"] = conditional('"v1"', feed("one"))
    assert [one.state for one in desk.collect(wire)] == ["unchanged"]
    assert {asked[1] for asked in server.asked} == {"", '"v1"'}
    assert server.asked[-1][1] == '"v1"'


@pytest.mark.parametrize(
    "body", [feed("one") + b"<!-- made by x -->\n", feed("one").decode().encode("utf-16")]
)
def test_a_whole_feed_is_believed_whatever_follows_it(server: Server, desk: Desk, body: bytes) -> None:
    server.paths["/feed"] = (200, {"ETag": '"v1"', "Content-Type": "text/xml"}, body)
    wire = source(f"{server.url}/feed")
    desk.collect(wire)
    desk.collect(wire)
    assert server.asked[1][1] == '"v1"'


def test_an_answer_that_was_never_kept_is_not_believed(server: Server, desk: Desk) -> None:
    wire = source(f"{server.url}/feed")
    server.paths["/feed"] = conditional('"v1"', feed("one"))
    desk.collect(wire)
    server.paths["/feed"] = conditional('"v2"', feed("two"))
    desk.brought(wire)
    # The run ended here; the next finds the server at its old answer, the one after at the new one.
    server.paths["/feed"] = conditional('"v1"', feed("one"))
    assert [one.state for one in desk.collect(wire)] == ["unchanged"]
    server.paths["/feed"] = conditional('"v2"', feed("two"))
    assert [one.state for one in desk.collect(wire)] == ["answered"]
    assert "two" in desk.titles()


def test_a_process_that_ended_before_it_kept_asks_as_before(
    server: Server, desk: Desk, tmp_path: Path
) -> None:
    wire = source(f"{server.url}/feed")
    server.paths["/feed"] = conditional('"v1"', feed("one"))
    desk.brought(wire)
    with open_store(tmp_path) as store:
        assert [one.state for one in Desk(tmp_path, store).collect(wire)] == ["answered"]
    assert server.asked == [("/feed", "", "")] * 2


def test_a_304_nobody_asked_for_is_a_failure_by_name(server: Server, desk: Desk) -> None:
    server.paths["/feed"] = (304, {"ETag": '"v1"'}, b"")
    (told,) = desk.collect(source(f"{server.url}/feed"))
    assert (told.state, told.status) == ("failed", 304)
    assert told.error == "HTTP 304 Not Modified (nothing was read from there that could be unchanged)"
    assert desk.store.validators() == {}


# --- whose they are ---------------------------------------------------------------------------------


def test_validators_are_the_address_s_own(server: Server, desk: Desk) -> None:
    server.paths["/old"] = (302, {"Location": "/new", "ETag": '"old"'}, b"")
    server.paths["/new"] = (200, {"ETag": '"new"', "Last-Modified": MODIFIED}, feed("one"))
    moved = source(f"{server.url}/old")
    desk.collect(moved)
    desk.collect(moved)
    assert server.asked == [("/old", "", ""), ("/new", "", "")] * 2


def test_another_address_s_304_is_not_taken_for_an_answer(server: Server, desk: Desk) -> None:
    wire = source(f"{server.url}/feed")
    server.paths["/feed"] = (200, {"Last-Modified": MODIFIED}, feed("one"))
    desk.collect(wire)
    server.paths["/feed"] = (302, {"Location": "/elsewhere"}, b"")
    server.paths["/elsewhere"] = lambda sent: (
        (304, {}, b"") if "if-modified-since" in sent else (200, {}, feed("two"))
    )
    assert [one.state for one in desk.collect(wire)] == ["answered"]
    assert desk.titles() == ["two"]
    desk.collect(wire)
    assert server.asked[-2:] == [("/feed", "", ""), ("/elsewhere", "", "")]


def test_what_one_source_read_says_nothing_of_another(server: Server, desk: Desk) -> None:
    server.paths["/feed"] = (200, {"ETag": '"v1"'}, feed("one"))
    desk.collect(source(f"{server.url}/feed"))
    desk.collect(source(f"{server.url}/feed", "other"))
    desk.collect(source(f"{server.url}/feed?page=2"))
    assert [asked[1] for asked in server.asked] == ["", "", ""]


def test_a_source_that_is_read_otherwise_is_read_anew(server: Server, desk: Desk) -> None:
    server.paths["/api"] = (200, {"ETag": '"v1"'}, b'[{"title": "one", "name": "uno"}]')
    first = JsonApi(entry=EntryMapping(title="title"))
    second = JsonApi(entry=EntryMapping(title="name"))
    for kind in (first, first, second, second):
        desk.collect(source(f"{server.url}/api", kind=kind))
    assert [asked[1] for asked in server.asked] == ["", '"v1"', "", '"v1"']
    assert desk.titles() == ["uno"]


def test_what_measures_is_measured_anew(server: Server, desk: Desk) -> None:
    server.paths["/api"] = (200, {"ETag": '"v1"'}, b'{"price": 64512}')
    price = ObservationMapping(series="price", subject_is="btc", value="price", unit="USD")
    wire = source(f"{server.url}/api", kind=JsonApi(observation=(price,)))
    assert [one.state for one in (*desk.collect(wire), *desk.collect(wire))] == ["answered", "answered"]
    assert [asked[1] for asked in server.asked] == ["", ""]
    assert desk.rows("SELECT count(*) FROM observations") == [(2,)]
    assert desk.rows("SELECT count(*) FROM bodies") == [(1,)]


# --- what is kept -----------------------------------------------------------------------------------


def test_the_same_bytes_are_no_news_and_nothing_but_health_is_written(server: Server, desk: Desk) -> None:
    server.paths["/plain"] = (200, {}, feed("one"))
    server.paths["/feed"] = conditional('"v1"', feed("two"))
    sources = source(f"{server.url}/plain"), source(f"{server.url}/feed", "desk")
    desk.collect(*sources)
    tables = [name for (name,) in desk.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    before = {name: desk.rows(f"SELECT * FROM {name}") for name in tables}
    assert [one.state for one in desk.collect(*sources)] == ["unchanged", "unchanged"]
    after = {name: desk.rows(f"SELECT * FROM {name}") for name in tables}
    assert [name for name in tables if before[name] != after[name]] == ["outcomes"]
    assert desk.titles() == ["one", "two"]


def test_an_answer_is_kept_as_it_came(server: Server, desk: Desk) -> None:
    given = {"ETag": '"v1"', "Content-Type": "text/xml", "Set-Cookie": "id=1", "Server": "x"}
    server.paths["/feed"] = (200, given, feed("one"))
    desk.collect(source(f"{server.url}/feed"))
    ((source_id, url, final, status, headers, packed, received),) = desk.rows(
        "SELECT source_id, url, final_url, status, headers, packed, received"
        " FROM responses JOIN bodies ON body = sha256"
    )
    assert (source_id, url, final, status) == ("wire", f"{server.url}/feed", f"{server.url}/feed", 200)
    assert headers == '{"content-type": "text/xml", "etag": "\\"v1\\""}'
    assert zlib.decompress(packed) == feed("one")
    assert received == desk.clock.time.timestamp() * 1_000_000


def test_no_secret_of_an_address_or_header_is_kept(server: Server, desk: Desk, tmp_path: Path) -> None:
    server.paths["/feed"] = (200, {"ETag": '"v1"'}, feed("one"))
    url = server.url.replace("//", "//me:hush-hush@") + "/feed?api_key=hush-hush"
    kept = Source("wire", "feed", url, "Wire", headers=(("X-Key", "hush-hush"),), allow_private=True)
    configured = ConfiguredSource(kept, Feed())
    desk.collect(configured)
    desk.collect(configured)
    assert [asked[1] for asked in server.asked] == ["", '"v1"']
    desk.store.close()
    assert b"feed?api_key=***" in (tmp_path / "digest.sqlite3").read_bytes()
    for file in tmp_path.iterdir():
        assert b"hush-hush" not in file.read_bytes(), file


def test_each_request_comes_back_as_it_was_asked(server: Server, desk: Desk) -> None:
    server.paths["/feed"] = conditional('"v1"', feed("one"))
    wire = source(f"{server.url}/feed")
    desk.collect(wire)
    http = HttpFetch(desk.clock, user_agent="t", base="/")
    requests = wire.kind.requests(wire.source)
    ((request, answer),) = RememberedFetch(http, desk.store, [wire], desk.clock)(requests)
    assert [request] == list(requests)
    assert not isinstance(answer, Exception)
    assert (answer.request, answer.unchanged) == (request, True)
    assert list(RememberedFetch(http, desk.store, [wire], desk.clock)([])) == []
