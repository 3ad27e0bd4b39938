"""A desk that collects into one state again and again from a real server that notes how it was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from digest.collect import collect
from digest.collect.fetch import FetchLimits, HttpFetch
from digest.collect.remembered import RememberedFetch
from digest.collect.robots import RobotsFetch
from digest.collect.sources.feed import Feed
from digest.model import Collected, Source, SourceOutcome, Window
from digest.protocols import ConfiguredSource, SourceKind
from digest.store import SqliteStore

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MODIFIED = "Fri, 06 Feb 2026 11:00:00 GMT"
Headers = dict[str, str]
Answer = tuple[int, Headers, bytes]


def feed(*titles: str) -> bytes:
    items = "".join(f"<item><title>{t}</title><link>https://a.example/{t}</link></item>" for t in titles)
    return f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>".encode()


class Server(ThreadingHTTPServer):
    """Answers a path with what the test puts there and writes down what it was asked with."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, address: str) -> None:
        super().__init__((address, 0), Handler)
        self.paths: dict[str, Answer | Callable[[Headers], Answer]] = {}
        self.asked: list[tuple[str, str, str]] = []

    @property
    def url(self) -> str:
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        sent = {name.lower(): value for name, value in self.headers.items()}
        validators = sent.get("if-none-match", ""), sent.get("if-modified-since", "")
        self.server.asked.append((self.path, *validators))
        made = self.server.paths[self.path.partition("?")[0]]
        status, headers, body = made(sent) if callable(made) else made
        self.send_response_only(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            # As bytes of UTF-8, or as they are where they are none.
            self.send_header(name, value.encode("utf-8", "surrogateescape").decode("latin-1"))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def serving(address: str = "127.0.0.1") -> Iterator[Server]:
    made = Server(address)
    Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@dataclass
class MovedClock:
    time: datetime = NOW

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody waits by this clock")


@dataclass
class Desk:
    """One state folder, asked again and again, an hour apart."""

    folder: Path
    store: SqliteStore
    clock: MovedClock = field(default_factory=MovedClock)

    def brought(self, *sources: ConfiguredSource) -> Collected:
        http = HttpFetch(
            self.clock,
            user_agent="t",
            base=str(self.folder),
            limits=FetchLimits(
                deadline=5, connect=2, budget=20, body=200_000, pauses=(0.01, 0.02), host_pause=0.0
            ),
        )
        self.clock.time += HOUR
        remembered = RememberedFetch(http, self.store, sources, self.clock)
        return collect(sources, RobotsFetch(remembered, self.store, self.clock, "desk/1"), self.clock)

    def collect(self, *sources: ConfiguredSource) -> tuple[SourceOutcome, ...]:
        brought = self.brought(*sources)
        self.store.keep(brought.entries, brought.observations, brought.outcomes)
        return brought.outcomes

    def titles(self) -> list[str]:
        window = Window(self.clock.time - HOUR, self.clock.time)
        return sorted(entry.title for entry in self.store.entries(window))

    def rows(self, query: str) -> list[Any]:
        with self.store._reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]


def source(url: str, id: str = "wire", kind: SourceKind | None = None) -> ConfiguredSource:
    return ConfiguredSource(Source(id, "feed", url, id.title(), allow_private=True), kind or Feed())


def conditional(etag: str, body: bytes) -> Callable[[Headers], Answer]:
    def answer(sent: Headers) -> Answer:
        same = sent.get("if-none-match") == etag
        return (304, {"ETag": etag}, b"") if same else (200, {"ETag": etag}, body)

    return answer
