"""Contrast after WCAG 2, from the styles a mail has inlined."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from digest.deliver.preflight.contrast import Colour, colour_of, contrast, faint

DARK = "<style>@media (prefers-color-scheme: dark) {{ {} }} .x {{ color: #fff }}</style>"


def told(html: str) -> list[tuple[str, str]]:
    root = LexborHTMLParser(html).root
    assert root
    return [(one.words, one.scheme) for one in faint(tuple(root.traverse(include_text=True)))]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        ((0x76, 0x76, 0x76), (255, 255, 255), 4.54),
        ((0x77, 0x77, 0x77), (255, 255, 255), 4.48),
        ((255, 0, 0), (255, 255, 255), 4.0),
        ((0, 0, 255), (255, 255, 0), 8.0),
    ],
)
def test_a_ratio(one: Colour, other: Colour, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#FFF", (255, 255, 255)),
        ("#1e1b17", (30, 27, 23)),
        ("rgb(1, 2, 3)", (1, 2, 3)),
        (" black ", (0, 0, 0)),
        ("var(--x)", None),
        ("#12345", None),
        ("rgba(0, 0, 0, .5)", None),
    ],
)
def test_a_colour(text: str, colour: Colour | None) -> None:
    assert colour_of(text) == colour


@pytest.mark.parametrize(
    "html",
    [
        "<p>black on white</p>",
        '<p style="color: #767676">just enough</p>',
        '<div style="background-color: #000"><p style="color: #fff">inherited</p></div>',
        '<table bgcolor="#000000"><tr><td style="color: white">by attribute</td></tr></table>',
        '<p style="display: none; color: #fff">hidden</p>',
        '<div style="display: none"><b style="color: #fff">inside hidden</b></div>',
        '<p style="color: #fff"> </p>',
        '<p style="color: #fff; background: linear-gradient(red, blue)">not judged</p>',
        DARK.format(".a { color: #fff !important; background-color: #000 !important; }")
        + '<p class="a" style="color: #000">both</p>',
        DARK.format(".a .b { color: #fff !important; }")
        + '<p class="b">a selector of two is not judged</p>',
        DARK.format(".a { color: #fff; }") + '<p class="a" style="color: #000">own style wins</p>',
    ],
)
def test_what_stands_out(html: str) -> None:
    assert told(html) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p style="color: #777">grey</p>', [("grey", "light"), ("grey", "dark")]),
        ('<div style="background: #000"><p>black</p></div>', [("black", "light"), ("black", "dark")]),
        (DARK.format(".a { color: #fff !important; }") + '<p class="a b">lit</p>', [("lit", "dark")]),
        (
            DARK.format("p.a, .z { background-color: #111 !important; }") + '<p class="a">x</p>',
            [("x", "dark")],
        ),
        (
            DARK.format(".a { color: #000 !important; }")
            + '<p class="a" style="color: #fff">light alone</p>',
            [("light alone", "light")],
        ),
        (
            '<b style="color:#eee">one</b><b style="color:#eee">same</b>',
            [("one", "light"), ("one", "dark")],
        ),
    ],
)
def test_what_does_not(html: str, found: list[tuple[str, str]]) -> None:
    assert told(html) == found
