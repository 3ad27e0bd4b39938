"""Which pairs of entries are worth comparing: those that share a rare term, never all pairs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from digest.group.profile import Profile
from digest.group.similarity import Space, Vector, product
from digest.group.veto import FAR_APART

MOST_ENTRIES = 150
"""A term in more entries than this makes no pairs; a story so large has rarer ones in its parts."""
LEAST_ALIKE = 0.2
"""Pairs below this cosine are not kept."""
LEAST_IN_COMMON = 2
"""One term alone, be it a name, makes no pair."""
MOST_NEAR = 16
"""How many of the entries nearest to it each entry keeps; groups are compared whole anyway."""
_LEAST_SHARED = 0.08
"""Pairs whose rare terms add less to it are not looked at further."""

Neighbours = list[dict[int, float]]
"""For each entry, by its place, the entries near it with their cosine."""


def neighbours(profiles: Sequence[Profile], vectors: Sequence[Vector], among: Space) -> Neighbours:
    """
    The pairs worth comparing, both ways.

    Candidates come from an inverted index over rare terms; common terms count in the cosine only.
    """
    index: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    near: Neighbours = [{} for _ in profiles]
    common: list[Vector] = []
    lengths: list[float] = []
    for here, vector in enumerate(vectors):
        frequent: Vector = {}
        met: defaultdict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            if among.frequency[term] > MOST_ENTRIES:
                frequent[term] = weight
                continue
            posted = index[term]
            for there, other in posted:
                met[there] += weight * other
            posted.append((here, weight))
        common.append(frequent)
        length = math.sqrt(sum(weight * weight for weight in frequent.values()))
        lengths.append(length)
        hours = profiles[here].hours
        for there, partly in met.items():
            if partly < _LEAST_SHARED or partly + length * lengths[there] < LEAST_ALIKE:
                continue
            if abs(hours - profiles[there].hours) > FAR_APART:
                continue
            cosine = partly + product(frequent, common[there])
            if cosine >= LEAST_ALIKE and len(vector.keys() & vectors[there].keys()) >= LEAST_IN_COMMON:
                near[here][there] = near[there][here] = cosine
    return _nearest(near)


def _nearest(near: Neighbours) -> Neighbours:
    """Each entry with the nearest to it, and those it is among the nearest to."""
    kept: Neighbours = [{} for _ in near]
    for here, others in enumerate(near):
        best = sorted((-cosine, there) for there, cosine in others.items())[:MOST_NEAR]
        for cosine, there in best:
            kept[here][there] = kept[there][here] = -cosine
    return kept
