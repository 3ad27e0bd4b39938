"""Checks of what makes a message good to read for everybody."""

from __future__ import annotations

import re

from digest.deliver.preflight.check import Rule
from digest.deliver.preflight.contrast import faint, is_hidden
from digest.deliver.preflight.letter import Letter

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def _alt(letter: Letter) -> str:
    bare = [n for n in letter.elements if n.tag == "img" and n.attributes.get("alt") is None]
    return f"{len(bare)} images have no alt" if bare else ""


def _heading(letter: Letter) -> str:
    count = sum(1 for node in letter.elements if node.tag == "h1")
    return f"{count} headings of the first level" if count > 1 else ""


def _language(letter: Letter) -> str:
    root = next((node for node in letter.elements if node.tag == "html"), None)
    told = (root.attributes.get("lang") or "") if root else ""
    return "" if _LANGUAGE.fullmatch(told) else f"lang of <html> is {told[:20]!r}"


def _preheader(letter: Letter) -> str:
    for node in letter.nodes:
        if node.is_text_node and (node.text_content or "").strip():
            around = []
            above = node.parent
            while above is not None:
                around.append(above)
                above = above.parent
            if any(one.tag == "head" for one in around):
                continue
            return "" if any(is_hidden(one) for one in around) else "there is none before the first words"
    return "there are no words at all"


def _contrast(letter: Letter) -> str:
    found = faint(letter.nodes)
    told = ", ".join(f"{one.words!r} {one.ratio:.1f}:1 in {one.scheme}" for one in found[:3])
    return f"too faint: {told}" if found else ""


RULES = (
    Rule(
        "contrast",
        "should",
        "every text stands out from what is behind it, in light and dark (4.5:1)",
        "set other colours in mail.css of the theme",
        _contrast,
    ),
    Rule("images-alt", "should", "every image has an alt", "give each <img> of mail.html an alt", _alt),
    Rule("one-heading", "should", "at most one <h1>", "make the others <h2> in mail.html", _heading),
    Rule(
        "language",
        "should",
        "the language is told",
        "set `language` of the [[digest]], and lang on <html> in mail.html",
        _language,
    ),
    Rule(
        "preheader",
        "should",
        "mailboxes have a line to show beside the subject",
        "begin <body> of mail.html with `preheader` in an element that is not displayed",
        _preheader,
    ),
)
