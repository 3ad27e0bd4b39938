"""
Messages between us and a process that reads: a length, then a pickle.

What comes back is the work of a process that has read hostile bytes, so only the values a reading
consists of are made from it.
"""

from __future__ import annotations

import pickle
import socket
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO
from typing import Any

from digest.errors import ParseError, SourceError
from digest.model import Entry, Observation, Request, Response, StatedDocument
from digest.protocols import ConfiguredSource, Reading

_LENGTH = 8
_MOST = 400_000_000
"""Bytes of a message; no reading of a document within the walls comes near."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of our own code in the other process."""

    told: str
    """With the way there, as Python prints it."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one document."""

    answer: Reading | SourceError | Fault
    spent: bool
    """Whether the process has taken so much memory that another one had better take its place."""


_VALUES = (Read, Reading, Entry, StatedDocument, Observation, Request, ParseError, Fault)
_PLAIN = (date, datetime, timedelta, timezone, Decimal)
_KNOWN = {(one.__module__, one.__qualname__): one for one in (*_VALUES, *_PLAIN)}


def question(configured: ConfiguredSource, response: Response) -> bytes:
    """What is sent to have a document read."""
    return pickle.dumps((configured, response), pickle.HIGHEST_PROTOCOL)


def asked(message: bytes) -> tuple[ConfiguredSource, Response]:
    """The document a process is sent to read; it is ours who send it."""
    sent: tuple[ConfiguredSource, Response] = pickle.loads(message)  # noqa: S301 (not what a source sent)
    return sent


def answer(read: Read) -> bytes:
    """What is sent back."""
    return pickle.dumps(read, pickle.HIGHEST_PROTOCOL)


def answered(message: bytes) -> Read:
    """What came back; raises ``pickle.UnpicklingError`` when it holds anything but plain values."""
    read = _Plain(BytesIO(message)).load()
    if not isinstance(read, Read):
        raise pickle.UnpicklingError("no reading")
    return read


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        known = _KNOWN.get((module, name))
        if known is None:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return known


def send(line: socket.socket, message: bytes, until: float | None = None) -> None:
    """Send a message; raises TimeoutError at `until` (``time.monotonic``), OSError when nobody takes it."""
    line.settimeout(_left(until))
    line.sendall(len(message).to_bytes(_LENGTH) + message)


def receive(line: socket.socket, until: float | None = None) -> bytes:
    """
    The next message; EOFError when there is none, or one far too long.

    Raises TimeoutError when it has not come by `until` (``time.monotonic``).
    """
    size = int.from_bytes(_exactly(line, _LENGTH, until))
    if size > _MOST:
        raise EOFError
    return _exactly(line, size, until)


def _exactly(line: socket.socket, size: int, until: float | None) -> bytes:
    got = bytearray()
    while len(got) < size:
        line.settimeout(_left(until))
        piece = line.recv(min(_PIECE, size - len(got)))
        if not piece:
            raise EOFError
        got += piece
    return bytes(got)


def _left(until: float | None) -> float | None:
    """Seconds until then; never 0, which would mean not to wait at all and fail otherwise."""
    return None if until is None else max(0.001, until - time.monotonic())
