"""What a robots.txt lets a program read, by RFC 9309."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

LARGEST = 512_000
"""Bytes of a robots.txt that are read."""
_LINE = re.compile(r"^\s*(user-agent|allow|disallow)\s*:\s*([^#\r\n]*)", re.IGNORECASE)
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_PLAIN = re.compile(r"[A-Za-z0-9._~-]")
_PRODUCT = re.compile(r"[A-Za-z_-]+")

Rule = tuple[bool, str]
"""Whether it allows, and the pattern of what."""


def product_of(user_agent: str) -> str:
    """What a program is called in a robots.txt, in lower case: the first word of its ``User-Agent``."""
    found = _PRODUCT.match(user_agent.strip())
    return found[0].lower() if found else ""


def forbidding(robots: str, product: str, url: str) -> str:
    """
    The line of `robots` by which `product` is not to read `url`, or nothing when it may.

    The groups that name the product count, all of them; where none does, those of ``*``. Of the rules
    that fit, the longest decides, and of two as long the one that allows.
    """
    parts = urlsplit(url)
    path = _spelled((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    if path == "/robots.txt":
        return ""
    fitting = [
        (len(pattern), allows, pattern)
        for allows, pattern in _rules(robots, product)
        if _fits(pattern, path)
    ]
    _, allows, pattern = max(fitting, default=(0, True, ""))
    return "" if allows else f"Disallow: {pattern}"


def _rules(robots: str, product: str) -> list[Rule]:
    groups: dict[str, list[Rule]] = {}
    named: list[str] = []
    naming = False
    for line in robots.removeprefix("\ufeff").splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        field, value = found[1].lower(), found[2].strip()
        if field == "user-agent":
            named = [*named, value.lower()] if naming else [value.lower()]
            naming = True
            for name in named:
                groups.setdefault(name, [])
            continue
        naming = False
        if value:
            for name in named:
                groups[name].append((field == "allow", _spelled(value)))
    mine = [rules for name, rules in groups.items() if name != "*" and product_of(name) == product]
    return [rule for rules in mine for rule in rules] if mine else groups.get("*", [])


def _fits(pattern: str, path: str) -> bool:
    """Whether `pattern` matches the beginning of `path`: ``*`` is anything, a ``$`` at its end the end."""
    to_end = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if to_end and not others:
        return path == first
    place = len(first)
    for part in others[:-1] if to_end else others:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return not to_end or (path.endswith(others[-1]) and len(path) - len(others[-1]) >= place)


def _spelled(path: str) -> str:
    """One spelling for one path: what needs no escape has none, what is not ASCII has one."""
    plain = _ESCAPED.sub(
        lambda found: c if _PLAIN.fullmatch(c := chr(int(found[1], 16))) else found[0].upper(), path
    )
    return quote(plain, safe="%/?&=*$:;,@!'()+[]~#|^{}<>\"` \\")
