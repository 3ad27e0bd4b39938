"""Forms of feeds and of their entries that are easily lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.collect.sources.feed import Feed
from digest.errors import ParseError
from digest.model import Request, Response, Source
from digest.protocols import Reading

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)
URL = "https://desk.example/feed"


def read(document: str | bytes, content_type: str = "application/xml") -> Reading:
    body = document if isinstance(document, bytes) else document.encode()
    response = Response(Request("s", URL), URL, 200, {"content-type": content_type}, body, NOW)
    return Feed().read(Source("s", "feed", URL, "S"), response)


def rss(*items: str, head: str = "") -> str:
    return f'<rss version="2.0">{head}<channel><title>S</title>{"".join(items)}</channel></rss>'


def item(title: str = "", link: str = "", date: str = "", guid: str = "", text: str = "") -> str:
    fields = {"title": title, "link": link, "pubDate": date, "guid": guid, "description": text}
    return "<item>" + "".join(f"<{n}>{v}</{n}>" for n, v in fields.items() if v) + "</item>"


FORMS = {
    "rss 0.90": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
        "<channel><title>S</title></channel>"
        "<item><title>Rates held</title><link>https://desk.example/1</link></item></rdf:RDF>"
    ),
    "rss 0.91": (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.'
        'netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>S</title>'
        "<item><title>Rates held</title><link>https://desk.example/1</link></item></channel></rss>"
    ),
    "rss 1.0": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="https://desk.example/"><title>S</title></channel><item rdf:about="https://desk.example/1">'
        "<title>Rates held</title><link>https://desk.example/1</link></item></rdf:RDF>"
    ),
    "rss 2.0": rss(item("Rates held", "https://desk.example/1")),
    "atom 0.3": (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Rates held</title>'
        '<link rel="alternate" type="text/html" href="https://desk.example/1"/><id>t:1</id></entry></feed>'
    ),
    "atom 1.0": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>S</title><entry><title>Rates held</title>'
        '<link href="https://desk.example/1"/><id>t:1</id></entry></feed>'
    ),
    "atom under a prefix": (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>Rates held</a:title>'
        '<a:link href="https://desk.example/1"/><a:id>t:1</a:id></a:entry></a:feed>'
    ),
    "cdf": (
        '<?xml version="1.0"?><CHANNEL HREF="https://desk.example/"><TITLE>S</TITLE>'
        '<ITEM HREF="https://desk.example/1"><TITLE>Rates held</TITLE></ITEM></CHANNEL>'
    ),
    "json feed 1.0": '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1",'
    ' "title": "Rates held", "url": "https://desk.example/1", "author": {"name": "A"}}]}',
    "json feed 1.1": '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1",'
    ' "title": "Rates held", "url": "https://desk.example/1", "authors": [{"name": "A"}]}]}',
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read(form: str) -> None:
    (entry,) = read(FORMS[form]).entries
    assert (entry.title, entry.url) == ("Rates held", "https://desk.example/1")


TWO = item("Rates held", "https://desk.example/1") + item("Rates cut", "https://desk.example/2")
BROKEN = {
    "raw ampersand": rss(TWO.replace("held", "held at S&P & others")),
    "bad nesting": rss(TWO.replace("Rates held", "<b><i>Rates held</b></i>")),
    "leading junk": "\n\n  junk: \x00\x07" + rss(TWO),
    "leading warning of a server": "<br />Warning: foo() in /x.php on line 3<br />" + rss(TWO),
    "truncated": rss(TWO + item("Rates raised", "https://desk.example/3"))[:-70],
    "undeclared prefix": rss(TWO.replace("<title>", "<x:y>z</x:y><title>")),
    "xml 1.1": '<?xml version="1.1"?>' + rss(TWO),
    "control characters": rss(TWO.replace("Rates", "Ra\x0bt\x1bes")),
    "bad references": rss(TWO.replace("held", "held &nosuch; &#xD800; &#0; &#99999999;")),
    "duplicate attributes": rss(TWO.replace("<item>", '<item a="1" a="2">', 1)),
    "two roots": rss(TWO) + rss(TWO),
    "text after the end": rss(TWO) + "<!-- cached --> 0.3 s",
    "no closing tags at all": rss(TWO).split("</channel>")[0],
    "unclosed cdata": rss(TWO + "<item><title><![CDATA[Rates raised"),
    "capital letters": rss(TWO).replace("title", "TITLE").replace("item", "ITEM"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_can_be_saved_is_saved(fault: str) -> None:
    urls = [entry.url for entry in read(BROKEN[fault]).entries]
    assert urls[:2] == ["https://desk.example/1", "https://desk.example/2"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("EBITDA &lt; 5% &amp; &gt; 3%", "EBITDA < 5% & > 3%"),
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("<![CDATA[AT&T]]>", "AT&T"),
        ("<![CDATA[Caf&eacute; &#8217;26]]>", "Café ’26"),
        ("&lt;b&gt;Rates&lt;/b&gt; held", "Rates held"),
        ("&lt;TOKEN&gt; rallies", "<TOKEN> rallies"),
    ],
)
def test_what_was_escaped_survives_literally(written: str, meant: str) -> None:
    (entry,) = read(rss(item(written, "https://desk.example/1"))).entries
    assert entry.title == meant


def test_a_link_to_another_kind_of_document_is_the_link() -> None:
    (entry,) = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Report</title><id>tag:desk,2026:1</id>'
        '<link rel="alternate" type="application/pdf" href="https://desk.example/1.pdf"/></entry></feed>'
    ).entries
    assert entry.url == "https://desk.example/1.pdf"


def test_entries_that_share_link_and_guid_are_not_lost() -> None:
    shared = {"link": "https://desk.example/live", "guid": "live"}
    two = (item("Rates cut", date="Fri, 06 Feb 2026 09:00:00 GMT", **shared), item("Rates held", **shared))
    reading = read(rss(*two))
    assert [entry.title for entry in reading.entries] == ["Rates cut", "Rates held"]
    assert len({entry.id for entry in reading.entries}) == 2
    assert reading.problems == ()


def test_what_is_no_entry_is_named() -> None:
    reading = read(
        rss(
            item(link="https://desk.example/0"),
            item("A", "https://desk.example/1"),
            item("A", "https://desk.example/1"),
        )
    )
    assert [entry.title for entry in reading.entries] == ["A"]
    assert reading.problems == (
        "1 item without title and text and left out",
        "1 item told twice and kept once",
    )
    with pytest.raises(ParseError, match="2 items without title and text"):
        read(rss(item(link="https://desk.example/0"), item(guid="https://desk.example/1")))
