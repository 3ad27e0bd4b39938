"""How much a story touches what the reader follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from digest.model import Judgement, Story
from digest.model.words import standing_in
from digest.protocols import Surroundings, Weighed

MOST_MARKS = 3


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
    judged: int = 6
    """For each story the reader marked up that is akin to it, less for each marked down; at most 3."""

    def weigh(self, story: Story, around: Surroundings) -> Weighed | None:
        """The sum of what applies, at most 100, or None when nothing does."""
        watchlist = around.watchlist
        headlines = "\n".join(told.title for told in story.entries)
        texts = "\n".join(told.text for told in story.entries)
        followed = (*watchlist.assets, *watchlist.bodies)
        subjects = story.subjects
        watched = (*_named(followed, subjects), *standing_in(watchlist.words, headlines))
        mentioned = (*_named(followed, story.entities), *standing_in(watchlist.words, texts))
        topics = [t for t in around.topics if t in _topics(story, around)] or [
            *standing_in(around.topics, texts)
        ]
        told = (
            (self.watched, "on your watchlist", watched),
            (self.mentioned, "mentions, from your watchlist", () if watched else mentioned),
            (self.topic, "on your topics", topics),
            (self.major, "about", tuple(a for a in _named(self.majors, subjects) if a not in watched)),
        )
        points = sum(worth for worth, _, found in told if found)
        reasons = [f"{why}: {', '.join(found[:3])}" for worth, why, found in told if found and worth]
        marks = self._marks(story, around)
        if marks and self.judged:
            points += self.judged * max(-MOST_MARKS, min(MOST_MARKS, sum(one.mark for one in marks)))
            reasons.append(_as_marked(marks))
        return Weighed(max(-100, min(100, points)), "; ".join(reasons)) if points else None

    def _marks(self, story: Story, around: Surroundings) -> tuple[Judgement, ...]:
        """The judgements on its own thread, or on a story that shares a subject that is not too common."""
        subjects = frozenset(story.subjects) - frozenset(self.majors)
        return tuple(
            one
            for one in around.judgements
            if one.thread == story.thread or subjects.intersection(one.subjects)
        )


def _as_marked(marks: Sequence[Judgement]) -> str:
    """``you marked up: “Quayside Bridge drained”, and 2 more``."""
    counts = [
        ("up", [one for one in marks if one.mark > 0]),
        ("down", [one for one in marks if one.mark < 0]),
    ]
    told = []
    for way, found in counts:
        if found:
            more = f", and {len(found) - 1} more" if len(found) > 1 else ""
            told.append(f"you marked {way}: “{found[-1].headline}”{more}")
    return "; ".join(told)


def _named(followed: Sequence[str], ids: Sequence[str]) -> tuple[str, ...]:
    """Those of `ids` that the reader follows, in the reader's order: ``btc`` and ``$BTC`` are ``BTC``."""
    known = {one.casefold(): one for one in ids}
    names = (name.casefold().removeprefix("$") for name in followed)
    return tuple(known[name] for name in names if name in known)


def _topics(story: Story, around: Surroundings) -> frozenset[str]:
    known = (around.sources[source] for source in story.sources if source in around.sources)
    return frozenset(topic for source in known for topic in source.topics)
