"""Text in Markdown reads as exactly that text, whatever it looks like."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import markdown as to_html

from digest.model import Passage
from digest.render.escaping import bolded_markdown, markdown
from digest.render.plain import plain


def rendered(text: str) -> Any:
    return lxml_html.fragment_fromstring(to_html(text, extensions=["tables"]), create_parent="div")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[click](https://evil.example)",
        "![x](https://evil.example/pixel.png)",
        "**bold** _em_ `code`",
        "# heading",
        "- item",
        "1. item",
        "> quote",
        "a | b | c",
        "---",
        "===",
        "&lt;b&gt; &copy;",
        "[x]: https://evil.example",
        "~~gone~~",
    ],
)
def test_looks_like_markup_and_is_text(text: str) -> None:
    tree = rendered(str(markdown(text)))
    assert [element.tag for element in tree.iter()] == ["div", "p"]
    assert tree.text_content().strip().replace("\\", "") == text


@pytest.mark.parametrize(
    "text",
    ["Bitcoin's weekly RSI is at 28.9", "$508.2M (A) · −7.4 %", "07:00 today", "现货以太坊基金", "2026"],
)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert markdown(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see https://evil.example", r"see https\://evil.example"),
        ("www.evil.example", r"www\.evil.example"),
        ("{{7*7}} {% raw %}", r"\{\{7\*7\}\} \{% raw %\}"),
        (r"$\rm x$ of $HBTC at $5", r"\$\\rm x\$ of \$HBTC at $5"),
    ],
)
def test_neither_links_nor_templates_nor_formulas(text: str, written: str) -> None:
    assert markdown(text) == written


@given(st.text(alphabet="ab1.)-+#*_`[]()<>!|\\&;:= ~{}", max_size=40))
def test_no_element_but_a_paragraph(text: str) -> None:
    assert {element.tag for element in rendered(str(markdown(plain(text))).strip()).iter()} <= {"div", "p"}


@pytest.mark.parametrize(
    ("text", "span", "written"),
    [
        ("fell to 28.9 on", (8, 12), "fell to **28.9** on"),
        ("$5M came", (0, 3), "**$5M** came"),
        ("US$5M came", (2, 5), "US$5M came"),
        ("流入$5亿今日", (2, 5), "流入$5亿今日"),
        ("out of range", (6, 99), "out of range"),
    ],
)
def test_figures_are_bold_where_markdown_allows(text: str, span: tuple[int, int], written: str) -> None:
    assert bolded_markdown(Passage(text, "s", "https://a.example", (span,))) == written
