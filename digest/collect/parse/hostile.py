"""Documents made to exhaust a parser, seen for what they are before one is fed."""

from __future__ import annotations

import re

MARKUP_DEPTH = 500
"""Elements within one another in a fragment of HTML; beyond it the HTML parser takes quadratic time."""
DOCUMENT_DEPTH = 5_000
"""The same for a whole feed document and the feed parser."""
MOST_OF_A_KIND = 200
"""Categories, links and names of one item that are read."""
_ITEM = re.compile(r"(?=<(?:[\w.-]+:)?(?:item|entry)\b)", re.IGNORECASE)
_CROWD = re.compile(
    r"<((?:[\w.-]+:)?(?:category|subject|link|author|creator|contributor|enclosure|keywords))\b[^<>]{0,2000}"
    r"(?:/>|>[^<]{0,2000}(?:<!\[CDATA\[.{0,2000}?\]\]>)?[^<]{0,2000}(?:</\1\s*>)?)",
    re.IGNORECASE | re.S,
)
_FEW = 400
_TAG = re.compile(r"<(/?)(?!(?:br|img|hr|input|link|meta|p|li|wbr|source|td|tr|th)\b)[a-zA-Z][^<>]*?(/?)>")
_HUGE_TAG = re.compile(r"<[a-zA-Z/?][^<>]{8000,}>")
_NAMES = "author|creator|managingeditor|webmaster|owner|publisher|contributor|name|email"
_HUGE_NAME = re.compile(
    rf"(<(?:[\w.-]+:)?(?:{_NAMES})\b[^<>]{{0,8000}}>)\s*(?:<!\[CDATA\[[^<]{{500,}}?\]\]>|[^<]{{500,}})",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_RAW_AMPERSAND = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&(?!(?:#[0-9]+|#[xX][0-9a-fA-F]+|\w+);)", re.S)
_NUMBERED = re.compile(r"&#(?:([0-9]{1,10})|[xX]([0-9a-fA-F]{1,8}));")


def nesting(markup: str) -> int:
    """How deep elements lie within one another at most; 0 where there are too few to matter."""
    if markup.count("<") < _FEW:
        return 0
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        closes, closed = tag.groups()
        if closes:
            depth = max(0, depth - 1)
        elif not closed:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def defused(document: str) -> str:
    """
    An XML document without what makes parsers fail or take minutes, and nothing else changed.

    An ampersand that begins no reference becomes one (``S&P 500``). Characters XML forbids go, written
    out or as references; so do tags of thousands of characters (attribute after attribute: quadratic
    time) and names of people longer than any name (likewise).
    """
    plain = _NUMBERED.sub(_allowed, _FORBIDDEN.sub("", document))
    whole = _RAW_AMPERSAND.sub(lambda found: "&amp;" if found[0] == "&" else found[0], plain)
    return _without_crowds(_HUGE_NAME.sub(r"\1", _HUGE_TAG.sub("", whole)))


def _without_crowds(document: str) -> str:
    """
    The document with at most so many of each repeatable element in one item.

    The feed parser compares each category of an item with all before it, which is quadratic time.
    """
    if len(_CROWD.findall(document)) <= MOST_OF_A_KIND:
        return document
    parts = _ITEM.split(document)
    return "".join(_thinned(part) for part in parts)


def _thinned(item: str) -> str:
    seen = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return found[0] if seen <= MOST_OF_A_KIND else ""

    return _CROWD.sub(kept, item)


def _allowed(reference: re.Match[str]) -> str:
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    if code > 0x10FFFF or _FORBIDDEN.fullmatch(chr(code)):
        return ""
    return reference[0]
