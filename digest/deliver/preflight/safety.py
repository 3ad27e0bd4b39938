"""Checks that a message does nothing but be read: no script, no form, nothing loaded, no odd link."""

from __future__ import annotations

import re

from digest.deliver.preflight.check import Rule
from digest.deliver.preflight.letter import Letter

_ACTIVE = {"script", "iframe", "frame", "object", "embed", "applet", "base", "svg", "math", "portal"}
_FORMS = {"form", "input", "button", "select", "textarea"}
_LOADING = ("src", "srcset", "background", "poster", "data", "lowsrc", "dynsrc")
_OWN = re.compile(r"\s*(?:cid:|data:image/(?!svg))", re.IGNORECASE)
_IN_STYLE = re.compile(
    r"@import|@font-face|expression\s*\(|url\s*\(\s*['\"]?(?!data:image/)", re.IGNORECASE
)
_SAFE = re.compile(r"(?:https?://[^/?#\s]|mailto:[^\s])", re.IGNORECASE)
_NOWHERE = {"", "#"}


def _script(letter: Letter) -> str:
    for node in letter.elements:
        if node.tag in _ACTIVE:
            return f"there is a <{node.tag}>"
        for name in node.attributes:
            if name.lower().startswith("on"):
                return f"<{node.tag}> has {name}"
        if node.tag == "meta" and (node.attributes.get("http-equiv") or "").lower() == "refresh":
            return "it reloads itself"
    return ""


def _form(letter: Letter) -> str:
    return next((f"there is a <{node.tag}>" for node in letter.elements if node.tag in _FORMS), "")


def _remote(letter: Letter) -> str:
    for node in letter.elements:
        if node.tag == "link":
            return f"it loads {(node.attributes.get('href') or 'a file')[:80]}"
        for name in _LOADING:
            value = node.attributes.get(name)
            if value is not None and not _OWN.match(value):
                return f"<{node.tag}> loads {value[:80]!r}"
        style = (node.text() if node.tag == "style" else node.attributes.get("style")) or ""
        if found := _IN_STYLE.search(style):
            return f"a style loads something: {style[found.start() :][:60]!r}"
    return ""


def _schemes(letter: Letter) -> str:
    odd = [link for link in letter.links if not (_SAFE.match(link) or link in _NOWHERE)]
    return f"{len(odd)} links are neither http(s) nor mailto: {odd[0][:80]!r}" if odd else ""


def _somewhere(letter: Letter) -> str:
    empty = sum(1 for link in letter.links if link in _NOWHERE)
    return f"{empty} links lead nowhere" if empty else ""


_THEME = "take it out of mail.html or mail.css of the theme"

RULES = (
    Rule("no-script", "must", "nothing in it runs", _THEME, _script),
    Rule("no-form", "must", "nothing in it is to be filled in", _THEME, _form),
    Rule("no-remote", "must", "nothing is loaded: no image, font, style sheet or tracker", _THEME, _remote),
    Rule("link-schemes", "must", "every link is http, https or mailto", _THEME, _schemes),
    Rule(
        "links-lead-somewhere",
        "should",
        "no link is empty",
        "a source gives addresses that are not http: see `digest sources check`",
        _somewhere,
    ),
)
