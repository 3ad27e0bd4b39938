"""The editor's notes: what Markdown is for, and nothing more."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html
from markdown import markdown as to_html

from digest.render.notes import LONGEST, note_html, note_markdown, note_text

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src="https://evil.example/p.png" onerror="alert(1)">',
    "![p](https://evil.example/p.png)",
    "[x](javascript:alert(1))",
    "[x]( <javascript:alert(1)>)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x](java&#115;cript:alert(1))",
    '<a href="data:text/html,x" style="color:red">x</a>',
    "<iframe src=https://evil.example></iframe>",
)


def test_a_note_is_markdown() -> None:
    html = note_html("# Today\n\nThe **16:30** prints:\n\n- one\n- [two](https://a.example/x)")
    assert "<h3>Today</h3>" in html
    assert "<strong>16:30</strong>" in html
    assert '<a href="https://a.example/x" rel="noopener noreferrer">two</a>' in html


@pytest.mark.parametrize("note", HOSTILE)
def test_a_note_carries_no_script_image_or_foreign_target(note: str) -> None:
    for html in (note_html(note), to_html(note_markdown(note))):
        tree = lxml_html.fragment_fromstring(html, create_parent="div")
        assert not {element.tag for element in tree.iter()} & {"script", "iframe", "style"}
        assert all(element.get("style") is None for element in tree.iter())
        targets = [element.get("href") or element.get("src") or "#" for element in tree.iter("a", "img")]
        assert all(target.startswith(("https://", "#")) for target in targets)
    assert "<img" not in note_html(note)


def test_headings_go_below_the_sections() -> None:
    assert note_markdown("# One\n\n##### Five\n\n#no") == "### One\n\n###### Five\n\n#no"


@pytest.mark.parametrize("kept", ["[a](https://a.example/x)", "[a](mailto:a@a.example)", "a * b", "5 > 4"])
def test_what_is_harmless_stays(kept: str) -> None:
    assert note_markdown(kept) == kept
    assert note_text(kept) == kept


def test_a_note_has_an_end() -> None:
    assert len(note_html("[" * 1_000_000)) < 3 * LONGEST
    assert len(note_text("x" * 1_000_000)) == LONGEST
