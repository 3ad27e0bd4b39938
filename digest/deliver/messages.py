"""A rendition for chats in as many messages as it takes, each part of it whole."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

LONGEST = 3800
"""Bytes of a message that every chat shows as one, whatever it allows: some fold longer ones away."""


def messages(parts: Sequence[str], limit: int, most: int) -> tuple[str, ...]:
    """
    `parts` in their order in at most `most` messages of at most `limit` characters each.

    Parts that there is no room for are left out from the end, as is one that no message could hold, and
    the last part, which always stays, is told how many. A character counts as it does for the chats:
    as UTF-16, and written as HTML. Nothing is returned when there is no room for the last part.
    """
    *others, last = parts
    packed: list[list[str]] = [[]]
    left = 0
    for part in others:
        if _fits([*packed[-1], part], limit):
            packed[-1].append(part)
        elif len(packed) < most and _fits([part], limit):
            packed.append([part])
        else:
            left += 1
    while not _fits([*packed[-1], _leading_on(last, left)], limit):
        if not packed[-1]:
            return ()
        if len(packed) < most and _fits([_leading_on(last, left)], limit):
            packed.append([])
            continue
        packed[-1].pop()
        left += 1
    packed[-1].append(_leading_on(last, left))
    return tuple(_joined(message) for message in packed if message)


def _leading_on(last: str, left: int) -> str:
    return f"… and {left} more\n{last}" if left else last


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(parts)


def _fits(parts: Sequence[str], limit: int) -> bool:
    text = _joined(parts)
    return len(escape(text).encode("utf-16-le")) // 2 <= limit and len(text.encode()) <= LONGEST
