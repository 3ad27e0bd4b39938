"""Whether a story stands on the document itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.model import Story
from digest.protocols import Surroundings, Weighed


@dataclass(frozen=True, slots=True)
class Primary:
    """Points, times the reader's trust, when a primary source tells it: there is a document to read."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    points: Annotated[int, Field(ge=0, le=100)] = 50

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from 0 to 100 with the issuer's name, or None without a primary source."""
        known = (around.sources[source] for source in story.sources if source in around.sources)
        issuers = [source for source in known if source.tier == "primary"]
        if not issuers:
            return None
        issuer = max(issuers, key=lambda source: source.weight)
        points = max(0, min(100, round(self.points * issuer.weight)))
        return Weighed(points, f"primary document from {issuer.title}")
