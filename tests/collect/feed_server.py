"""A real server on this machine that answers each path by a function of the test's."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FEED = b"<rss version='2.0'><channel><title>t</title></channel></rss>"
NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)


class StoppedClock:
    """The hour of the tests; who waits by it fails."""

    def now(self) -> datetime:
        return NOW

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody waits by this clock")


class Server(ThreadingHTTPServer):
    """Answers each path by a function of the test's."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        super().__init__((address, 0), Handler)
        self.tls = tls
        self.paths: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.under_way = self.most_under_way = 0
        self.counting = threading.Lock()
        self.closing = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        host = str(self.server_address[0])
        return f"http{'s' if self.tls else ''}://{f'[{host}]' if ':' in host else host}:{self.port}"

    def finish_request(self, request: Any, client_address: Any) -> None:
        """In the thread of its own that a connection has, so that a failed handshake holds up none."""
        if not self.tls:
            super().finish_request(request, client_address)
            return
        with self.tls.wrap_socket(request, server_side=True) as ciphered:
            super().finish_request(ciphered, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what these tests are about."""

    def fixed(
        self, path: str, body: bytes = FEED, status: int = 200, headers: dict[str, str] | None = None
    ) -> str:
        """Serve `body` at `path`; returns its address."""

        def answer(handler: Handler) -> None:
            handler.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.paths[path] = answer
        return self.url + path

    def raw(self, path: str, pieces: Callable[[], Iterator[bytes]]) -> str:
        """Serve bytes as they are at `path`, status line and all; returns its address."""

        def answer(handler: Handler) -> None:
            for piece in pieces():
                handler.wfile.write(piece)
                handler.wfile.flush()
            handler.close_connection = True

        self.paths[path] = answer
        return self.url + path


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        with self.server.counting:
            self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            self.server.under_way += 1
            self.server.most_under_way = max(self.server.most_under_way, self.server.under_way)
        try:
            self.server.paths[self.path.partition("?")[0]](self)
        finally:
            with self.server.counting:
                self.server.under_way -= 1

    def log_message(self, format: str, *args: Any) -> None:
        """Not on the terminal."""


def running(address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(address, tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()
