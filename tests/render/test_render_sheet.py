"""A style sheet on its way to a page: shorter, and the same to a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from digest.render.sheet import squeezed


@pytest.mark.parametrize(
    ("sheet", "sent"),
    [
        ("a {\n  color: red;\n  margin: 0 auto;\n}\n", "a{color:red;margin:0 auto}"),
        ("/* a */ a , b > c { } /* 'b */ d {e: f}", "a,b > c{}d{e:f}"),
        ("a :hover, a:hover { x: y }", "a :hover,a:hover{x:y}"),
        ("a { width: calc(100% - 2px + 1px); }", "a{width:calc(100% - 2px + 1px)}"),
        (
            "@media (min-width: 40rem) and print { a { b: c; } }",
            "@media (min-width:40rem) and print{a{b:c}}",
        ),
        ('a::before { content: " ;  /* */ { "; }', 'a::before{content:" ;  /* */ { "}'),
        ("a { content: '\\' ;  '; }", "a{content:'\\' ;  '}"),
        (
            "a { background: url(data:image/png;base64, x) ; }",
            "a{background:url(data:image/png;base64, x)}",
        ),
        ("a{b:c/* */d}", "a{b:c d}"),
        ("", ""),
    ],
)
def test_what_is_left_out(sheet: str, sent: str) -> None:
    assert squeezed(sheet) == sent
    assert squeezed(sent) == sent


@pytest.mark.slow
def test_a_browser_reads_the_same(browser: Browser) -> None:
    sheets = sorted((Path(__file__).parents[2] / "templates").rglob("*.css"))
    assert len(sheets) > 4
    page = browser.new_page()
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        rules = []
        for style in (text, squeezed(text)):
            page.set_content(f"<style>{style}</style>")
            read = page.evaluate("[...document.styleSheets[0].cssRules].map(rule => rule.cssText)")
            rules.append([re.sub(r",\s+", ",", rule) for rule in read])  # custom properties stay as written
        assert rules[0] == rules[1]
        assert len(squeezed(text)) < len(text)
    page.close()
