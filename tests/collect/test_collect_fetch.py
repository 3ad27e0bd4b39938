"""The door in, against real servers on this machine that behave well, badly and very badly."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from feed_server import FEED, NOW, Handler, Server, StoppedClock, running

from digest.collect.fetch import FetchLimits, HttpFetch
from digest.collect.fetch.guard import is_public
from digest.errors import FetchError
from digest.model import Request, Response

LIMITS = FetchLimits(
    deadline=5.0, connect=2.0, budget=20.0, body=200_000, pauses=(0.01, 0.02), host_pause=0.0
)


@pytest.fixture
def server() -> Iterator[Server]:
    yield from running()


@pytest.fixture
def other() -> Iterator[Server]:
    yield from running()


def asking(limits: FetchLimits = LIMITS, base: str = "/") -> HttpFetch:
    return HttpFetch(
        StoppedClock(), user_agent="digest-test/1 (+https://digest.example)", base=base, limits=limits
    )


def ask(
    url: str, limits: FetchLimits = LIMITS, headers: tuple[tuple[str, str], ...] = (), private: bool = True
) -> Response | FetchError:
    request = Request("s", url, headers, private)
    [(asked, answer)] = list(asking(limits)([request]))
    assert asked == request
    assert isinstance(answer, Response | FetchError)
    return answer


def good(answer: Response | FetchError) -> Response:
    assert isinstance(answer, Response), answer
    return answer


def bad(answer: Response | FetchError) -> FetchError:
    assert isinstance(answer, FetchError), answer
    return answer


# --- answers ---------------------------------------------------------------------------------------


def test_a_good_answer_comes_whole(server: Server) -> None:
    url = server.fixed("/feed", headers={"ETag": '"a"', "Content-Type": "application/rss+xml"})
    answer = good(ask(url))
    assert (answer.status, answer.body, answer.url, answer.received) == (200, FEED, url, NOW)
    assert answer.headers["etag"] == '"a"'
    [(_, headers)] = server.asked
    assert headers["user-agent"] == "digest-test/1 (+https://digest.example)"
    assert "cookie" not in headers


def test_a_request_brings_its_own_headers(server: Server) -> None:
    ask(server.fixed("/feed"), headers=(("User-Agent", "me@desk.example"), ("language", "en")))
    [(_, headers)] = server.asked
    assert (headers["user-agent"], headers["language"]) == ("me@desk.example", "en")


def test_nothing_changed_is_an_answer(server: Server) -> None:
    answer = good(ask(server.fixed("/feed", b"", 304)))
    assert answer.unchanged
    assert answer.body == b""


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (204, "HTTP 204 No Content"),
        (403, "HTTP 403 Forbidden"),
        (404, "HTTP 404 Not Found"),
        (410, "HTTP 410 Gone"),
        (599, "HTTP 599"),
    ],
)
def test_another_status_is_a_failure_by_name(server: Server, status: int, what: str) -> None:
    error = bad(ask(server.fixed("/feed", b"" if status == 204 else b"x", status)))
    assert (error.what, error.status) == (what, status)


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
def test_an_empty_answer_is_a_failure(server: Server, body: bytes) -> None:
    assert bad(ask(server.fixed("/feed", body))).what == "an empty answer"


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        ("Fri, 06 Feb 2026 12:05:00 GMT", 300.0),
        ("Fri, 06 Feb 2026 11:00:00 GMT", 0.0),
        ("999999999", 86_400.0),
        ("soon", None),
        ("-5", None),
    ],
)
def test_a_wish_to_be_left_alone_is_understood(server: Server, written: str, seconds: float | None) -> None:
    error = bad(ask(server.fixed("/feed", b"x", 429, {"Retry-After": written})))
    assert (error.status, error.retry_after) == (429, seconds)


# --- second tries ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "times"),
    [
        *(((status, {}), 3) for status in (500, 502, 503, 504)),
        *(((status, {}), 1) for status in (400, 401, 402, 403, 404, 410, 429, 451)),
        ((503, {"Retry-After": "60"}), 1),
    ],
)
def test_only_a_servers_own_fault_is_tried_again(
    server: Server, first: tuple[int, dict[str, str]], times: int
) -> None:
    status, headers = first
    url = server.fixed("/feed", b"x", status, headers)
    assert bad(ask(url)).status == status
    assert len(server.asked) == times


def test_a_fault_that_passes_is_no_failure(server: Server) -> None:
    url = server.fixed("/feed")
    well = server.paths["/feed"]

    def broken_twice(handler: Handler) -> None:
        handler.close_connection = True
        if len(server.asked) == 2:
            server.paths["/feed"] = well

    server.paths["/feed"] = broken_twice
    assert good(ask(url)).body == FEED
    assert len(server.asked) == 3


def test_tries_are_spaced_more_and_more(server: Server) -> None:
    times: list[float] = []

    def busy(handler: Handler) -> None:
        times.append(time.monotonic())
        handler.send_error(503)

    server.paths["/feed"] = busy
    assert bad(ask(server.url + "/feed", replace(LIMITS, pauses=(0.2, 0.4)))).status == 503
    first, second, third = times
    assert second - first >= 0.2
    assert third - second >= 0.4


def test_no_try_is_waited_for_that_would_come_too_late(server: Server) -> None:
    url = server.fixed("/feed", b"x", 503)
    assert bad(ask(url, replace(LIMITS, pauses=(0.01, 60.0)))).what == "HTTP 503 Service Unavailable"
    assert len(server.asked) == 2


def test_a_connection_that_breaks_each_time_is_named(server: Server) -> None:
    url = server.raw("/feed", lambda: iter(()))
    assert bad(ask(url)).what == "the connection broke, 3 times"


# --- redirects -------------------------------------------------------------------------------------


def to(server: Server, path: str, target: str, status: int = 302) -> str:
    return server.fixed(path, b"", status, {"Location": target})


def test_redirects_are_followed_to_the_end(server: Server) -> None:
    server.fixed("/c")
    to(server, "/b", "/c", 308)
    url = to(server, "/a", "b?x=1", 301)
    assert good(ask(url)).url == server.url + "/c"


def test_a_login_stays_with_its_origin_and_goes_nowhere_else(server: Server, other: Server) -> None:
    server.fixed("/b")
    url = to(server, "/a", f"{server.url}/b").replace("http://", "http://me:word@")
    assert good(ask(url)).url == server.url + "/b"
    assert server.asked[-1][1]["authorization"].startswith("Basic ")
    other.fixed("/c")
    good(ask(to(server, "/d", f"{other.url}/c").replace("http://", "http://me:word@")))
    assert "authorization" not in other.asked[-1][1]


def test_a_location_in_raw_utf8_is_understood(server: Server) -> None:
    server.fixed("/r%C3%A9sum%C3%A9")
    url = server.raw(
        "/a", lambda: iter(["HTTP/1.1 302 x\r\nLocation: /résumé\r\nContent-Length: 0\r\n\r\n".encode()])
    )
    assert good(ask(url)).body == FEED


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("/a", "redirects in a circle"),
        ("file:///etc/passwd", "redirects to something that is no web address"),
        ("ftp://a.example/", "redirects to something that is no web address"),
        ("https://", "redirects to something that is no web address"),
        ("http://[::1", "redirects to something that is no web address"),
    ],
)
def test_a_redirect_that_leads_nowhere(server: Server, target: str, what: str) -> None:
    assert bad(ask(to(server, "/a", target))).what == what


def test_long_chains_are_cut(server: Server) -> None:
    for n in range(9):
        to(server, f"/{n}", f"/{n + 1}")
    assert bad(ask(server.url + "/0")).what == "redirects more than 5 times"
    assert len(server.asked) == 6


def test_credentials_do_not_follow_to_another_origin(server: Server, other: Server) -> None:
    other.fixed("/feed")
    url = to(server, "/a", other.url + "/feed")
    ask(url.replace("http://", "http://desk:secret@"), headers=(("X-Api-Key", "secret"),))
    (_, here), (_, there) = server.asked[0], other.asked[0]
    assert "secret" in here["x-api-key"]
    assert here["authorization"].startswith("Basic ")
    assert not {"x-api-key", "authorization"} & there.keys()


def test_credentials_follow_within_an_origin(server: Server) -> None:
    server.fixed("/feed")
    ask(to(server, "/a", "/feed"), headers=(("X-Api-Key", "secret"),))
    assert [headers["x-api-key"] for _, headers in server.asked] == ["secret", "secret"]


def test_no_error_and_no_answer_tells_a_secret(server: Server) -> None:
    server.fixed("/feed")
    base = server.url.replace("http://", "http://desk:hunter2@")
    assert "hunter2" not in good(ask(base + "/feed")).url
    server.fixed("/gone", b"", 404)
    told = str(bad(ask(base + "/gone?api_key=hunter2&page=2")))
    assert "hunter2" not in told
    assert "page=2" in told


def test_cookies_are_not_kept(server: Server) -> None:
    server.fixed("/b")
    server.fixed("/a", b"", 302, {"Location": "/b", "Set-Cookie": "id=1; Path=/"})
    ask(server.url + "/a")
    assert "cookie" not in server.asked[1][1]


# --- walls -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(FEED), "gzip"),
        (gzip.compress(FEED[:9]) + gzip.compress(FEED[9:]), "gzip"),
        (gzip.compress(FEED) + b"\0" * 100, "x-gzip"),
        (zlib.compress(FEED), "deflate"),
        (zlib.compress(FEED)[2:-4], "deflate"),
        (gzip.compress(zlib.compress(FEED)), "deflate, gzip"),
        (FEED, "identity"),
    ],
    ids=["gzip", "two members", "trailing zeros", "deflate", "raw deflate", "twice", "identity"],
)
def test_packed_answers_are_unpacked(server: Server, packed: bytes, encoding: str) -> None:
    assert good(ask(server.fixed("/feed", packed, headers={"Content-Encoding": encoding}))).body == FEED


@pytest.mark.parametrize(
    ("packed", "encoding", "what"),
    [
        (gzip.compress(FEED)[:-9], "gzip", "an answer that cannot be unpacked: cut short"),
        (FEED, "gzip", "an answer that cannot be unpacked: broken compression"),
        (FEED, "zebra", "an answer that cannot be unpacked: a compression that was not asked for: zebra"),
        (gzip.compress(b"\0" * 5_000_000), "gzip", "an answer of more than 200,000 bytes"),
        (zlib.compress(b"\0" * 5_000_000), "deflate", "an answer of more than 200,000 bytes"),
        (
            gzip.compress(gzip.compress(b"\0" * 9_000_000)),
            "gzip, gzip",
            "an answer of more than 200,000 bytes",
        ),
        (b"x" * 200_001, "", "an answer of more than 200,000 bytes"),
    ],
    ids=["cut short", "not packed", "unknown", "gzip bomb", "deflate bomb", "nested bomb", "too large"],
)
def test_bombs_and_broken_packing_are_failures(
    server: Server, packed: bytes, encoding: str, what: str
) -> None:
    assert bad(ask(server.fixed("/feed", packed, headers={"Content-Encoding": encoding}))).what == what


def test_brotli_where_it_is_there(server: Server) -> None:
    brotli = pytest.importorskip("brotli")
    packed = {"Content-Encoding": "br"}
    assert good(ask(server.fixed("/feed", brotli.compress(FEED), headers=packed))).body == FEED
    bomb = server.fixed("/bomb", brotli.compress(b"\0" * 9_000_000), headers=packed)
    assert bad(ask(bomb)).what == "an answer of more than 200,000 bytes"
    short = server.fixed("/short", brotli.compress(FEED * 9)[:-3], headers=packed)
    assert bad(ask(short)).what == "an answer that cannot be unpacked: cut short"


def test_an_endless_body_is_dropped(server: Server) -> None:
    def endless() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n<rss><!--"
        while not server.closing.is_set():
            yield b"x" * 50_000

    assert bad(ask(server.raw("/feed", endless))).what == "an answer of more than 200,000 bytes"


def test_a_huge_announcement_is_believed(server: Server) -> None:
    url = server.raw("/feed", lambda: iter([b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999999\r\n\r\nx"]))
    assert bad(ask(url)).what == "an answer of more than 200,000 bytes"


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "])
def test_a_byte_now_and_then_does_not_hold_the_run(server: Server, head: bytes) -> None:
    def drip() -> Iterator[bytes]:
        yield head
        while not server.closing.is_set():
            time.sleep(0.05)
            yield b"x"

    error = bad(ask(server.raw("/feed", drip), FetchLimits(deadline=0.4)))
    assert str(error).endswith("no complete answer within 0.4 s (the server is slow or hangs)")


def test_when_the_budget_is_used_up_the_rest_fails_by_name(server: Server) -> None:
    def hang(handler: Handler) -> None:
        server.closing.wait(10)

    server.paths["/feed"] = hang
    fetch = asking(FetchLimits(budget=0.4))
    answers = list(fetch([Request("s", f"{server.url}/feed?{n}", (), True) for n in range(5)]))
    assert len(answers) == 5
    assert {bad_.what for _, bad_ in answers if isinstance(bad_, FetchError)} == {"time budget used up"}


@pytest.mark.parametrize(
    ("sent", "what"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "an answer that was cut short"),
        (b"ICY 200 OK\r\n\r\nx", "an answer that is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx", "an answer that is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", "an answer that was cut short"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx", "an answer that is not HTTP"),
        (
            b"HTTP/1.1 200 \r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\nx",
            "an answer that is not HTTP",
        ),
        (b"HTTP/1.1 999999 OK\r\n\r\nx", "an answer that is not HTTP"),
        (b"<rss version='2.0'></rss>", "an answer that is not HTTP"),
        (b"\x16\x03\x01\x02\x00" * 9, "an answer that is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nX-Large: " + b"x" * 100_000 + b"\r\n\r\n", "an answer that is not HTTP"),
    ],
)
def test_broken_framing_is_that_sources_failure(server: Server, sent: bytes, what: str) -> None:
    assert bad(ask(server.raw("/feed", lambda: iter([sent])))).what == what


def test_an_answer_closed_by_its_connection_is_legal(server: Server) -> None:
    url = server.raw("/feed", lambda: iter([b"HTTP/1.0 200 OK\r\n\r\n", FEED]))
    assert good(ask(url)).body == FEED


def test_one_host_is_asked_two_at_once(server: Server) -> None:
    def slow(handler: Handler) -> None:
        time.sleep(0.03)
        well(handler)

    server.fixed("/feed")
    well = server.paths["/feed"]
    server.paths["/feed"] = slow
    answers = list(asking()([Request("s", f"{server.url}/feed?{n}", (), True) for n in range(8)]))
    assert all(isinstance(answer, Response) for _, answer in answers)
    assert server.most_under_way == 2


def test_more_requests_than_places_all_get_their_answer(server: Server) -> None:
    server.fixed("/feed")
    limits = FetchLimits(at_once=2, per_host=2)
    asked = [Request("s", f"{server.url}/feed?{n}", (), True) for n in range(7)]
    assert {request for request, _ in asking(limits)(asked)} == set(asked)


def test_a_caller_who_has_enough_can_leave(server: Server) -> None:
    def hang(handler: Handler) -> None:
        server.closing.wait(10)

    server.fixed("/feed")
    server.paths["/hang"] = hang
    with closing(
        iter(asking()([Request("s", server.url + p, (), True) for p in ("/feed", "/hang")]))
    ) as answers:  # type: ignore[type-var]
        assert isinstance(next(answers)[1], Response)
    assert "fetch" not in {thread.name for thread in threading.enumerate()}


# --- addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "fec0::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::7f00:1",
        "2001:db8::1",
    ],
)
def test_private_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_not_refused(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0"]
)
def test_a_private_host_is_never_reached_unasked(server: Server, host: str) -> None:
    server.fixed("/feed")
    error = bad(ask(f"http://{host}:{server.server_address[1]}/feed", private=False))
    assert server.asked == []
    assert error.status is None


def test_the_refusal_says_what_to_do(server: Server) -> None:
    error = bad(ask(server.fixed("/feed"), private=False))
    assert error.what == "127.0.0.1 is an address that is not public"
    assert "allow_private" in error.hint


def test_a_permitted_host_cannot_send_us_to_another_private_one(server: Server, other: Server) -> None:
    other.fixed("/feed")
    target = f"http://localhost:{other.server_address[1]}/feed"
    error = bad(ask(to(server, "/a", target)))
    assert error.what == "localhost is an address that is not public"
    assert other.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[::1",
        "nonsense",
        "gopher://a.example/",
        "http://a.example:99999/",
        "http://..:1/",
    ],
)
def test_what_is_no_address_is_a_failure_and_no_crash(url: str) -> None:
    assert bad(ask(url)).status is None


def test_a_closed_port_is_named() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        error = bad(ask(f"http://127.0.0.1:{bound.getsockname()[1]}/"))
    assert error.what == "cannot connect to 127.0.0.1: connection refused"


# --- files -----------------------------------------------------------------------------------------


def test_files_of_the_config_are_answered_from_disk(tmp_path: Path) -> None:
    (tmp_path / "a feed.xml").write_bytes(FEED)
    fetch = asking(base=str(tmp_path))
    urls = ["file:a%20feed.xml", (tmp_path / "a feed.xml").as_uri()]
    answers = dict(fetch([Request("s", url) for url in urls]))
    assert [good(a).body for a in answers.values() if isinstance(a, Response | FetchError)] == [FEED, FEED]


def test_files_have_the_same_walls(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * 200_001)
    (tmp_path / "empty").write_bytes(b"")
    answers = list(
        asking(base=str(tmp_path))([Request("s", f"file:{n}") for n in ("big", "empty", "none", ".")])
    )
    assert [answer.what for _, answer in answers if isinstance(answer, FetchError)] == [
        "larger than 200,000 bytes",
        "an empty answer",
        "no such file",
        "no such file",
    ]
