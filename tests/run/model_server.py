"""A real server on the loopback that speaks the protocol of a language model, well or badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Says = Callable[[dict[str, Any]], "Said"]


@dataclass(frozen=True)
class Said:
    """An answer: `text` in the protocol's form, or the `body` as it is."""

    text: str = ""
    body: bytes | None = None
    status: int = 200
    location: str = ""
    wait: float = 0.0
    trickle: float = 0.0
    """Seconds between the bytes."""

    def bytes(self) -> bytes:
        if self.body is not None:
            return self.body
        choice = {
            "index": 0,
            "message": {"role": "assistant", "content": self.text},
            "finish_reason": "stop",
        }
        return json.dumps({"choices": [choice], "usage": {"total_tokens": 100}}).encode()


@dataclass
class ModelServer:
    """What it was asked, and where it is."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def model_server(says: Says) -> Iterator[ModelServer]:
    told = ModelServer("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["content-length"])))
            told.asked.append(question | {"path": self.path})
            told.headers.append({name.lower(): value for name, value in self.headers.items()})
            said = says(question)
            time.sleep(said.wait)
            body = said.bytes()
            self.send_response(said.status)
            if said.location:
                self.send_header("location", said.location)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            try:
                for piece in (body[n : n + 1] for n in range(len(body))) if said.trickle else (body,):
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(said.trickle)
            except OSError:
                return

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
