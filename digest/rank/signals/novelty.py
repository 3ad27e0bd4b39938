"""What a story loses for having been told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.model import Story
from digest.protocols import Surroundings, Weighed


@dataclass(frozen=True, slots=True)
class Novelty:
    """
    Points off for each earlier edition that told the thread, so that news goes before what goes on.

    Half of them when a headline has a figure that was not told, or another type of event.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    per_edition: Annotated[int, Field(ge=0, le=100)] = 10
    most: Annotated[int, Field(ge=0, le=100)] = 30
    """Where it ends."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """Points from −`most` to 0, or None for a story that is new."""
        if not story.earlier:
            return None
        told = max(past.day for past in story.earlier)
        off = min(self.most, self.per_edition * told)
        reason = f"told on {told} earlier day{'s' if told != 1 else ''}"
        if news := _news_of(story):
            return Weighed(-round(off / 2), f"{reason}, now {news}")
        return Weighed(-off, reason)


def _news_of(story: Story) -> str:
    """The first figure of a headline that was not told, or the type of event when that is another."""
    quotes = {quote.casefold() for past in story.earlier for quote in past.figures}
    texts = " ".join(past.text for past in story.earlier).casefold()
    events = {past.event for past in story.earlier if past.event}
    headed = (f.quote for told in story.entries for f in told.figures if f.span[1] <= len(told.title))
    fresh = (quote for quote in headed if quote.casefold() not in quotes and quote.casefold() not in texts)
    turned = story.event if events and story.event not in events else ""
    return next(fresh, turned)
