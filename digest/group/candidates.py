"""Which pairs of entries are worth comparing: those that share a rare term, never all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from digest.group.profile import Profile
from digest.group.similarity import Space, Vector
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
_AT_A_TIME = 256
"""Entries compared in one go, so that what is held at once does not grow with how many there are."""
_DECIMALS = 9
"""Cosines are rounded to these, so that no machine's order of adding decides which pair is closer."""

Neighbours = list[dict[int, float]]
"""For each entry, by its place, the entries near it with their cosine."""

_Places = NDArray[np.int64]
_Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Terms:
    """Weighted terms, entry by entry: those of entry n stand from `starts[n]` to `starts[n + 1]`."""

    starts: _Places
    terms: _Places
    weights: _Weights


def neighbours(profiles: Sequence[Profile], vectors: Sequence[Vector], among: Space) -> Neighbours:
    """
    The pairs worth comparing, both ways.

    Candidates come from an inverted index over rare terms; common terms count in the cosine only.
    """
    rare, common = _split(vectors, among)
    hours = np.array([told.hours for told in profiles])
    kept: Neighbours = [{} for _ in profiles]
    found = list(_pairs(rare, common, hours))
    if not found:
        return kept
    one, other, cosine = (np.concatenate(column) for column in zip(*found, strict=True))
    near = _near_enough(one, other, cosine)
    for here, there, alike in zip(*(column[near].tolist() for column in (one, other, cosine)), strict=True):
        kept[here][there] = kept[there][here] = alike
    return kept


def _split(vectors: Sequence[Vector], among: Space) -> tuple[_Terms, _Terms]:
    """The vectors' rare terms, and their common ones."""
    number: dict[str, int] = {}
    every = chain.from_iterable(vectors)
    terms = np.array([number.setdefault(term, len(number)) for term in every], dtype=np.int64)
    weights = np.fromiter(chain.from_iterable(vector.values() for vector in vectors), np.float64)
    holder = np.repeat(np.arange(len(vectors)), [len(vector) for vector in vectors])
    frequent = np.array([among.frequency[term] for term in number], dtype=np.int64) > MOST_ENTRIES
    common = frequent[terms]
    columns = []
    for which in (~common, common):
        ends = np.cumsum(np.bincount(holder[which], minlength=len(vectors)))
        _, numbered = np.unique(terms[which], return_inverse=True)
        columns.append(_Terms(np.concatenate(([0], ends)), numbered, weights[which]))
    return columns[0], columns[1]


def _pairs(rare: _Terms, common: _Terms, hours: _Weights) -> Iterator[tuple[_Places, _Places, _Weights]]:
    """Later entry, earlier entry and cosine of the pairs near enough, a part of the entries at a time."""
    count = len(hours)
    entry = np.repeat(np.arange(count), np.diff(rare.starts))
    by_term = np.argsort(rare.terms, kind="stable")
    posted, posted_weights = entry[by_term], rare.weights[by_term]
    place = np.empty_like(by_term)
    place[by_term] = np.arange(len(by_term))
    first = np.searchsorted(rare.terms[by_term], rare.terms)
    holder = np.repeat(np.arange(count), np.diff(common.starts))
    length = np.sqrt(np.bincount(holder, common.weights**2, count))
    for begin in range(0, count, _AT_A_TIME):
        end = min(begin + _AT_A_TIME, count)
        own = slice(rare.starts[begin], rare.starts[end])
        which, earlier = _ranges(first[own], place[own] - first[own])
        here, there = entry[own][which], posted[earlier]
        keys, pair = np.unique((here - begin) * count + there, return_inverse=True)
        partly = np.bincount(pair, rare.weights[own][which] * posted_weights[earlier], len(keys))
        shared = np.bincount(pair, minlength=len(keys))
        here, there = keys // count + begin, keys % count
        near = (partly >= _LEAST_SHARED) & (partly + length[here] * length[there] >= LEAST_ALIKE)
        near &= np.abs(hours[here] - hours[there]) <= FAR_APART
        here, there, partly, shared = here[near], there[near], partly[near], shared[near]
        beside, both = _in_common(common, begin, end, here, there)
        cosine = np.round(partly + beside, _DECIMALS)
        alike = (cosine >= LEAST_ALIKE) & (shared + both >= LEAST_IN_COMMON)
        here, there, cosine = here[alike], there[alike], cosine[alike]
        near = _near_enough(here, there, cosine)
        yield here[near], there[near], cosine[near]


def _ranges(starts: _Places, lengths: _Places) -> tuple[_Places, _Places]:
    """All the numbers of ranges, one range after the other, and which range each is of."""
    which = np.repeat(np.arange(len(starts)), lengths)
    before = np.cumsum(lengths) - lengths
    return which, np.arange(len(which)) - before[which] + starts[which]


def _in_common(
    common: _Terms, begin: int, end: int, here: _Places, there: _Places
) -> tuple[_Weights, _Places]:
    """What common terms add to the cosine of each pair, and how many of them both have."""
    table = np.zeros((end - begin, int(common.terms.max(initial=-1)) + 1))
    own = slice(common.starts[begin], common.starts[end])
    holder = np.repeat(np.arange(end - begin), np.diff(common.starts[begin : end + 1]))
    table[holder, common.terms[own]] = common.weights[own]
    which, at = _ranges(common.starts[there], common.starts[there + 1] - common.starts[there])
    weights = table[here[which] - begin, common.terms[at]]
    added = np.asarray(np.bincount(which, weights * common.weights[at], len(here)), np.float64)
    return added, np.bincount(which[weights > 0], minlength=len(here))


def _near_enough(one: _Places, other: _Places, cosine: _Weights) -> NDArray[np.bool_]:
    """
    Which pairs are among the nearest of either side.

    What is not so among some of the pairs is not so among all of them. Pairs come in order of place, so
    that of two as alike the earlier entry is nearer.
    """
    here = np.concatenate((one, other))
    order = np.argsort(2.0 * here - np.tile(cosine, 2), kind="stable")
    here = here[order]
    near = np.empty(len(order), np.bool_)
    near[order] = np.arange(len(order)) - np.searchsorted(here, here) < MOST_NEAR
    return near[: len(one)] | near[len(one) :]
