"""Finds the feed behind the address a person would copy from a browser."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from digest.collect.parse.charset import decoded
from digest.collect.parse.feed_addresses import by_form, linked, usual
from digest.collect.parse.misplaced import is_page
from digest.collect.parse.text import cut, of_either, one_line
from digest.collect.parse.urls import without_secrets
from digest.collect.reading import reader
from digest.collect.sources.feed import Feed
from digest.errors import ConfigError, SourceError
from digest.model import Request, Response, Source
from digest.protocols import ConfiguredSource, Fetch

_TITLE = re.compile(r"<(?:\w+:)?title\b[^>]*>(.{1,600}?)</(?:\w+:)?title\s*>", re.I | re.S)
_FIRST_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.I)
_JSON_TITLE = re.compile(r'"title"\s*:\s*"((?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}){1,300})"')
_TITLE_SIZE = 80


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed, and what it gives now."""

    url: str
    title: str
    """As it calls itself; its host when it does not."""
    entries: int
    dated: int
    newest: datetime | None
    """UTC."""
    language: str
    """As most of its entries say, if any."""
    headlines: tuple[str, ...]
    """The first three."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found behind an address, and what was tried and was none."""

    feeds: tuple[FoundFeed, ...]
    """Best first."""
    tried: tuple[str, ...]
    """``address: why it is no feed``, without secrets."""


def web_address(written: str) -> str:
    """`written` as an http(s) address, https where none is named; raises ConfigError for any other."""
    url = re.sub(r"^feed:(?=//|https?://)", "", written.strip(), flags=re.I)
    if "://" not in url:
        url = f"https://{url.removeprefix('//')}"
    try:
        parts = urlsplit(url)
        # Reading the port refuses what is none: javascript:alert(1).
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or re.search(r"\s", url):
        raise ConfigError("URL", f"{written!r} is no web address", "such as https://news.example/")
    return url


def discover(url: str, fetch: Fetch, *, allow_private: bool = False) -> Discovery:
    """
    The feeds of the page or feed at `url` (http or https).

    Asked are the address itself and what its site's form says; then what the page links to; then the
    usual places of a server that answers; each round only when the one before had no feed. Nothing is
    raised for what servers do.
    """
    own = urlsplit(url).netloc
    tried: list[str] = []
    pages: list[Response] = []
    answered: list[bool] = []

    def feeds_at(urls: Iterable[str]) -> list[FoundFeed]:
        requests = [
            # What a page links to elsewhere is not what the reader meant by a private address.
            Request("discover", one, allow_private=allow_private and urlsplit(one).netloc == own)
            for one in dict.fromkeys(urls)
        ]
        answers = dict(fetch(requests))
        found = []
        for request in requests:
            answer = answers[request]
            if isinstance(answer, SourceError):
                answered.append(getattr(answer, "status", None) is not None)
                tried.append(_told(request.url, answer))
                continue
            answered.append(True)
            try:
                found.append(_feed(request.url, answer))
            except SourceError as error:
                tried.append(_told(request.url, error))
                pages.append(answer)
        return found

    found = feeds_at(by_form(url)) or feeds_at([url])
    if not found and pages:
        found = feeds_at(_links(pages))
    if not found and any(answered):
        found = feeds_at(one for one in usual(url) if one != url)
    return Discovery(tuple(found), tuple(dict.fromkeys(tried)))


def identifier(title: str, url: str, known: Sequence[str]) -> str:
    """An id for a source, from its title or host, that is none of `known`: lower case, digits, dashes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    host = (urlsplit(url).hostname or "source").removeprefix("www.").removeprefix("feeds.")
    name = _slug(plain) or _slug(host) or "source"
    number, told = 2, name
    while told in known:
        told, number = f"{name}-{number}", number + 1
    return told


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40].strip("-")


def _links(pages: Sequence[Response]) -> list[str]:
    told: list[str] = []
    for page in pages:
        text = decoded(page.body, page.headers.get("content-type", ""))
        told += linked(text, page.url) if is_page(text) or "<" in text[:1000] else ()
    return told


def _feed(asked: str, answer: Response) -> FoundFeed:
    """What the feed in `answer` gives; raises ParseError when it is none."""
    source = ConfiguredSource(Source("discover", "feed", asked, ""), Feed())
    with reader(1) as read:
        [(_, reading)] = read([(source, answer)])
    if isinstance(reading, SourceError):
        raise reading
    entries = reading.entries
    dates = [entry.published for entry in entries if entry.published]
    languages = Counter(entry.language for entry in entries if entry.language)
    host = (urlsplit(asked).hostname or "").removeprefix("www.")
    return FoundFeed(
        url=_settled(asked, answer.url),
        title=_title(answer) or host,
        entries=len(entries),
        dated=len(dates),
        newest=max(dates, default=None),
        language=languages.most_common(1)[0][0] if languages else "",
        headlines=tuple(entry.title for entry in entries[:3]),
    )


def _settled(asked: str, answered: str) -> str:
    """
    Where to ask from now on: where it answered when that is the same site, else where it was asked.

    An address with a login stays as it was asked: the one that answered is told without.
    """
    if "@" in urlsplit(asked).netloc:
        return asked
    hosts = [(urlsplit(one).hostname or "").removeprefix("www.") for one in (asked, answered)]
    return answered.partition("#")[0] if hosts[0] == hosts[1] else asked


def _title(answer: Response) -> str:
    text = decoded(answer.body, answer.headers.get("content-type", ""))
    first = _FIRST_ENTRY.search(text)
    head = text[: first.start() if first else 20_000]
    if "<" in head[:200]:
        found = _TITLE.search(head)
        written = found[1].strip().removeprefix("<![CDATA[").removesuffix("]]>") if found else ""
    else:
        named = _JSON_TITLE.search(head)
        written = json.loads(f'"{named[1]}"', strict=False) if named else ""
    return cut(one_line(of_either(written)), _TITLE_SIZE)


def _told(url: str, error: SourceError) -> str:
    return f"{without_secrets(url)}: {error.what}"
