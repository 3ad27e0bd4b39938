"""Covers what only looks like words and numbers: addresses of pages, mail, wallets, and hashes."""

from __future__ import annotations

import re

COVER = "\x00"
"""What a covered character reads as; no pattern of this room matches it."""

_LONG = 26
"""Letters and digits in a row from which they may be a hash."""
_LOOKALIKES = {
    "://": re.compile(r"https?://[^\s<>\"'）)\]，。]+"),
    "www.": re.compile(r"\bwww\.[^\s<>\"'）)\]，。]+"),
    "@": re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?<!\w)@\w{2,40}"),
    "0x": re.compile(r"\b0x[0-9a-fA-F.…]{4,}"),
}
"""What must be in the text, and the look-alike it is part of."""
_HASH = re.compile(rf"\b(?=[A-Za-z]*[0-9])[A-Za-z0-9]{{{_LONG},}}\b")


def covered(text: str) -> str:
    """`text`, as long as before, with every such look-alike blotted out."""
    for hint, pattern in _LOOKALIKES.items():
        if hint in text:
            text = pattern.sub(_blot, text)
    if max(map(len, text.split()), default=0) >= _LONG:
        text = _HASH.sub(_blot, text)
    return text


def _blot(found: re.Match[str]) -> str:
    return COVER * len(found.group())
