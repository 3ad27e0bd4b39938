"""How a value of a digest is written into each format so that it can only ever be text there."""

from __future__ import annotations

import re

from markupsafe import Markup

from digest.model import Passage
from digest.render.passages import pieces
from digest.render.plain import LONGEST, plain, shortened
from digest.render.written import written

_MARKS = re.compile(r"[\\`*_{}\[\]|~]")
_DOLLAR = re.compile(r"\$(?!\d)")
_ADDRESS = re.compile(r"(?i)(:(?=//)|(?<=www)\.)")
_LEADING = re.compile(r"^(\s*)(?:([#=:]|[+-](?=[\s-]|$))|(\d{1,9})([.)])(?=\s|$))")
_NEEDS_ESCAPE = re.compile(r"[\\`*_{}\[\]|~&<>$]|://|(?i:www)\.|^\s*(?:[#=:+-]|\d+[.)])")

_ALIKE = str.maketrans("<>*_`~|\\", "‹›∗ˍˋ∼∣∖")
_MEANT = re.compile(r"@|](?=[(\[:])|(?i:www)(?=\.)|:(?=//|[A-Za-z+-][\w+-]*:)")


def markdown(text: str) -> Markup:
    r"""
    `text` as Markdown that reads as exactly this text: no emphasis, link, table, list, math, or HTML.

    Escapes are CommonMark's: a backslash before punctuation, entities for ``&``, ``<`` and ``>``.
    """
    text = _fit(text)
    if not _NEEDS_ESCAPE.search(text):
        return written(text)
    text = _MARKS.sub(r"\\\g<0>", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _ADDRESS.sub(r"\\\1", _DOLLAR.sub(r"\\$", text))
    return written(_LEADING.sub(_escaped_start, text))


def _escaped_start(found: re.Match[str]) -> str:
    space, mark, number, dot = found.groups(default="")
    return f"{space}{number}\\{mark or dot}"


def bolded_markdown(passage: Passage) -> Markup:
    """The passage as Markdown, its figures bold wherever Markdown would see the bold."""
    cut = pieces(passage)
    told = []
    for at, (text, bold) in enumerate(cut):
        before = cut[at - 1][0][-1:] if at else ""
        after = cut[at + 1][0][:1] if at + 1 < len(cut) else ""
        opens = text[:1].isalnum() or not before.isalnum()
        closes = text[-1:].isalnum() or not after.isalnum()
        shown = markdown(text)
        told.append(f"**{shown}**" if bold and opens and closes else shown)
    return written("".join(told).strip())


def chat(text: str) -> Markup:
    """
    `text` as words that no chat takes for more: neither emphasis, link, mention, spoiler, emoji nor HTML.

    Chats disagree on how a mark is escaped, so none is: marks that always mean something give way to
    characters that look like them, and those that mean something only before others are joined to them
    by U+2060, which is not seen.
    """
    return written(_MEANT.sub("\\g<0>\u2060", _fit(text).translate(_ALIKE)))


def for_html(value: object) -> object:
    """What an HTML template prints: markup stays, everything else is text for Jinja to escape."""
    return value if isinstance(value, Markup) else _fit(_said(value))


def for_markdown(value: object) -> Markup:
    """What a Markdown template prints: what is not Markdown already is escaped as Markdown."""
    return value if isinstance(value, Markup) else markdown(_said(value))


def for_chat(value: object) -> Markup:
    """What a chat's template prints: what is not made for a chat already is :func:`chat`."""
    return value if isinstance(value, Markup) else chat(_said(value))


def for_text(value: object) -> Markup:
    """What a text template prints: plain characters, nothing invisible."""
    return value if isinstance(value, Markup) else written(_fit(_said(value)))


def _said(value: object) -> str:
    if type(value) is str:
        return value
    if value is None:
        return ""
    return str(value)  # of what is undefined it raises, naming it


def _fit(text: str) -> str:
    # Cut before it is cleaned, as cleaning a megabyte only to drop it takes a while, and again after.
    return shortened(plain(text[: 4 * LONGEST]))
