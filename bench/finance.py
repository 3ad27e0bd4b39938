"""
Every finance document of the corpus as a source of one config, served over HTTP on loopback.

Dates in the documents are shifted so that the newest of each is half an hour old: what was news when it
was gathered is news now. Prints what gave entries and what did not, and checks that the ledger adds up.
"""

from __future__ import annotations

import email.utils
import re
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.corpus import corpus
from digest.config import load_config
from digest.model import Digest
from digest.run import run
from digest.world import open_world

_DATE = re.compile(
    rb"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s+)?\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    rb"\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?\s*(?:[A-Z]{2,4}|[+-]\d{4})?"
    rb"|\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?"
)
HEAD = """
[[digest]]
name = "bench"
title = "Finance"
[collect]
deadline_seconds = 20
[[section]]
kind = "glance"
[[section]]
kind = "top"
[[section]]
kind = "regulatory"
[[section]]
kind = "also"
[[signal]]
kind = "coverage"
[[signal]]
kind = "authority"
[[signal]]
kind = "severity"
[[signal]]
kind = "recency"
[[signal]]
kind = "relevance"
[[signal]]
kind = "noise"
[[channel]]
id = "site"
kind = "site"
path = "site"
[[channel]]
id = "mail"
kind = "eml"
path = "mail"
to = ["reader@example.com"]
"""


def main() -> None:
    """Run it and print what came of each document."""
    folder = corpus()
    if folder is None:
        print("no corpus: set DIGEST_CORPUS to its folder; this bench did not run")
        return
    documents = {
        f"d{n:03d}": path
        for n, path in enumerate(sorted((folder / "feeds" / "finance").iterdir()))
        if path.is_file()
    }
    now = datetime.now(UTC)
    bodies = {name: shifted(path.read_bytes(), now) for name, path in documents.items()}
    with tempfile.TemporaryDirectory() as place:
        server = serve(bodies)
        try:
            digest = edition(Path(place), documents, f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            server.server_close()
        files = sorted(p.relative_to(place) for p in Path(place).rglob("*") if p.is_file())
    tell(digest, documents)
    print(f"{len(files)} files: " + ", ".join(str(p) for p in files if ".digest" not in p.parts))


def edition(place: Path, documents: dict[str, Path], base: str) -> Digest:
    """One edition with every document as a source."""
    sources = "".join(
        f'[[source]]\nid = "{name}"\nkind = "feed"\nurl = "{base}/{name}"\n'
        f"title = '{path.name}'\nallow_private = true\n"
        for name, path in documents.items()
    )
    (place / "config.toml").write_text(HEAD + sources, encoding="utf-8")
    config = load_config(place / "config.toml")
    (plan,) = config.digests
    with open_world(config) as world:
        report = run(config, plan, world)
        made = world.store.edition(plan.key_at(world.clock.now()))
    assert made is not None, report
    return made


def tell(digest: Digest, documents: dict[str, Path]) -> None:
    """Print the balance of the ledger and the documents that gave nothing."""
    ledger = digest.ledger
    gave = [line for line in ledger.sources if line.entries]
    print(f"{len(gave)} of {len(documents)} documents gave entries")
    for line in ledger.sources:
        if not line.entries:
            print(f"  {line.title}: {line.error or line.state}")
    undated = sum(line.entries - line.dated for line in gave)
    print(
        f"{ledger.considered} entries, {undated} undated; "
        + ", ".join(f"{n} {f}" for f, n in ledger.counts)
    )
    assert sum(n for _, n in ledger.counts) == ledger.considered
    print(f"{len(digest.accounts)} stories, {len(digest.briefs)} printed; the ledger adds up")


def serve(bodies: dict[str, bytes]) -> ThreadingHTTPServer:
    """A server on loopback that answers with these bodies."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = bodies[self.path.lstrip("/")]
            self.send_response(200)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def shifted(body: bytes, now: datetime) -> bytes:
    """The document with all its dates moved by one span, its newest to half an hour before `now`."""
    dates = [moment for found in _DATE.findall(body) if (moment := read(found))]
    if not dates:
        return body
    by = now - timedelta(minutes=30) - max(dates)

    def moved(found: re.Match[bytes]) -> bytes:
        moment = read(found.group())
        if moment is None:
            return found.group()
        text = found.group()
        later = moment + by
        return (later.isoformat() if text[:4].isdigit() else email.utils.format_datetime(later)).encode()

    return _DATE.sub(moved, body)


def read(text: bytes) -> datetime | None:
    """A date of either form, in UTC; None for one that is not."""
    words = text.decode("ascii")
    try:
        moment = (
            datetime.fromisoformat(words.replace(" ", "T"))
            if words[:4].isdigit()
            else email.utils.parsedate_to_datetime(words)
        )
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
