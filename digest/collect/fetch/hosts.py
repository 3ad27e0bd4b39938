"""Turns: so many requests to one host at once, and a pause between any two."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from types import TracebackType


class Deadline:
    """The seconds one source has for its own exchange; what it waits for others is not its fault."""

    def __init__(self, seconds: float) -> None:
        self._timeout = asyncio.timeout(seconds)

    async def __aenter__(self) -> Deadline:
        await self._timeout.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._timeout.__aexit__(kind, fault, trace)

    def left(self) -> float:
        """Seconds that are left."""
        loop = asyncio.get_running_loop()
        return (self._timeout.when() or loop.time()) - loop.time()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """The time within the block does not count."""
        loop = asyncio.get_running_loop()
        left = self.left()
        self._timeout.reschedule(None)
        try:
            yield
        finally:
            self._timeout.reschedule(loop.time() + left)


class Hosts:
    """Whose turn it is with each host, whichever source asks it and whichever address redirects there."""

    def __init__(self, at_once: int, pause: float, earliest: dict[str, float]) -> None:
        """
        `at_once` requests to one host together, and `pause` seconds from one's start to the next's.

        `earliest` remembers, by the monotonic clock, when each host may be asked again.
        """
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(at_once))
        self._earliest = earliest
        self._pause = pause

    @asynccontextmanager
    async def turn(self, host: str, deadline: Deadline) -> AsyncIterator[None]:
        """Waits until `host` may be asked; it is being asked while the block runs."""
        turns = self._turns[host]
        with deadline.paused():
            await turns.acquire()
            try:
                await self._paused(host)
            except BaseException:
                turns.release()
                raise
        try:
            yield
        finally:
            turns.release()

    async def _paused(self, host: str) -> None:
        now = asyncio.get_running_loop().time()
        begins = max(now, self._earliest.get(host, now))
        self._earliest[host] = begins + self._pause
        if begins > now:
            await asyncio.sleep(begins - now)
