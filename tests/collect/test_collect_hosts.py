"""Manners and bounds of the door in: turns with each host, room in memory, time of a whole collection."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from feed_server import FEED, NOW, Handler, Server, StoppedClock, running

from digest.collect.fetch import FetchLimits, HttpFetch
from digest.collect.fetch.room import LARGE
from digest.errors import FetchError, SourceError
from digest.model import Request, Response


@pytest.fixture
def server() -> Iterator[Server]:
    yield from running()


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Another host, which counts as public, so that redirects lead there."""
    monkeypatch.setattr("digest.collect.fetch.guard.is_public", lambda address: True)
    yield from running("127.0.0.2")


def fetching(limits: FetchLimits) -> HttpFetch:
    return HttpFetch(StoppedClock(), user_agent="t", base="/", limits=limits)


def ask(limits: FetchLimits, *urls: str) -> dict[str, Response | SourceError]:
    requests = [Request(str(n), url, allow_private=True) for n, url in enumerate(urls)]
    return {request.url: answer for request, answer in fetching(limits)(requests)}


LIMITS = FetchLimits(deadline=5.0, connect=2.0, budget=20.0, pauses=(0.01, 0.02), host_pause=0.0)


def whole(answers: dict[str, Response | SourceError]) -> list[str]:
    return [url for url, answer in answers.items() if isinstance(answer, Response)]


def test_there_is_a_pause_between_two_requests_to_one_host(server: Server) -> None:
    began: list[float] = []
    server.fixed("/feed")
    well = server.paths["/feed"]

    def noting(handler: Handler) -> None:
        began.append(time.monotonic())
        well(handler)

    server.paths["/feed"] = noting
    fetch = fetching(replace(LIMITS, host_pause=0.1))
    for _ in range(2):
        assert len(list(fetch([Request("s", f"{server.url}/feed?{n}", (), True) for n in range(2)]))) == 2
    # The second call remembers the first; a twentieth of slack is for the way through the sockets.
    assert all(after - before > 0.05 for before, after in pairwise(began))


def test_waiting_for_ones_turn_is_nobodys_slowness(server: Server) -> None:
    server.fixed("/feed")
    urls = [f"{server.url}/feed?{n}" for n in range(8)]
    assert len(whole(ask(replace(LIMITS, host_pause=0.1, deadline=0.5), *urls))) == 8


def test_redirects_wait_for_their_turn_as_well(server: Server, other: Server) -> None:
    def slow(handler: Handler) -> None:
        time.sleep(0.03)
        well(handler)

    target = other.fixed("/feed")
    well = other.paths["/feed"]
    other.paths["/feed"] = slow
    server.fixed("/a", b"", 302, {"Location": target})
    here = [f"{server.url}/a?{n}" for n in range(4)]
    assert len(whole(ask(LIMITS, *here, *(f"{target}?{n}" for n in range(4))))) == 8
    assert other.most_under_way == 2


def test_hosts_that_redirect_to_themselves_and_one_another_do_not_wait_for_ever(
    server: Server, other: Server
) -> None:
    server.fixed("/feed")
    server.fixed("/a", b"", 302, {"Location": "/feed"})
    server.fixed("/b", b"", 302, {"Location": other.url + "/b"})
    other.fixed("/feed")
    other.fixed("/b", b"", 302, {"Location": server.url + "/feed"})
    urls = [f"{server.url}/{page}?{n}" for n in range(10) for page in "ab"]
    assert len(whole(ask(replace(LIMITS, per_host=1, at_once=2), *urls))) == 20


def test_large_answers_come_a_few_at_a_time_and_all_come(server: Server) -> None:
    large = b"<rss>" + b"x" * (2 * LARGE)
    server.fixed("/large", large)
    server.fixed("/small")
    urls = [f"{server.url}/{size}?{n}" for n in range(4) for size in ("large", "small")]
    answers = ask(replace(LIMITS, large=1, per_host=8), *urls)
    assert sorted(len(a.body) for a in answers.values() if isinstance(a, Response)) == [
        *[len(FEED)] * 4,
        *[len(large)] * 4,
    ]


def test_a_large_answer_waits_for_the_reading_of_others_without_losing_its_own_time(server: Server) -> None:
    large = b"<rss>" + b"x" * (2 * LARGE)
    server.fixed("/large", large)
    limits = replace(LIMITS, large=1, per_host=8, deadline=1.5)
    requests = [Request(str(n), f"{server.url}/large?{n}", allow_private=True) for n in range(4)]
    came = []
    for _, answer in fetching(limits)(requests):
        came.append(answer)
        time.sleep(1.0)
    assert [type(answer) for answer in came] == [Response] * 4


def test_large_answers_that_fail_leave_room_for_the_others(server: Server) -> None:
    large = b"x" * (2 * LARGE)
    server.fixed("/cut", large, headers={"Content-Length": str(3 * LARGE)})
    well = server.paths["/cut"]

    def cut(handler: Handler) -> None:
        well(handler)
        handler.close_connection = True

    server.paths["/cut"] = cut
    server.fixed("/blank", b" " * (2 * LARGE))
    server.fixed("/large", large)
    urls = [f"{server.url}/{kind}" for kind in ("cut", "blank", "large")]
    assert whole(ask(replace(LIMITS, large=1), *urls)) == [urls[2]]


def test_the_time_of_a_collection_is_counted_from_its_beginning(server: Server) -> None:
    server.fixed("/feed")
    late, in_time = (Request("s", f"{server.url}/feed?{n}", (), True) for n in range(2))
    late = Request("s", late.url, (), True, began=NOW - timedelta(seconds=21))
    in_time = Request("s", in_time.url, (), True, began=NOW - timedelta(seconds=5))
    answers = dict(fetching(LIMITS)([late, in_time]))
    assert isinstance(answers[in_time], Response)
    told = answers[late]
    assert isinstance(told, FetchError)
    assert told.what == "time budget used up"
    assert len(server.asked) == 1


def test_one_host_that_hangs_costs_the_others_nothing(server: Server, other: Server) -> None:
    asked = threading.Event()

    def hang(handler: Handler) -> None:
        asked.set()
        server.closing.wait(10)

    server.paths["/feed"] = hang
    other.fixed("/feed")
    hanging = [Request("s", f"{server.url}/feed?{n}", (), True) for n in range(30)]
    fetch = fetching(replace(LIMITS, at_once=4, budget=1.0))
    first = next(iter(fetch([*hanging, Request("t", other.url + "/feed", (), True)])))
    assert first[0].source_id == "t"
    assert asked.wait(5)


def test_a_server_that_speaks_over_ipv6_is_asked() -> None:
    for server in running("::1"):
        assert whole(ask(LIMITS, server.fixed("/feed")))
