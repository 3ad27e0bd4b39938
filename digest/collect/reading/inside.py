"""The other side: what a process does that reads one document after the other."""

from __future__ import annotations

import os
import resource
import signal
import socket
import traceback
from pathlib import Path

from digest.collect.reading.message import Fault, Read, answer, asked, receive, send
from digest.errors import ParseError, SourceError
from digest.model import Response
from digest.protocols import ConfiguredSource, Reading

_SIZES = Path("/proc/self/statm")


def main(number: int, seconds: float, memory: int) -> None:
    """
    Read what comes in by the socket of this file `number` until it is closed.

    A document has so many seconds of computing, and all of them together so many bytes of memory beside
    what the process begins with; the system sees to both, whatever a parser is at.
    """
    # The terminal tells a whole group of processes; ours is ended by who began it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = socket.socket(fileno=number)
    begins = _taken()
    _limit(resource.RLIMIT_CORE, 0)
    if begins:
        _limit(resource.RLIMIT_AS, begins + memory)
    _hush()
    send(line, b"")
    while True:
        try:
            message = receive(line)
        except (EOFError, OSError):
            return
        # At the end of this time the process is ended, which no loop in a C library can put off.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        configured, response = asked(message)
        read = _read(configured, response, memory)
        sent = answer(Read(read, spent=_taken() - begins > memory / 4))
        signal.setitimer(signal.ITIMER_PROF, 0)
        send(line, sent)


def _read(configured: ConfiguredSource, response: Response, memory: int) -> Reading | SourceError | Fault:
    try:
        return configured.kind.read(configured.source, response)
    except SourceError as error:
        return error
    except MemoryError:
        told = f"took more than {memory // 1_000_000} MB to read"
        return ParseError(configured.source.id, told, "made to exhaust whoever reads it, or far too large")
    except BaseException:  # raised again by who asked
        return Fault(traceback.format_exc())


def _taken() -> int:
    """Bytes of address space the process has by now; 0 where that cannot be known."""
    try:
        return int(_SIZES.read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _hush() -> None:
    """What a library prints over a hostile document is for nobody's terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
