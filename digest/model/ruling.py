"""What the desk rules about stories, whatever their words say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.model.entry import Entry


@dataclass(frozen=True, slots=True)
class Ruling:
    """
    Entries that are one story (`pin`), or never are (`split`).

    Each of `entries` names some: an address those of that address, other words those whose headline has
    them, in any case. A split keeps what one of them names apart from what another names.
    """

    name: str
    action: Literal["pin", "split"]
    entries: tuple[str, ...]

    def parts(self, entry: Entry) -> frozenset[int]:
        """Which of `entries` name this one, by place."""
        headline = entry.title.casefold()
        return frozenset(
            place
            for place, named in enumerate(self.entries)
            if (
                named == entry.url
                if named.startswith(("http://", "https://"))
                else named.casefold() in headline
            )
        )
