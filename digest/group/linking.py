"""
Average link: two groups join when their members are alike on the whole.

Never because one pair is (that is how chains arise), and never when any two members exclude each other.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from digest.group.candidates import Neighbours
from digest.group.profile import Profile
from digest.group.similarity import Vector, product
from digest.group.veto import FAR_APART

LEAST_TEXTS = 0.32
"""Least link at which two groups that have texts are one story."""
LEAST_HEADLINES = 0.28
"""The same where one of them is headlines alone, and nothing else is like them; see :data:`PER_RIVAL`."""
LESS_KNOWN = 0.07
"""
What both need more in any language that is not exact: neither its common words nor its endings are known
as well, so that likeness there is one of subject before event.
"""
LEAST_ACROSS = 0.47
"""Least link across languages, which have little but names in common."""
EXACT_LANGUAGES = frozenset({"en", "zh", "ja", "ko"})
"""English, whose common words and endings are told apart, and those read as pairs of characters."""
ALIKE_ENOUGH = 0.6
"""From this link on two groups are one story, whatever else is like them."""
PER_RIVAL = 1.9
"""
How much more alike two groups have to be for how alike others are to the more crowded of them: where many
headlines are alike, likeness is that of their topic.
"""
RIVALS = 20
"""How many of the others are looked at, the most alike first; those there are not count nothing."""
_FORGOTTEN = 0.15
"""Groups less alike than this are not looked at again until one of them has grown."""

Forbids = Callable[[int, int], bool]


@dataclass(slots=True)
class _Cluster:
    members: list[int]
    total: Vector
    """Sum of the members' vectors: products of totals are sums over all pairs."""
    length: float
    """Of the total; its square is the sum over all pairs of members, each with itself too."""
    hours: float
    """Mean of the members' times."""
    earliest: float
    latest: float
    language: str
    """The language all of it is in, empty if there is none."""
    texts: bool
    """Whether more than headlines is known of it."""
    pairs: dict[int, float]
    """For each cluster near it, the sum of the cosines between their members."""


class Linking:
    """Groups of entries on their way to be stories; entries are named by their place."""

    def __init__(
        self, profiles: Sequence[Profile], vectors: Sequence[Vector], near: Neighbours, forbids: Forbids
    ) -> None:
        self._profiles = profiles
        self._vectors = vectors
        self._near = near
        self._forbids = forbids
        self._home = list(range(len(profiles)))
        self._clusters = {
            place: _Cluster(
                [place],
                vectors[place],
                1.0,
                told.hours,
                told.hours,
                told.hours,
                told.language if told.language != "und" else "",
                bool(told.body),
                dict(near[place]),
            )
            for place, told in enumerate(profiles)
        }
        self._next = len(profiles)
        self.joined: list[tuple[int, int, float]] = []
        """Each join: an entry of either side, the most alike pair, and their cosine."""

    def groups(self) -> list[list[int]]:
        """Entries of each group in order, groups in order of their first."""
        return sorted(sorted(cluster.members) for cluster in self._clusters.values())

    def join_pinned(self, pinned: Sequence[tuple[int, int]]) -> None:
        """Put together what is ruled to be one story, whatever speaks against it."""
        for one, other in pinned:
            here, there = self._home[one], self._home[other]
            if here != there:
                self.joined.append((one, other, 1.0))
                self._join(here, there)

    def join_copies(self, copies: Sequence[tuple[int, int]]) -> None:
        """Put copies together straight away."""
        for one, other in copies:
            here, there = self._home[one], self._home[other]
            # Copies are alike in all a veto looks at but their times, so that one pair speaks for the rest.
            if here != there and not self._too_far(here, there) and not self._forbids(one, other):
                self.joined.append((one, other, 1.0))
                self._join(here, there)

    def join_alike(self) -> None:
        """Join the two closest groups, again and again, until none are close enough."""
        queue = [
            (-link, here, there)
            for here, cluster in self._clusters.items()
            for there in cluster.pairs
            if here < there and (link := self._link(here, there)) >= LEAST_HEADLINES
        ]
        heapq.heapify(queue)
        while queue:
            link, here, there = heapq.heappop(queue)
            if here not in self._clusters or there not in self._clusters:
                continue
            if not self._stands_out(-link, here, there):
                continue
            if not self._allowed(here, there):
                self._part(here, there)
                continue
            self.joined.append(self._closest(here, there))
            new = self._join(here, there)
            for other in self._clusters[new].pairs:
                if (link := self._link(other, new)) >= LEAST_HEADLINES:
                    heapq.heappush(queue, (-link, other, new))

    def _link(self, here: int, there: int) -> float:
        """
        Mean cosine between two groups, against how alike each is within, less for each hour between.
        """
        one, other = self._clusters[here], self._clusters[there]
        nearness = 1 - abs(one.hours - other.hours) / FAR_APART
        return one.pairs[there] / (one.length * other.length) * nearness if nearness > 0 else 0.0

    def _stands_out(self, link: float, here: int, there: int) -> bool:
        """Whether two groups are alike enough, and more so than either is like others."""
        if link >= ALIKE_ENOUGH:
            return True
        one, other = self._clusters[here], self._clusters[there]
        if not one.language or one.language != other.language:
            least = LEAST_ACROSS
        else:
            least = LEAST_TEXTS if one.texts and other.texts else LEAST_HEADLINES
            least += 0.0 if one.language in EXACT_LANGUAGES else LESS_KNOWN
        if link < least:
            return False
        if one.texts and other.texts:
            return True
        crowd = max(self._crowd(here, there), self._crowd(there, here))
        return link >= least + PER_RIVAL * crowd

    def _crowd(self, here: int, there: int) -> float:
        """The mean link of a group to its rivals for being one with another."""
        links = sorted([self._link(here, other) for other in self._clusters[here].pairs if other != there])
        return sum(links[-RIVALS:]) / RIVALS

    def _too_far(self, here: int, there: int) -> bool:
        one, other = self._clusters[here], self._clusters[there]
        return max(one.latest, other.latest) - min(one.earliest, other.earliest) > FAR_APART

    def _allowed(self, here: int, there: int) -> bool:
        if self._too_far(here, there):
            return False
        one, other = self._clusters[here].members, self._clusters[there].members
        forbids = self._forbids
        for first in one:
            for second in other:
                if forbids(first, second):
                    return False
        return True

    def _part(self, here: int, there: int) -> None:
        del self._clusters[here].pairs[there], self._clusters[there].pairs[here]

    def _closest(self, here: int, there: int) -> tuple[int, int, float]:
        """The most alike pair between two groups."""
        small, large = sorted((here, there), key=lambda c: (len(self._clusters[c].members), c))
        cosine, one, other = max(
            (cosine, -min(member, neighbour), -max(member, neighbour))
            for member in self._clusters[small].members
            for neighbour, cosine in self._near[member].items()
            if self._home[neighbour] == large
        )
        return -one, -other, cosine

    def _join(self, here: int, there: int) -> int:
        one, other = self._clusters.pop(here), self._clusters.pop(there)
        if len(one.total) < len(other.total):
            one, other = other, one
        length = math.sqrt(one.length**2 + other.length**2 + 2 * product(one.total, other.total))
        if len(one.members) == 1:
            one.total = dict(one.total)  # an entry's own vector until now
        pairs = self._joined_pairs(one, other, {here, there}, length)
        for term, weight in other.total.items():
            one.total[term] = one.total.get(term, 0.0) + weight
        new, self._next = self._next, self._next + 1
        for neighbour in {*one.pairs, *other.pairs} - {here, there}:
            beside = self._clusters[neighbour].pairs
            beside.pop(here, None)
            beside.pop(there, None)
            if neighbour in pairs:
                beside[new] = pairs[neighbour]
        members = one.members + other.members
        for member in members:
            self._home[member] = new
        self._clusters[new] = _Cluster(
            members,
            one.total,
            length,
            (len(one.members) * one.hours + len(other.members) * other.hours) / len(members),
            min(one.earliest, other.earliest),
            max(one.latest, other.latest),
            one.language if one.language == other.language else "",
            one.texts or other.texts,
            pairs,
        )
        return new

    def _joined_pairs(
        self, one: _Cluster, other: _Cluster, old: set[int], length: float
    ) -> dict[int, float]:
        """Pair sums of the union; what is near only one of the two is compared with the other."""
        pairs = {}
        for near, far in ((one, other), (other, one)):
            for neighbour, known in near.pairs.items():
                if neighbour in old or neighbour in pairs:
                    continue
                beside = self._clusters[neighbour]
                rest = far.pairs.get(neighbour)
                both = known + (product(far.total, beside.total) if rest is None else rest)
                if both >= _FORGOTTEN * length * beside.length:
                    pairs[neighbour] = both
        return pairs
