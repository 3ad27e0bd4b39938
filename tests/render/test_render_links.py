"""Addresses: what may be linked, and what the reader is told of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.links import domain, link


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "/relative",
        "https://",
        "https:///path",
        "http://[::1",
        "",
        "https://a.example/" + "x" * 3000,
    ],
)
def test_leads_nowhere(url: str) -> None:
    assert link(url) == "#"
    assert domain(url) == ""


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=d&e=f#g", "https://a.example/b?c=d&e=f#g"),
        ("HTTP://a.example/", "HTTP://a.example/"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("https://a.example/a(b)[c]|d", "https://a.example/a%28b%29%5Bc%5D%7Cd"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/新闻", "https://a.example/%E6%96%B0%E9%97%BB"),
        ("https://a.example/{{7*7}}", "https://a.example/%7B%7B7*7%7D%7D"),
        ("https://a.example/%20kept", "https://a.example/%20kept"),
    ],
)
def test_leads_where_it_says(url: str, safe: str) -> None:
    assert link(url) == safe


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.a.example/x", "a.example"),
        ("https://bank.example@evil.example/", "evil.example"),
        ("https://A.Example:8443/x", "a.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("mailto:desk@a.example?subject=x", "a.example"),
    ],
)
def test_the_domain_is_the_one_that_answers(url: str, shown: str) -> None:
    assert domain(url) == shown


@given(st.text(), st.sampled_from(["", "https://a.example/", "http://", "mailto:"]))
def test_a_link_never_ends_what_it_stands_in(text: str, start: str) -> None:
    safe = link(start + text)
    assert safe == "#" or safe.lower().startswith(("https://", "http://", "mailto:"))
    assert safe.isascii() and safe.isprintable()
    assert not set(safe) & set(" \"'<>()[]{}|\\`") - {"'"}
    assert domain(start + text).isascii()
