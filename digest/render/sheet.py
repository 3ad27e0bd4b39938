"""A style sheet as it is sent: every page carries it, so it says nothing that only its author reads."""

from __future__ import annotations

import re

_PARTS = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\))"""
    r"""|(?P<comment>/\*.*?\*/)|(?P<mark>\s*[{};,]\s*|:\s+)|(?P<space>\s+)""",
    re.DOTALL,
)


def squeezed(sheet: str) -> str:
    """`sheet` without comments, and without spaces where none are needed; its strings stay as they are."""
    return _PARTS.sub(_short, _PARTS.sub(_without_comments, sheet)).strip().replace(";}", "}")


def _without_comments(found: re.Match[str]) -> str:
    return " " if found["comment"] else found[0]


def _short(found: re.Match[str]) -> str:
    return found["mark"].strip() if found["mark"] else " " if found["space"] else found[0]
