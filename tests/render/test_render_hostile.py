"""Whatever a source writes stays text, in every rendition."""

from __future__ import annotations

import json
import re
from typing import cast

import pytest
from hostile_desk import TITLES, URLS, hostile
from lxml import html as lxml_html
from lxml.html import HtmlElement
from markdown import markdown as to_html

from digest.model import Archive, Digest, Rendition
from digest.render import Theme, render, site
from digest.render.theme import SCRIPTS

UNWANTED = {"script", "iframe", "img", "form", "object", "embed", "base", "link", "input"}


def structure(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, in order."""
    tree = lxml_html.document_fromstring(html)
    return [(str(e.tag), tuple(map(str, e.attrib))) for e in tree.iter()]


@pytest.fixture(scope="module")
def harmless(desk: Digest, theme: Theme) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    plain = hostile(desk, "Plain words", "https://a.example/x")
    return {r.format: structure(r.content) for r in render(plain, theme, ("page", "mail"))}


@pytest.mark.parametrize("title", TITLES, ids=lambda title: ascii(title[:24]))
def test_a_title_is_never_markup(
    desk: Digest,
    theme: Theme,
    harmless: dict[str, list[tuple[str, tuple[str, ...]]]],
    title: str,
) -> None:
    told = hostile(desk, title, "https://a.example/x")
    for rendition in render(told, theme, ("page", "mail", "text", "markdown")):
        assert_clean(rendition)
        if rendition.format == "page":
            # The very elements and attributes of harmless words: nothing came in, nothing broke out.
            assert structure(rendition.content) == harmless["page"]
        assert len(rendition.content) < 500_000


@pytest.mark.parametrize("url", URLS)
def test_an_address_is_http_or_nothing(desk: Digest, theme: Theme, url: str) -> None:
    for rendition in render(hostile(desk, "Plain words", url), theme, ("page", "mail", "text", "markdown")):
        assert_clean(rendition)
        html = rendition.content
        if rendition.format == "markdown":
            html = to_html(html, extensions=["tables"])
        if rendition.format != "text":
            hrefs = cast("list[str]", lxml_html.document_fromstring(html).xpath("//@href"))
            assert {str(h).split("/")[2] for h in hrefs if not h.startswith("#")} <= {"a.example"}


@pytest.mark.parametrize("title", TITLES[:9], ids=lambda title: ascii(title[:24]))
def test_markdown_keeps_its_shape(desk: Digest, theme: Theme, title: str) -> None:
    def shape(words: str) -> list[str]:
        told = hostile(desk, words, "https://a.example/x")
        html = to_html(render(told, theme, ("markdown",))[0].content, extensions=["tables"])
        tree = lxml_html.fragment_fromstring(html, create_parent="div")
        return [str(e.tag) for e in tree.iter() if e.tag not in ("strong", "em")]

    assert shape(title) == shape("Plain words")


@pytest.mark.parametrize("title", TITLES[:-1], ids=lambda title: ascii(title[:24]))
def test_subjects_and_records_are_safe(desk: Digest, theme: Theme, title: str) -> None:
    told = hostile(desk, title, "https://a.example/x")
    mail, record = render(told, theme, ("mail", "json"))
    assert mail.title.isprintable()
    assert "=?" not in mail.title
    assert len(mail.title) <= 78
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", record.content
    )
    assert json.loads(record.content)["sections"][0]["items"][0]["text"] == title


def test_template_code_prints_as_itself(desk: Digest, theme: Theme) -> None:
    page, text = render(hostile(desk, TITLES[4], "https://a.example/x"), theme, ("page", "text"))
    assert "{{7*7}} {% for x in y %} {# c #}" in page.content
    assert "{{7*7}} {% for x in y %} {# c #}" in text.content


def test_the_site_is_as_safe(desk: Digest, theme: Theme) -> None:
    told = hostile(desk, TITLES[3], URLS[2])
    for rendition in site(Archive.of(TITLES[0], (told,)), theme):
        if rendition.media_type == "text/html":
            assert_clean(rendition)


def is_the_search(element: HtmlElement) -> bool:
    """The site's own scripts, field and icon, which have no words of a source in them."""
    if element.tag == "script":
        return str(element.get("src")).rpartition("/")[2] in SCRIPTS and not element.text
    if element.tag == "link":
        return element.get("rel") == "icon" and str(element.get("href")).startswith("data:image/svg+xml,")
    return element.tag == "input" and element.get("id") == "words" and not element.get("value")


def test_a_script_of_the_index_stays_one_call(desk: Digest, theme: Theme) -> None:
    for title in TITLES:
        files = site(Archive.of("Desk", (hostile(desk, title, URLS[0]),)), theme)
        (index,) = [file.content for file in files if file.path.startswith("search/")]
        call, _, packed = index.removesuffix(");\n").partition('",')
        assert call == 'digestIndex("2026-02'
        assert not re.search("[<>&\u2028\u2029]", packed)
        assert json.loads(packed)[0][0] == "2026-02-06"


def assert_clean(rendition: Rendition) -> None:
    content = rendition.content
    content.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", content)
    assert "javascript:" not in content
    if rendition.media_type == "text/html":
        tree = lxml_html.document_fromstring(content)
        tags = {str(element.tag) for element in tree.iter() if not is_the_search(element)}
        assert not tags & UNWANTED
        handlers = [a for e in tree.iter() for a in map(str, e.attrib) if a.startswith("on")]
        assert handlers == []
