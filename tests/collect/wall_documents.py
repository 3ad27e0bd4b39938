"""Answers made to exhaust whoever takes them, small to send and large to take."""

from __future__ import annotations

import zlib
from importlib import import_module

GIB = 1 << 30
_PIECE = 1 << 20
ITEM = b"<item><title>Told</title><link>https://desk.example/1</link></item>"


def deflated(size: int, window: int) -> bytes:
    """So many zero bytes as zlib packs them: every piece packs to the same bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    zeros = b"\0" * _PIECE
    head = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + piece * (size // _PIECE - 1)


def feed(inside: bytes, before: bytes = b"") -> bytes:
    """A feed with one entry that can be told, and something after it."""
    return before + b"<rss version='2.0'><channel>" + ITEM + inside + b"</channel></rss>"


def laughs() -> bytes:
    """Ten entities, each ten of the one before: 3 GB."""
    named = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{named}]>'
    return feed(b"<item><title>&l9;</title></item>", head.encode())


def quadratic() -> bytes:
    """One entity of 100 kB, 50,000 times: 5 GB."""
    head = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "' + b"a" * 100_000 + b'">]>'
    return feed(b"<item><title>" + b"&a;" * 50_000 + b"</title></item>", head)


DOCUMENTS: dict[str, bytes] = {
    "laughs": laughs(),
    "quadratic": quadratic(),
    "comment": feed(b"<!--" + b"x" * 3_000_000),
    "section": feed(b"<item><title><![CDATA[" + b"x" * 3_000_000),
    "title": feed(b"<item><title>" + b"x " * 4_500_000 + b"</title></item>"),
    "tags": feed(b"<item><title>a</title>" + b"<b>" * 1_000_000),
    "deep": feed(b"<d>" * 200_000),
    "ampersands": feed(b"<item><description>" + b"&" * 500_000 + b"</description></item>"),
    "openings": feed(b"<" * 500_000),
}
"""Feeds of less than ten million bytes that have an entry to tell."""
PACKED: dict[str, tuple[str, bytes]] = {
    "gzip": ("gzip", deflated(2 * GIB, 31)),
    "deflate": ("deflate", deflated(2 * GIB, 15)),
    "raw-deflate": ("deflate", deflated(2 * GIB, -15)),
    "gzip-in-gzip": ("gzip, gzip", zlib.compress(deflated(2 * GIB, 31), 9, 31)),
    "deflate-in-gzip": ("deflate, gzip", zlib.compress(deflated(2 * GIB, 15), 9, 31)),
}
"""What unpacks to 2 GiB, with its Content-Encoding."""


def brotli_bombs() -> dict[str, tuple[str, bytes]]:
    """The same in brotli, plain and in gzip; none where brotli is not installed."""
    try:
        brotli = import_module("brotli")
    except ImportError:
        return {}
    packer = brotli.Compressor(quality=1)
    zeros = b"\0" * (64 * _PIECE)
    packed = b"".join(packer.process(zeros) for _ in range(32)) + packer.finish()
    return {"brotli": ("br", packed), "brotli-in-gzip": ("br, gzip", zlib.compress(packed, 9, 31))}
