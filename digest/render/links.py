"""Addresses from a source, made safe to put behind a word."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

NOWHERE = "#"
_SAFE = re.compile(r"(?:https?://[^/?#\s]|mailto:\S)", re.IGNORECASE)
_KEPT = ":/?#@!$&'*+,;=%-._~"
_UNSAFE_IN_CHAT = re.compile(r"[*_~@!'();$]|[.,:]$")
LONGEST = 2000
"""Addresses longer than this lead nowhere: they are not meant for readers."""


@lru_cache(maxsize=4096)  # each address is printed in every format
def link(url: str) -> str:
    """
    `url` as printable ASCII when it is http, https, or mailto; ``#`` for anything else.

    Brackets, quotes, pipes, backslashes, and whatever lies beyond ASCII are percent-encoded, so the
    result stands in an attribute, a Markdown target, or a line of text without ending it.
    """
    if len(url) > LONGEST or not _SAFE.match(url):
        return NOWHERE
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return NOWHERE
    if not host and not url.lower().startswith("mailto:"):
        return NOWHERE
    return quote(url, safe=_KEPT, errors="replace")


def link_chat(url: str) -> str:
    """:func:`link` without the characters that a chat could take for emphasis, a mention, or its end."""
    return _UNSAFE_IN_CHAT.sub(lambda found: f"%{ord(found[0]):02X}", link(url))


@lru_cache(maxsize=4096)
def domain(url: str) -> str:
    """The host behind :func:`link`, without ``www.``; international names in their ASCII form."""
    address = link(url)
    if address == NOWHERE:
        return ""
    split = urlsplit(url)
    host = split.hostname or split.path.rpartition("@")[2].partition("?")[0]
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        host = quote(host, errors="replace")
    return host.removeprefix("www.")
