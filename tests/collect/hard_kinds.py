"""Kinds whose documents are hard on whoever reads them, for processes to be begun and ended over."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import feedparser

from digest.errors import ParseError
from digest.model import Entry, Request, Response, Source
from digest.protocols import ConfiguredSource, Reading

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)
CROWDED = {
    "a long author": b"<author>" + b"a" * 100_000 + b"</author>",
    "many attributes": b"<x " + b" ".join(b'a%d="1"' % n for n in range(60_000)) + b"/>",
}
"""What takes the feed parser half a minute and more, where it is handed over as it comes."""


class Word(str):
    """A text that is more than its letters."""


@dataclass(frozen=True, slots=True)
class Orders:
    """A kind that does what the document says, then tells which process did it."""

    def requests(self, source: Source) -> Sequence[Request]:
        return [Request(source.id, source.url)]

    def read(self, source: Source, response: Response) -> Reading:
        order, _, given = response.body.partition(b" ")
        title: str = str(os.getpid())
        match order:
            case b"spin":
                if given:
                    Path(given.decode()).write_text(title)
                while True:
                    pass
            case b"sleep":
                Path(given.decode()).write_text(title)
                time.sleep(600)
            case b"die":
                os.kill(os.getpid(), signal.SIGSEGV)
            case b"eat":
                title = str(len(bytearray(int(given))))
            case b"hoard":
                _HOARD.append(bytearray(int(given)))
            case b"refuse":
                raise ParseError(source.id, "nonsense", "as always")
            case b"err":
                raise KeyError(given.decode())
            case b"strange":
                title = Word("strange")
            case b"print":
                print("to the terminal \x1b[2J")
                print("and there", file=sys.stderr)
                os.write(1, b"by hand")
            case b"parse":
                feedparser.parse(io.BytesIO(given), sanitize_html=False)
        return Reading((Entry(title, source.id, "", title, "", response.received),))


_HOARD: list[bytearray] = []


def asked(*orders: bytes) -> list[tuple[ConfiguredSource, Response]]:
    """An answer for each order, each of a source of its own."""
    return [
        (
            ConfiguredSource(Source(f"s{at}", "orders", f"https://{at}.example/", "S"), Orders()),
            Response(Request(f"s{at}", f"https://{at}.example/"), "", 200, {}, order, NOW),
        )
        for at, order in enumerate(orders)
    ]


def crowded(inside: bytes) -> bytes:
    """A feed of one entry with something in it."""
    return b"<rss version='2.0'><channel><item><title>Told</title>" + inside + b"</item></channel></rss>"


def is_running(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    told = Path(f"/proc/{pid}/stat")
    # One that has ended stays until somebody asks what became of it.
    return not (told.exists() and told.read_text().rpartition(")")[2].split()[0] == "Z")
