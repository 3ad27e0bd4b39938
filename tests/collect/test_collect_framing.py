"""Answers whose frame is broken are their source's failure; those that are merely odd are read."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from gzip import compress

import pytest
from feed_server import FEED, Handler, Server, StoppedClock, running

from digest.collect.fetch import FetchLimits, HttpFetch
from digest.errors import SourceError
from digest.model import Request, Response

LIMITS = FetchLimits(deadline=3.0, budget=20.0, body=200_000, pauses=(0.01, 0.02), host_pause=0.0)
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
NO_HTTP = "an answer that is not HTTP"
SHORT = "an answer that was cut short"
LARGE = "an answer of more than 200,000 bytes"
SLOW = "no complete answer within 3 s"


@pytest.fixture
def server() -> Iterator[Server]:
    yield from running()


def ask(url: str) -> Response | SourceError:
    fetch = HttpFetch(StoppedClock(), user_agent="digest-test/1", base="/", limits=LIMITS)
    [(_, answer)] = fetch([Request("s", url, allow_private=True)])
    return answer


def chunk(data: bytes, extension: bytes = b"") -> bytes:
    return b"%x%b\r\n%b\r\n" % (len(data), extension, data)


@pytest.mark.parametrize(
    ("sent", "what"),
    [
        (b"", "the connection broke, 3 times"),
        (b"\r\n\r\n", "the connection broke, 3 times"),
        (b"HTTP/1.1 200 OK\r\nContent-Len", "the connection broke, 3 times"),
        (b"HTTP/1.1 2OO OK\r\n\r\nx", NO_HTTP),
        (b"HTTP/1.1 -200 OK\r\n\r\nx", NO_HTTP),
        (OK + b"Content-Length: +5\r\n\r\nabcde", NO_HTTP),
        (OK + b"Content-Length: 0x5\r\n\r\nabcde", NO_HTTP),
        (OK + b"Content-Length: 5, 9\r\n\r\nabcde", NO_HTTP),
        (OK + b"Content-Length: 99999999999999999999999\r\n\r\nabcde", NO_HTTP),
        (OK + b"Content-Length: 5\r\n\r\nabcde and more", NO_HTTP),
        (OK + b"No colon here\r\n\r\nx", NO_HTTP),
        (OK + b"X-Zero: a\0b\r\n\r\nx", NO_HTTP),
        (CHUNKED + b"-5\r\nabcde\r\n0\r\n\r\n", NO_HTTP),
        (CHUNKED + b"5\r\nabcdefgh\r\n0\r\n\r\n", NO_HTTP),
        (CHUNKED + b"ffffffffffffffffffff\r\nabc", NO_HTTP),
        (CHUNKED + chunk(FEED), SHORT),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "HTTP 204 No Content"),
        (b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\nx", "HTTP 206 Partial Content"),
        (b"HTTP/1.1 799 Whatever\r\nContent-Length: 1\r\n\r\nx", "HTTP 799"),
    ],
)
def test_a_broken_frame_is_that_sources_failure(server: Server, sent: bytes, what: str) -> None:
    answer = ask(server.raw("/feed", lambda: iter([sent])))
    assert isinstance(answer, SourceError)
    assert answer.what == what


def test_trailers_without_end_are_told_by_the_same_words_when_they_come_late(server: Server) -> None:
    """Once the head has been read, a fault of the frame comes by another way."""

    def late() -> Iterator[bytes]:
        yield CHUNKED + chunk(b"abc") + b"0\r\n"
        server.closing.wait(0.3)
        while not server.closing.is_set():
            yield b"X-Trailer: and more\r\n" * 1_000

    answer = ask(server.raw("/feed", late))
    assert isinstance(answer, SourceError)
    assert answer.what == NO_HTTP


@pytest.mark.parametrize(
    ("head", "piece", "what"),
    [
        (OK, b"X-More: and more\r\n" * 1_000, NO_HTTP),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 100, SLOW),
        (CHUNKED + b"5;", b"x" * 10_000, SLOW),
        (CHUNKED + chunk(b"abc") + b"0\r\n", b"X-Trailer: and more\r\n" * 1_000, NO_HTTP),
        (OK + b"Content-Encoding: gzip\r\n\r\n", compress(b"") * 1_000, LARGE),
    ],
    ids=["headers", "hints", "a chunk's extension", "trailers", "members of nothing"],
)
def test_a_frame_without_end_is_dropped(server: Server, head: bytes, piece: bytes, what: str) -> None:
    def endless() -> Iterator[bytes]:
        yield head
        while not server.closing.is_set():
            yield piece

    answer = ask(server.raw("/feed", endless))
    assert isinstance(answer, SourceError)
    assert answer.what == what


def test_a_connection_that_is_reset_is_that_sources_failure(server: Server) -> None:
    def reset(handler: Handler) -> None:
        handler.wfile.write(OK + b"Content-Length: 100\r\n\r\nabc")
        handler.wfile.flush()
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        handler.close_connection = True

    server.paths["/feed"] = reset
    answer = ask(server.url + "/feed")
    assert isinstance(answer, SourceError)
    assert answer.what in (SHORT, "the connection broke, 3 times")


@pytest.mark.parametrize(
    "sent",
    [
        b"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n" + FEED,
        b"HTTP/1.1 200\r\nContent-Length: %d\r\n\r\n" % len(FEED) + FEED,
        OK + b"content-length:%d\r\n\r\n" % len(FEED) + FEED,
        OK + b"Connection: close\r\n\r\n" + FEED,
        b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"
        + OK
        + b"Connection: close\r\n\r\n"
        + FEED,
        CHUNKED + chunk(FEED[:9], b";name=value") + chunk(FEED[9:]) + b"0\r\nX-Trailer: a\r\n\r\n",
        CHUNKED + chunk(FEED[:1]) + b"00%X\r\n" % len(FEED[1:]) + FEED[1:] + b"\r\n0\r\n\r\n",
        OK
        + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"".join(chunk(bytes([one])) for one in compress(FEED))
        + b"0\r\n\r\n",
        OK + b"X-Latin: \xe9t\xe9\r\nConnection: close\r\n\r\n" + FEED,
    ],
    ids=[
        "HTTP/1.0 to the end of the connection",
        "a status without a word",
        "a length in small letters",
        "to the end of the connection",
        "hints before it",
        "extensions and trailers",
        "sizes in capitals with zeros",
        "packed, a byte a chunk",
        "a header in Latin-1",
    ],
)
def test_a_frame_that_is_merely_odd_is_read(server: Server, sent: bytes) -> None:
    answer = ask(server.raw("/feed", lambda: iter([sent])))
    assert isinstance(answer, Response), answer
    assert answer.body == FEED
