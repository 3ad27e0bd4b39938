"""
Stories told in words that cannot be compared: another language, or another way to speak of one event.

Only what is the same however it is told counts: a document's number, entities with figures, a move of
the same assets by nearly the same amount, or texts that say much the same in other words.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from digest.group.profile import Profile, is_fact
from digest.group.similarity import Space

SAME_DOCUMENT = 90
SAME_FACTS = 60
NEARLY = {"price move": Decimal("1.02"), "fund flow": Decimal("1.05")}
"""Amounts within this factor may be two readings of one move: a price is quoted the same everywhere."""
SAME_DAY = 30.0
"""Hours within which outlets take up one another's news."""
SOON = 6.0
"""Hours; a market that is there again after more than these has moved anew."""
MUCH_THE_SAME = 0.33
"""Share of what the shorter of two texts tells, in rarity of its terms, that the other tells as well."""
_LEAST_TERMS = 7
_FEW = 8
"""A number in no more entries than this can be one event's."""
_YEARS = range(1900, 2100)
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
    """Pairs with the same document, the same telling figure, or nearly the same move, earliest first."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, told in enumerate(profiles):
        if told.facts.document:
            index["document:" + told.facts.document].append(place)
        for term in told.figures:
            index[term].append(place)
        for term in _numbers(told) - told.figures if told.body else ():
            index[term].append(place)
        for move in {*_move_keys(told)}:
            index[move].append(place)
    few = (places for places in index.values() if len(places) <= _MOST_ENTRIES)
    return sorted({(a, b) for places in few for a in places for b in places if a < b})


def _move_keys(told: Profile) -> Iterator[str]:
    """Two neighbouring classes for each amount, so that nearly equal amounts have one in common."""
    facts = told.facts
    for unit, direction, amount in told.moves if facts.assets else ():
        what = f"{facts.event} {' '.join(sorted(facts.assets))} {direction} {unit}"
        if amount:
            lower = math.floor(math.log(abs(amount)) / math.log(NEARLY[facts.event]))
            yield f"{what} {lower}"
            yield f"{what} {lower + 1}"


def _same_event(one: Profile, other: Profile, among: Space) -> tuple[int, str] | None:
    """The score and why two texts tell one event, or None."""
    document = one.facts.document
    if document and document == other.facts.document:
        return SAME_DOCUMENT, f"same document {document}"
    if one.facts.series or other.facts.series:
        return None
    why = _same_move(one, other)
    if not why and one.language != other.language:
        why = _same_facts(one, other, among)
    if not why and one.language == other.language and one.source_id != other.source_id:
        why = _same_text(one, other, among)
    return (SAME_FACTS, why) if why else None


def _same_text(one: Profile, other: Profile, among: Space) -> str:
    """
    Two outlets' texts that tell much the same: a rare figure or two rare numbers, and many words besides.

    One outlet's texts are alike by habit; and a headline alone is too short to be known by this.
    """
    if not one.body or not other.body or abs(one.hours - other.hours) > SAME_DAY:
        return ""
    here, there = one.title.keys() | one.body.keys(), other.title.keys() | other.body.keys()
    common = here & there
    few = sorted(t for t in _numbers(one) & _numbers(other) if among.frequency[t] <= _FEW)
    told = [term for term in few if is_fact(term)]
    if len(common) < _LEAST_TERMS or not (told or len(few) >= 2):
        return ""
    least = min(_rarity(here, among), _rarity(there, among))
    if _rarity(common, among) < MUCH_THE_SAME * least:
        return ""
    return "much the same text; both tell " + ", ".join(one.written[term] for term in (told or few)[:3])


def _rarity(terms: Iterable[str], among: Space) -> float:
    return math.fsum(among.rarity(term) for term in terms)


def _numbers(told: Profile) -> frozenset[str]:
    """Figures, and other numbers of two digits or more that are no year."""
    return frozenset(
        term
        for term in (*told.title, *told.body)
        if term.startswith("figure:")
        or (term[0].isdigit() and len(term) > 1 and not (term.isdecimal() and int(term) in _YEARS))
    )


def _same_facts(one: Profile, other: Profile, among: Space) -> str:
    """
    In two languages: a telling figure and a name in common, or two figures and the type of event.

    One of them must be rare, and both texts must not be of different types of event.
    """
    figures = sorted(one.figures & other.figures)
    named = _named(one, other, among)
    events = one.facts.event, other.facts.event
    if not figures or not any(among.rare(term) for term in (*figures, *named)):
        return ""
    equal = ", ".join(one.written[term] for term in figures[:2])
    if named and (events[0] == events[1] or not all(events)):
        told = ", ".join(dict.fromkeys(one.written[term] for term in named[:3]))
        return f"both name {told}; same figure {equal}"
    if events[0] and events[0] == events[1] and len(figures) >= 2:
        return f"both tell {events[0]}; same figures {equal}"
    return ""


def _same_move(one: Profile, other: Profile) -> str:
    """
    One price move or fund flow of exactly the same assets, soon after, told with other words.

    It has the same direction and nearly the same amount; without either, it may be any day's.
    """
    facts, others = one.facts, other.facts
    if (facts.event, facts.assets) != (others.event, others.assets) or not facts.assets:
        return ""
    if abs(one.hours - other.hours) > SOON or not _nearly(one, other):
        return ""
    return f"both tell {facts.event} of {', '.join(sorted(facts.assets))} by nearly the same amount"


def _nearly(one: Profile, other: Profile) -> bool:
    """Whether both tell a move in one direction whose amounts are nearly the same."""
    return any(
        kind == kind2 and max(size, size2) <= NEARLY[one.facts.event] * min(size, size2)
        for *kind, size in one.moves
        for *kind2, size2 in other.moves
    )


def _named(one: Profile, other: Profile, among: Space) -> list[str]:
    """What both name in any language: entities, and proper names in letters both can write."""
    return [
        term
        for term in (*one.title, *one.body)
        if (is_fact(term) and term not in one.figures and (term in other.title or term in other.body))
        or (term in one.subjects & other.subjects and term in among.names | among.headed)
    ]
