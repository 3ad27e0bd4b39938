"""Articles that a list links to: which are asked for, what is read of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter

from digest.collect import collect
from digest.collect.sources.feed import Feed
from digest.collect.sources.page import Page
from digest.errors import FetchError, ParseError, SourceError
from digest.model import Request, Response, Source
from digest.protocols import ConfiguredSource

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)
URL = "https://desk.example/feed"
LIST = """<rss version="2.0"><channel>
<item><title>Rates held</title><link>https://desk.example/1</link>
<pubDate>Fri, 06 Feb 2026 09:00:00 GMT</pubDate>
<description>In short.</description></item>
<item><title>Elsewhere</title><link>https://other.example/2</link></item>
<item><title>Old</title><link>https://desk.example/3</link>
<pubDate>Mon, 02 Feb 2026 09:00:00 GMT</pubDate></item>
<item><title>No address</title></item>
<item><title>Fourth</title><link>https://desk.example/4</link></item>
</channel></rss>"""
WORDS = (
    "The central bank held its rate at 3.5 percent on Friday, for the fourth meeting in a row. "
    "Its governor said that prices rose more slowly than was expected in the autumn, "
    "and that the labour market cools."
)
TEXT = f"{WORDS}\n{WORDS.replace('Friday', 'that day')}"
ARTICLE = f"""<html><head><title>Rates held</title>
<meta property="article:published_time" content="2026-02-06T08:30:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/markets">Markets</a></nav>
<article><h1>Rates held</h1><p>{WORDS}</p><p>{WORDS.replace("Friday", "that day")}</p></article>
<script>alert(1)</script><footer>All rights reserved</footer></body></html>"""
SECRET = (("Authorization", "Bearer s3cret"),)
SOURCE = Source("s", "feed", URL, "S", headers=SECRET, allow_private=True)


def answer(request: Request, body: str) -> Response:
    return Response(request, request.url, 200, {"content-type": "text/html"}, body.encode(), NOW)


def follow(kind: Feed | Page, body: str = LIST) -> tuple[Request, ...]:
    return kind.read(SOURCE, answer(Request("s", URL), body)).follow


def test_articles_are_asked_for_only_where_the_source_says_so() -> None:
    assert follow(Feed()) == ()


def test_the_recent_ones_with_an_address_are_asked_for_up_to_the_number() -> None:
    asked = [request.url for request in follow(Feed(articles=10))]
    assert asked == ["https://desk.example/1", "https://other.example/2", "https://desk.example/4"]
    assert [request.url for request in follow(Feed(articles=1))] == asked[:1]


def test_what_a_source_is_asked_with_goes_to_its_own_site_alone() -> None:
    own, other, _ = follow(Feed(articles=10))
    assert (own.headers, own.allow_private) == (SECRET, True)
    assert (other.headers, other.allow_private) == ((), False)


def test_an_article_is_read_by_a_selector() -> None:
    kind = Feed(articles=1, article="article p")
    (request,) = follow(kind)
    (entry,) = kind.read(SOURCE, answer(request, ARTICLE)).entries
    assert entry.text == TEXT
    assert (entry.id, entry.text_origin) == (request.entry_id, "article")


def test_a_selector_that_finds_nothing_is_named() -> None:
    kind = Feed(articles=1, article="main.story")
    (request,) = follow(kind)
    with pytest.raises(ParseError, match=r"article = 'main.story' finds nothing"):
        kind.read(SOURCE, answer(request, ARTICLE))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_article_is_found_without_a_selector() -> None:
    pytest.importorskip("trafilatura")
    kind = Feed(articles=1)
    (request,) = follow(kind)
    (entry,) = kind.read(SOURCE, answer(request, ARTICLE)).entries
    assert WORDS in entry.text
    assert "alert" not in entry.text and "Home" not in entry.text and "<" not in entry.text
    with pytest.raises(ParseError, match="no text found"):
        kind.read(SOURCE, answer(request, "<html><body></body></html>"))


def test_a_challenge_in_place_of_an_article_is_none() -> None:
    kind = Feed(articles=1, article="body")
    (request,) = follow(kind)
    with pytest.raises(ParseError, match="challenge page"):
        kind.read(SOURCE, answer(request, "<title>Just a moment...</title><p>captcha</p>"))


class StillClock:
    def now(self) -> datetime:
        return NOW

    def sleep(self, seconds: float) -> None:
        raise AssertionError


def desk(requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
    for request in requests:
        if request.url == URL:
            yield request, answer(request, LIST)
        elif request.url.startswith("https://other"):
            yield request, FetchError(request.url, "HTTP 403 Forbidden", status=403)
        else:
            yield request, answer(request, ARTICLE)


def test_an_article_that_is_read_replaces_the_excerpt_and_one_that_is_not_costs_nothing_else() -> None:
    kind = Feed(articles=10, article="article p")
    collected = collect([ConfiguredSource(SOURCE, kind)], desk, StillClock())
    told = {entry.title: entry for entry in collected.entries}
    assert list(told) == ["Rates held", "Elsewhere", "Old", "No address", "Fourth"]
    assert (told["Rates held"].text, told["Rates held"].text_origin) == (TEXT, "article")
    assert (told["Elsewhere"].text, told["Elsewhere"].text_origin) == ("", "list")
    (outcome,) = collected.outcomes
    assert (outcome.state, outcome.entries) == ("answered", 5)
    assert "403" in outcome.error


def test_an_article_dates_an_entry_that_has_no_date_and_no_other() -> None:
    kind = Feed(articles=10, article="article p")
    told = {e.title: e for e in collect([ConfiguredSource(SOURCE, kind)], desk, StillClock()).entries}
    assert told["Rates held"].published == datetime(2026, 2, 6, 9, tzinfo=UTC)
    fourth = told["Fourth"]
    assert (fourth.published, fourth.date_origin) == (datetime(2026, 2, 6, 8, 30, tzinfo=UTC), "page")


def test_a_page_follows_its_items_too() -> None:
    kind = Page(item="li", headline="a", articles=2, article="article p")
    listed = '<ul><li><a href="/1">Rates held</a></li><li><a href="/2">Rates cut</a></li></ul>'
    requests = follow(kind, listed)
    assert [request.url for request in requests] == ["https://desk.example/1", "https://desk.example/2"]
    (entry,) = kind.read(SOURCE, answer(requests[0], ARTICLE)).entries
    assert entry.text == TEXT


def test_parts_of_one_another_are_read_once() -> None:
    kind = Feed(articles=1, article="article, p")
    (entry,) = kind.read(SOURCE, answer(follow(kind)[0], ARTICLE)).entries
    assert entry.text == f"Rates held\n{TEXT}"


@pytest.mark.parametrize("options", [{"articles": 51}, {"articles": -1}, {"articles": 1, "article": "p["}])
def test_options_under_which_nothing_could_be_read_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="article"):
        TypeAdapter(Feed).validate_python(options)
