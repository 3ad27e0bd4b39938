"""A fetch that remembers: it asks whether anything changed, and keeps every answer as it came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlsplit

from digest import __version__
from digest.collect import backoff
from digest.collect.freshness import is_fresh, lifetime, pace_of
from digest.collect.memory import Addresses, AddressMemory
from digest.collect.parse.urls import address_of, without_secrets
from digest.errors import FetchError, SourceError
from digest.model import Pace, Request, Response, Validators, Wait
from digest.protocols import Clock, ConfiguredSource, Fetch

_ROOT = re.compile(rb"<((?:[\w.-]+:)?(?:rss|feed|rdf))[\s>]", re.IGNORECASE)
_ENDS = 2_000
"""Bytes at either end of a feed within which its outermost element opens and closes."""


class RememberedFetch:
    """
    Another fetch, with the store's memory of what each address said last.

    An address whose last answer is still fresh is not asked, and neither is one that failed and is to be
    left alone. Every other request carries the validators that its own address gave with the last answer
    that was read, and goes where that address has moved for good. An answer of the very bytes that were
    read last comes through as a 304 does: nothing changed. Any other is in the store, without the
    secrets of its address, before it is passed on.
    """

    def __init__(
        self, fetch: Fetch, store: Addresses, sources: Sequence[ConfiguredSource], clock: Clock
    ) -> None:
        """
        Of a source whose kind or options are others now than when it was read, nothing is believed.

        What is asked on behalf of none of the `sources`, or with a body, is passed on as it is.
        """
        self._fetch = fetch
        self._store = store
        self._readers = {one.source.id: reader_of(one) for one in sources}
        self._least = {one.source.id: one.source.every_minutes * 60.0 for one in sources}
        self._clock = clock

    def __call__(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        """Each request once, with its answer or what went wrong; may raise StoreError."""
        memory = AddressMemory(self._store, self._readers)
        asked: dict[Request, Request] = {}
        for request in requests:
            known = memory.known(request)
            spared = self._spared(request, known, memory.wait(request))
            if spared is not None:
                yield request, spared
            else:
                asked[_sent(request, known) if known else request] = request
        again = {}
        for sent, answer in self._fetch(asked) if asked else ():
            request = asked[sent]
            if _lost(answer, sent, request):
                again[request] = request
            else:
                yield request, self._heard(answer, request, sent, memory)
        for request, answer in self._fetch(again) if again else ():
            yield request, self._heard(answer, request, request, memory)
        if waits := memory.waits():
            self._store.wait(waits, self._clock.now())

    def _spared(
        self, request: Request, known: Validators | None, wait: Wait | None
    ) -> Response | FetchError | None:
        """What is said of an address without asking it; None when it is to be asked."""
        now = self._clock.now()
        if wait and (wait.until is None or wait.until > now):
            return backoff.left_alone(without_secrets(request.url), wait)
        if known and is_fresh(known, now, self._least[request.source_id]):
            return Response(request, request.url, 304, {}, b"", now, known.moved)
        return None

    def _heard(
        self, answer: Response | SourceError, request: Request, sent: Request, memory: AddressMemory
    ) -> Response | SourceError:
        """The answer, remembered, or what is wrong with it."""
        if memory.reader(request) is None:
            return answer
        if isinstance(answer, SourceError):
            memory.failed(request, answer, self._clock.now())
            return answer
        memory.answered(request)
        known = memory.known(request)
        if answer.unchanged and not (known and sent != request):
            told = "nothing was read from there that could be unchanged"
            return FetchError(without_secrets(request.url), "HTTP 304 Not Modified", told, status=304)
        moved = answer.moved or (sent.url if sent.url != request.url else "")
        answer = replace(answer, request=request, moved="" if moved == request.url else moved)
        given = self._given(answer, known)
        if known and known.body and given.body == known.body:
            answer = replace(answer, status=304, body=b"")
        news = given if given != known and (answer.unchanged or _is_whole(answer.body)) else None
        shown = replace(request, url=address_of(request.url), headers=())
        self._store.remember(replace(answer, request=shown, url=address_of(answer.url)), news)
        return answer

    def _given(self, answer: Response, known: Validators | None) -> Validators:
        """
        What the next request goes by, which only the address itself may say, or where it has moved to.

        A 200 replaces what was, if by nothing; a 304 only what it brings.
        """
        request = answer.request
        # A key that came with the new address is nobody's to keep, nor what was given there.
        moved = answer.moved if without_secrets(answer.moved) == answer.moved else ""
        own = answer.headers if moved == answer.moved and _own(answer, moved or request.url) else {}
        etag, modified = (_sendable(own.get(name, "")) for name in ("etag", "last-modified"))
        if answer.unchanged and known:
            etag, modified = etag or known.etag, modified or known.last_modified
            given = replace(known, etag=etag, last_modified=modified, moved=moved or known.moved)
        else:
            reader, pace = self._readers[request.source_id], pace_of(answer.body)
            given = Validators(reader, etag, modified, sha256(answer.body).hexdigest(), moved, pace=pace)
        fresh = lifetime(own, answer.received)
        timed = fresh or given.pace != Pace() or self._least[request.source_id]
        return replace(given, fresh=fresh, answered=answer.received if timed else None)


def _sent(request: Request, known: Validators) -> Request:
    """The request as it goes out: where its address has moved to, with what that gave, byte for byte."""
    given = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
    there = request
    if known.moved:
        # What is sent to the configured address alone does not follow it to another.
        here, new = urlsplit(request.url), urlsplit(known.moved)
        there = replace(
            request,
            url=known.moved,
            headers=request.headers if here[:2] == new[:2] else (),
            allow_private=request.allow_private and here.hostname == new.hostname,
        )
    return replace(there, headers=(*there.headers, *(one for one in given if one[1])))


def _lost(answer: Response | SourceError, sent: Request, request: Request) -> bool:
    """
    Whether the configured address itself has to be asked, and without conditions.

    So it is when another address than the one that gave them took our conditions for its own, or when
    there is nothing any more where it had moved to.
    """
    if sent == request:
        return False
    if isinstance(answer, Response):
        return answer.unchanged and not _own(answer, sent.url)
    gone = isinstance(answer, FetchError) and answer.status in (None, 400, 401, 403, 404, 410)
    return gone and sent.url != request.url


def _own(answer: Response, url: str) -> bool:
    """Whether the answer is that of the address `url`, and of no other it redirects to."""
    return address_of(answer.url) == address_of(url)


def _sendable(value: str) -> str:
    """A header's value, or nothing where it could not be sent as it came: bytes that are no UTF-8."""
    return value if value.isprintable() else ""


def _is_whole(body: bytes) -> bool:
    """Whether a document has its end; a feed that breaks off is read as far as it goes, not believed."""
    # Without the zero bytes of UTF-16.
    root = _ROOT.search(body[:_ENDS].replace(b"\0", b""))
    if not root:
        return True
    closing = rb"</" + re.escape(root[1]) + rb"\s*>"
    return re.search(closing, body[-_ENDS:].replace(b"\0", b""), re.IGNORECASE) is not None


def reader_of(configured: ConfiguredSource) -> str:
    """
    A mark of everything that decides what is read in a document, and of how it is asked for.

    Whoever mends the config, be it a key, is heard at once. Of keys the mark holds two bytes, from which
    none can be guessed.
    """
    source = configured.source
    asked = sha256(f"{source.url} {source.headers} {source.allow_private}".encode()).hexdigest()[:4]
    read = f"{__version__} {source.kind} {source.language} {configured.kind!r} {asked}"
    return sha256(read.encode()).hexdigest()[:16]
