"""RSS, Atom and RDF, also broken ones, through feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import feedparser
import feedparser.encodings
import feedparser.mixin
import feedparser.urls

from digest.collect.parse.charset import decoded
from digest.collect.parse.dates import Dated, DateRule
from digest.collect.parse.draft import MOST_NAMES, Draft
from digest.collect.parse.hostile import DOCUMENT_DEPTH, defused, nesting
from digest.collect.parse.misplaced import instead, is_page
from digest.collect.parse.plain_rss import plain_rss
from digest.collect.parse.text import begins_with_tag, of_either, of_markup, one_line, tidy
from digest.errors import ParseError
from digest.model import DateOrigin, Response

# Its guess costs seconds a feed; the encoding is told before the feed parser sees the document.
feedparser.encodings.lazy_chardet_encoding = None
# It joins the address of a document with itself at each tag, which is a quarter of its time.
feedparser.mixin.make_safe_absolute_uri = lru_cache(1_000)(feedparser.urls.make_safe_absolute_uri)

_TIME_ELEMENT = re.compile(r"""<time\b[^<>]{0,200}?\bdatetime\s*=\s*["']([^"'<>]{4,60})""", re.I)
# What feedparser and the parsers below it raise over documents nobody foresaw. Caught around that one
# call only, so that a fault of our own is never taken for one of the document.
_PARSER_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


def drafts_of(where: str, response: Response, rule: DateRule) -> list[Draft]:
    """
    The entries of a feed document in its order, as far as it can be read at all.

    Raises :class:`~digest.errors.ParseError` naming what came, when there is no entry in it.
    """
    text = decoded(response.body, response.headers.get("content-type", "")).lstrip()
    if is_page(text) or not text:
        raise instead(where, text, "a feed")
    document = plain_rss(text, response.url) or _parsed(where, text, response.url)
    plain_by_rule = document.get("version", "").startswith("atom")
    language = str(document["feed"].get("language") or "")
    drafts = [_draft(entry, plain_by_rule, language, rule) for entry in document["entries"]]
    if not drafts:
        raise instead(where, text, "a feed")
    return drafts


def _parsed(where: str, text: str, url: str) -> Any:
    safe = defused(text)
    if nesting(safe) > DOCUMENT_DEPTH:
        raise ParseError(where, "elements nested too deep to be a feed")
    try:
        # As a stream: given text or bytes, feedparser takes them for the name of a file or an address.
        return feedparser.parse(
            io.BytesIO(safe.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _PARSER_FAULTS as error:
        raise ParseError(where, f"a feed that cannot be read ({type(error).__name__})") from error


def _draft(entry: Mapping[str, Any], plain_by_rule: bool, language: str, rule: DateRule) -> Draft:
    # Asked the plain way: the feed parser's own lookup puts `published` in place of a missing `updated`.
    found = dict(entry).get
    bodies: list[Mapping[str, Any]] = [*(found("content") or ()), *filter(None, [found("summary_detail")])]
    title = found("title_detail")
    written = found("published") or found("created")
    updated = rule.read(found("updated"))
    published, origin = _date(written, updated, bodies, rule)
    return Draft(
        title=one_line(_text(title, plain_by_rule)) if title else "",
        text=next((text for body in bodies if (text := _text(body, plain_by_rule))), ""),
        link=_link(found),
        guid=str(found("id") or ""),
        published=published,
        updated=updated.at if updated else None,
        unread="" if published else str(written or found("updated") or ""),
        date_origin=origin,
        language=language,
        authors=tuple(
            of_either(str(a.get("name") or "")) for a in (found("authors") or ())[:MOST_NAMES] if a
        ),
        categories=tuple(
            of_either(str(tag.get("term") or "")) for tag in (found("tags") or ())[:MOST_NAMES]
        ),
    )


def _date(
    written: str | None, updated: Dated | None, bodies: list[Mapping[str, Any]], rule: DateRule
) -> tuple[Dated | None, DateOrigin]:
    """
    When an entry was published by its own field, else the update's, else a ``<time>`` in its text.

    The last is for feeds without a date field or with one nobody can read, whose summaries carry one.
    """
    if found := rule.read(written) or updated:
        return found, "rule" if rule.form and written else "feed"
    for body in bodies:
        element = _TIME_ELEMENT.search(body.get("value") or "")
        if element and (found := rule.read(element[1])):
            return found, "page"
    return None, "none"


def _text(detail: Mapping[str, Any], plain_by_rule: bool) -> str:
    """The text of one field: Atom says whether it is markup, the others leave it to be seen."""
    value, kind = str(detail.get("value") or ""), str(detail.get("type") or "")
    if not plain_by_rule:
        return of_either(value)
    if kind in ("text/html", "application/xhtml+xml") or begins_with_tag(value):
        return of_markup(value)
    return tidy(value) if kind in ("", "text/plain") else ""


def _link(found: Callable[[str], Any]) -> str:
    """Where the entry itself stands, of whatever type that document is, else what its guid names."""
    alternates = [one.get("href") for one in found("links") or () if one.get("rel") == "alternate"]
    links = [
        str(one) for one in (found("feedburner_origlink"), found("link"), *alternates, found("id")) if one
    ]
    # The feed parser has a guid that is no address stand in for a link to anything but a page.
    return next(
        (one for one in links if one.strip().startswith(("http://", "https://"))), str(found("link") or "")
    )
