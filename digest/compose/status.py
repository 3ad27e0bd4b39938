"""Tells what is new in a story against the editions that told its thread before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from digest.model import AnnotatedEntry, Passage, Source, Status, Story

_SCALE = re.compile(
    r"(?<=\d)\s*(?:(?P<k>thousand|k)|(?P<m>million|mln|mn|m)|(?P<b>billion|bln|bn|b)|(?P<t>trillion|tn|t))\b"
)
_PERCENT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)%", re.ASCII)
MOST_FIGURES = 3
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """NEW, UPDATE or DAY n, and what is new."""

    status: Status
    day: int
    news: tuple[str, ...]
    held: tuple[str, ...] = ()
    """New figures that are no update, since the thread was told within its cool-down."""
    cool_down: int = 0
    """Days of that cool-down."""


def status_of(
    story: Story,
    face: AnnotatedEntry,
    summary: Sequence[Passage],
    sources: Mapping[str, Source],
    today: date,
    cool_down: Mapping[str, int],
) -> Standing:
    """
    ``new`` for a thread never told, ``update`` when something is new since, else ``day``.

    New is a figure in the headline or summary, a primary document where there was none, or another type
    of event. More outlets are told, and are no update by themselves. What the headline says of it is not
    said again.

    Of a thread told at most so many days before `today` as `cool_down` has for its type of event, a figure
    is news only if it is a percentage at least twice any told before: a price is another number every day.
    """
    if not story.earlier:
        return Standing("new", 1, ())
    figures = tuple(_new_figures(story, face, summary))
    cooling = _cooling(story, today, cool_down)
    held = tuple(quote for quote in figures if not _far_beyond(quote, story)) if cooling else ()
    fresh = [quote for quote in figures if quote not in held]
    turns = (*_new_document(story, sources), *_new_event(story))
    news = (
        *turns,
        *(f"new figure: {quote}" for quote in fresh if quote not in face.title),
        *_new_outlets(story, sources),
    )
    day = max(past.day for past in story.earlier) + 1
    return Standing("update" if turns or fresh else "day", day, news, held, cooling)


def _cooling(story: Story, today: date, cool_down: Mapping[str, int]) -> int:
    """Days of the cool-down the story is in, 0 when it is in none."""
    days = cool_down.get(story.event, 0)
    return days if (today - max(past.edition for past in story.earlier)).days <= days else 0


def _far_beyond(quote: str, story: Story) -> bool:
    """Whether it is a percentage at least twice the largest one told of the thread before."""
    told = [n for past in story.earlier for text in (past.text, *past.figures) for n in _percentages(text)]
    return bool(told) and any(number >= 2 * max(told) for number in _percentages(quote))


def _percentages(text: str) -> list[Decimal]:
    return [Decimal(found[1]) for found in _PERCENT.finditer(_plain(text))]


def _new_document(story: Story, sources: Mapping[str, Source]) -> Iterator[str]:
    def primary(source_ids: Sequence[str]) -> list[Source]:
        return [sources[s] for s in source_ids if s in sources and sources[s].tier == "primary"]

    issued = primary(story.sources)
    if issued and not any(primary(past.sources) for past in story.earlier):
        yield f"primary document: {issued[0].title}"


def _new_event(story: Story) -> Iterator[str]:
    event = next((told.event for told in story.entries if told.event), None)
    before = {past.event for past in story.earlier if past.event}
    if event and before and event.kind not in before:
        yield f"now {event.kind} (“{event.quote}”)"


def _new_figures(story: Story, face: AnnotatedEntry, summary: Sequence[Passage]) -> Iterator[str]:
    """The first figures of what the brief prints that were not told; what nobody reads is no news."""
    headed = [f.quote for f in face.figures if f.span[1] <= len(face.title)]
    printed = [p.text[start:end] for p in summary for start, end in p.bold]
    told = {_plain(quote) for past in story.earlier for quote in past.figures}
    fresh = {
        _plain(quote): quote
        for quote in reversed((*headed, *printed))
        if _plain(quote) not in told and not _told_before(story, quote)
    }
    yield from list(reversed(fresh.values()))[:MOST_FIGURES]


def _new_outlets(story: Story, sources: Mapping[str, Source]) -> Iterator[str]:
    told = {source for past in story.earlier for source in past.sources}
    fresh = [source for source in story.sources if source not in told]
    if not fresh:
        return
    names = [sources[s].title if s in sources else s for s in fresh]
    more = len(names) - MOST_NAMES
    listed = ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
    yield f"{len(fresh)} more outlet{'s' if len(fresh) != 1 else ''}: {listed}"


def _told_before(story: Story, words: str) -> bool:
    sought = re.compile(rf"(?<![a-z0-9.,]){re.escape(_plain(words))}(?![a-z0-9]|[.,]\d)")
    return any(sought.search(_plain(past.text)) for past in story.earlier)


def _plain(text: str) -> str:
    """`text` with amounts in one spelling, so that ``$41.5 million`` is ``$41.5M``."""
    small = re.sub(r"(?<=\d),(?=\d{3})", "", text.casefold().replace("us$", "$"))
    scaled = _SCALE.sub(lambda found: str(found.lastgroup), small)
    return " ".join(re.sub(r"(?<=\d)\s*(?:%|percent\b|per cent\b)", "%", scaled).split())
