"""A reader's named rule about what enters an edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Filter:
    """
    Mute what matches, or let in only what matches.

    A story matches when every condition that is given holds for one of its entries; within one
    condition any of its values will do.
    """

    name: str
    action: Literal["mute", "include"]
    words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    enabled: bool = True
    """Whether it is applied."""


@dataclass(frozen=True, slots=True)
class Watchlist:
    """What the reader follows: asset and body ids, and plain keywords."""

    assets: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
