"""
Stories told in words that cannot be compared: another language, or another way to speak of one document.

Only what is the same in every language counts: a document's number, or entities and figures together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from digest.group.profile import Profile, is_fact
from digest.group.similarity import Space

SAME_DOCUMENT = 90
SAME_FACTS = 60
_OF_ASSETS = frozenset({"fund flow", "price move"})
"""Events that are nothing but a move of their assets."""
_LEVELS = frozenset({"price", "level"})
_NEARLY = Decimal("0.02")
_HALF_DAY = 12.0
_MOST_ENTRIES = 20
"""A fact in more entries than this makes no pairs."""

Join = tuple[int, int, int, str]
"""Two entries by place, the score, and why."""


def bridges(
    groups: Sequence[Sequence[int]],
    profiles: Sequence[Profile],
    among: Space,
    forbids: Callable[[int, int], bool],
) -> tuple[list[list[int]], list[Join]]:
    """`groups` with those joined that tell one event by their facts, and the joins made."""
    home = {place: number for number, group in enumerate(groups) for place in group}
    members = {number: list(group) for number, group in enumerate(groups)}
    joins: list[Join] = []
    for one, other in _candidates(profiles):
        here, there = home[one], home[other]
        if here == there:
            continue
        told = _same_event(profiles[one], profiles[other], among)
        if told is None or any(forbids(a, b) for a in members[here] for b in members[there]):
            continue
        joins.append((one, other, *told))
        for place in members[there]:
            home[place] = here
        members[here] += members.pop(there)
    return sorted(sorted(group) for group in members.values()), joins


def _candidates(profiles: Sequence[Profile]) -> Iterable[tuple[int, int]]:
    """Pairs with the same document, the same telling figure, or the same event of the same assets."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, told in enumerate(profiles):
        if told.facts.document:
            index["document:" + told.facts.document].append(place)
        for term in told.figures:
            index[term].append(place)
        if told.facts.event in _OF_ASSETS and told.facts.assets:
            index[f"{told.facts.event}:{' '.join(sorted(told.facts.assets))}"].append(place)
    few = (places for places in index.values() if len(places) <= _MOST_ENTRIES)
    return sorted({(a, b) for places in few for a in places for b in places if a < b})


def _same_event(one: Profile, other: Profile, among: Space) -> tuple[int, str] | None:
    document = one.facts.document
    if document and document == other.facts.document:
        return SAME_DOCUMENT, f"same document {document}"
    if one.facts.series or other.facts.series:
        return None
    if one.language == other.language:
        return _same_move(one, other)
    figures = sorted(one.figures & other.figures)
    named = _named(one, other, among)
    same_event = bool(one.facts.event) and one.facts.event == other.facts.event
    if not figures or not any(among.rare(term) for term in (*figures, *named)):
        return None
    equal = ", ".join(one.written[term] for term in figures[:2])
    if named and (same_event or not (one.facts.event and other.facts.event)):
        told = ", ".join(dict.fromkeys(one.written[term] for term in named[:3]))
        return SAME_FACTS, f"both name {told}; same figure {equal}"
    if same_event and len(figures) >= 2:
        return SAME_FACTS, f"both tell {one.facts.event}; same figures {equal}"
    return None


def _same_move(one: Profile, other: Profile) -> tuple[int, str] | None:
    """
    One flow or price move of the same assets within half a day, told with other words.

    Two assets together, or one whose headlines give levels that are nearly one, leave no other event.
    """
    facts, others = one.facts, other.facts
    if facts.event not in _OF_ASSETS or (facts.event, facts.assets) != (others.event, others.assets):
        return None
    if abs(one.hours - other.hours) > _HALF_DAY:
        return None
    what = f"both tell {facts.event} of {', '.join(sorted(facts.assets))}"
    if len(facts.assets) == 2:
        return SAME_FACTS, what
    near = any(
        (unit, measure in _LEVELS) == (unit2, measure2 in _LEVELS)
        and measure in _LEVELS
        and abs(amount - amount2) <= _NEARLY * max(abs(amount), abs(amount2))
        for measure, unit, _, amount in facts.figures
        for measure2, unit2, _, amount2 in others.figures
    )
    return (SAME_FACTS, f"{what}, at nearly one level") if near else None


def _named(one: Profile, other: Profile, among: Space) -> list[str]:
    """What both name in any language: entities, and proper names in letters both can write."""
    return [
        term
        for term in (*one.title, *one.body)
        if (is_fact(term) and term not in one.figures and (term in other.title or term in other.body))
        or (term in one.subjects & other.subjects and term in among.names | among.headed)
    ]
