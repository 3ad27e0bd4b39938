"""What programs read of a site: its feeds, its site map, and what robots may do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from lxml import etree
from lxml.builder import ElementMaker

from digest.model import ListedStory, Listing, Rendition
from digest.render.filters import anchor
from digest.render.links import link
from digest.render.pages.layout import Layout
from digest.render.plain import plain

EDITIONS = 30
"""The newest editions a feed of editions tells."""
STORIES = 60
"""The newest stories a feed of stories tells."""
FEEDS = (
    ("feed.xml", "application/atom+xml", "Editions"),
    ("stories.xml", "application/atom+xml", "Stories"),
)
"""Those that pages name in their head: path, media type, what they are of."""

_ATOM = "http://www.w3.org/2005/Atom"
_ALLOWED = "http://www.sitemaps.org/schemas/sitemap/0.9"
_UNFIT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(55296, 57344), 65534, 65535))
_MOST_MAPPED = 50_000
Node = etree._Element


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a feed tells."""

    id: str
    url: str
    title: str
    paragraphs: tuple[str, ...]
    """Plain text."""
    at: datetime
    language: str
    related: str = ""
    """Where it comes from, for a story."""


def feed_files(layout: Layout) -> Iterator[Rendition]:
    """
    Atom, RSS and JSON Feed of the editions and of the stories, then site map and robots.

    Nothing when it is not known where the site is served: all of them need whole addresses.
    """
    if not layout.archive.base_url or not layout.listings:
        return
    newest = layout.listings[:EDITIONS]
    title = plain(layout.archive.title)
    depends = [listing.mark for listing in newest]
    for stem, name, items in (
        ("feed", title, lambda: [_edition(layout, one) for one in newest]),
        ("stories", f"{title}: stories", lambda: _stories(layout, newest)),
    ):
        for path, form, write in (
            (f"{stem}.xml", "application/atom+xml", atom),
            (f"{stem}.rss", "application/rss+xml", rss),
            (f"{stem}.json", "application/feed+json", json_feed),
        ):
            yield layout.file(path, form, name, depends, _written(layout, path, name, write, items))
    yield _site_map(layout)
    yield layout.file("robots.txt", "text/plain", "", (), lambda: _robots(layout))


Write = Callable[["Feed"], bytes]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in no format."""

    title: str
    url: str
    """Its own."""
    home: str
    language: str
    items: tuple[Item, ...]


def _written(
    layout: Layout, path: str, title: str, write: Write, items: Callable[[], Sequence[Item]]
) -> Callable[[], bytes]:
    def now() -> bytes:
        base = layout.archive.base_url
        return write(Feed(title, base + path, base, layout.language, tuple(items())))

    return now


def _edition(layout: Layout, listing: Listing) -> Item:
    url = layout.address(f"{layout.folders[listing.key]}/index.html")
    headlines = tuple(story.headline for story in listing.stories[:8])
    return Item(
        id=url,
        url=url,
        title=f"{listing.title}, {layout.theme.words.moments.dated(listing.key.day)}",
        paragraphs=(
            *map(layout.theme.words.told, listing.lines),
            *(one for one in headlines if one not in listing.lines),
        )
        or (layout.theme.words.plainly("A quiet day."),),
        at=listing.made,
        language=listing.language,
    )


def _stories(layout: Layout, listings: Sequence[Listing]) -> list[Item]:
    told = ((listing, story) for listing in listings for story in listing.stories)
    return [
        _story(layout, listing, story) for (listing, story), _ in zip(told, range(STORIES), strict=False)
    ]


def _story(layout: Layout, listing: Listing, story: ListedStory) -> Item:
    page = layout.address(f"{layout.folders[listing.key]}/index.html")
    url = f"{page}#story-{anchor(story.id)}"
    return Item(
        id=url,
        url=url,
        title=story.headline,
        paragraphs=tuple(filter(None, (*story.news, story.extract, story.source))),
        at=listing.made,
        language=story.language,
        related=story.url,
    )


def atom(feed: Feed) -> bytes:
    """The feed as Atom (RFC 4287)."""
    make = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
    root = make.feed(
        make.title(_fit(feed.title)),
        make.id(feed.home),
        make.link(rel="self", href=feed.url),
        make.link(rel="alternate", type="text/html", href=feed.home),
        make.updated(_stamp(feed)),
        make.author(make.name(_fit(feed.title))),
    )
    _language(root, feed.language)
    for item in feed.items:
        entry = make.entry(
            make.title(_fit(item.title)),
            make.id(item.id),
            make.link(rel="alternate", type="text/html", href=item.url),
            make.published(item.at.isoformat()),
            make.updated(item.at.isoformat()),
            make.content(_html(item), type="html"),
        )
        if item.related.startswith(("https://", "http://")):
            entry.append(make.link(rel="related", href=link(item.related)))
        _language(entry, item.language)
        root.append(entry)
    return _bytes(root)


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0."""
    make = ElementMaker(nsmap={"atom": _ATOM})
    channel = make.channel(
        make.title(_fit(feed.title)),
        make.link(feed.home),
        make.description(_fit(feed.title)),
        make.language(feed.language),
        etree.Element(f"{{{_ATOM}}}link", rel="self", type="application/rss+xml", href=feed.url),
    )
    for item in feed.items:
        channel.append(
            make.item(
                make.title(_fit(item.title)),
                make.link(item.url),
                make.guid(item.id, isPermaLink="true"),
                make.pubDate(format_datetime(item.at)),
                make.description(_html(item)),
            )
        )
    return _bytes(make.rss(channel, version="2.0"))


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1."""
    items = [
        {
            "id": item.id,
            "url": item.url,
            "title": _fit(item.title),
            "content_text": "\n\n".join(map(_fit, item.paragraphs)),
            "date_published": item.at.isoformat(),
            "language": item.language or feed.language,
        }
        | ({"external_url": link(item.related)} if item.related else {})
        for item in feed.items
    ]
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _fit(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "language": feed.language,
        "items": items,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _site_map(layout: Layout) -> Rendition:
    """Every edition, then the lists, each with the day it last changed; at most what one file may hold."""
    folders = [(f"{layout.folders[one.key]}/index.html", one.made) for one in layout.listings]
    newest = layout.listings[0].made
    lists = [("index.html", newest), ("archive.html", newest), ("topics.html", newest)]
    histories = [(one.path, one.told[0].listing.made) for _, one in layout.histories.all()]
    pages = [*lists, *folders, *histories][:_MOST_MAPPED]

    def written() -> bytes:
        make = ElementMaker(namespace=_ALLOWED, nsmap={None: _ALLOWED})
        root = make.urlset()
        for path, at in pages:
            root.append(make.url(make.loc(layout.address(path)), make.lastmod(at.date().isoformat())))
        return _bytes(root)

    return layout.file(
        "sitemap.xml", "application/xml", "", [f"{path} {at.date()}" for path, at in pages], written
    )


def _robots(layout: Layout) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {layout.archive.base_url}sitemap.xml\n"


def _stamp(feed: Feed) -> str:
    return max(item.at for item in feed.items).isoformat() if feed.items else "1970-01-01T00:00:00+00:00"


def _html(item: Item) -> str:
    """The paragraphs as HTML, in which every character of theirs is text."""
    return "".join(f"<p>{escape(_fit(one))}</p>" for one in item.paragraphs)


def _fit(text: str) -> str:
    """`text` without what XML cannot hold."""
    return plain(text).translate(_UNFIT)


def _language(node: Node, language: str) -> None:
    if language and language != "und":
        node.set("{http://www.w3.org/XML/1998/namespace}lang", language)


def _bytes(root: Node) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
