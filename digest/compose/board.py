"""The board: what one section may draw on while the edition is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.compose.brief import write_brief
from digest.model import Brief, Edition, Observation, RankedStory, Section, Source, Watchlist


@dataclass(frozen=True, slots=True)
class PageBoard:
    """A :class:`~digest.protocols.Board` over values that are all there already."""

    edition: Edition
    stories: tuple[RankedStory, ...]
    observations: tuple[Observation, ...]
    sources: Mapping[str, Source]
    notes: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    candidates: tuple[RankedStory, ...] = ()
    watchlist: Watchlist = field(default_factory=Watchlist)
    cool_down: Mapping[str, int] = field(default_factory=dict)

    def brief(self, ranked: RankedStory, *, compact: bool = False) -> Brief:
        """The story as it would be printed; `compact` leaves the summary out."""
        return write_brief(ranked, self.edition, self.sources, compact=compact, cool_down=self.cool_down)
