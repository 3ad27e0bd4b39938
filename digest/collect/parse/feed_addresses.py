"""Where the feed of a page may be: in its links, by the forms of known sites, at the usual places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, quote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

MOST = 12
"""Addresses told of one page at most."""
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_LIKE_A_FEED = re.compile(r"(?:^|[/._?=-])(?:rss|atom|feeds?|rdf)(?:$|[/._?=&-])|\.xml(?:$|\?)", re.I)
_OF_COMMENTS = re.compile(r"comment", re.I)
_USUAL = (
    "feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feeds", "feed.json", "blog/feed",
    "news/rss",
)  # fmt: skip


def linked(page: str, base: str) -> tuple[str, ...]:
    """
    Addresses that the HTML `page` gives for its feeds: those it declares, then links that read like one.

    Resolved against its ``<base>`` and `base`; feeds of comments come last in each. Only http and https.
    """
    document = LexborHTMLParser(page)
    root = document.css_first("base[href]")
    at = urljoin(base, (root.attributes.get("href") or "").strip()) if root else base
    declared = [
        node.attributes.get("href") or ""
        for node in document.css("link[href]")
        if (node.attributes.get("type") or "").split(";")[0].strip().lower() in _TYPES
        and "alternate" in (node.attributes.get("rel") or "").lower().split()
    ]
    links = (node.attributes.get("href") or "" for node in document.css("a[href]"))
    told = [href for href in links if _LIKE_A_FEED.search(href.partition("#")[0])]
    every = (*_comments_last(declared), *_comments_last(told))
    return _addresses((urljoin(at, href.strip()) for href in every), MOST)


def by_form(url: str) -> tuple[str, ...]:
    """The feeds that a known site has for the page at `url`, best first; none for other sites."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("old.").removeprefix("m.")
    steps = [quote(step, safe="@._-~%+:") for step in parts.path.split("/") if step]
    first, second = [*steps, "", ""][:2]
    query = {key: quote(values[0]) for key, values in parse_qs(parts.query).items()}
    feeds: list[str] = []
    if host == "youtube.com":
        videos = "https://www.youtube.com/feeds/videos.xml"
        if first == "channel" and second:
            feeds = [f"{videos}?channel_id={second}"]
        elif first == "user" and second:
            feeds = [f"{videos}?user={second}"]
        elif first == "playlist" and "list" in query:
            feeds = [f"{videos}?playlist_id={query['list']}"]
    elif host == "reddit.com" and first in ("r", "user", "u") and second:
        kind = "r" if first == "r" else "user"
        feeds = [f"https://www.reddit.com/{kind}/{second}/.rss"]
    elif host == "medium.com" and first and first != "feed":
        rest = f"tag/{second}" if first == "tag" else first
        feeds = [f"https://medium.com/feed/{rest}"]
    elif host.endswith((".medium.com", ".substack.com")):
        feeds = [f"https://{host}/feed"]
    elif host == "github.com" and first:
        feeds = _of_github(steps)
    return tuple(feed for feed in feeds if feed != url)


def usual(url: str) -> tuple[str, ...]:
    """The usual places of a feed: below the page itself, then at the top of its site."""
    parts = urlsplit(url)
    top = f"{parts.scheme}://{parts.netloc}/"
    below = f"{top}{parts.path.strip('/')}/" if parts.path.strip("/") else ""
    near = [f"{below}{name}" for name in _USUAL[:2]] if below else []
    return _addresses([*near, *(f"{top}{name}" for name in _USUAL)], MOST)


def _of_github(steps: list[str]) -> list[str]:
    if len(steps) == 1:
        return [f"https://github.com/{steps[0].removesuffix('.atom')}.atom"]
    project = f"https://github.com/{steps[0]}/{steps[1]}"
    what = steps[2] if len(steps) > 2 else ""
    if what == "commits":
        branch = "/".join(steps[3:])
        return [f"{project}/commits/{branch}.atom" if branch else f"{project}/commits.atom"]
    if what == "tags":
        return [f"{project}/tags.atom"]
    return [f"{project}/releases.atom", f"{project}/tags.atom", f"{project}/commits.atom"]


def _comments_last(hrefs: list[str]) -> list[str]:
    return sorted(hrefs, key=lambda href: _OF_COMMENTS.search(href) is not None)


def _addresses(urls: Iterable[str], most: int) -> tuple[str, ...]:
    web = (url.partition("#")[0] for url in urls if url.startswith(("http://", "https://")))
    return tuple(dict.fromkeys(web))[:most]
