"""
The one door in: requests out, answers back, as a plain loop.

Behind it a thread of its own runs the exchanges side by side; nothing asynchronous leaves this
package. Nobody but the configuration decides whether an address may be a file or private.
"""

from __future__ import annotations

import asyncio
import math
import ssl
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import aiohttp

from digest.collect.fetch import disk
from digest.collect.fetch.exchange import BrokenConnectionError, Door, exchange
from digest.collect.fetch.guard import SocketFactory, public_socket
from digest.collect.fetch.hosts import Deadline, Hosts
from digest.collect.fetch.limits import USUAL_LIMITS, FetchLimits
from digest.collect.fetch.room import LARGE, Room
from digest.collect.parse.urls import without_secrets
from digest.errors import FetchError, SourceError
from digest.model import Request, Response
from digest.protocols import Clock

__all__ = ["FetchLimits", "HttpFetch"]

Answer = tuple[Request, Response | SourceError]


class HttpFetch:
    """Asks servers over HTTP, and the disk for ``file:`` addresses. Can be called any number of times."""

    def __init__(
        self, clock: Clock, *, user_agent: str, base: str, limits: FetchLimits = USUAL_LIMITS
    ) -> None:
        """`base` is the folder (an absolute path) that relative ``file:`` addresses start from."""
        self._clock = clock
        self._user_agent = user_agent
        self._base = Path(base)
        self._limits = limits
        self._earliest: dict[str, float] = {}

    def __call__(self, requests: Iterable[Request]) -> Iterator[Answer]:
        """Each request once with its answer or what went wrong, as they come; never raises for a source."""
        remote = []
        for request in requests:
            if disk.is_file(request):
                yield request, disk.read(request, self._base, self._limits.body, self._clock.now())
            else:
                remote.append(request)
        if remote:
            yield from self._over_http(remote)

    def _over_http(self, requests: list[Request]) -> Iterator[Answer]:
        hosts = Hosts(self._limits.per_host, self._limits.host_pause, self._earliest)
        round_ = _Round(self._clock, self._user_agent, self._limits, hosts)
        thread = Thread(target=round_.run, args=(requests,), name="fetch", daemon=True)
        thread.start()
        try:
            while (answer := round_.answers.get()) is not None:
                if isinstance(answer, BaseException):
                    raise answer
                round_.taken(answer[1])
                yield answer
        finally:
            round_.stop()
            # A look-up of a name that hangs in the system cannot be ended and is not waited for.
            thread.join(timeout=1)


class _Round:
    """All requests of one call, in the thread that runs them."""

    def __init__(self, clock: Clock, user_agent: str, limits: FetchLimits, hosts: Hosts) -> None:
        self.answers: SimpleQueue[Answer | BaseException | None] = SimpleQueue()
        self._clock = clock
        self._user_agent = user_agent
        self._limits = limits
        self._loop = asyncio.new_event_loop()
        self._hosts = hosts
        self._room = Room(limits.at_once, limits.large)
        self._asking: asyncio.Task[None] | None = None

    def run(self, requests: list[Request]) -> None:
        """Ask them all; ends the answers with None, or with what went wrong in our own code."""
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            try:
                runner.run(self._ask_all(requests))
            except asyncio.CancelledError:
                self.answers.put(None)
            except BaseException as fault:  # raised again in the caller's thread
                self.answers.put(fault)
            else:
                self.answers.put(None)

    def taken(self, answer: Response | SourceError) -> None:
        """From the caller's thread: an answer has been taken."""
        if isinstance(answer, Response):
            large = len(answer.body) > LARGE
            self._call(lambda: self._room.give_back(large))

    def stop(self) -> None:
        """From the caller's thread: no more answers are wanted."""
        self._call(lambda: self._asking and self._asking.cancel())

    def _call(self, act: Callable[[], object]) -> None:
        try:
            self._loop.call_soon_threadsafe(act)
        except RuntimeError:
            # The loop is closed: everything was answered already.
            return

    async def _ask_all(self, requests: list[Request]) -> None:
        self._asking = asyncio.current_task()
        # Names are looked up in threads: as many as requests, so that one dead name server holds up none.
        self._loop.set_default_executor(ThreadPoolExecutor(self._limits.at_once))
        verified = ssl.create_default_context()
        async with (
            self._session(public_socket, verified) as public,
            self._session(None, verified) as anywhere,
        ):
            door = Door(public, anywhere, self._hosts, self._room)
            async with asyncio.TaskGroup() as asked:
                for request in requests:
                    asked.create_task(self._ask(request, door))

    def _session(self, factory: SocketFactory | None, verified: ssl.SSLContext) -> aiohttp.ClientSession:
        limits = self._limits
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=limits.at_once, limit_per_host=limits.per_host, socket_factory=factory, ssl=verified
            ),
            headers={"user-agent": self._user_agent},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect),
            auto_decompress=False,
            max_line_size=16_384,
            max_field_size=32_768,
        )

    async def _ask(self, request: Request, door: Door) -> None:
        answer: Response | SourceError
        budget = self._limits.budget if request.seconds is None else request.seconds
        gone = (self._clock.now() - request.began).total_seconds() if request.began else 0.0
        try:
            async with asyncio.timeout(budget - gone):
                answer = await self._in_time(request, door)
        except TimeoutError:
            told = f"no answer within the {budget:g} s all sources have together"
            where = without_secrets(request.url)
            # Nothing of the server's making: it may be asked at once.
            answer = FetchError(where, "time budget used up", told, retry_after=0.0)
        self.answers.put((request, answer))

    async def _in_time(self, request: Request, door: Door) -> Response | SourceError:
        seconds = self._limits.deadline if request.seconds is None else request.seconds
        try:
            async with Deadline(seconds) as deadline:
                return await self._patiently(request, door, deadline)
        except TimeoutError:
            where, told = without_secrets(request.url), f"no complete answer within {seconds:g} s"
            return FetchError(where, told, "the server is slow or hangs")
        except SourceError as error:
            return error

    async def _patiently(self, request: Request, door: Door, deadline: Deadline) -> Response:
        """The answer, after as many tries as the limits grant to a fault that may pass by itself."""
        pauses, tries = iter(self._limits.pauses), 0
        while True:
            tries += 1
            try:
                return await exchange(request, door, deadline, self._limits, self._clock)
            except BrokenConnectionError as error:
                times = f", {tries} times" if tries > 1 else ""
                fault = FetchError(without_secrets(request.url), f"{error}{times}")
            except FetchError as error:
                if not _may_pass(error):
                    raise
                fault = error
            if (pause := next(pauses, math.inf)) >= deadline.left():
                raise fault
            await asyncio.sleep(pause)


def _may_pass(error: FetchError) -> bool:
    """Whether it is the server's own fault and nothing is said of when to ask again."""
    return error.status is not None and error.status >= 500 and error.retry_after is None
