"""Feeds, site map, robots and cards: what a site has when it knows where it is served."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import cast

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html
from PIL import Image

from digest.model import Archive, Brief, Digest, Rendition
from digest.render import Theme, page_address, render, site
from digest.render.pages.card import card

BASE = "https://d.example/desk/"
SLOT = datetime.fromisoformat("2026-02-06T07:00")


def at(desk: Digest, slot: datetime) -> Digest:
    edition = replace(desk.edition, key=replace(desk.edition.key, slot=slot))
    made = desk.masthead.made + (slot - SLOT)
    return replace(desk, masthead=replace(desk.masthead, edition=edition, made=made))


def files_of(desk: Digest, theme: Theme, base: str = BASE, days: int = 3) -> dict[str, Rendition]:
    editions = [at(desk, SLOT - timedelta(days=day)) for day in range(days)]
    return {file.path: file for file in site(Archive.of("Morning desk", editions, base), theme)}


def test_without_an_address_there_is_none_of_them(desk: Digest, theme: Theme) -> None:
    files = files_of(desk, theme, "")
    assert not [path for path in files if path.endswith((".xml", ".rss", ".txt", ".png", "feed.json"))]
    assert "og:" not in files["index.html"].content
    assert "canonical" not in files["index.html"].content


@pytest.mark.parametrize("path", ["feed.xml", "feed.rss"])
def test_a_reader_reads_the_editions(desk: Digest, theme: Theme, path: str) -> None:
    told = feedparser.parse(files_of(desk, theme)[path].data)
    assert not told.bozo
    assert told.feed.title == "Morning desk"
    assert told.feed.link == BASE
    assert [entry.link for entry in told.entries] == [f"{BASE}2026-02-0{day}/" for day in (6, 5, 4)]
    assert [entry.id for entry in told.entries] == [entry.link for entry in told.entries]
    assert told.entries[0].title == "Morning desk, Fri 6 Feb 2026"
    assert told.entries[0].published_parsed[:5] == (2026, 2, 6, 12, 0)
    said = unescape(re.sub("<[^>]+>", " ", told.entries[0].summary))
    assert "$508.2M net inflow to Ethereum" in said


@pytest.mark.parametrize("path", ["stories.xml", "stories.rss"])
def test_a_reader_reads_the_stories(desk: Digest, theme: Theme, path: str) -> None:
    told = feedparser.parse(files_of(desk, theme)[path].data)
    assert not told.bozo
    assert len(told.entries) == min(60, 3 * len({brief.story_id for brief in desk.briefs}))
    first = told.entries[0]
    assert first.link == f"{BASE}2026-02-06/#story-{desk.briefs[0].story_id}"
    assert first.title == desk.briefs[0].headline
    assert len({entry.id for entry in told.entries}) == len(told.entries)


def test_a_json_feed(desk: Digest, theme: Theme) -> None:
    files = files_of(desk, theme)
    told = json.loads(files["stories.json"].data)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == f"{BASE}stories.json"
    assert told["items"][0]["external_url"] == desk.briefs[0].url
    assert json.loads(files["feed.json"].data)["items"][0]["url"] == f"{BASE}2026-02-06/"


def test_every_mapped_page_is_there(desk: Digest, theme: Theme) -> None:
    files = files_of(desk, theme)
    tree = etree.fromstring(files["sitemap.xml"].data)
    places = [node.text or "" for node in tree.iter("{*}loc")]
    assert len(places) == len(set(places)) > 10
    for place in places:
        path = place.removeprefix(BASE)
        assert (f"{path}index.html" if path.endswith("/") or not path else path) in files
    assert f"Sitemap: {BASE}sitemap.xml" in files["robots.txt"].content


def test_hostile_words_stay_words(desk: Digest, theme: Theme) -> None:
    title = "</title><script>alert(1)</script> ]]> &amp; \x00\x0b\ud800\ufffe <b>"

    def rewritten(brief: Brief) -> Brief:
        return replace(brief, headline=title, url="javascript:alert(1)", news=(title,), language='"x')

    sections = tuple(
        replace(one, items=tuple(rewritten(i) if isinstance(i, Brief) else i for i in one.items))
        for one in desk.sections
    )
    files = files_of(replace(desk, sections=sections), theme)
    for path in ("feed.xml", "feed.rss", "stories.xml", "stories.rss", "sitemap.xml"):
        tree = etree.fromstring(files[path].data)
        assert not list(tree.iter("{*}script"))
        assert b"javascript:" not in files[path].data
    told = feedparser.parse(files["stories.xml"].data, sanitize_html=False)
    content = lxml_html.fromstring(f"<div>{told.entries[0].content[0].value}</div>")
    assert {str(element.tag) for element in content.iter()} == {"div", "p"}
    assert json.loads(files["stories.json"].data)["items"][0]["external_url"] == "#"


def test_what_a_shared_link_shows(desk: Digest, theme: Theme) -> None:
    files = files_of(desk, theme)
    tree = lxml_html.document_fromstring(files["2026-02-06/index.html"].content)
    meta = {str(e.get("property") or e.get("name")): str(e.get("content")) for e in tree.iter("meta")}
    assert meta["og:url"] == f"{BASE}2026-02-06/"
    assert meta["og:title"] == "Morning desk, Fri 6 Feb 2026"
    assert meta["og:description"].startswith("$508.2M net inflow to Ethereum")
    image = meta["og:image"].removeprefix(BASE)
    assert files[image].media_type == "image/png"
    for link in cast("list[str]", tree.xpath("//link[@rel='alternate']/@href")):
        assert link.removeprefix("../") in files


def test_a_card_is_a_picture_of_its_size(desk: Digest) -> None:
    drawn = card(desk)
    assert drawn == card(desk)
    assert len(drawn) < 60_000
    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        colours = image.convert("RGB").getcolors(1 << 20) or []
    assert {(27, 106, 71), (165, 48, 31)} <= {colour for _, colour in colours}


def test_letters_the_font_lacks_are_left_out(desk: Digest) -> None:
    foreign = replace(desk, masthead=replace(desk.masthead, edition=replace(desk.edition, title="早报")))
    empty = replace(desk, masthead=replace(desk.masthead, edition=replace(desk.edition, title="")))
    assert card(foreign) == card(empty) != card(desk)


def test_a_mail_that_leaves_something_out_leads_to_the_page(desk: Digest, theme: Theme) -> None:
    section = next(one for one in desk.sections if one.kind == "also")
    many = replace(
        section,
        items=tuple(
            replace(brief, story_id=f"s{n}", headline=f"{n} " + "word " * 60)
            for n in range(400)
            for brief in section.items[:1]
            if isinstance(brief, Brief)
        ),
    )
    long = replace(desk, sections=(*desk.sections[:-1], many))
    archive = Archive.of("Morning desk", [long], BASE)
    address = page_address(archive, long.edition.key)
    assert address == f"{BASE}2026-02-06/"
    (mail,) = render(long, theme, ("mail",), address)
    found = re.search(r'<a href="([^"]+)"[^>]*>\d+ more on the page</a>', mail.content)
    assert found
    assert found[1] == address
    (without,) = render(long, theme, ("mail",))
    assert re.search(r"\d+ more on the page</p>", without.content)
