"""Lists of feeds as OPML, which other readers write and read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from digest.collect.parse.charset import decoded
from digest.collect.parse.text import cut, one_line
from digest.errors import ConfigError
from digest.model import Source

MOST_FEEDS = 20_000
_TITLE_SIZE = 80
_DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """One feed of such a list."""

    url: str
    """As written, whatever it is."""
    title: str
    topics: tuple[str, ...]
    """The folders it lies in, outermost first, then its categories: lower-case words with dashes."""
    language: str = ""


def read_opml(where: str, body: bytes) -> tuple[ListedFeed, ...]:
    """
    The feeds of an OPML document in its order, each address once, with the topics of all its folders.

    `where` names it in messages. Raises ConfigError for what is no OPML, and for a document type
    declaration, which no list needs and whose entities could unfold without end.
    """
    text = _XML_HEAD.sub("", decoded(body, "text/xml")).replace("\0", "")
    if _DECLARATION.search(text):
        raise ConfigError(where, "has a document type declaration", "take its <!DOCTYPE …> out")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise ConfigError(where, "is no OPML", "an XML document whose outermost element is <opml>")
    listed: dict[str, ListedFeed] = {}
    for feed in _feeds(root):
        known = listed.get(feed.url)
        topics = tuple(dict.fromkeys((*known.topics, *feed.topics))) if known else feed.topics
        listed[feed.url] = ListedFeed(feed.url, (known or feed).title, topics, (known or feed).language)
        if len(listed) >= MOST_FEEDS:
            break
    return tuple(listed.values())


def _feeds(root: etree._Element) -> Iterator[ListedFeed]:
    """Outlines with an address, depth first; a stack of our own, since folders may be nested deep."""
    stack: list[tuple[etree._Element, tuple[str, ...]]] = [(root, ())]
    while stack:
        element, folders = stack.pop()
        named = {str(key).lower(): str(value) for key, value in element.attrib.items()}
        url = named.get("xmlurl", "").strip()
        title = one_line(named.get("title", "").strip() or named.get("text", ""))
        if url:
            categories = re.split(r"[,/]", named.get("category", ""))
            topics = (topic for topic in (*folders, *(_topic(one) for one in categories)) if topic)
            language = named.get("language", "")
            language = language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else ""
            yield ListedFeed(url, cut(title, _TITLE_SIZE), tuple(dict.fromkeys(topics)), language)
        inner = folders if url or element.tag != "outline" else (*folders, _topic(title))
        stack += [(child, inner) for child in reversed(list(element.iterchildren("*")))]


def _topic(written: str) -> str:
    return re.sub(r"[^\w]+", "-", written.lower()).strip("-_")[:40]


def write_opml(title: str, sources: Sequence[Source]) -> str:
    """
    The feeds of `sources` as an OPML 2.0 document: a folder for each first topic, in order of appearance.

    All topics stand as categories beside, so that :func:`read_opml` gives the same topics back.
    """
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _clean(title)
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for source in sources:
        place = body
        if source.topics:
            folder = source.topics[0]
            if folder not in folders:
                folders[folder] = etree.SubElement(body, "outline", text=_clean(folder))
            place = folders[folder]
        named = {
            "text": _clean(source.title),
            "title": _clean(source.title),
            "type": "rss",
            "xmlUrl": source.url,
        }
        if source.topics:
            named["category"] = ",".join(_clean(topic) for topic in source.topics)
        if source.language:
            named["language"] = _clean(source.language)
        etree.SubElement(place, "outline", named)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode() + "\n"


def _clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r"
        or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000 and ord(c) not in (0xFFFE, 0xFFFF))
    )
