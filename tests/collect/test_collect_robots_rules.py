"""What a robots.txt lets a program read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.parse.robots import forbidding, product_of


@pytest.mark.parametrize(
    ("agent", "product"),
    [
        ("market-digest/0.1 (+https://example.org)", "market-digest"),
        ("Desk desk@example.org", "desk"),
        ("  Mozilla/5.0 (X11)", "mozilla"),
        ("1/2", ""),
    ],
)
def test_what_a_program_is_called(agent: str, product: str) -> None:
    assert product_of(agent) == product


RULES = [
    # nothing, or nothing about us
    ("", "/x", True),
    ("<html><body>Not found</body></html>", "/x", True),
    ("User-agent: other\nDisallow: /", "/x", True),
    ("Disallow: /", "/x", True),
    ("User-agent: *\nDisallow:", "/x", True),
    # ours, theirs, everybody's
    ("User-agent: *\nDisallow: /", "/x", False),
    ("User-agent: desk\nDisallow: /", "/x", False),
    ("user-AGENT : Desk/2.0 # us\ndisallow : /x # not this", "/x", False),
    ("User-agent: *\nDisallow: /\n\nUser-agent: desk\nAllow: /", "/x", True),
    ("User-agent: *\nDisallow: /\n\nUser-agent: desk\nDisallow: /private", "/x", True),
    ("User-agent: deskbot\nDisallow: /", "/x", True),
    ("User-agent: a\nUser-agent: desk\nDisallow: /", "/x", False),
    (
        "User-agent: desk\nDisallow: /a\n\nUser-agent: b\nDisallow: /\n\nUser-agent: desk\nDisallow: /x",
        "/x",
        False,
    ),
    ("User-agent: desk\nSitemap: https://a.example/s.xml\nDisallow: /x", "/x", False),
    ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/x", False),
    # the longest rule decides, of two as long the one that allows
    ("User-agent: *\nDisallow: /\nAllow: /news", "/news/1", True),
    ("User-agent: *\nAllow: /news\nDisallow: /", "/news/1", True),
    ("User-agent: *\nDisallow: /news/private\nAllow: /news", "/news/private/1", False),
    ("User-agent: *\nDisallow: /x\nAllow: /x", "/x", True),
    # patterns
    ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True),
    ("User-agent: *\nDisallow: /*/print", "/a/print/1", False),
    ("User-agent: *\nDisallow: /*/print", "/print", True),
    ("User-agent: *\nDisallow: *print", "/a/print", False),
    ("User-agent: *\nDisallow: /x$", "/x", False),
    ("User-agent: *\nDisallow: /x$", "/xy", True),
    ("User-agent: *\nDisallow: /a*a$", "/a", True),
    ("User-agent: *\nDisallow: /a*b*b$", "/a-b", True),
    ("User-agent: *\nDisallow: /a*b*b$", "/a-b-b", False),
    ("User-agent: *\nDisallow: /?s=", "/?s=1", False),
    ("User-agent: *\nDisallow: /X", "/x", True),
    # one spelling
    ("User-agent: *\nDisallow: /%7Ejoe", "/~joe/1", False),
    ("User-agent: *\nDisallow: /a%3cd", "/a%3Cd", False),
    ("User-agent: *\nDisallow: /ツ", "/%E3%83%84", False),
    ("User-agent: *\nDisallow: /%E3%83%84", "/ツ", False),
    ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
    # itself
    ("User-agent: *\nDisallow: /", "/robots.txt", True),
]


@pytest.mark.parametrize(("robots", "path", "may"), RULES)
def test_what_may_be_read(robots: str, path: str, may: bool) -> None:
    assert (forbidding(robots, "desk", f"https://a.example{path}") == "") is may


def test_the_line_that_forbids_is_told() -> None:
    robots = "User-agent: *\nDisallow: /\nDisallow: /news"
    assert forbidding(robots, "desk", "https://a.example/news/1") == "Disallow: /news"
    assert forbidding(robots, "desk", "https://a.example") == "Disallow: /"


@given(st.text(max_size=200), st.text(max_size=50))
def test_no_robots_is_too_odd(robots: str, path: str) -> None:
    forbidding(f"User-agent: *\nDisallow: {robots}", "desk", f"https://a.example/{path}")


def test_stars_upon_stars_take_no_time() -> None:
    robots = "User-agent: *\n" + f"Disallow: /{'*a' * 5_000}$\n" * 20
    assert forbidding(robots, "desk", "https://a.example/" + "a" * 4_000) == ""
