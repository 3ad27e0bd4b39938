"""Which items of an edition a mail of limited size has room for: the best, each whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.model import Digest, Item, Section

OPENS, CLOSES = "<!--[-->", "<!--]-->"
"""What a mail's template writes before and after each item, so that it can be measured."""
LEAST = 200
"""No item takes fewer bytes than this; more items than fit at that size are not even rendered."""
ROOM_TO_SAY = 200
"""Bytes kept free a section, to say how many more are on the page."""
LARGEST_SHARE = 3
"""An item that takes more than one part in this many of the mail is left to the page."""

_EDGES = re.compile(re.escape(OPENS) + "(.*?)" + re.escape(CLOSES), re.DOTALL)
_ORDER = {
    "line": 0, "measure": 1, "flow": 2, "mover": 3, "reported": 4, "scheduled": 5, "note": 6,
    "pointer": 7, "brief": 8,
}  # fmt: skip
Place = tuple[int, int]
"""Number of the section and of the item in it, both from 0."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """An edition, or as much of it as there is room for."""

    digest: Digest
    more: Mapping[str, int]
    """How many items of a section are left to the page, by section id; none for a whole section."""


def fitted(digest: Digest, limit: int, write: Callable[[Fitted], str]) -> str:
    """
    What `write` makes of the edition, in at most `limit` bytes, with the marks of items taken out.

    An edition that is too long is measured once and then written again with the items that fit: what
    stands at a glance, flows, movers and notes first, then stories, each section giving way at its own
    end and the compact ones before the others. Should that be too long still, half of the items are
    left out, then half of the sections, until it is not. What is written of no section at all is not
    cut any further.
    """
    order = _by_importance(digest)
    kept = order[: limit // LEAST]
    written = write(_of(digest, kept))
    if len(kept) == len(order) and _size(written) <= limit:
        return _unmarked(written)
    kept = _that_fit(digest, kept, written, limit)
    while True:
        html = _unmarked(write(_of(digest, kept)))
        if len(html.encode()) <= limit or not digest.sections:
            return html
        if not kept:
            digest = replace(digest, sections=digest.sections[: len(digest.sections) // 2])
        kept = kept[: len(kept) // 2]


def _by_importance(digest: Digest) -> list[Place]:
    """Every item's place: what is measured before what is told, the best story of each section first."""

    def importance(place: Place) -> tuple[int, bool, int, int]:
        number, at = place
        section = digest.sections[number]
        layout = section.items[at].layout
        return (_ORDER[layout], section.compact, at if layout == "brief" else 0, number)

    places = [(n, at) for n, section in enumerate(digest.sections) for at in range(len(section.items))]
    return sorted(places, key=importance)


def _that_fit(digest: Digest, kept: Sequence[Place], written: str, limit: int) -> list[Place]:
    """Those of `kept` that there is room for, by their sizes in `written`."""
    found = [len(item.encode()) for item in _EDGES.findall(written)]
    in_order = sorted(kept)
    if len(found) != len(kept):  # a theme of its own, without the marks: take all items for alike
        found = [_size(written) // max(1, len(kept))] * len(kept)
    sizes = dict(zip(in_order, found, strict=True))
    room = limit - (_size(written) - sum(found)) - ROOM_TO_SAY * len(digest.sections)
    fit: list[Place] = []
    ended: set[int] = set()
    compact = {number for number, section in enumerate(digest.sections) if section.compact}
    for place in kept:
        size = sizes[place]
        if place[0] in ended or size > limit // LARGEST_SHARE:
            continue
        if size > room:
            ended |= {place[0], *compact}
            continue
        room -= size
        fit.append(place)
    return fit


def _of(digest: Digest, kept: Sequence[Place]) -> Fitted:
    chosen = set(kept)

    def part(number: int, section: Section) -> Section:
        items: tuple[Item, ...] = tuple(
            item for at, item in enumerate(section.items) if (number, at) in chosen
        )
        return replace(section, items=items)

    sections = tuple(part(number, section) for number, section in enumerate(digest.sections))
    more = {
        whole.id: len(whole.items) - len(told.items)
        for whole, told in zip(digest.sections, sections, strict=True)
    }
    return Fitted(replace(digest, sections=sections), more)


def _unmarked(written: str) -> str:
    return written.replace(OPENS, "").replace(CLOSES, "")


def _size(written: str) -> int:
    return len(_unmarked(written).encode())
