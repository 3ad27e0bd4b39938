"""Bodies unpacked piece by piece, so that a bomb is seen before it has gone off."""

from __future__ import annotations

import zlib
from importlib import import_module
from typing import Any, Protocol

try:
    brotli: Any = import_module("brotli")
except ImportError:
    brotli = None

# Brotli before 1.2 cannot be told to stop in the middle of a bomb.
_BROTLI = hasattr(getattr(brotli, "Decompressor", None), "can_accept_more_data")
ACCEPTED = "gzip, deflate, br" if _BROTLI else "gzip, deflate"
_PIECE = 65_536


class BodyTooLargeError(Exception):
    """More bytes than a body may have."""


class CompressionError(Exception):
    """A body that is not compressed as it says, or not to its end."""


class _Unpacker(Protocol):
    def feed(self, data: bytes, limit: int) -> bytes:
        """All that `data` unpacks to, or a little more than `limit` bytes of it."""
        ...

    def finish(self) -> None:
        """Raises :class:`CompressionError` when the stream has not ended."""
        ...


class Inflater:
    """Unpacks one body of at most `limit` bytes, whatever its Content-Encoding nests."""

    def __init__(self, content_encoding: str, limit: int) -> None:
        names = [name.strip().lower() for name in content_encoding.split(",")]
        # The last named was applied last and comes off first.
        self._steps = [_unpacker(name) for name in reversed(names) if name not in ("", "identity")]
        self._limit = limit
        self._body = bytearray()

    def feed(self, data: bytes) -> None:
        """Take a piece as it came; raises BodyTooLargeError, CompressionError."""
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            for step in self._steps:
                piece = step.feed(piece, self._limit)
                if len(piece) > self._limit:
                    raise BodyTooLargeError
            self._body += piece
            if len(self._body) > self._limit:
                raise BodyTooLargeError

    @property
    def size(self) -> int:
        """Bytes unpacked so far."""
        return len(self._body)

    def body(self) -> bytes:
        """The whole body; raises CompressionError when it was cut short."""
        for step in self._steps:
            step.finish()
        return bytes(self._body)


class _Zlib:
    """Gzip, also in several members, and deflate with or without its header."""

    def __init__(self, gzip: bool) -> None:
        self._gzip = gzip
        self._head = b""
        self._stream: zlib._Decompress | None = None

    def feed(self, data: bytes, limit: int) -> bytes:
        if self._stream is None:
            data = self._head = self._head + data
            if len(data) < 2:
                return b""
            self._stream = self._begun(data)
        out = bytearray()
        while data and len(out) <= limit:
            if self._stream.eof:
                # After a gzip stream comes another one, or padding, which is nobody's content.
                if not (self._gzip and data.startswith(b"\x1f")):
                    break
                self._stream = self._begun(data)
            try:
                out += self._stream.decompress(data, limit - len(out) + 1)
            except zlib.error as error:
                raise CompressionError("broken compression") from error
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        return bytes(out)

    def finish(self) -> None:
        if self._head and not (self._stream and self._stream.eof):
            raise CompressionError("cut short")

    def _begun(self, head: bytes) -> zlib._Decompress:
        if self._gzip:
            return zlib.decompressobj(31)
        # Many servers mean raw deflate: the two bytes a zlib header must be tell.
        with_header = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
        return zlib.decompressobj(15 if with_header else -15)


class _Brotli:
    def __init__(self) -> None:
        self._stream: Any = brotli.Decompressor()

    def feed(self, data: bytes, limit: int) -> bytes:
        out = bytearray()
        try:
            out += self._stream.process(data, output_buffer_limit=limit + 1)
            while len(out) <= limit and not self._stream.can_accept_more_data():
                out += self._stream.process(b"", output_buffer_limit=limit + 1)
        except brotli.error as error:
            raise CompressionError("broken compression") from error
        return bytes(out)

    def finish(self) -> None:
        if not self._stream.is_finished():
            raise CompressionError("cut short")


def _unpacker(name: str) -> _Unpacker:
    if name in ("gzip", "x-gzip"):
        return _Zlib(gzip=True)
    if name == "deflate":
        return _Zlib(gzip=False)
    if name == "br" and _BROTLI:
        return _Brotli()
    raise CompressionError(f"a compression that was not asked for: {name[:20]}")
