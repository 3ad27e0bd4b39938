"""
The one door in: requests out, answers back, as a plain loop.

Behind it a thread of its own runs the exchanges side by side; nothing asynchronous leaves this
package. Nobody but the configuration decides whether an address may be a file or private.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

import aiohttp

from digest.collect.fetch import disk
from digest.collect.fetch.exchange import BrokenConnectionError, Sessions, exchange
from digest.collect.fetch.guard import SocketFactory, public_socket
from digest.collect.fetch.limits import USUAL_LIMITS, FetchLimits
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
        round_ = _Round(self._clock, self._user_agent, self._limits)
        thread = Thread(target=round_.run, args=(requests,), name="fetch", daemon=True)
        thread.start()
        try:
            while (answer := round_.answers.get()) is not None:
                if isinstance(answer, BaseException):
                    raise answer
                round_.taken()
                yield answer
        finally:
            round_.stop()
            # A look-up of a name that hangs in the system cannot be ended and is not waited for.
            thread.join(timeout=1)


class _Round:
    """All requests of one call, in the thread that runs them."""

    def __init__(self, clock: Clock, user_agent: str, limits: FetchLimits) -> None:
        self.answers: SimpleQueue[Answer | BaseException | None] = SimpleQueue()
        self._clock = clock
        self._user_agent = user_agent
        self._limits = limits
        self._loop = asyncio.new_event_loop()
        # Held from before the request until its answer is taken, so that no more bodies than these
        # are ever in memory, however slowly they are read.
        self._places = asyncio.Semaphore(limits.at_once)
        self._hosts: defaultdict[str | None, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(limits.per_host)
        )
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

    def taken(self) -> None:
        """From the caller's thread: an answer has been taken."""
        self._call(self._places.release)

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
        end = self._loop.time() + self._limits.budget
        async with self._session(public_socket) as public, self._session(None) as anywhere:
            sessions = Sessions(public, anywhere)
            async with asyncio.TaskGroup() as asked:
                for request in requests:
                    asked.create_task(self._ask(request, sessions, end))

    def _session(self, factory: SocketFactory | None) -> aiohttp.ClientSession:
        limits = self._limits
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=limits.at_once, limit_per_host=limits.per_host, socket_factory=factory
            ),
            headers={"user-agent": self._user_agent},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect),
            auto_decompress=False,
            max_line_size=16_384,
            max_field_size=32_768,
        )

    async def _ask(self, request: Request, sessions: Sessions, end: float) -> None:
        answer: Response | SourceError
        if request.seconds is not None:
            end = self._loop.time() + request.seconds
        try:
            async with asyncio.timeout_at(end), self._hosts[_host(request)]:
                await self._places.acquire()
                answer = await self._in_time(request, sessions)
        except TimeoutError:
            told = f"no answer within the {self._limits.budget:g} s all sources have together"
            answer = FetchError(without_secrets(request.url), "time budget used up", told)
        self.answers.put((request, answer))

    async def _in_time(self, request: Request, sessions: Sessions) -> Response | SourceError:
        deadline = self._limits.deadline if request.seconds is None else request.seconds
        try:
            async with asyncio.timeout(deadline):
                return await self._with_a_second_try(request, sessions)
        except TimeoutError:
            where, told = without_secrets(request.url), f"no complete answer within {deadline:g} s"
            return FetchError(where, told, "the server is slow or hangs")
        except SourceError as error:
            return error

    async def _with_a_second_try(self, request: Request, sessions: Sessions) -> Response:
        try:
            return await exchange(request, sessions, self._limits, self._clock)
        except BrokenConnectionError:
            pass
        except FetchError as error:
            if error.status is None or error.status < 500 or error.retry_after is not None:
                raise
        await asyncio.sleep(self._limits.pause)
        try:
            return await exchange(request, sessions, self._limits, self._clock)
        except BrokenConnectionError as error:
            raise FetchError(without_secrets(request.url), f"{error}, twice") from error


def _host(request: Request) -> str | None:
    try:
        return urlsplit(request.url).hostname
    except ValueError:
        return None
