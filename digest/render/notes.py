"""The editor's notes: Markdown in, harmless HTML or harmless Markdown out."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from digest.render.written import written

LONGEST = 8000
"""A note is printed up to this many characters."""
MOST_BRACKETS = 200
"""Markdown's time grows with the square of its open brackets; past this many they are text."""

_TAGS = {
    "a", "b", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "i", "li",
    "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_HEADING = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)
_TARGET = re.compile(
    r"(\]\(|^[ >]*\[[^\]\n]*\]:)\s*<?(?!\s*<?(?:https?://|mailto:))", re.MULTILINE | re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


class _LowerHeadings(Treeprocessor):
    """A note stands under a section's heading, so its own begin at the third level and leave none out."""

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if re.fullmatch(r"h[1-6]", element.tag)]
        levels = sorted({heading.tag for heading in headings})
        for heading in headings:
            heading.tag = f"h{min(6, levels.index(heading.tag) + 3)}"


class _NoteExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_LowerHeadings(md), "lower-headings", 5)


# Built at import: looking an extension up by name would read files while rendering.
_MARKDOWN = Markdown(extensions=[TableExtension(), SaneListExtension(), _NoteExtension()])


def note_html(markdown: str) -> Markup:
    """The note as HTML of paragraphs, lists, tables, emphasis and links to http, https and mailto."""
    html = _MARKDOWN.reset().convert(_bounded(markdown))
    return written(
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener noreferrer",
        )
    )


def note_markdown(markdown: str) -> Markup:
    """The note as Markdown: headings two levels down, no HTML, no targets but http, https, mailto."""
    text = _bounded(markdown).replace("&", "&amp;").replace("<", "&lt;")
    text = _TARGET.sub(r"\1#", text)
    return written(_HEADING.sub(lambda found: "#" * min(6, len(found[1]) + 2), text).strip())


def note_text(markdown: str) -> Markup:
    """The note as its editor typed it."""
    return written(_bounded(markdown).strip())


def _bounded(markdown: str) -> str:
    text = _CONTROL.sub("", markdown.replace("\r\n", "\n"))[:LONGEST]
    return text.replace("[", "\\[") if text.count("[") > MOST_BRACKETS else text
