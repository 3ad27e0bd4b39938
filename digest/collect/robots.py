"""A fetch that asks robots.txt first, for what is made for readers and not for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

from digest.collect.memory import RobotsMemory
from digest.collect.parse.robots import LARGEST, forbidding, product_of
from digest.collect.parse.urls import without_secrets
from digest.errors import FetchError, SourceError
from digest.model import Request, Response, Robots
from digest.protocols import Clock, Fetch

_GOOD_FOR = timedelta(hours=24)
_GOOD_WHILE_UNREACHABLE = timedelta(days=30)
"""RFC 9309 §2.4 and §2.3.1.4."""


class RobotsFetch:
    """
    Another fetch, which does not get to see what a site's robots.txt forbids.

    Only requests that scrape are looked at. A robots.txt that is not there (4xx) forbids nothing, one
    that cannot be reached everything, unless it was read within 30 days. It is read anew after a day.
    """

    def __init__(self, fetch: Fetch, memory: RobotsMemory | None, clock: Clock, user_agent: str) -> None:
        """Without `memory` it is read anew with each call."""
        self._fetch = fetch
        self._memory = memory
        self._clock = clock
        self._user_agent = user_agent

    def __call__(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        """Each request once, with its answer or what went wrong; may raise StoreError."""
        every = tuple(requests)
        waiting = [one for one in every if one.scrapes and one.url.startswith(("http://", "https://"))]
        said: dict[str, Robots | FetchError] = {}
        asked: dict[Request, str] = {}
        for request in waiting:
            origin = _origin(request.url)
            if origin in said or origin in asked.values():
                continue
            known = self._memory.robots(origin) if self._memory else None
            if known and self._clock.now() - known.read < _GOOD_FOR:
                said[origin] = known
            else:
                asked[self._question(request, origin)] = origin
        free = [one for one in every if one not in waiting]
        ready = [one for one in waiting if _origin(one.url) in said]
        yield from self._refused(ready, said)
        for request, answer in self._fetch([*asked, *free, *self._allowed(ready, said)]):
            if request in asked:
                said[asked[request]] = self._read(asked[request], answer)
            else:
                yield request, answer
        late = [one for one in waiting if one not in ready]
        yield from self._refused(late, said)
        if allowed := self._allowed(late, said):
            yield from self._fetch(allowed)

    def _question(self, request: Request, origin: str) -> Request:
        """On behalf of no source, so that nobody takes the answer for one of its own."""
        agent = tuple(header for header in request.headers if header[0].lower() == "user-agent")
        return Request("", f"{origin}/robots.txt", agent, request.allow_private, began=request.began)

    def _read(self, origin: str, answer: Response | SourceError) -> Robots | FetchError:
        """What an answer to the question for a robots.txt comes to."""
        if isinstance(answer, Response):
            read = Robots(answer.body[:LARGEST].decode("utf-8", "replace"), self._clock.now())
        elif (
            isinstance(answer, FetchError)
            and answer.status
            and answer.status < 500
            and answer.status != 429
        ):
            read = Robots("", self._clock.now())
        else:
            known = self._memory.robots(origin) if self._memory else None
            if known and self._clock.now() - known.read < _GOOD_WHILE_UNREACHABLE:
                return known
            hint = "it says whether programs may read the page"
            return FetchError(origin, f"its robots.txt cannot be read: {answer.what}", hint)
        if self._memory:
            self._memory.keep_robots(origin, read)
        return read

    def _refused(
        self, requests: Iterable[Request], said: dict[str, Robots | FetchError]
    ) -> Iterator[tuple[Request, FetchError]]:
        for request in requests:
            told = said[_origin(request.url)]
            if isinstance(told, FetchError):
                yield request, told
            elif rule := self._rule(request, told):
                hint = "ask the site, or read a feed of it"
                where = without_secrets(request.url)
                yield request, FetchError(where, f"its robots.txt keeps programs out: {rule}", hint)

    def _allowed(self, requests: Iterable[Request], said: dict[str, Robots | FetchError]) -> list[Request]:
        found = ((request, said[_origin(request.url)]) for request in requests)
        return [
            request for request, told in found if isinstance(told, Robots) and not self._rule(request, told)
        ]

    def _rule(self, request: Request, robots: Robots) -> str:
        own = next((value for name, value in request.headers if name.lower() == "user-agent"), "")
        return forbidding(robots.rules, product_of(own or self._user_agent), request.url)


def _origin(url: str) -> str:
    """Scheme, host and port, without user and password."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2].lower(), "", "", ""))
