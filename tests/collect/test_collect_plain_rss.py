"""RSS in its plain form is read to what the feed parser makes of it; everything else is left to that."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.parse import feed
from digest.collect.parse.dates import DateRule
from digest.collect.parse.draft import reading_of
from digest.collect.parse.plain_rss import plain_rss
from digest.model import Entry, Request, Response, Source

URL = "https://paper.example/rss"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "slash": "http://purl.org/rss/1.0/modules/slash/",
        "wfw": "http://wellformedweb.org/CommentAPI/",
        "media": "http://search.yahoo.com/mrss/",
        "atom": "http://www.w3.org/2005/Atom",
        "sy": "http://purl.org/rss/1.0/modules/syndication/",
    }.items()
)
WORDS = st.sampled_from(
    (
        "", "Bitcoin", "  two  words ", "AT&amp;T", "5 &lt; 6", "&lt;p&gt;one&lt;/p&gt; two",
        "<![CDATA[<b>x</b> &amp; y]]>", "名詞，100万", "Zürich", "Ã¼ber", "a\n b", "&#8217;", "&amp;#8217;",
        "<!-- no --> yes", "ÃÂ", "x<![CDATA[y]]>z",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "desk@paper.example (Desk)", "😀", "<b>bold</b>", "&#128;",
    )
)  # fmt: skip
LINKS = st.sampled_from(
    (
        "https://paper.example/a", "http://paper.example/b?x=1&amp;y=2", "https://paper.example/c?", "",
        "/relative", "https://PAPER.example/d#e", " https://paper.example/f ", "https://paper.example/ä",
        "ftp://paper.example/g", "https://paper.example/h;i",
        "https:///three", "https://[::1]/v6", "urn:x:1", "https://other.example/a b",
    )
)  # fmt: skip
DATES = st.sampled_from(("Fri, 06 Feb 2026 05:12:00 GMT", "2026-02-06T05:12:00+01:00", "yesterday", ""))


def element(name: str, inside: st.SearchStrategy[str], *attributes: str) -> st.SearchStrategy[str]:
    written = st.sampled_from(("", *(f" {one}" for one in attributes)))
    return st.builds(lambda given, text: f"<{name}{given}>{text}</{name}>", written, inside)


PARTS = st.one_of(
    element("title", WORDS, 'type="html"'),
    element("link", LINKS),
    element("guid", LINKS | WORDS, 'isPermaLink="false"', 'isPermaLink="true"', 'isPermaLink="no"'),
    element("pubDate", DATES),
    element("description", WORDS),
    element("content:encoded", WORDS),
    element("category", WORDS, 'domain="d"', 'domain=""'),
    element("dc:creator", WORDS),
    element("author", WORDS),
    element("comments", LINKS),
    element("source", WORDS, 'url="https://other.example/rss"'),
    element("slash:comments", WORDS),
    element("wfw:commentRss", LINKS),
    element("media:content", st.just("") | WORDS, 'url="https://paper.example/i.png" medium="image"'),
    element("enclosure", st.just(""), 'url="https://paper.example/i.mp3" length="1" type="audio/mpeg"'),
    element("dc:date", DATES),
    element("media:title", WORDS),
    element("unheard", WORDS),
)
ITEMS = st.builds(
    lambda usual, parts: f"<item>{usual}{''.join(parts)}</item>",
    st.sampled_from(
        (
            "",
            "<title>Rates held</title><link>https://paper.example/z</link>",
            "<link>https://paper.example/y</link>",
        )
    ),
    st.lists(PARTS, max_size=5),
)
CHANNEL = st.one_of(
    element("title", WORDS),
    element("link", LINKS),
    element("description", WORDS),
    element("language", st.sampled_from(("en-GB", "zh", ""))),
    element("managingEditor", WORDS),
    element("category", WORDS),
    element("image", element("title", WORDS)),
    element("atom:link", st.just(""), 'href="https://paper.example/rss" rel="self"'),
    element("sy:updatePeriod", st.just("hourly")),
)


@given(
    st.lists(CHANNEL, max_size=3),
    st.lists(ITEMS, min_size=1, max_size=4),
    st.sampled_from(("2.0", "0.91", "2.1")),
)
def test_it_says_what_the_feed_parser_says(channel: list[str], items: list[str], version: str) -> None:
    inside = "".join((*channel, *items))
    document = f'<?xml version="1.0"?><rss version="{version}" {SPACES}><channel>{inside}</channel></rss>'
    if (plain := read(document, plain=True)) is not None:
        assert plain == read(document, plain=False)


A = "<title>A</title><link>https://paper.example/a</link>"
PLAIN = (
    f"{A}<guid>https://paper.example/a</guid>",
    f"{A}<guid isPermaLink='false'>7</guid><author>Desk</author>",
    f"{A}<content:encoded><![CDATA[<p>x</p>]]></content:encoded>",
    "<title>Ä 名</title><link>https://paper.example/a?b=1&amp;c=2</link><category domain='d'>x</category>"
    "<category>y</category><dc:creator>Desk</dc:creator><slash:comments>0</slash:comments>",
    f"{A}<description>S&amp;P</description><pubDate>Fri, 06 Feb 2026 05:12:00 GMT</pubDate>",
)


@pytest.mark.parametrize("item", PLAIN)
def test_the_usual_forms_are_plain(item: str) -> None:
    document = f'<rss version="2.0" {SPACES}><channel><title>P</title><item>{item}</item></channel></rss>'
    entries = read(document, plain=True)
    assert entries is not None
    assert len(entries) == 1
    assert entries == read(document, plain=False)


NOT_PLAIN = {
    "a relative link": "<title>A</title><link>/a</link>",
    "no link": "<title>A</title>",
    "two titles": f"{A}<title>B</title>",
    "markup that is not escaped": "<title>A <b>b</b></title><link>https://paper.example/a</link>",
    "a namespace nobody listed": f"{A}<media:title>B</media:title>",
    "a base of its own": f"<description xml:base='https://other.example/'>x</description>{A}",
    "an address of mail for a name": f"{A}<author>desk@paper.example (Desk)</author>",
    "text read in the wrong encoding": "<title>Ã¼ber</title><link>https://paper.example/a</link>",
    "controls of windows-1252": "<title>A &#x93;B&#x94;</title><link>https://paper.example/a</link>",
    "an ampersand that begins nothing": f"{A}<description>S&P 500</description>",
    "a name longer than any": f"{A}<author>{'x' * 500}</author>",
    "a crowd of categories": A + "".join(f"<category>{n}</category>" for n in range(300)),
    "an element that is not closed": f"{A}<title>",
    "an unknown reference": f"{A}<description>a&nbsp;b</description>",
}


@pytest.mark.parametrize("item", NOT_PLAIN.values(), ids=list(NOT_PLAIN))
def test_everything_else_is_left_to_the_feed_parser(item: str) -> None:
    assert (
        read(f'<rss version="2.0" {SPACES}><channel><item>{item}</item></channel></rss>', plain=True)
        is None
    )


@pytest.mark.parametrize(
    "document",
    (
        f'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel><item>{A}</item></channel></rss>',
        f'<rss version="2.0" xml:lang="de"><channel><item>{A}</item></channel></rss>',
        f'<rss version="0.91"><channel><item>{A}</item></channel></rss>',
        f'<rss version="2.0"><channel></channel><item>{A}</item></rss>',
        f'<rss version="2.0"><channel><item about="x">{A}</item></channel></rss>',
        f'<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><item>{A}</item>'
        "</channel></rss>",
        f'<rss version="2.0"><channel><language>en</language><language>de</language><item>{A}</item>'
        "</channel></rss>",
    ),
)
def test_so_is_a_document_of_another_form(document: str) -> None:
    assert read(document, plain=True) is None


def read(document: str, *, plain: bool) -> tuple[Entry, ...] | None:
    """The entries of a document by one of its two readers; None where the plain one leaves it."""
    source = Source(id="paper", kind="feed", url=URL, title="Paper")
    told = plain_rss(document, URL) if plain else feed._parsed("paper", document, URL)
    if told is None:
        return None
    drafts = [
        feed._draft(one, False, told["feed"].get("language") or "", DateRule()) for one in told["entries"]
    ]
    response = Response(Request("paper", URL), URL, 200, {}, b"", datetime(2026, 2, 6, 6, tzinfo=UTC))
    return reading_of(source, response, drafts).entries
