"""A brief in messages: no part is cut, none is lost without being counted."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.messages import LONGEST, messages


@pytest.mark.parametrize(
    ("parts", "limit", "most", "told"),
    [
        (["a", "b", "z"], 99, 3, ("a\n\nb\n\nz",)),
        (["z"], 99, 1, ("z",)),
        (["aaaa", "bbbb", "z"], 7, 3, ("aaaa", "bbbb\n\nz")),
        (["aaaa", "bbbb", "zzz"], 7, 3, ("aaaa", "bbbb", "zzz")),
        (["aaaa", "bbbb", "zzz"], 7, 2, ()),  # no room to say that one is left out
        (["a" * 20, "b" * 20, "zzz"], 24, 1, ("… and 2 more\nzzz",)),
        (["a" * 90, "bbbb", "zzz"], 24, 1, ("bbbb\n\n… and 1 more\nzzz",)),
        (["a", "&&", "z"], 10, 3, ("a", "&&", "z")),  # written &amp;&amp; where it counts
        (["a", "b", "z" * 10], 9, 3, ()),
    ],
)
def test_how_parts_are_packed(parts: list[str], limit: int, most: int, told: tuple[str, ...]) -> None:
    assert messages(parts, limit, most) == told


@given(
    st.lists(st.text("ab&<汇😀 ", min_size=1, max_size=60).filter(str.strip), max_size=12),
    st.integers(24, 200),
    st.integers(1, 4),
)
def test_every_part_is_whole_or_counted(stories: list[str], limit: int, most: int) -> None:
    parts = [f"[{n}]{story}." for n, story in enumerate(stories)]
    told = messages([*parts, "The end"], limit, most)
    assert 1 <= len(told) <= most
    assert all(len(escape(text).encode("utf-16-le")) // 2 <= limit for text in told)
    assert told[-1].endswith("The end")
    printed = [part for text in told for part in text.split("\n\n")][:-1]
    assert printed == [part for part in parts if part in printed]
    left = re.search(r"… and (\d+) more\nThe end$", told[-1])
    assert len(printed) + int(left[1] if left else 0) == len(parts)


def test_no_message_is_longer_than_chats_show_as_one() -> None:
    told = messages([*("汇" * 400 for _ in range(9)), "z"], 1_000_000, 9)
    assert len(told) > 1
    assert all(len(text.encode()) <= LONGEST for text in told)
