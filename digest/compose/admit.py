"""Decides which entries an edition may use, before anyone has read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from digest.compose.wording import age
from digest.model import AnnotatedEntry, Edition, Entry, Fate, Source, Story, Window
from digest.model.edition import FIRST_LOOK, GRACE

Refusal = tuple[Entry, Fate, str]
"""An entry that is not eligible, its fate, and a detail in words."""

_STANDING = {"primary": 0, "wire": 1, "media": 2, "aggregator": 3, "social": 4}


def admit(
    entries: Sequence[Entry],
    window: Window,
    first_seen: Mapping[str, datetime],
    sources: Mapping[str, Source],
) -> tuple[tuple[Entry, ...], tuple[Refusal, ...]]:
    """
    The eligible entries and the refused ones, each in the order given; together they are all.

    When several sources show the same address, what the source of the best tier shows stays.
    """
    eligible: list[Entry] = []
    refused: list[Refusal] = []
    fates = [window.refuses(e, first_seen_of_source=first_seen.get(e.source_id)) for e in entries]
    # What was told, or could have been, keeps its address; what is refused for its date does not.
    told = [e for e, fate in zip(entries, fates, strict=True) if fate in ("", "seen before")]
    best = _best_of_each_address(told, sources)
    for entry, fate in zip(entries, fates, strict=True):
        keeper = best.get(entry.url, entry)
        if fate:
            refused.append((entry, fate, _how_far(entry, fate, window, first_seen.get(entry.source_id))))
        elif keeper.source_id != entry.source_id:
            kept = sources.get(keeper.source_id)
            name = kept.title if kept else keeper.source_id
            refused.append((entry, "duplicate", f"same address as in {name}"))
        else:
            eligible.append(entry)
    return tuple(eligible), tuple(refused)


def _how_far(entry: Entry, fate: Fate, window: Window, known_since: datetime | None) -> str:
    """For an entry refused for its date, what was asked of it and how far from that it is; else empty."""
    first_look = window.first or (known_since is not None and entry.seen <= known_since)
    if fate == "undated":
        return f"no date, {'in a first edition' if window.first else 'on the first answer of its source'}"
    if fate != "too old" or entry.published is None:
        return ""
    cut = window.end - FIRST_LOOK if first_look else window.start - GRACE
    latest = entry.published + (FIRST_LOOK if first_look and entry.published_on else timedelta(0))
    day = entry.published_on or entry.published.date()
    by = cut - latest
    return f"published {day}, {age(by) if by >= timedelta(hours=1) else 'less than an hour'} too early"


def spoken(annotated: Sequence[AnnotatedEntry], edition: Edition) -> tuple[AnnotatedEntry, ...]:
    """The entries an edition listens to, in order: all, or where it mutes others those of its language."""
    if edition.others != "mute":
        return tuple(annotated)
    return tuple(told for told in annotated if told.language in (edition.language, "und"))


def muted(eligible: Sequence[Entry], stories: Sequence[Story]) -> tuple[Refusal, ...]:
    """The eligible entries that :func:`spoken` left out of every story, in order."""
    told = {entry.entry.id for story in stories for entry in story.entries}
    return tuple((one, "filtered", "other languages are muted") for one in eligible if one.id not in told)


def _best_of_each_address(entries: Sequence[Entry], sources: Mapping[str, Source]) -> dict[str, Entry]:
    order = {source_id: place for place, source_id in enumerate(sources)}

    def standing(entry: Entry) -> tuple[int, int, str]:
        source = sources.get(entry.source_id)
        tier = _STANDING[source.tier] if source else len(_STANDING)
        return tier, order.get(entry.source_id, len(order)), entry.id

    best: dict[str, Entry] = {}
    for entry in entries:
        if entry.url and (entry.url not in best or standing(entry) < standing(best[entry.url])):
            best[entry.url] = entry
    return best
