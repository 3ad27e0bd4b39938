"""One request and its answer over HTTP: redirects, body, and every way it can go wrong."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from os import strerror
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import aiohttp
from aiohttp.http_exceptions import BadHttpMessage, PayloadEncodingError

from digest.collect.answer import judged
from digest.collect.fetch.guard import NotPublicError
from digest.collect.fetch.hosts import Deadline, Hosts
from digest.collect.fetch.inflate import ACCEPTED, BodyTooLargeError, CompressionError, Inflater
from digest.collect.fetch.limits import FetchLimits
from digest.collect.fetch.room import Place, Room
from digest.collect.parse.urls import without_secrets
from digest.errors import FetchError
from digest.model import Request, Response
from digest.protocols import Clock

_PORTS = {"http": 80, "https": 443}
_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
_PRIVATE_HINT = "allow_private = true on the source allows its own host"
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/json;q=0.9, "
    "application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)


class BrokenConnectionError(Exception):
    """A connection that broke; worth one more try."""


@dataclass(frozen=True, slots=True)
class Door:
    """What the exchanges of one call share."""

    public: aiohttp.ClientSession
    """Refuses every address that is not public, at the socket."""
    anywhere: aiohttp.ClientSession
    """For the own host of a source that is allowed to be private."""
    hosts: Hosts
    room: Room
    """Held from before a request until its answer is taken, however slowly they are read."""


@dataclass(frozen=True, slots=True)
class _Redirect:
    target: str
    permanent: bool


async def exchange(
    request: Request, door: Door, deadline: Deadline, limits: FetchLimits, clock: Clock
) -> Response:
    """
    The answer to one request, after at most `limits.redirects` redirects; it takes up room of `door`.

    Raises :class:`~digest.errors.FetchError` for every fault of the source and
    :class:`BrokenConnectionError` for a connection that broke. The deadline is the caller's.
    """
    url = request.url
    if not _is_web_address(url):
        raise FetchError(without_secrets(url), "no valid web address", "it begins with http:// or https://")
    seen, moved, permanent = {url}, "", True
    for _ in range(limits.redirects + 1):
        try:
            answer = await _in_turn(request, url, door, deadline, limits, clock)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _told(error, url) from error
        if isinstance(answer, Response):
            return replace(answer, moved=moved)
        url = _with_login(answer.target, request.url)
        permanent = permanent and answer.permanent
        moved = url if permanent else moved
        if url in seen:
            raise FetchError(without_secrets(request.url), "redirects in a circle", without_secrets(url))
        seen.add(url)
    raise FetchError(without_secrets(request.url), f"redirects more than {limits.redirects} times")


async def _in_turn(
    request: Request, url: str, door: Door, deadline: Deadline, limits: FetchLimits, clock: Clock
) -> Response | _Redirect:
    """One hop, when its host may be asked; no place is held while waiting for that."""
    async with door.hosts.turn(urlsplit(url).hostname or "", deadline):
        with deadline.paused():
            place = await door.room.place()
        answer: Response | _Redirect | None = None
        try:
            answer = await _one_hop(request, url, door, place, deadline, limits, clock)
        finally:
            if not isinstance(answer, Response):
                place.give_back()
    return answer


async def _one_hop(
    request: Request,
    url: str,
    door: Door,
    place: Place,
    deadline: Deadline,
    limits: FetchLimits,
    clock: Clock,
) -> Response | _Redirect:
    """The final answer, or where it redirects to."""
    own_host = urlsplit(url).hostname == urlsplit(request.url).hostname
    session = door.anywhere if request.allow_private and own_host else door.public
    headers = {"accept": _ACCEPT, "accept-encoding": ACCEPTED}
    if origin(url) == origin(request.url):
        headers |= {name.lower(): value for name, value in request.headers}
    method = "GET" if request.body is None else "POST"
    async with session.request(
        method, url, headers=headers, data=request.body, allow_redirects=False
    ) as answer:
        location = answer.headers.get("location")
        if answer.status in _REDIRECTS and location:
            if request.body is not None:
                raise FetchError(without_secrets(url), "it redirects, and a question is sent nowhere else")
            return _Redirect(_target(url, location), answer.status in _PERMANENT)
        body = await _body(answer, url, place, deadline, limits.body) if answer.status == 200 else b""
        received = {name.lower(): value for name, value in answer.headers.items()}
        return judged(request, _without_user(url), answer.status, received, body, clock.now())


async def _body(
    answer: aiohttp.ClientResponse, url: str, place: Place, deadline: Deadline, most: int
) -> bytes:
    where = without_secrets(url)
    try:
        inflater = Inflater(answer.headers.get("content-encoding", ""), most)
        if (answer.content_length or 0) > most:
            raise BodyTooLargeError
        came = 0
        async for piece in answer.content.iter_any():
            came += len(piece)
            if came > most:
                raise BodyTooLargeError
            inflater.feed(piece)
            await place.hold(inflater.size, deadline)
        return inflater.body()
    except BodyTooLargeError as error:
        raise FetchError(where, f"an answer of more than {most:,} bytes") from error
    except CompressionError as error:
        raise FetchError(where, f"an answer that cannot be unpacked: {error}") from error


def _target(url: str, location: str) -> str:
    try:
        # The bytes of a header that are no UTF-8 came in as surrogates; older servers mean Latin-1.
        raw = location.encode("utf-8", "surrogateescape")
        try:
            written = raw.decode("utf-8")
        except UnicodeDecodeError:
            written = raw.decode("latin-1")
        target = urljoin(url, written.strip())
    except ValueError:
        target = ""
    if not _is_web_address(target):
        raise FetchError(without_secrets(url), "redirects to something that is no web address")
    return target


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def origin(url: str) -> tuple[str, str | None, int]:
    """Scheme, host and port of an http(s) address."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme]


def _with_login(target: str, own: str) -> str:
    """`target` with the login of the `own` address where it stays at its origin; as it is anywhere else."""
    login = urlsplit(own).netloc.rpartition("@")[0]
    parts = urlsplit(target)
    if not login or "@" in parts.netloc or origin(target) != origin(own):
        return target
    return urlunsplit(parts._replace(netloc=f"{login}@{parts.netloc}"))


def _without_user(url: str) -> str:
    parts = urlsplit(url)
    bare = SplitResult(parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, "")
    return urlunsplit(bare)


def _told(error: Exception, url: str) -> Exception:
    """What went wrong in words that hold nothing of the address but its host."""
    where, host = without_secrets(url), urlsplit(url).hostname or "the host"
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, NotPublicError):
        return FetchError(where, f"{host} is an address that is not public", _PRIVATE_HINT)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FetchError(where, f"{host} cannot be found", "misspelt, or no network")
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError):
        return FetchError(where, f"the certificate of {host} is not valid", "nothing was sent")
    if isinstance(error, asyncio.TimeoutError):
        return FetchError(where, f"{host} does not take the connection")
    if isinstance(error, aiohttp.ClientConnectorError):
        number = error.os_error.errno
        reason = strerror(number).lower() if number else "no connection"
        return FetchError(where, f"cannot connect to {host}: {reason}")
    if isinstance(error, aiohttp.ClientPayloadError) and not _is_malformed(error):
        return FetchError(where, "an answer that was cut short")
    if isinstance(error, aiohttp.InvalidURL | aiohttp.NonHttpUrlClientError):
        return FetchError(where, "no valid web address")
    if isinstance(error, aiohttp.ClientResponseError | aiohttp.ClientPayloadError):
        return FetchError(where, "an answer that is not HTTP")
    if isinstance(error, aiohttp.ClientError | OSError):
        return BrokenConnectionError("the connection broke")
    return FetchError(where, "a request that cannot be made", "look at its address and headers")


def _is_malformed(error: aiohttp.ClientPayloadError) -> bool:
    """Whether what came is no HTTP, not too little of it: timing decides which error tells of it."""
    cause = error.__cause__
    return isinstance(cause, BadHttpMessage) and not isinstance(cause, PayloadEncodingError)
