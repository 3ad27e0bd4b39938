"""Names that lead to private addresses, at once or later: refused at the socket, whoever names them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from feed_server import Server, running

from digest.collect.fetch import FetchLimits, HttpFetch
from digest.errors import FetchError
from digest.model import Request, Response
from digest.world import SystemClock

PUBLIC = "192.0.2.1"
"""Where nobody answers; the tests below count it as public, which it is not."""


@pytest.fixture
def server() -> Iterator[Server]:
    yield from running()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """A name server of these tests: for each name its answers, one after the other, the last for good."""
    known: dict[str, list[list[str]]] = {}
    asked = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if host not in known:
            return asked(host, port, *rest, **more)
        addresses = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def ask(url: str, private: bool = False) -> Response | FetchError:
    limits = FetchLimits(deadline=3, connect=0.3, pauses=(0.01, 0.02), host_pause=0)
    fetch = HttpFetch(SystemClock(), user_agent="t", base="/", limits=limits)
    [(_, answer)] = list(fetch([Request("s", url, allow_private=private)]))
    assert isinstance(answer, Response | FetchError)
    return answer


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0"])
def test_a_name_of_a_private_address_is_refused(
    server: Server, names: dict[str, list[list[str]]], address: str
) -> None:
    server.fixed("/feed")
    names["news.example"] = [[address]]
    answer = ask(f"http://news.example:{server.port}/feed")
    assert isinstance(answer, FetchError)
    assert answer.what == "news.example is an address that is not public"
    assert server.asked == []


def test_a_private_address_behind_a_dead_public_one_is_refused(
    server: Server, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.collect.fetch.guard.is_public", lambda address: address == PUBLIC)
    server.fixed("/feed")
    names["news.example"] = [[PUBLIC, "127.0.0.1"]]
    assert isinstance(ask(f"http://news.example:{server.port}/feed"), FetchError)
    assert server.asked == []


def test_a_name_that_changes_its_mind_between_two_hops_is_refused(
    server: Server, names: dict[str, list[list[str]]]
) -> None:
    """The first answer is let through by the leave of its own host; the second host has no such leave."""
    server.fixed("/feed")
    names["rebound.example"] = [["127.0.0.1"]]
    there = f"http://rebound.example:{server.port}/feed"
    answer = ask(server.fixed("/a", b"", 302, {"Location": there}), private=True)
    assert isinstance(answer, FetchError)
    assert answer.what == "rebound.example is an address that is not public"
    assert [path for path, _ in server.asked] == ["/a"]


def test_a_name_that_is_looked_up_again_is_checked_again(
    server: Server, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is led home when it is looked up anew: that answer is checked, not only the first."""
    server.fixed("/feed")
    names["news.example"] = [[PUBLIC], ["127.0.0.1"]]
    monkeypatch.setattr("digest.collect.fetch.guard.is_public", lambda address: address == PUBLIC)
    url = f"http://news.example:{server.port}/feed"
    first, second = ask(url), ask(url)
    assert isinstance(first, FetchError)
    assert isinstance(second, FetchError)
    assert second.what == "news.example is an address that is not public"
    assert server.asked == []
