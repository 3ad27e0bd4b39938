"""One process that reads, seen from here."""

from __future__ import annotations

import json
import pickle
import signal
import socket
import subprocess
import sys
import time
from threading import Lock
from typing import NamedTuple

from digest.collect.reading import inside
from digest.collect.reading.limits import ReadLimits
from digest.collect.reading.message import Fault, answered, question, receive, send
from digest.errors import ParseError, SourceError
from digest.model import Response
from digest.protocols import ConfiguredSource, Reading

# Modules are looked for where this process looks for them, never beside the config it was called on.
_BEGIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    f"from {inside.__name__} import main; main(*map(json.loads, sys.argv[2:]))"
)
_HINT = "made to exhaust whoever reads it, or far too large"
_BEGINNING = 60.0
"""Seconds a process may take to begin, which on a busy machine is no document's fault."""
_DYING = 5.0
"""Seconds the system may take to end a process that is lost."""


class _Running(NamedTuple):
    process: subprocess.Popen[bytes]
    line: socket.socket


class Child:
    """A process that reads one answer after the other: begun when there is one, anew when it was lost."""

    def __init__(self, limits: ReadLimits) -> None:
        self._limits = limits
        self._running: _Running | None = None
        self._beginning = Lock()
        self._closed = False

    def read(self, configured: ConfiguredSource, response: Response) -> Reading | SourceError:
        """
        What the kind makes of the answer; a ParseError also when that took more than its limits.

        Raises RuntimeError, with the way there, over a fault that is none of the document's.
        """
        where = configured.source.id
        try:
            line = self._ready()
        except (OSError, EOFError) as error:
            told = f"status {self.end()}" if self._running else str(error)
            return ParseError(where, "the process that reads it does not begin", told)
        until = time.monotonic() + self._limits.wall_seconds
        try:
            send(line, question(configured, response), until)
            read = answered(receive(line, until))
        except TimeoutError:
            self.end()
            return ParseError(where, f"took longer than {self._limits.wall_seconds:g} s to read", _HINT)
        except (EOFError, OSError):
            return self._lost(where)
        except pickle.UnpicklingError as error:
            self.end()
            return ParseError(where, "read as something that is no plain value", str(error))
        if read.spent:
            self.end()
        if isinstance(read.answer, Fault):
            raise RuntimeError(f"reading {where}, in a process of its own:\n{read.answer.told}")
        return read.answer

    def kill(self) -> None:
        """From any thread: end the process for good; who waits for it is told that it was lost."""
        with self._beginning:
            self._closed = True
            if self._running:
                self._running.process.kill()

    def end(self, within: float = 0.0) -> int:
        """End the process, if there is one, unless it ends `within` so many seconds; returns its status."""
        if not self._running:
            return 0
        process, line = self._running
        self._running = None
        line.close()
        try:
            return process.wait(within)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def _ready(self) -> socket.socket:
        """The line to a process that waits for a document."""
        if self._running:
            if self._running.process.poll() is None:
                return self._running.line
            self.end()
        with self._beginning:
            if self._closed:
                raise EOFError
            self._running = self._begun()
        receive(self._running.line, time.monotonic() + _BEGINNING)
        return self._running.line

    def _begun(self) -> _Running:
        line, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            given = (sys.path, number, self._limits.seconds, self._limits.memory)
            try:
                process = subprocess.Popen(  # noqa: S603 (this very interpreter)
                    [sys.executable, "-P", "-c", _BEGIN, *map(json.dumps, given)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=(number,),
                )
            except OSError:
                line.close()
                raise
        return _Running(process, line)

    def _lost(self, where: str) -> ParseError:
        """Why the process went away over a document."""
        status = self.end(within=_DYING)
        if status == -signal.SIGPROF:
            return ParseError(where, f"took longer than {self._limits.seconds:g} s to read", _HINT)
        by = signal.Signals(-status).name if status < 0 else f"status {status}"
        return ParseError(where, f"the process that read it was ended ({by})", "out of memory, or by hand")
