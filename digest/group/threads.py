"""Which story an earlier edition told goes on in this one."""

from __future__ import annotations

from collections.abc import Sequence

from digest.group.profile import Profile, is_fact
from digest.group.similarity import Space, Vector, product, scaled, shared
from digest.group.terms import KINDS_OF_NAMES
from digest.group.veto import facts_veto
from digest.model import PastStory

THRESHOLD = 0.25
"""Least likeness to an earlier story, given a rare name or word in common."""
_RARE = 0.02
"""Share of all texts, the thread's own aside, that may have a rare term."""
_RUNS_ON = frozenset({"exploit", "enforcement", "proposal", "consultation", "merger", "outage", "ruling"})
"""Events that go on as others: a hack as a bounty, a proposal as a rule."""
_ALIKE = 0.45
"""Likeness from which on another type of event does not break a thread."""
_LEAST_RARE = 2
"""Rare terms in common without which likeness is not enough."""


class Threads:
    """The stories told before, ready to be recognised in what comes next."""

    def __init__(self, earlier: Sequence[tuple[PastStory, Profile]], among: Space) -> None:
        self._among = among
        self._few = max(3.0, among.texts * _RARE)
        self._told = [(past, profile, among.vector(profile)) for past, profile in earlier]

    def continued(self, entries: Sequence[Profile], vectors: Sequence[Vector]) -> tuple[PastStory, ...]:
        """What was told of the thread these entries go on with, latest first; empty when they start one."""
        total: Vector = {}
        for vector in vectors:
            for term, weight in vector.items():
                total[term] = total.get(term, 0.0) + weight
        story = scaled(total, 1.0)
        found = [
            (-likeness, -past.edition.toordinal(), past.id, past.thread)
            for past, profile, vector in self._told
            if (likeness := self._likeness(entries, story, past, profile, vector)) >= THRESHOLD
        ]
        if not found:
            return ()
        thread = min(found)[-1]
        told = [past for past, _, _ in self._told if past.thread == thread]
        return tuple(sorted(told, key=lambda past: (-past.edition.toordinal(), past.id)))

    def _likeness(
        self, entries: Sequence[Profile], story: Vector, past: PastStory, profile: Profile, vector: Vector
    ) -> float:
        if any(told.url and told.url in past.urls for told in entries):
            return 1.0
        likeness = round(product(story, vector), 6)
        if likeness < THRESHOLD:
            return 0.0
        rare = [term for term in shared(story, vector) if self._elsewhere(term, entries, past) <= self._few]
        names = [
            term
            for term in rare
            if is_fact(term)
            or ((term in self._among.names or term in self._among.headed) and term not in KINDS_OF_NAMES)
        ]
        if len(rare) < _LEAST_RARE or not names or self._excluded(entries, past, profile):
            return 0.0
        events = {told.facts.event for told in entries if told.facts.event}
        moved_on = bool(past.event and events) and past.event not in events
        if moved_on and past.event not in _RUNS_ON and likeness < _ALIKE:
            return 0.0
        return likeness

    def _elsewhere(self, term: str, entries: Sequence[Profile], past: PastStory) -> int:
        """How many texts outside this story and the thread have a term."""
        thread = [profile for told, profile, _ in self._told if told.thread == past.thread]
        own = sum(1 for told in (*entries, *thread) if term in told.title or term in told.body)
        return self._among.frequency[term] - own

    def _excluded(self, entries: Sequence[Profile], past: PastStory, profile: Profile) -> bool:
        """Whether the headlines name only entities the earlier story did not, or another edition."""
        known = set(past.entities)
        for told in entries:
            subjects = told.facts.assets | told.facts.bodies | told.facts.organisations
            same_name = self._among.same_name(told, profile)
            if known and subjects and not subjects & known and not same_name:
                return True
            if facts_veto(told.facts, profile.facts, same_name=same_name):
                return True
        return False
