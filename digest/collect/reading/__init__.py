"""
Reading side by side: what kinds make of answers, here or in processes that can be ended.

A document that makes a parser hang, or eats memory, costs its source and nobody else: a process has so
many seconds and so much memory for one document, and another takes its place when it used them up.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from queue import LifoQueue

from digest.collect.reading.child import Child
from digest.collect.reading.limits import USUAL_LIMITS, ReadLimits
from digest.errors import SourceError
from digest.model import Response
from digest.protocols import ConfiguredSource, Reading

__all__ = ["Answers", "Read", "ReadLimits", "Readings", "processors", "reader"]

Answers = Iterable[tuple[ConfiguredSource, Response]]
Readings = Iterator[tuple[Response, Reading | SourceError]]
Read = Callable[[Answers], Readings]
"""Reads answers as they come: each once, with what it says or why it says nothing, in whatever order."""

_MOST = 8
_TAKEN = 16
"""Answers taken a process, the one it reads included; of large ones 2."""
_HELD = 4_000_000
"""Bytes of answers taken and not yet read beyond which they count as large."""


def processors() -> int:
    """How many processes can compute at once here, at most 8."""
    given = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(_MOST, given or 1)


@contextmanager
def reader(processes: int, limits: ReadLimits = USUAL_LIMITS) -> Iterator[Read]:
    """
    What reads while the block runs: so many processes, or with 0 this one, without any limit.

    A process is begun when there is something for it to read, and none is left after the block.
    """
    if not processes:
        yield _in_turn
        return
    side = _SideBySide(processes, limits)
    try:
        yield side.read
    finally:
        side.close()


def _in_turn(answers: Answers) -> Readings:
    for configured, response in answers:
        try:
            yield response, configured.kind.read(configured.source, response)
        except SourceError as error:
            yield response, error


class _SideBySide:
    """A thread a process; the thread waits for its process, and ends it when it takes too much."""

    def __init__(self, processes: int, limits: ReadLimits) -> None:
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="read")
        self._children = [Child(limits) for _ in range(processes)]
        # The last one used goes first, so that few documents begin few processes.
        self._idle: LifoQueue[Child] = LifoQueue()
        for child in self._children:
            self._idle.put(child)

    def read(self, answers: Answers) -> Readings:
        """
        Some answers are taken ahead, so that the processes have work while what was read is being kept, but
        few enough that they are not much in memory.
        """
        pending: dict[Future[Reading | SourceError], Response] = {}
        held = 0
        for configured, response in answers:
            pending[self._threads.submit(self._read, configured, response)] = response
            held += len(response.body)
            while len(pending) >= (2 if held > _HELD else _TAKEN) * len(self._children):
                for read, reading in _finished(pending):
                    held -= len(read.body)
                    yield read, reading
        while pending:
            yield from _finished(pending)

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.kill()
        self._threads.shutdown()
        for child in self._children:
            child.end()

    def _read(self, configured: ConfiguredSource, response: Response) -> Reading | SourceError:
        child = self._idle.get()
        try:
            return child.read(configured, response)
        finally:
            self._idle.put(child)


def _finished(pending: dict[Future[Reading | SourceError], Response]) -> Readings:
    """Those that have been read, as soon as there is one."""
    for future in wait(pending, return_when=FIRST_COMPLETED).done:
        yield pending.pop(future), future.result()
