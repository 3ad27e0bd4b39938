"""Markup and loose text made into plain text, once, so that nothing from a source is markup later."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser

from digest.collect.parse.hostile import MARKUP_DEPTH, nesting

# Characters that are seen by no reader and fool some: controls, zero-width and bidi marks, invisible
# fillers, tags, noncharacters, halves of surrogate pairs. Tab and line breaks are treated as space.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e0fff]"
)
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# All space but a line break, and a single blank, which is what it becomes.
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_BLANK_LINES = re.compile(r"\n ?(?:\n ?)+")

# Only names that writers of feeds really use count as markup, and words after one only with a "=":
# "<TOKEN> rallies" and "if a <b and c>" are words.
_TAG = re.compile(
    r"<(?:/?(?:a|abbr|article|aside|audio|b|blockquote|body|br|button|center|cite|code|del|details|div|dl|dt|dd|em"
    r"|embed|figure|figcaption|font|footer|form|frame|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label"
    r"|li|link|main|mark|math|meta|nav|noscript|object|ol|option|p|picture|pre|q|s|script|section|select|small"
    r"|source|span|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|tt|u"
    r"|ul|video|wbr)(?:\s[^<>]*=[^<>]*|\s*/?)>|!--)",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SILENT = (
    "script,style,noscript,template,iframe,object,embed,svg,math,head,title,textarea,select,button,audio,"
    "video"
)
_SILENT_TAG = re.compile(rf"<(?:{_SILENT.replace(',', '|')})\b", re.IGNORECASE)
_BLOCKS = (
    "p,div,br,li,ul,ol,dl,dt,dd,tr,table,h1,h2,h3,h4,h5,h6,hr,blockquote,pre,section,article,header,footer,"
    "figure,figcaption,aside,main,nav,form,center,details,summary"
)
_CELLS = "td,th"
_CELL_TAG = re.compile(r"<t[dh]\b", re.IGNORECASE)
MARKUP_SIZE = 200_000
"""Characters of one field that are read at most; the rest would be cut from the text anyway."""


def tidy(value: str) -> str:
    """`value` without unseen characters, spaces collapsed, lines stripped, at most one blank line apart."""
    if value.isascii() and value.isprintable() and "  " not in value:
        # Most titles and names: there is nothing in them to be mended.
        return value.strip()
    if not _is_plain(value) or "  " in value:
        value = _SPACES.sub(" ", _UNSEEN.sub("", _LINE_BREAKS.sub("\n", value)))
    lines = (line.strip() for line in value.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def one_line(value: str) -> str:
    """`value` without unseen characters, on one line."""
    return " ".join(tidy(value).split())


def of_markup(value: str) -> str:
    """The text of an HTML fragment: a line a block, no scripts, styles or other silent parts."""
    fragment = value[:MARKUP_SIZE]
    if not _is_plain(fragment):
        fragment = _UNSEEN.sub("", fragment)
    if nesting(fragment) > MARKUP_DEPTH:
        return tidy(_decoded(_ANY_TAG.sub("\n", fragment)))
    page = LexborHTMLParser(" ".join(fragment.split()))
    if _SILENT_TAG.search(fragment):
        for node in page.css(_SILENT):
            node.decompose()
    for node in page.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    if _CELL_TAG.search(fragment):
        for node in page.css(_CELLS):
            node.insert_after(" ")
    # A source's own line breaks became spaces above, so those there are now lie between blocks.
    return tidy(page.body.text()).replace("\n\n", "\n") if page.body else ""


def of_either(value: str) -> str:
    """
    The text of a field that may hold HTML or plain text without saying which, as RSS has them.

    A known tag makes it HTML. Without one, whole character references (``&amp;``, ``&#8217;``) are
    decoded and everything else stands as it is written: ``AT&T``, ``EBITDA < 5% & > 3%``.
    """
    if "<" in value and _TAG.search(value):
        return of_markup(value)
    return tidy(_decoded(value[:MARKUP_SIZE]))


def begins_with_tag(value: str) -> bool:
    """Whether `value` is HTML from its first character, whatever it is declared as."""
    return _TAG.match(value.lstrip()) is not None


def cut(value: str, limit: int) -> str:
    """`value`, cut at a word with an ellipsis when it has more than `limit` characters."""
    if len(value) <= limit:
        return value
    kept = value[: limit - 1]
    at_word = kept.rfind(" ")
    return (kept[:at_word] if at_word > limit // 2 else kept).rstrip(" \n,;:–—-") + "…"


def _is_plain(value: str) -> bool:
    """Whether each character is of ASCII and seen, or a line feed."""
    return value.isascii() and value.replace("\n", "").isprintable()


def _decoded(value: str) -> str:
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), value) if "&" in value else value
