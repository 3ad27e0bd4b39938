"""The words and numbers of a text, as one text is held against another."""

from __future__ import annotations

import re

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A character of a script that does not space its words."""


def folded(word: str) -> str:
    """The word in one form: small, without its possessive, one kind of apostrophe."""
    return re.sub(r"['’]s$", "", word.casefold()).replace("’", "'")


def is_capital(text: str, start: int) -> bool:
    """Whether a word with a capital begins here; the letter of "$41.5M" belongs to the number."""
    return text[start].isupper() and not text[:start][-1:].isdigit()
