"""Whether a reader's word or phrase stands in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache


def stands_in(word: str, text: str) -> bool:
    """Whether the word or phrase stands in `text` as a whole, in any case; an empty one never does."""
    return bool(word.strip()) and _pattern(word.strip()).search(text) is not None


def standing_in(words: Sequence[str], text: str) -> tuple[str, ...]:
    """Those of `words` that stand in `text`, in their own order."""
    return tuple(word for word in words if stands_in(word, text))


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """Only scripts that set spaces between words have borders to mind."""
    head = r"(?<!\w)" if _joins(word[0]) else ""
    tail = r"(?!\w)" if _joins(word[-1]) else ""
    return re.compile(head + re.escape(word) + tail, re.IGNORECASE)


def _joins(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"
