"""A fetch that remembers: it asks whether anything changed, and keeps every answer as it came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urldefrag

from digest import __version__
from digest.collect.parse.urls import without_secrets
from digest.errors import FetchError, SourceError
from digest.model import Request, Response, Validators
from digest.protocols import ConfiguredSource, Fetch, Store

_ROOT = re.compile(rb"<((?:[\w.-]+:)?(?:rss|feed|rdf))[\s>]", re.IGNORECASE)
_ENDS = 2_000
"""Bytes at either end of a feed within which its outermost element opens and closes."""


class RememberedFetch:
    """
    Another fetch, with the store's memory of what each address said last.

    Every request carries the validators that its own address gave with the last answer that was read.
    An answer of the very bytes that were read last comes through as a 304 does: nothing changed. Any
    other is in the store, without the secrets of its address, before it is passed on.
    """

    def __init__(self, fetch: Fetch, store: Store, sources: Sequence[ConfiguredSource]) -> None:
        """Of a source whose kind or options are others now than when it was read, nothing is believed."""
        self._fetch = fetch
        self._store = store
        self._readers = {one.source.id: reader_of(one) for one in sources}

    def __call__(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        """Each request once, with its answer or what went wrong; may raise StoreError."""
        every = tuple(requests)
        sent_with = tuple(request for request in every if request.body is not None)
        if sent_with:
            yield from self._fetch(sent_with)
        plain = tuple(request for request in every if request.body is None)
        known = self._known(plain)
        asked = {_conditional(request, known.get(request)): request for request in plain}
        again = []
        for sent, answer in self._fetch(asked):
            request = asked[sent]
            if isinstance(answer, SourceError):
                yield request, answer
            elif answer.unchanged and sent != request and not _own(answer, request):
                # It redirects now, and another address took our question for one about itself.
                again.append(request)
            else:
                yield request, self._taken(answer, request, known.get(request), sent != request)
        for request, answer in self._fetch(again) if again else ():
            if isinstance(answer, SourceError):
                yield request, answer
            else:
                yield request, self._taken(answer, request, known.get(request), False)

    def _known(self, requests: Iterable[Request]) -> dict[Request, Validators]:
        """What is believed of those addresses that the same reader reads as before."""
        believed = self._store.validators()
        found = ((one, believed.get((one.source_id, address_of(one.url)))) for one in requests)
        return {
            one: told for one, told in found if told and told.reader == self._readers.get(one.source_id)
        }

    def _taken(
        self, answer: Response, request: Request, known: Validators | None, conditional: bool
    ) -> Response | SourceError:
        """The answer, remembered, or what is wrong with it."""
        if answer.unchanged and not (known and conditional):
            told = "nothing was read from there that could be unchanged"
            return FetchError(without_secrets(request.url), "HTTP 304 Not Modified", told, status=304)
        given = self._given(answer, request, known)
        if known and given.body == known.body:
            answer = replace(answer, status=304, body=b"")
        news = given if given != known and (answer.unchanged or _is_whole(answer.body)) else None
        shown = replace(request, url=address_of(request.url), headers=())
        self._store.remember(replace(answer, request=shown, url=address_of(answer.url)), news)
        return replace(answer, request=request)

    def _given(self, answer: Response, request: Request, known: Validators | None) -> Validators:
        """
        The validators for the next request, which only those of the address itself may be.

        A 200 replaces what was, if by nothing; a 304 only what it brings.
        """
        own = answer.headers if _own(answer, request) else {}
        etag, modified = (_sendable(own.get(name, "")) for name in ("etag", "last-modified"))
        if answer.unchanged and known:
            return replace(known, etag=etag or known.etag, last_modified=modified or known.last_modified)
        reader = self._readers.get(request.source_id, "")
        return Validators(reader, etag, modified, sha256(answer.body).hexdigest())


def _conditional(request: Request, known: Validators | None) -> Request:
    """The request with what its address gave, byte for byte; itself when there is nothing."""
    if known is None:
        return request
    given = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
    return replace(request, headers=(*request.headers, *(one for one in given if one[1])))


def _own(answer: Response, request: Request) -> bool:
    """Whether the very address that was asked has answered, and no other it redirects to."""
    return address_of(answer.url) == address_of(request.url)


def address_of(url: str) -> str:
    """The address as it is remembered: without secrets and fragment."""
    return urldefrag(without_secrets(url)).url


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
    """A mark of everything that decides what is read in a document."""
    source = configured.source
    return sha256(
        f"{__version__} {source.kind} {source.language} {configured.kind!r}".encode()
    ).hexdigest()[:16]
