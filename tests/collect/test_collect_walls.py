"""A collection from servers and documents that mean harm: what is lost, what is not, at what cost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from feed_server import Server, running
from wall_documents import DOCUMENTS, ITEM, PACKED, brotli_bombs, feed

from digest.collect.reading import reader
from digest.collect.sources.feed import Feed
from digest.collect.sources.json_api import EntryMapping, JsonApi
from digest.collect.sources.page import Page
from digest.errors import SourceError
from digest.model import Request, Response, Source
from digest.protocols import ConfiguredSource, SourceKind

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)
BOMBS = PACKED | brotli_bombs()
COLLECTION = """
import json, resource, sys
from pathlib import Path
from digest.collect import collect
from digest.collect.fetch import FetchLimits, HttpFetch
from digest.collect.sources.feed import Feed
from digest.model import Source
from digest.protocols import ConfiguredSource
from digest.world import SystemClock

limits = FetchLimits(per_host=8, host_pause=0.0, pauses=())
fetch = HttpFetch(SystemClock(), user_agent="digest-test/1", base="/", limits=limits)
sources = [
    ConfiguredSource(Source(name, "feed", url, name, allow_private=True), Feed())
    for name, url in json.loads(sys.argv[1]).items()
]
collected = collect(sources, fetch, SystemClock(), processes=2)
unit = 1 if sys.platform == "darwin" else 1024
here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
if Path("/proc/self/status").exists():
    # Where a process is begun by a larger one, the system counts that one's memory as its own.
    here = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) * 1024
print(json.dumps({
    "told": {one.source_id: one.error or one.entries for one in collected.outcomes},
    "here": here // 1_000_000,
    "beside": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit // 1_000_000,
}))
"""


@pytest.fixture
def server() -> Iterator[Server]:
    yield from running()


def collected(urls: dict[str, str]) -> dict[str, Any]:
    """What a collection of its own makes of feeds: entries or error of each, and its memory in MB."""
    done = subprocess.run(
        [sys.executable, "-c", COLLECTION, json.dumps(urls)], stdout=subprocess.PIPE, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_bombs_cost_their_sources_and_no_memory(server: Server) -> None:
    urls = {
        name: server.fixed(f"/{name}", packed, headers={"Content-Encoding": encoding})
        for name, (encoding, packed) in BOMBS.items()
    }
    urls["plain"] = server.fixed("/plain", b" " * 50_000_000)
    urls["good"] = server.fixed("/good", feed(b""))
    told = collected(urls)
    assert told["told"].pop("good") == 1
    assert set(told["told"].values()) == {"an answer of more than 10,000,000 bytes"}
    assert told["here"] < 250


def test_hard_documents_cost_their_sources_and_bounded_memory(server: Server) -> None:
    told = collected({name: server.fixed(f"/{name}", body) for name, body in DOCUMENTS.items()})
    deep = "elements nested too deep to be a feed"
    assert {name for name, what in told["told"].items() if what == deep} == {"deep", "tags"}
    others = [what for name, what in told["told"].items() if name not in ("deep", "tags")]
    assert set(others) <= {1, 2, "1 item without title and text and left out"}
    assert told["here"] + 2 * told["beside"] < 700


CHALLENGE = "a challenge page for browsers in place of"
READERS: dict[str, tuple[SourceKind, str]] = {
    "feed": (Feed(), "a feed"),
    "page": (Page(item="article", headline="a"), "the page"),
    "json": (JsonApi(EntryMapping(title="title", rows="items")), "JSON"),
}


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"items":' * 200_000, b"<a>" * 200_000])
def test_bottomless_documents_end_no_process(kind: str, body: bytes) -> None:
    """A recursion deep enough to crash the interpreter would be told as such."""
    [told] = _read_beside(READERS[kind][0], body)
    assert isinstance(told, SourceError)
    assert "ended" not in told.what
    assert "longer" not in told.what


def _read_beside(kind: SourceKind, *bodies: bytes) -> list[object]:
    source = Source("s", "k", "https://desk.example/", "S")
    answers = [Response(Request("s", source.url), source.url, 200, {}, body, NOW) for body in bodies]
    with reader(1) as read:
        return [reading for _, reading in read((ConfiguredSource(source, kind), one) for one in answers)]


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    ("body", "came"),
    [
        (b" \n\t ", "an empty document"),
        (b"<!doctype html><title>Just a moment...</title><p>", "a challenge page for browsers in place of"),
        (
            b"<!doctype html><html><title>Verify you are human</title>",
            "a challenge page for browsers in place of",
        ),
        (b"<!doctype html><html><body><h1>We have moved</h1></body></html>", "an HTML page in place of"),
    ],
    ids=["blank", "challenge", "another challenge", "page"],
)
def test_what_came_in_place_of_news_is_named(kind: str, body: bytes, came: str) -> None:
    reads, wanted = READERS[kind]
    [told] = _read_beside(reads, body)
    assert isinstance(told, SourceError)
    if kind == "page" and "HTML" in came:
        assert told.what == "item = 'article' finds nothing on the page"
    else:
        assert told.what in (came, f"{came} {wanted}")


REFERRING = b"""<?xml version="1.0"?><?xml-stylesheet href="%(at)s/style" type="text/xsl"?>
<!DOCTYPE rss SYSTEM "%(at)s/dtd" [
<!ENTITY e SYSTEM "%(at)s/entity"><!ENTITY f SYSTEM "%(file)s"><!ENTITY %% p SYSTEM "%(at)s/dtd">%%p;]>
<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel>%(item)s
<item><title>A &e; &f; B</title>
<description><xi:include href="%(at)s/include" parse="text"/><xi:include href="%(file)s" parse="text"/>
&lt;img src="%(at)s/image"&gt; text</description></item></channel></rss>"""


def test_nothing_a_document_refers_to_is_asked_for(server: Server, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    for path in ("/dtd", "/entity", "/include", "/style", "/image"):
        server.fixed(path, b"<x>hunter2</x>")
    at = {b"at": server.url.encode(), b"file": secret.as_uri().encode(), b"item": ITEM}
    body = REFERRING % at
    page = b"<html><head><link rel=stylesheet href='%(at)s/style'></head>" % at + body.replace(
        b"title>", b"h2>"
    )
    listed = Page(item="item", headline="h2", link="")
    for kind, document in ((Feed(), body), (listed, body.replace(b"title>", b"h2>")), (listed, page)):
        [reading] = _read_beside(kind, document)
        assert "Told" in str(reading)
        assert "hunter2" not in str(reading)
    assert server.asked == []
