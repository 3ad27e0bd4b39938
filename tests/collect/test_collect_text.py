"""Markup into text: what the writer meant survives, what no reader sees does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.parse.text import cut, of_either, of_markup, one_line, tidy


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>One.</p><p>Two <b>bold</b> words.</p>", "One.\nTwo bold words."),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>x<li>y</ul>z", "x\ny\nz"),
        ("inter<em>nation</em>al", "international"),
        ("line\nbroken   in the\tsource", "line broken in the source"),
        ("<table><tr><td>BTC</td><td>1</td></tr></table>", "BTC 1"),
        ("a<script>alert(1)</script>b<style>p{}</style>", "ab"),
        ("<!-- not said -->said", "said"),
        ("EBITDA &lt; 5% &amp; &gt; 3%", "EBITDA < 5% & > 3%"),
        ("EBITDA < 5% & > 3%", "EBITDA < 5% & > 3%"),
        ("AT&T and R&amp;D", "AT&T and R&D"),
        ("&lt;b&gt; is bold", "<b> is bold"),
        ("a&nbsp;&nbsp;b&#8212;c", "a b—c"),
        ("", ""),
        ("<img src=x onerror=alert(1)>", ""),
        ("<svg><script>x</script></svg><body onload=x>ok", "ok"),
    ],
)
def test_markup(written: str, read: str) -> None:
    assert of_markup(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Fed &amp; ECB", "Fed & ECB"),
        ("It&#8217;s &quot;done&quot;", 'It’s "done"'),
        ("<b>Big</b> news", "Big news"),
        ("two<br/>lines", "two\nlines"),
        ("plain\nlines", "plain\nlines"),
        ("<script>alert(1)</script>x", "x"),
        # What must not be taken for markup or references:
        ("AT&T", "AT&T"),
        ("EBITDA < 5% & > 3%", "EBITDA < 5% & > 3%"),
        ("if a <b and c> d", "if a <b and c> d"),
        ("<TOKEN> rallies", "<TOKEN> rallies"),
        ("S&P; Moody's", "S&P; Moody's"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("{{7*7}} <% x %>", "{{7*7}} <% x %>"),
        ("1 << 2 >> 3", "1 << 2 >> 3"),
    ],
)
def test_what_may_be_either(written: str, read: str) -> None:
    assert of_either(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\x00b\x1b[31mc\x07", "ab[31mc"),
        ("zero\u200bwidth\ufeff \u2060x", "zerowidth x"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\u2066BTC\u2069", "BTC"),
        ("half \ud83d pair", "half pair"),
        ("soft\u00adhyphen", "softhyphen"),
        ("tag\U000e0041", "tag"),
        ("a\r\nb\u2028c\x85d", "a\nb\nc\nd"),
        ("a\n\n\n\n b ", "a\n\nb"),
        # Seen characters stay:
        ("café – “ü” 中文 ₿ 🚀 مرحبا", "café – “ü” 中文 ₿ 🚀 مرحبا"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_unseen_characters_go(written: str, read: str) -> None:
    assert tidy(written) == read


@given(st.text() | st.text(alphabet="<>&;ab/ \n!-p\x00\u202e\ud800'\"=#1x"))
def test_nothing_unseen_is_left_of_anything(written: str) -> None:
    for read in (of_markup(written), of_either(written), tidy(written)):
        assert read == read.strip()
        assert not {"\x00", "\x1b", "\u202e", "\u200b", "\ud800", "\r"} & set(read)
        read.encode("utf-8")
    assert tidy(tidy(written)) == tidy(written)
    assert "\n" not in one_line(written)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 30_000 + "end",
        "<b>" * 30_000 + "end",
        "<div>" * 9_000 + "end" + "</div>" * 9_000,
        "<" * 90_000 + " end",
    ],
)
def test_markup_made_to_exhaust_is_still_read(markup: str) -> None:
    assert of_markup(markup).endswith("end")


@given(st.text(min_size=1, max_size=60), st.integers(min_value=1, max_value=60))
def test_a_cut_never_exceeds_its_limit(text: str, limit: int) -> None:
    kept = cut(text, limit)
    assert len(kept) <= limit
    assert kept == text if len(text) <= limit else kept.endswith("…")


def test_a_cut_falls_between_words() -> None:
    assert cut("money flows into bridges", 14) == "money flows…"
    assert cut("short", 5) == "short"
    assert cut("x" * 50, 10) == "x" * 9 + "…"
