"""Plain text fit to be shown: one line, nothing invisible, no longer than its place."""

from __future__ import annotations

import re

LONGEST = 4000
"""No single text in a rendition is longer than this, in characters."""

_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    # A joiner is part of a word or an emoji only between two characters beyond ASCII.
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """
    `text` on one line, without control characters, direction overrides, or zero-width characters.

    Lone surrogates become U+FFFD; joiners stay where a script or an emoji needs them.
    """
    if text.isprintable() and (text.isascii() or not _INVISIBLE.search(text)):
        return text
    text = _BREAKS.sub(" ", text)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _INVISIBLE.sub("", text))


def shortened(text: str, length: int = LONGEST) -> str:
    """`text` in at most `length` characters, cut between words where it can be, with an ellipsis."""
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    at = kept.rfind(" ")
    return (kept[:at] if at > length // 2 else kept).rstrip(" ,;:–—-") + "…"
