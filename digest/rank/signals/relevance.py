"""How much a story touches what the reader follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from digest.model import Story
from digest.protocols import Surroundings, Weighed


@dataclass(frozen=True, slots=True)
class Relevance:
    """Points for the watchlist, for the digest's topics, and a few for the assets that lead the market."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    watched: int = 40
    """For a story about something on the watchlist: its headlines name it."""
    mentioned: int = 10
    """For a story that only mentions it, in its text or as the unit of a sum."""
    topic: int = 15
    """For a story on one of the digest's topics."""
    majors: tuple[str, ...] = ("BTC", "ETH")
    """Assets whose news moves the others."""
    major: int = 8
    """For a story whose headlines name one of them."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """The sum of what applies, at most 100, or None when nothing does."""
        watchlist = around.watchlist
        headlines = "\n".join(told.title for told in story.entries)
        texts = "\n".join(told.text for told in story.entries)
        followed = (*watchlist.assets, *watchlist.bodies)
        subjects = _subjects(story)
        watched = [e for e in followed if e in subjects] + _words(headlines, watchlist.words)
        mentioned = [e for e in followed if e in story.entities] + _words(texts, watchlist.words)
        topics = [t for t in around.topics if t in _topics(story, around)] or _words(texts, around.topics)
        told = (
            (self.watched, "on your watchlist", watched),
            (self.mentioned, "mentions, from your watchlist", [] if watched else mentioned),
            (self.topic, "on your topics", topics),
            (self.major, "about", [a for a in self.majors if a in subjects and a not in watched]),
        )
        points = sum(worth for worth, _, found in told if found)
        reasons = [f"{why}: {', '.join(found[:3])}" for worth, why, found in told if found and worth]
        return Weighed(max(-100, min(100, points)), "; ".join(reasons)) if points else None


def _words(text: str, words: Sequence[str]) -> list[str]:
    """Those of `words` that stand in the text, as whole words where the script has them."""
    return [w for w in words if w.strip() and re.search(_whole(w.strip()), text, re.IGNORECASE)]


def _whole(word: str) -> str:
    """A pattern for `word`; only scripts that set spaces between words have borders to look for."""
    before = r"(?<!\w)" if word[0] < "\u2e80" else ""
    after = r"(?!\w)" if word[-1] < "\u2e80" else ""
    return before + re.escape(word) + after


def _topics(story: Story, around: Surroundings) -> frozenset[str]:
    known = (around.sources[source] for source in story.sources if source in around.sources)
    return frozenset(topic for source in known for topic in source.topics)


def _subjects(story: Story) -> frozenset[str]:
    """
    What the story is about: what the lead's headline names, or at least half of all headlines.

    A ticker that is the unit of a sum (``12,530 ETH``) names no subject.
    """
    named = [
        {
            mention.entity
            for mention in told.mentions
            if mention.span[1] <= len(told.title)
            and not any(start <= mention.span[0] < end for start, end in (f.span for f in told.figures))
        }
        for told in story.entries
    ]
    counts = Counter(entity for entities in named for entity in entities)
    return frozenset(named[0] | {entity for entity, count in counts.items() if 2 * count >= len(named)})
