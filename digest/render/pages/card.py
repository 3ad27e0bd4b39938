"""The picture a page is shown by where somebody links to it: the edition at a glance, and its flows."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from digest.model import Digest, FlowRow
from digest.model.amounts import money
from digest.render.mail import lines, top
from digest.render.moments import Moments
from digest.render.plain import plain, shortened

try:
    from PIL import Image, ImageDraw, ImageFont
except ImportError:  # the extra `card` brings it
    DRAWS = False
else:
    DRAWS = True

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw as Drawing

WIDTH, HEIGHT = 1200, 630
_EDGE = 72
_PAPER, _INK, _SOFT, _LINE = "#fbf9f4", "#1e1b17", "#645d52", "#dcd5c7"
_ACCENT, _IN, _OUT = "#1f4a75", "#1b6a47", "#a5301f"
_BARS = 4
_TYPED = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " "}
)


def card(digest: Digest) -> bytes:
    """The edition as a PNG of 1200 by 630; text in letters that the font does not have is left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    _text(draw, _EDGE, 58, Moments().long_day(digest.edition.key.day), 28, _SOFT)
    _text(draw, _EDGE, 96, _plain(digest.edition.title), 68, _INK)
    draw.line((_EDGE, 196, WIDTH - _EDGE, 196), fill=_LINE, width=3)
    flows = [
        i for section in digest.sections for i in section.items if isinstance(i, FlowRow) and not i.stale
    ]
    best = top(digest)
    said = [line.text for line in lines(digest)] or [best.headline if best else "A quiet day"]
    room = WIDTH - 2 * _EDGE
    y = 228
    for number, text in enumerate([one for one in map(_plain, said) if _can_draw(one)][:3], 1):
        _text(draw, _EDGE, y, str(number), 34, _ACCENT)
        for part in _wrapped(draw, text, 34, room - 52)[:2]:
            _text(draw, _EDGE + 52, y, part, 34, _INK)
            y += 44
        y += 14
    _bars(draw, sorted(flows, key=lambda row: -abs(row.share))[:_BARS], max(y + 10, 430))
    kept = io.BytesIO()
    image.quantize(64).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _plain(text: str) -> str:
    """`text` with the marks of print that the font lacks as those of a typewriter."""
    return plain(text).translate(_TYPED)


def _bars(draw: Drawing, flows: list[FlowRow], y: int) -> None:
    """Net flows as bars to both sides of an axis, the label and the amount beside them."""
    middle, reach, top_of_axis = WIDTH // 2 + 60, 260, y
    for row in flows:
        if y > HEIGHT - 56:
            break
        label = _plain(shortened(row.label, 22))
        if not _can_draw(label):
            continue
        colour = _IN if row.net >= 0 else _OUT
        end = middle + round(reach * row.share / 100)
        _text(draw, _EDGE, y, label, 26, _SOFT)
        draw.rectangle((min(middle, end), y + 6, max(middle, end), y + 26), fill=colour)
        _text(draw, WIDTH - _EDGE, y, _plain(money(row.net, row.unit)), 26, colour, anchor="ra")
        y += 42
    if y > top_of_axis:
        draw.line((middle, top_of_axis, middle, y - 10), fill=_SOFT, width=2)


def _can_draw(text: str) -> bool:
    """Whether the font that comes with Pillow has all these letters: it is a Latin one."""
    return bool(text.strip()) and all(map(_has, text))


@cache
def _has(letter: str) -> bool:
    font = _font(20)
    lacking = font.getmask("\uffff")
    return letter == " " or bytes(font.getmask(letter)) != bytes(lacking)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _text(draw: Drawing, x: int, y: int, text: str, size: int, fill: str, anchor: str = "la") -> None:
    if _can_draw(text):
        draw.text((x, y), text, font=_font(size), fill=fill, anchor=anchor)


def _wrapped(draw: Drawing, text: str, size: int, width: int) -> list[str]:
    """`text` in lines that fit, the second of which ends with an ellipsis where more would follow."""
    font, words = _font(size), shortened(text, 200).split(" ")
    parts = [""]
    for word in words:
        longer = f"{parts[-1]} {word}".strip()
        if draw.textlength(longer, font=font) <= width or not parts[-1]:
            parts[-1] = longer
        else:
            parts.append(word)
    if len(parts) > 2:
        parts[1] = (
            f"{parts[1]} ..."
            if draw.textlength(f"{parts[1]} ...", font=font) <= width
            else parts[1][:-3] + "..."
        )
    return parts
