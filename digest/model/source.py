"""Where entries and observations come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tier = Literal["primary", "wire", "media", "aggregator", "social"]
"""How near a source stands to the event: ``primary`` issued the document itself."""


@dataclass(frozen=True, slots=True)
class Source:
    """One configured source, without the options of its kind."""

    id: str
    kind: str
    url: str
    title: str
    weight: float = 1.0
    """The reader's trust, 0 to 2; 1 is neutral."""
    tier: Tier = "media"
    topics: tuple[str, ...] = ()
    language: str = ""
    """A BCP 47 code when the source writes in one language, else empty."""
    headers: tuple[tuple[str, str], ...] = ()
    """Sent with every request; values may be secrets and are kept out of reprs and logs."""
    allow_private: bool = False
    """Whether this source's own host may lie on a private or loopback address."""
    every_minutes: float = 0.0
    """It is not asked again before so many minutes; 0 for as often as others say."""
    republish: bool = False
    """Whether its terms allow an act's whole text to be printed."""

    def __repr__(self) -> str:
        return f"Source({self.id!r}, {self.kind!r})"
