"""Which texts are too faint before what is behind them, after WCAG 2, in light and in dark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from selectolax.lexbor import LexborNode

AA = 4.5
"""The least ratio for text of any size (WCAG 2, 1.4.3)."""
Colour = tuple[int, int, int]
Scheme = Literal["light", "dark"]
Styles = dict[str, str]

_BLACK: Colour = (0, 0, 0)
_WHITE: Colour = (255, 255, 255)
_NAMED = {"black": _BLACK, "white": _WHITE, "red": (255, 0, 0), "gray": (128, 128, 128)}
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgb\(\s*(\d+)[,\s]+(\d+)[,\s]+(\d+)\s*\)")
_DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:\.[\w-]+)*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Faint:
    """A text that does not stand out."""

    words: str
    ratio: float
    scheme: Scheme


@dataclass(frozen=True, slots=True)
class _Paint:
    """What an element's text is painted with, None where that cannot be told."""

    colour: Colour | None
    behind: Colour | None
    hidden: bool = False


def faint(nodes: Sequence[LexborNode]) -> tuple[Faint, ...]:
    """
    Texts below :data:`AA`, in the order of the document, one for each pair of colours and scheme.

    `nodes` are all of a document in its order. Colours come from ``style`` and ``bgcolor`` attributes,
    which is where a mail has them, and in dark from the ``prefers-color-scheme`` rules for a tag or
    classes. What is painted in a way that cannot be told from these is not judged.
    """
    dark = _dark_rules("".join(node.text() for node in nodes if node.tag == "style"))
    return (*_faint_in(nodes, "light", []), *_faint_in(nodes, "dark", dark))


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of two colours' luminances, 1 to 21, whichever comes first."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def is_hidden(node: LexborNode) -> bool:
    """Whether an element is not displayed, by its own style."""
    return _styles(node.attributes.get("style") or "").get("display") == "none"


def colour_of(text: str) -> Colour | None:
    """The colour a style names, None for one that cannot be told by itself."""
    text = text.strip().lower()
    if text in _NAMED:
        return _NAMED[text]
    if found := _HEX.fullmatch(text):
        digits = found[1] if len(found[1]) == 6 else "".join(c * 2 for c in found[1])
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    if found := _RGB.fullmatch(text):
        return (int(found[1]), int(found[2]), int(found[3]))
    return None


def _luminance(colour: Colour) -> float:
    def part(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(part, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _faint_in(
    nodes: Sequence[LexborNode], scheme: Scheme, rules: list[tuple[str, frozenset[str], Styles]]
) -> Iterator[Faint]:
    painted: dict[int, _Paint] = {}
    seen: set[tuple[Colour, Colour]] = set()
    plain = _Paint(_BLACK, _WHITE)
    for node in nodes:
        around = painted.get(node.parent.mem_id, plain) if node.parent else plain
        if node.is_element_node:
            unread = node.tag in ("head", "style", "script", "title")
            painted[node.mem_id] = _paint(node, around, rules, unread)
            continue
        words = " ".join((node.text_content or "").split())
        if around.hidden or not words or not around.colour or not around.behind:
            continue
        ratio = contrast(around.colour, around.behind)
        if ratio < AA and (around.colour, around.behind) not in seen:
            seen.add((around.colour, around.behind))
            yield Faint(words[:30], ratio, scheme)


def _paint(
    node: LexborNode, around: _Paint, rules: list[tuple[str, frozenset[str], Styles]], unread: bool
) -> _Paint:
    own = _styles(node.attributes.get("style") or "")
    classes = frozenset((node.attributes.get("class") or "").split())
    for tag, wanted, styles in rules:
        if tag in ("", node.tag) and wanted <= classes:
            own |= {
                name: value for name, value in styles.items() if "!important" in value or name not in own
            }
    told = {name: value.replace("!important", "").strip() for name, value in own.items()}
    behind = told.get("background-color") or told.get("background") or node.attributes.get("bgcolor")
    return _Paint(
        _inherited(told.get("color"), around.colour),
        _inherited(behind, around.behind),
        around.hidden or unread or told.get("display") == "none",
    )


def _inherited(text: str | None, around: Colour | None) -> Colour | None:
    if not text or text in ("inherit", "transparent", "currentcolor", "none"):
        return around
    return colour_of(text)


def _styles(text: str) -> Styles:
    """Declarations of a ``style``, names in lower case, the last of a name."""
    pairs = (part.partition(":") for part in text.split(";") if ":" in part)
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def _dark_rules(sheet: str) -> list[tuple[str, frozenset[str], Styles]]:
    """Tag, classes and declarations of each rule for dark that names no more than these."""
    rules = []
    for found in _DARK.finditer(sheet):
        for selectors, body in _RULE.findall(_block(sheet, found.end())):
            for selector in selectors.split(","):
                if simple := _SIMPLE.fullmatch(selector.strip()):
                    classes = frozenset(filter(None, simple[2].split(".")))
                    rules.append(((simple[1] or "").lower(), classes, _styles(body)))
    return rules


def _block(sheet: str, start: int) -> str:
    """From `start`, just inside a brace, to the brace that closes it."""
    depth = 1
    for at in range(start, len(sheet)):
        depth += {"{": 1, "}": -1}.get(sheet[at], 0)
        if not depth:
            return sheet[start:at]
    return sheet[start:]
