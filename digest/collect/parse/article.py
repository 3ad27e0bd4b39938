"""The articles a list links to: which are asked for, and their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from urllib.parse import urlsplit

from digest.collect.parse.charset import decoded
from digest.collect.parse.dates import DateRule
from digest.collect.parse.draft import TEXT_SIZE
from digest.collect.parse.hostile import DOCUMENT_DEPTH, nesting
from digest.collect.parse.misplaced import instead, is_challenge
from digest.collect.parse.text import cut, of_markup, tidy
from digest.errors import ParseError
from digest.model import Entry, Request, Response, Source
from digest.protocols import Reading

MOST_ARTICLES = 50
RECENT = timedelta(hours=48)
"""How old an entry may be for its article to be asked for: no edition takes an older one."""
_LARGEST = 2_000_000
"""Characters of a page that are read."""
_MOST_PARTS = 500
_PUBLISHED = re.compile(
    r"""<meta\b[^<>]{0,200}?\b(?:property|name|itemprop)\s*=\s*["'](?:article:published_time|datePublished|date"""
    r"""|dc\.date(?:\.issued)?|pubdate)["'][^<>]{0,200}?\bcontent\s*=\s*["']([^"'<>]{4,60})""",
    re.IGNORECASE,
)


def check(articles: int, article: str) -> None:
    """Raise ``ValueError`` for options under which no article could be read."""
    if not 0 <= articles <= MOST_ARTICLES:
        raise ValueError(f"articles must be 0 to {MOST_ARTICLES}: they are asked for each time")
    if article:
        # Slow to import, as the parser of pages is: only where a source has a selector.
        import soupsieve

        try:
            soupsieve.compile(article)
        except soupsieve.SelectorSyntaxError as error:
            raise ValueError(f"article is no CSS selector: {str(error).splitlines()[0]}") from error
    elif articles and find_spec("trafilatura") is None:
        raise ValueError("articles needs `pip install market-digest[fulltext]`, or an article selector")


def following(source: Source, response: Response, reading: Reading, most: int) -> Reading:
    """
    The reading, with requests for the articles of its first recent or undated entries, at most `most`.

    What the source is asked with (headers, leave for a private host) goes to its own site alone.
    """
    recent = [
        entry
        for entry in reading.entries
        if entry.url and (entry.published is None or entry.published > response.received - RECENT)
    ]
    return replace(reading, follow=tuple(_request(source, entry) for entry in recent[:most]))


def _request(source: Source, entry: Entry) -> Request:
    home, there = urlsplit(source.url), urlsplit(entry.url)
    own = (home.scheme, home.netloc) == (there.scheme, there.netloc)
    return Request(
        source.id,
        entry.url,
        source.headers if own else (),
        source.allow_private and home.hostname == there.hostname,
        scrapes=True,
        entry_id=entry.id,
    )


def article_of(source: Source, response: Response, selector: str, rule: DateRule) -> Reading:
    """
    The entry that was followed, with its article's text, and its date where the article gives one.

    Raises :class:`~digest.errors.ParseError` where there is no text: another page in its place, or a
    `selector` that finds nothing.
    """
    page = decoded(response.body, response.headers.get("content-type", ""))[:_LARGEST]
    if not page.strip() or (is_challenge(page) and len(page) < 20_000):
        raise instead(source.id, page, "an article")
    if nesting(page) > DOCUMENT_DEPTH:
        raise ParseError(source.id, "an article nested too deep to be read")
    text = _selected(page, selector) if selector else _extracted(page)
    if not text:
        what = f"article = {selector!r} finds nothing" if selector else "no text found in an article"
        raise ParseError(source.id, what, "its page may have been rebuilt")
    written = _PUBLISHED.search(page)
    published = rule.read(written[1]) if written else None
    entry = Entry(
        id=response.request.entry_id,
        source_id=source.id,
        url=response.request.url,
        title="",
        text=cut(text, TEXT_SIZE),
        seen=response.received,
        published=published.at if published else None,
        published_on=published.day if published and not published.clock else None,
        date_origin="page" if published else "none",
        text_origin="article",
    )
    return Reading((entry,))


def with_articles(entries: Sequence[Entry]) -> list[Entry]:
    """
    Each entry once, the first of its id; the text of its article in place of its own, where that was
    read, and the article's date where it has none.
    """
    known: dict[str, Entry] = {}
    for entry in entries:
        before = known.get(entry.id)
        if entry.text_origin != "article":
            known.setdefault(entry.id, entry)
        elif before:
            dated = entry if before.published is None else before
            known[entry.id] = replace(
                before,
                text=entry.text,
                text_origin="article",
                published=dated.published,
                published_on=dated.published_on,
                date_origin=dated.date_origin,
            )
    return list(known.values())


def _selected(page: str, selector: str) -> str:
    from bs4 import BeautifulSoup

    found = BeautifulSoup(page, "lxml").select(selector, limit=_MOST_PARTS)
    outermost = [one for one in found if not any(other in one.parents for other in found)]
    return "\n".join(text for one in outermost if (text := of_markup(str(one))))


def _extracted(page: str) -> str:
    # An extra, and slow to import: only where it is asked for.
    import trafilatura

    text = trafilatura.extract(page, fast=True, include_comments=False, include_tables=False)
    return tidy(text or "")
