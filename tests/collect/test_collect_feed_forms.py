"""Forms of feeds and of their entries that are easily lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

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


def dates(*written: str, kind: Feed | None = None) -> Reading:
    items = [item(f"Entry {n}", f"https://desk.example/{n}", date) for n, date in enumerate(written)]
    response = Response(Request("s", URL), URL, 200, {}, rss(*items).encode(), NOW)
    return (kind or Feed()).read(Source("s", "feed", URL, "S"), response)


def test_a_day_without_an_hour_stays_a_day() -> None:
    day, moment = dates("2026-02-06", "Fri, 06 Feb 2026 00:00:00 GMT").entries
    assert (day.published_on, moment.published_on) == (date(2026, 2, 6), None)
    assert day.published == moment.published == datetime(2026, 2, 6, tzinfo=UTC)


def test_midnight_is_no_hour_where_it_is_every_entry_s() -> None:
    midnights = [f"{day}, 0{n} Feb 2026 00:00:00 +0100" for day, n in (("Wed", 4), ("Thu", 5), ("Fri", 6))]
    assert [one.published_on for one in dates(*midnights).entries] == [date(2026, 2, n) for n in (4, 5, 6)]
    mixed = dates(*midnights, "Fri, 06 Feb 2026 09:00:00 +0100").entries
    assert {one.published_on for one in mixed} == {None}
    assert {one.published_on for one in dates(*midnights[:2]).entries} == {None}


def test_a_date_nobody_can_read_makes_undated_and_is_named() -> None:
    reading = dates("Mon, 31 Feb 2026 10:00:00 GMT", "05/06/2026", "Thu, 01 Jan 1970 00:00:00 GMT")
    assert {(one.published, one.date_origin) for one in reading.entries} == {(None, "none")}
    assert reading.problems == ("3 dates that cannot be read: 'Mon, 31 Feb 2026 10:00:00 GMT'",)
    assert dates("").problems == ()


def test_a_source_s_date_rule_is_used() -> None:
    (entry,) = dates("05/01/2026", kind=Feed(zone="Europe/London", day_first=True)).entries
    assert (entry.published_on, entry.date_origin) == (date(2026, 1, 5), "feed")
    (entry,) = dates("6-2 9h", kind=Feed(zone="Europe/Paris", date_format="%d-%m %Hh")).entries
    assert entry.published is None
    (entry,) = dates("6-2-26 9h", kind=Feed(zone="Europe/Paris", date_format="%d-%m-%y %Hh")).entries
    assert (entry.published, entry.date_origin) == (datetime(2026, 2, 6, 8, tzinfo=UTC), "rule")
    with pytest.raises(ValueError, match="zone"):
        Feed(zone="Paris")


def test_dates_as_regulators_write_them() -> None:
    """A weekday with a dash before the hour, and a list whose only date is an element of its summary."""
    (entry,) = dates("Thursday, February 5, 2026 - 16:30", kind=Feed(zone="Europe/London")).entries
    assert entry.published == datetime(2026, 2, 5, 16, 30, tzinfo=UTC)
    summary = '&lt;time datetime="2026-02-05T09:00:00+01:00"&gt;5 February 2026&lt;/time&gt; Statement'
    (entry,) = read(rss(item("Statement", "https://desk.example/1", text=summary))).entries
    assert (entry.published, entry.date_origin) == (datetime(2026, 2, 5, 8, tzinfo=UTC), "page")
