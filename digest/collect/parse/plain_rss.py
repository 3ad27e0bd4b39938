"""
RSS 2.0 in its plain form, read without the many cases of the feed parser.

The feed parser takes 0.3 ms an item, for forms that few feeds have. A document in which every element is
one of those below, with nothing but text in it, is read here in a tenth of that, to the same values; any
other is left to the feed parser whole (docs/adr/0005-plain-rss.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from digest.collect.parse.hostile import MOST_OF_A_KIND

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_SYNDICATION = "{http://purl.org/rss/1.0/modules/syndication/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_COUNT = "{http://purl.org/rss/1.0/modules/slash/}comments"
_COMMENTS = "{http://wellformedweb.org/CommentAPI/}commentRss"
_POST = "{com-wordpress:feed-additions:1}post-id"

_OF_CHANNEL = {
    *("title", "link", "description", "pubDate", "lastBuildDate", "generator", "ttl", "docs", "copyright"),
    *("managingEditor", "webMaster", "category", "image", "cloud", "rating"),
    *(f"{_SYNDICATION}updatePeriod", f"{_SYNDICATION}updateFrequency", _ATOM_LINK),
}
_OF_IMAGE = frozenset(("title", "link", "url", "width", "height", "description"))
_ONCE = {
    "title": "title_detail",
    "link": "link",
    "guid": "id",
    "pubDate": "published",
    "description": "summary_detail",
    _CONTENT: "content",
}
"""Elements an item may have once, and the feed parser's names for what they hold."""
_UNREAD = frozenset(
    (
        "comments",
        "enclosure",
        "source",
        f"{_MEDIA}content",
        f"{_MEDIA}thumbnail",
        _COUNT,
        _COMMENTS,
        _POST,
    )
)
"""Elements of an item that nothing of an entry is read from."""
_ADDRESS = re.compile(r"https?://[^\s;\[\]/][^\s;\[\]]*")
_LONGEST_NAME = 400
_DECLARATION = re.compile(r"<\?xml[^<>]*\?>")
_PERMALINK = {None: True, "true": True, "false": False}
# What changes how everything else is read.
_NOT_PLAIN = re.compile("<!DOCTYPE|xml:(?:base|lang)")
_MENDED = re.compile("[\x80-\x9f]")
"""Characters the feed parser takes for those windows-1252 has there."""

Item = dict[str, Any]


class _NotPlainError(Exception):
    """Something that is not of the plain form."""


def plain_rss(text: str, url: str) -> dict[str, Any] | None:
    """
    What an entry is made of in the feed from `url`, as the feed parser would name it.

    None for a document that is not RSS 2.0 in its plain form. Relative addresses are of that form never.
    """
    if _NOT_PLAIN.search(text):
        return None
    document = _DECLARATION.sub("", text, count=1) if text.startswith("<?xml") else text
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(document.encode("utf-8", "replace"), parser)
        return _feed(root, url)
    except (etree.XMLSyntaxError, _NotPlainError):
        return None


def _feed(root: Any, url: str) -> dict[str, Any]:
    is_rss = root.tag == "rss" and root.get("version", "").startswith("2.") and len(root.attrib) == 1
    if not is_rss or len(root) != 1 or root[0].tag != "channel" or root[0].attrib:
        raise _NotPlainError
    languages: list[str] = []
    items: list[Item] = []
    for element in root[0]:
        if element.tag == "item":
            items.append(_item(element, url))
        elif element.tag == "language":
            languages.append(_text(element))
        elif element.tag not in _OF_CHANNEL or {"base", "lang"} & set(element.attrib):
            raise _NotPlainError
        elif element.tag == "image":
            if any(part.tag not in _OF_IMAGE or part.attrib or len(part) for part in element):
                raise _NotPlainError
        elif len(element):
            raise _NotPlainError
    if len(languages) > 1:
        raise _NotPlainError
    return {"version": "rss20", "feed": {"language": "".join(languages)}, "entries": items}


def _item(item: Any, url: str) -> Item:
    if item.attrib:
        raise _NotPlainError
    made: Item = {}
    terms: list[tuple[str, bool]] = []
    authors: list[dict[str, str]] = []
    for element in item:
        tag = element.tag
        if tag in _UNREAD:
            if len(element) or {"base", "lang"} & set(element.attrib):
                raise _NotPlainError
        elif name := _ONCE.get(tag):
            if name in made:
                raise _NotPlainError
            made[name] = _VALUES[name](element, url) if name in _VALUES else _text(element)
        elif tag == "category":
            terms += _term(element, terms)
            if len(terms) > MOST_OF_A_KIND:
                raise _NotPlainError
        elif tag in (_CREATOR, "author"):
            authors.append(_author(element))
        else:
            raise _NotPlainError
    if "link" not in made:
        raise _NotPlainError
    if terms:
        made["tags"] = [{"term": term} for term, _ in terms]
    if authors:
        made["authors"] = authors
    return made


def _text(element: Any) -> str:
    if element.attrib:
        raise _NotPlainError
    return _inside(element)


def _inside(element: Any) -> str:
    """What stands in an element that has nothing but text."""
    if len(element):
        raise _NotPlainError
    text = (element.text or "").strip()
    if not text.isascii():
        # Text that could be UTF-8 read as Latin-1 is taken for that by the feed parser.
        try:
            text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            if not _MENDED.search(text):
                return text
        raise _NotPlainError
    return text


def _detail(element: Any, url: str) -> dict[str, str]:
    return {"value": _text(element)}


def _address(element: Any, url: str) -> str:
    return _absolute(_text(element), url)


def _guid(element: Any, url: str) -> str:
    is_link = _PERMALINK.get(element.get("isPermaLink"))
    if is_link is None or len(element.attrib) > (element.get("isPermaLink") is not None):
        raise _NotPlainError
    text = _inside(element)
    return _absolute(text, url) if is_link and text else text


def _absolute(address: str, url: str) -> str:
    if not _ADDRESS.fullmatch(address):
        raise _NotPlainError
    return urljoin(url, address)


def _term(element: Any, before: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """A category, and whether it is one of a named list; of those that are not, each is kept once."""
    listed = bool(element.get("domain"))
    if len(element.attrib) > ("domain" in element.attrib):
        raise _NotPlainError
    term = _inside(element)
    if listed and not term:
        raise _NotPlainError
    if term and (listed or (term, False) not in before):
        yield term, listed


def _author(element: Any) -> dict[str, str]:
    name = _text(element)
    if "@" in name or len(name) > _LONGEST_NAME:
        raise _NotPlainError
    return {"name": name} if name else {}


_VALUES = {
    "title_detail": _detail,
    "summary_detail": _detail,
    "content": lambda element, url: [_detail(element, url)],
    "link": _address,
    "id": _guid,
}
