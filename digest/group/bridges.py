"""
Stories told in words that cannot be compared: another language, or another way to speak of one document.

Only what is the same in every language counts: a document's number, or entities and figures together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from digest.group.profile import Profile, is_fact
from digest.group.similarity import Space

SAME_DOCUMENT = 90
SAME_FACTS = 60
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
    """Pairs with the same document or the same telling figure, earliest first."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, told in enumerate(profiles):
        if told.facts.document:
            index["document:" + told.facts.document].append(place)
        for term in told.figures:
            index[term].append(place)
    few = (places for places in index.values() if len(places) <= _MOST_ENTRIES)
    return sorted({(a, b) for places in few for a in places for b in places if a < b})


def _same_event(one: Profile, other: Profile, among: Space) -> tuple[int, str] | None:
    document = one.facts.document
    if document and document == other.facts.document:
        return SAME_DOCUMENT, f"same document {document}"
    if one.language == other.language:
        return None
    figures = sorted(one.figures & other.figures)
    named = _named(one, other, among)
    if not figures or not named or not any(among.rare(term) for term in (*figures, *named)):
        return None
    told = ", ".join(dict.fromkeys(one.written[term] for term in named[:3]))
    return SAME_FACTS, f"both name {told}; same figure {one.written[figures[0]]}"


def _named(one: Profile, other: Profile, among: Space) -> list[str]:
    """What both name in any language: entities, and proper names in letters both can write."""
    return [
        term
        for term in (*one.title, *one.body)
        if (is_fact(term) and term not in one.figures and (term in other.title or term in other.body))
        or (term in one.subjects & other.subjects and term in among.names | among.headed)
    ]
