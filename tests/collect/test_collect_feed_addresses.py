"""Where the feed of a page may be."""

from __future__ import annotations

import pytest

from digest.collect.parse.feed_addresses import by_form, linked, usual


@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        (
            "https://www.youtube.com/channel/UCabc_-1",
            ["https://www.youtube.com/feeds/videos.xml?channel_id=UCabc_-1"],
        ),
        ("https://m.youtube.com/user/desk", ["https://www.youtube.com/feeds/videos.xml?user=desk"]),
        (
            "https://youtube.com/playlist?list=PL1&index=2",
            ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"],
        ),
        ("https://www.youtube.com/@desk", []),
        ("https://old.reddit.com/r/markets/top", ["https://www.reddit.com/r/markets/.rss"]),
        ("https://www.reddit.com/u/somebody", ["https://www.reddit.com/user/somebody/.rss"]),
        ("https://www.reddit.com/", []),
        ("https://medium.com/@writer", ["https://medium.com/feed/@writer"]),
        ("https://medium.com/tag/bonds", ["https://medium.com/feed/tag/bonds"]),
        ("https://medium.com/feed/@writer", []),
        ("https://writer.medium.com/a-story-1", ["https://writer.medium.com/feed"]),
        ("https://desk.substack.com/p/one", ["https://desk.substack.com/feed"]),
        ("https://desk.substack.com/feed", []),
        (
            "https://github.com/quay/bridge",
            [
                "https://github.com/quay/bridge/releases.atom",
                "https://github.com/quay/bridge/tags.atom",
                "https://github.com/quay/bridge/commits.atom",
            ],
        ),
        ("https://github.com/quay/bridge/tags", ["https://github.com/quay/bridge/tags.atom"]),
        (
            "https://github.com/quay/bridge/commits/release/2.0",
            ["https://github.com/quay/bridge/commits/release/2.0.atom"],
        ),
        ("https://github.com/quay", ["https://github.com/quay.atom"]),
        ("https://notgithub.com/quay/bridge", []),
        ("https://desk.example/r/markets", []),
    ],
)
def test_known_sites_have_their_forms(page: str, feeds: list[str]) -> None:
    assert list(by_form(page)) == feeds


def test_declared_feeds_come_first_and_comments_last() -> None:
    page = """<!doctype html><html><head>
    <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
    <link rel="alternate" type="application/atom+xml; charset=utf-8" href="/atom.xml#top">
    <link rel="ALTERNATE home" type="application/feed+json" href="//cdn.desk.example/feed.json">
    <link rel="alternate" type="text/html" hreflang="de" href="/de/">
    <link rel="stylesheet" type="application/rss+xml" href="/no.css">
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
    </head><body><a href="/rss">RSS</a><a href="/about">About</a><a href="/feedback">Write</a>
    <a href="/sitemap.xml">Map</a></body></html>"""
    assert linked(page, "https://desk.example/news/") == (
        "https://desk.example/atom.xml",
        "https://cdn.desk.example/feed.json",
        "https://desk.example/comments/feed/",
        "https://desk.example/rss",
        "https://desk.example/sitemap.xml",
    )


def test_a_base_is_honoured() -> None:
    page = '<base href="https://other.example/x/"><link rel=alternate type=application/rss+xml href=feed>'
    assert linked(page, "https://desk.example/") == ("https://other.example/x/feed",)


def test_a_page_of_links_is_not_asked_without_end() -> None:
    page = "".join(f'<a href="/{n}/rss">x</a>' for n in range(500))
    assert len(linked(page, "https://desk.example/")) == 12


def test_the_usual_places_are_near_the_page_and_at_the_top() -> None:
    assert usual("https://desk.example/blog/")[:3] == (
        "https://desk.example/blog/feed",
        "https://desk.example/blog/rss",
        "https://desk.example/feed",
    )
    assert usual("http://desk.example")[0] == "http://desk.example/feed"
