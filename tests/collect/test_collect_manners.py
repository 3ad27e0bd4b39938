"""A source asked run after run: what is fresh, moved, gone or busy is treated as it asks to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from feed_desk import HOUR, Answer, Desk, Headers, Server, conditional, feed, serving, source

from digest.collect.sources.feed import Feed
from digest.collect.sources.json_api import JsonApi, ObservationMapping
from digest.collect.sources.page import Page
from digest.model import SourceOutcome
from digest.protocols import ConfiguredSource
from digest.store import open_store

LIST = b"<html><body><ul><li><a href='/one'>One</a></li></ul></body></html>"


@pytest.fixture
def server() -> Iterator[Server]:
    yield from serving()


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Another host, that counts as public, so that redirects and moves lead there."""
    monkeypatch.setattr("digest.collect.fetch.guard.is_public", lambda address: True)
    yield from serving("127.0.0.2")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_store(tmp_path) as store:
        yield Desk(tmp_path, store)


def after(desk: Desk, minutes: float, *sources: ConfiguredSource) -> tuple[SourceOutcome, ...]:
    """A collection so long after the one before, whatever the desk's own hour."""
    desk.clock.time += timedelta(minutes=minutes) - HOUR
    return desk.collect(*sources)


# --- fresh ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "head"),
    [
        ({"Cache-Control": "max-age=7200"}, ""),
        ({"Expires": "Fri, 06 Feb 2026 15:00:00 GMT"}, ""),
        ({}, "<ttl>120</ttl>"),
        (
            {},
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>12</sy:updateFrequency>",
        ),
        ({}, "<skipHours><hour>13</hour><hour>14</hour></skipHours>"),
    ],
    ids=["max-age", "Expires", "ttl", "updatePeriod", "skipHours"],
)
def test_what_is_fresh_is_not_asked_for(server: Server, desk: Desk, headers: Headers, head: str) -> None:
    server.paths["/feed"] = (200, headers, feed("one").replace(b"<item>", head.encode() + b"<item>", 1))
    wire = source(f"{server.url}/feed")
    assert [one.state for one in desk.collect(wire)] == ["answered"]
    (spared,) = desk.collect(wire)
    assert (spared.state, spared.error, len(server.asked)) == ("unchanged", "", 1)
    assert desk.titles() == ["one"]
    desk.collect(wire)
    assert len(server.asked) == 2


def test_a_304_keeps_an_answer_fresh_anew(server: Server, desk: Desk) -> None:
    def answer(sent: Headers) -> Answer:
        same = sent.get("if-none-match") == '"v1"'
        return (
            304 if same else 200,
            {"ETag": '"v1"', "Cache-Control": "max-age=5000"},
            b"" if same else feed("a"),
        )

    server.paths["/feed"] = answer
    wire = source(f"{server.url}/feed")
    asked = []
    for _ in range(5):
        desk.collect(wire)
        asked.append(len(server.asked))
    assert asked == [1, 1, 2, 2, 3]


def test_a_source_has_a_least_interval_of_its_own(server: Server, desk: Desk) -> None:
    server.paths["/feed"] = (200, {}, feed("one"))
    plain = source(f"{server.url}/feed")
    rare = ConfiguredSource(replace(plain.source, every_minutes=150), plain.kind)
    for _ in range(4):
        desk.collect(rare)
    assert len(server.asked) == 2


def test_what_could_not_be_read_is_not_fresh(server: Server, desk: Desk) -> None:
    server.paths["/feed"] = (
        200,
        {"Cache-Control": "max-age=86400"},
        b"<html><body>Just a moment</body></html>",
    )
    wire = source(f"{server.url}/feed")
    assert [one.state for one in (*desk.collect(wire), *desk.collect(wire))] == ["failed", "failed"]
    assert len(server.asked) == 2


def test_another_reader_does_not_take_what_is_fresh_for_read(server: Server, desk: Desk) -> None:
    server.paths["/list"] = (200, {"Cache-Control": "max-age=86400"}, LIST)
    server.paths["/robots.txt"] = (404, {}, b"")
    first = source(f"{server.url}/list", kind=Page(item="li", headline="a"))
    other = source(f"{server.url}/list", kind=Page(item="ul", headline="li"))
    desk.collect(first)
    desk.collect(other)
    assert [path for path, *_ in server.asked if path == "/list"] == ["/list"] * 2


def test_what_measures_is_asked_again_when_it_is_stale_and_then_for_all(server: Server, desk: Desk) -> None:
    observe = ObservationMapping(series="price", subject_is="btc", value="p", unit="USD")
    prices = source(f"{server.url}/p", kind=JsonApi(observation=(observe,)))
    server.paths["/p"] = (200, {"Cache-Control": "max-age=5400", "ETag": '"1"'}, b'{"p": 1}')
    told = [one for _ in range(3) for one in desk.collect(prices)]
    assert [(one.state, one.observations) for one in told] == [
        ("answered", 1),
        ("unchanged", 0),
        ("answered", 1),
    ]
    assert [etag for _, etag, _ in server.asked] == ["", ""]


def test_a_run_right_after_another_asks_nothing_that_is_fresh(server: Server, desk: Desk) -> None:
    server.paths["/a"] = (200, {"Cache-Control": "max-age=300"}, feed("one"))
    server.paths["/b"] = (200, {}, feed("two"))
    sources = source(f"{server.url}/a", "a"), source(f"{server.url}/b", "b")
    desk.collect(*sources)
    assert [one.state for one in after(desk, 1, *sources)] == ["unchanged", "unchanged"]
    assert sorted(path for path, *_ in server.asked) == ["/a", "/b", "/b"]


# --- moved ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 308])
def test_what_moved_for_good_is_asked_where_it_is(server: Server, desk: Desk, status: int) -> None:
    server.paths["/old"] = (status, {"Location": "/new"}, b"")
    server.paths["/new"] = conditional('"v1"', feed("one"))
    wire = source(f"{server.url}/old")
    told = [one for _ in range(3) for one in desk.collect(wire)]
    assert [one.state for one in told] == ["answered", "unchanged", "unchanged"]
    assert {one.error for one in told} == {
        f"moved for good to {server.url}/new (write that into the config)"
    }
    assert server.asked == [("/old", "", ""), ("/new", "", ""), ("/new", '"v1"', ""), ("/new", '"v1"', "")]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_what_moved_for_now_is_asked_where_it_was(server: Server, desk: Desk, status: int) -> None:
    server.paths["/old"] = (status, {"Location": "/new"}, b"")
    server.paths["/new"] = (200, {}, feed("one"))
    wire = source(f"{server.url}/old")
    assert [one.error for one in (*desk.collect(wire), *desk.collect(wire))] == ["", ""]
    assert [path for path, *_ in server.asked] == ["/old", "/new"] * 2


def test_a_move_counts_up_to_the_first_hop_that_is_for_now(server: Server, desk: Desk) -> None:
    server.paths["/a"] = (301, {"Location": "/b"}, b"")
    server.paths["/b"] = (308, {"Location": "/c"}, b"")
    server.paths["/c"] = (302, {"Location": "/d"}, b"")
    server.paths["/d"] = (200, {"ETag": '"d"'}, feed("one"))
    wire = source(f"{server.url}/a")
    desk.collect(wire)
    desk.collect(wire)
    assert [path for path, *_ in server.asked] == ["/a", "/b", "/c", "/d", "/c", "/d"]
    assert {etag for _, etag, _ in server.asked} == {""}


def test_a_move_to_what_is_no_feed_is_not_believed(server: Server, desk: Desk) -> None:
    server.paths["/old"] = (301, {"Location": "/new"}, b"")
    server.paths["/new"] = (200, {}, b"<html><body>Domain for sale</body></html>")
    wire = source(f"{server.url}/old")
    desk.collect(wire)
    server.paths["/old"] = (200, {}, feed("one"))
    assert [one.state for one in desk.collect(wire)] == ["answered"]


def test_where_there_is_nothing_any_more_the_old_address_is_asked(server: Server, desk: Desk) -> None:
    server.paths["/old"] = (301, {"Location": "/new"}, b"")
    server.paths["/new"] = (200, {"ETag": '"v1"'}, feed("one"))
    wire = source(f"{server.url}/old")
    desk.collect(wire)
    server.paths["/new"] = (404, {}, b"")
    server.paths["/old"] = (200, {}, feed("two"))
    (again,) = desk.collect(wire)
    assert (again.state, again.error) == ("answered", "")
    desk.collect(wire)
    assert [path for path, *_ in server.asked] == ["/old", "/new", "/new", "/old", "/old"]
    assert server.asked[-2] == ("/old", "", "")


def test_what_is_sent_to_one_host_does_not_move_to_another(
    server: Server, other: Server, desk: Desk
) -> None:
    sent: list[Headers] = []

    def there(headers: Headers) -> Answer:
        sent.append(headers)
        return 200, {"ETag": '"v1"'}, feed("one")

    other.paths["/feed"] = there
    server.paths["/old"] = (301, {"Location": f"{other.url}/feed"}, b"")
    plain = source(f"{server.url}/old")
    wire = ConfiguredSource(replace(plain.source, headers=(("X-Api-Key", "hush"),)), plain.kind)
    desk.collect(wire)
    desk.collect(wire)
    assert [path for path, *_ in server.asked] == ["/old"]
    assert [headers.get("if-none-match") for headers in sent] == [None, '"v1"']
    assert not any("x-api-key" in headers for headers in sent)


def test_leave_for_a_private_host_does_not_move_to_another(
    server: Server, other: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.paths["/old"] = (301, {"Location": f"{other.url}/feed"}, b"")
    other.paths["/feed"] = (200, {}, feed("one"))
    wire = source(f"{server.url}/old")
    desk.collect(wire)
    monkeypatch.setattr("digest.collect.fetch.guard.is_public", lambda address: False)
    (refused,) = desk.collect(wire)
    assert (refused.state, len(other.asked)) == ("failed", 1)
    assert "not public" in refused.error


def test_a_key_in_a_new_address_is_not_remembered(server: Server, desk: Desk, tmp_path: Path) -> None:
    server.paths["/old"] = (301, {"Location": "/new?token=hush-hush"}, b"")
    server.paths["/new"] = (200, {"ETag": '"v1"'}, feed("one"))
    wire = source(f"{server.url}/old")
    told = (*desk.collect(wire), *desk.collect(wire))
    assert [path for path, *_ in server.asked] == ["/old", "/new?token=hush-hush"] * 2
    assert {etag for _, etag, _ in server.asked} == {""}
    assert all("hush-hush" not in one.error for one in told)
    for file in tmp_path.iterdir():
        assert b"hush-hush" not in file.read_bytes(), file


# --- refused ----------------------------------------------------------------------------------------


def test_a_wish_to_be_left_alone_holds_over_runs(server: Server, desk: Desk) -> None:
    server.paths["/feed"] = (503, {"Retry-After": "7200"}, b"")
    wire = source(f"{server.url}/feed")
    told = [one for _ in range(3) for one in desk.collect(wire)]
    assert [one.state for one in told] == ["failed"] * 3
    assert told[1].error == "HTTP 503 Service Unavailable (not asked again before 06 Feb 15:00 UTC)"
    assert told[1].status == 503
    assert len(server.asked) == 2
    server.paths["/feed"] = (200, {}, feed("one"))
    assert [one.state for _ in range(2) for one in desk.collect(wire)] == ["failed", "answered"]
    assert desk.store.waits() == {}


def test_a_new_process_knows_it_too(server: Server, tmp_path: Path) -> None:
    server.paths["/feed"] = (429, {"Retry-After": "7200"}, b"")
    wire = source(f"{server.url}/feed")
    with open_store(tmp_path) as store:
        Desk(tmp_path, store).collect(wire)
    with open_store(tmp_path) as store:
        assert [one.state for one in Desk(tmp_path, store).collect(wire)] == ["failed"]
    assert len(server.asked) == 1


def test_what_is_gone_is_asked_no_more_until_the_config_says_otherwise(server: Server, desk: Desk) -> None:
    server.paths["/feed"] = (410, {}, b"")
    wire = source(f"{server.url}/feed")
    told = [one for _ in range(2) for one in desk.collect(wire)]
    assert [one.error for one in told] == [
        "HTTP 410 Gone (gone for good: remove the source)",
        "HTTP 410 Gone (not asked any more: remove the source)",
    ]
    after(desk, 60 * 24 * 29, wire)
    assert len(server.asked) == 1
    server.paths["/robots.txt"] = (404, {}, b"")
    desk.collect(source(f"{server.url}/feed", kind=Page(item="li", headline="a")))
    assert [path for path, *_ in server.asked] == ["/feed", "/robots.txt", "/feed"]


@pytest.mark.parametrize(
    "mended",
    [{"headers": (("X-Key", "good"),)}, {"allow_private": False}, {"url": "?token=good"}],
    ids=" ".join,
)
def test_whoever_mends_the_config_is_heard_at_once(
    server: Server, desk: Desk, mended: dict[str, Any]
) -> None:
    server.paths["/feed"] = (403, {"Retry-After": "7200"}, b"")
    wire = source(f"{server.url}/feed?token=wrong")
    desk.collect(wire)
    (waiting,) = desk.collect(wire)
    assert "not asked again before" in waiting.error
    if "url" in mended:
        mended = {"url": f"{server.url}/feed{mended['url']}"}
    (heard,) = desk.collect(ConfiguredSource(replace(wire.source, **mended), wire.kind))
    assert "not asked again before" not in heard.error


def test_a_file_that_was_not_there_is_looked_for_each_time(server: Server, desk: Desk) -> None:
    server.paths["/feed"] = (200, {}, feed("one"))
    here, wire = source("file:late.xml", "here"), source(f"{server.url}/feed")
    for _ in range(4):
        assert after(desk, 1, here, wire)[0].state == "failed"
    (desk.folder / "late.xml").write_bytes(feed("two"))
    assert after(desk, 1, here, wire)[0].state == "answered"


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_what_fails_again_and_again_is_asked_less(server: Server, desk: Desk, status: int) -> None:
    server.paths["/feed"] = (status, {}, b"")
    wire = source(f"{server.url}/feed")
    for _ in range(24):
        after(desk, 10, wire)
    tries = 3 if status == 500 else 1
    assert len(server.asked) == tries * 6


def test_no_answer_from_anybody_is_nobodys_failure(server: Server, desk: Desk) -> None:
    """A laptop without a network all night asks everyone as soon as it is back."""
    dead = source("http://127.0.0.1:9/feed", "dead"), source("http://127.0.0.1:9/other", "too")
    for _ in range(9):
        assert {one.state for one in after(desk, 1, *dead)} == {"failed"}
    assert desk.store.waits() == {}
    server.paths["/feed"] = (200, {}, feed("one"))
    for _ in range(3):
        after(desk, 1, *dead, source(f"{server.url}/feed"))
    assert {wait.failures for wait in desk.store.waits().values()} == {3}


# --- robots.txt -------------------------------------------------------------------------------------


def page(server: Server, path: str = "/news/list", id: str = "site") -> ConfiguredSource:
    return source(f"{server.url}{path}", id, Page(item="li", headline="a"))


def robots(server: Server, rules: str) -> None:
    server.paths["/robots.txt"] = (200, {"Content-Type": "text/plain"}, rules.encode())


def test_a_page_that_robots_txt_forbids_is_not_asked_for(server: Server, desk: Desk) -> None:
    robots(server, "User-agent: *\nDisallow: /news")
    server.paths["/news/list"] = server.paths["/list"] = (200, {}, LIST)
    forbidden, free = desk.collect(page(server), page(server, "/list", "free"))
    assert forbidden.error == (
        "its robots.txt keeps programs out: Disallow: /news (ask the site, or read a feed of it)"
    )
    assert (forbidden.state, free.state) == ("failed", "answered")
    assert [path for path, *_ in server.asked] == ["/robots.txt", "/list"]


def test_robots_txt_is_read_once_a_day(server: Server, desk: Desk) -> None:
    robots(server, "User-agent: desk\nDisallow: /private")
    server.paths["/news/list"] = (200, {}, LIST)
    for _ in range(26):
        desk.collect(page(server), page(server, "/news/list?2", "more"))
    assert [path for path, *_ in server.asked].count("/robots.txt") == 2


def test_a_feed_is_made_for_programs(server: Server, desk: Desk) -> None:
    robots(server, "User-agent: *\nDisallow: /")
    server.paths["/feed"] = (200, {}, feed("one"))
    assert [one.state for one in desk.collect(source(f"{server.url}/feed"))] == ["answered"]
    assert [path for path, *_ in server.asked] == ["/feed"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_forbids_nothing(server: Server, desk: Desk, status: int) -> None:
    server.paths["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /")
    server.paths["/news/list"] = (200, {}, LIST)
    assert [one.state for one in desk.collect(page(server))] == ["answered"]


@pytest.mark.parametrize("body", [b"", b"<html><body>Welcome</body></html>", b"\x00\xff\xfe\x01"])
def test_what_is_no_robots_txt_forbids_nothing(server: Server, desk: Desk, body: bytes) -> None:
    server.paths["/robots.txt"] = (200, {}, body)
    server.paths["/news/list"] = (200, {}, LIST)
    assert [one.state for one in desk.collect(page(server))] == ["answered"]


def test_a_robots_txt_that_cannot_be_read_forbids_all_unless_it_was_read_before(
    server: Server, desk: Desk
) -> None:
    server.paths["/news/list"] = (200, {}, LIST)
    server.paths["/robots.txt"] = (500, {}, b"")
    (kept_out,) = desk.collect(page(server))
    assert kept_out.error.startswith("its robots.txt cannot be read: HTTP 500")
    assert "/news/list" not in [path for path, *_ in server.asked]
    robots(server, "User-agent: *\nAllow: /")
    assert [one.state for one in desk.collect(page(server))] == ["answered"]
    server.paths["/robots.txt"] = (500, {}, b"")
    assert [one.state for one in after(desk, 60 * 48, page(server))] == ["unchanged"]
    assert [one.state for one in after(desk, 60 * 24 * 31, page(server))] == ["failed"]


def test_articles_are_asked_for_where_robots_txt_lets_programs_in(server: Server, desk: Desk) -> None:
    robots(server, "User-agent: *\nDisallow: /two")
    server.paths["/news/list"] = (200, {}, LIST.replace(b"</ul>", b"<li><a href='/two'>Two</a></li></ul>"))
    server.paths["/one"] = server.paths["/two"] = (
        200,
        {},
        b"<html><body><p>A whole article.</p></body></html>",
    )
    kind = Page(item="li", headline="a", articles=2, article="p")
    (told,) = desk.collect(source(f"{server.url}/news/list", kind=kind))
    assert (told.state, told.entries) == ("answered", 2)
    assert "its robots.txt keeps programs out: Disallow: /two" in told.error
    assert sorted(path for path, *_ in server.asked) == ["/news/list", "/one", "/robots.txt"]


@pytest.mark.parametrize("rules", ["", "User-agent: *\nDisallow: /"], ids=["free", "forbidden"])
def test_the_articles_of_a_feed_are_asked_for_after_robots_txt(
    server: Server, desk: Desk, rules: str
) -> None:
    robots(server, rules)
    item = f"<item><title>a</title><link>{server.url}/one</link></item>"
    listed = f"<rss version='2.0'><channel><title>t</title>{item}</channel></rss>"
    server.paths["/feed"] = (200, {}, listed.encode())
    server.paths["/one"] = (200, {}, b"<html><body><p>A whole article.</p></body></html>")
    wire = source(f"{server.url}/feed", kind=Feed(articles=1, article="p"))
    (told,) = desk.collect(wire)
    assert (told.state, told.entries) == ("answered", 1)
    assert [path for path, *_ in server.asked] == ["/feed", "/robots.txt", *([] if rules else ["/one"])]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_an_article_that_is_not_given_out_is_asked_for_once_a_run(
    server: Server, desk: Desk, status: int
) -> None:
    robots(server, "")
    server.paths["/list"] = (200, {}, LIST)
    server.paths["/one"] = (status, {}, b"")
    kind = Page(item="li", headline="a", articles=1, article="p")
    (told,) = desk.collect(source(f"{server.url}/list", kind=kind))
    assert (told.state, told.entries) == ("answered", 1)
    assert f"HTTP {status}" in told.error
    assert [path for path, *_ in server.asked] == ["/robots.txt", "/list", "/one"]
