"""What may be shown of a text: nothing invisible, nothing too long."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.plain import plain, shortened


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred\x00", "[31mred"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("B\u200bT\u2060C\ufeff", "BTC"),
        ("half a \ud83d pair", "half a \ufffd pair"),
        ("a\u2028b\x85c", "a b c"),
        ("E\u200dT\u200dH", "ETH"),
        ("tag\U000e0041ged", "tagged"),
    ],
)
def test_what_cannot_be_seen_is_gone(raw: str, shown: str) -> None:
    assert plain(raw) == shown


@pytest.mark.parametrize(
    "text",
    [
        "AT&T rose 5% < 6% > 4%",
        "现货以太坊基金",
        "می\u200cخواهم",
        "👩\u200d🚀 launch",
        "naïve — “quoted”",
        "",
    ],
)
def test_what_can_be_read_is_kept(text: str) -> None:
    assert plain(text) == text


@given(st.text())
def test_no_control_character_survives(text: str) -> None:
    assert not [c for c in plain(text) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert plain(plain(text)) == plain(text)


@given(st.text(), st.integers(2, 50))
def test_shortened_fits_and_begins_alike(text: str, length: int) -> None:
    short = shortened(text, length)
    assert len(short) <= length
    assert short == text or text.startswith(short[:-1])


def test_shortened_cuts_between_words() -> None:
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("one two", 12) == "one two"
    assert shortened("x" * 1260, 100) == "x" * 99 + "…"
