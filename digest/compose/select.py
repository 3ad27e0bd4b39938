"""Applies the reader's named filters to the stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.model import AnnotatedEntry, Edition, Filter, RankedStory, Story
from digest.model.words import standing_in


@dataclass(frozen=True, slots=True)
class Selection:
    """What the filters let through, best first, and for every other story the rule that took it."""

    kept: tuple[RankedStory, ...]
    dropped: Mapping[str, str]
    """Story id to ``rule NAME``."""


def select(ranked: Sequence[RankedStory], filters: Sequence[Filter], edition: Edition) -> Selection:
    """
    The stories that no mute matches and, where there are includes, at least one include matches.

    The first mute that matches is the one named; a story that no include lets in names them all. Where
    the edition takes other languages as evidence only, a story told in no other way is dropped too.
    """
    mutes = [rule for rule in filters if rule.action == "mute" and rule.enabled]
    includes = [rule for rule in filters if rule.action == "include" and rule.enabled]
    let_in_by = "rule " + ", ".join(rule.name for rule in includes)
    kept: list[RankedStory] = []
    dropped: dict[str, str] = {}
    for one in ranked:
        muted = next((rule for rule in mutes if matches(rule, one.story)), None)
        if muted:
            dropped[one.story.id] = f"rule {muted.name}"
        elif includes and not any(matches(rule, one.story) for rule in includes):
            dropped[one.story.id] = let_in_by
        elif edition.others == "evidence" and (foreign := _only_in(one.story, edition.language)):
            dropped[one.story.id] = f"told only in another language: {foreign}"
        else:
            kept.append(one)
    return Selection(tuple(kept), dropped)


def _only_in(story: Story, language: str) -> str:
    """The other languages a story is told in, when it is told in no other way; else empty."""
    told = dict.fromkeys(entry.language for entry in story.entries)
    return "" if language in told or "und" in told else ", ".join(told)


def matches(rule: Filter, story: Story) -> bool:
    """Whether every condition of the rule holds for one and the same entry of the story."""
    return any(_holds(rule, told) for told in story.entries)


def _holds(rule: Filter, told: AnnotatedEntry) -> bool:
    event = (told.event.kind,) if told.event else ()
    return (
        _one_of(rule.sources, (told.entry.source_id,))
        and _one_of(rule.languages, (told.language,))
        and _one_of(rule.events, event)
        and _one_of(rule.assets, told.entities("asset"))
        and (not rule.words or bool(standing_in(rule.words, told.text)))
    )


def _one_of(wanted: Sequence[str], found: Iterable[str]) -> bool:
    names = {name.casefold() for name in found}
    return not wanted or any(name.casefold() in names for name in wanted)
