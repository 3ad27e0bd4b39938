"""
How alike two texts are: the cosine of their weighted terms.

Words, entities, figures and the event type are terms of one space, weighted by how rare they are
among everything at hand; proper names weigh more, a body's words less than a headline's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.group.profile import Profile, is_fact

Vector = dict[str, float]
"""Weights by term; of length 1 unless it sums up several texts."""

NAME = 1.5
"""How much more a proper name counts than another word as rare."""
BODY = 0.4
"""Length of the body's part beside the headline's."""
_PRIOR = 30
"""Entries assumed beside those at hand, so that a handful of them can still tell rare from common."""
_MOSTLY = 0.7
_RARE_SHARE, _RARE_COUNT = 0.05, 12


@dataclass(frozen=True, slots=True)
class Space:
    """What the texts at hand say of their terms together."""

    texts: int
    frequency: Mapping[str, int]
    """In how many of the texts a term stands."""
    names: frozenset[str]
    """Terms written with a capital wherever capitals tell."""
    headed: frozenset[str]
    """Terms that only ever head a sentence, so that they may be names."""
    telling: frozenset[str]
    """Entities, figures and names few enough texts have to tell one event from others."""
    weights: Mapping[str, float]
    """What a term that stands once counts: its rarity, and more for a name."""

    def rarity(self, term: str) -> float:
        """Inverse document frequency, above 0."""
        return _rarity(self.texts, self.frequency.get(term, 0))

    def rare(self, term: str) -> bool:
        """Whether few enough texts have the term for it to tell one event from others."""
        return self.frequency.get(term, 0) <= _few(self.texts)

    def same_name(self, one: Profile, other: Profile) -> bool:
        """Whether both headlines have a rare proper name that is no asset or place."""
        return not self.telling.isdisjoint(one.subjects & other.subjects)

    def vector(self, told: Profile) -> Vector:
        """The weighted terms of one text."""
        if not told.title or not told.body:
            return self._part(told.title or told.body, 1.0)
        vector = self._part(told.title, 1.0)
        for term, weight in self._part(told.body, BODY).items():
            vector[term] = vector.get(term, 0.0) + weight
        return scaled(vector, 1.0)

    def in_common(self, vector: Vector) -> Vector:
        """`vector` without the terms of one text alone: no product with another text needs them."""
        return {term: weight for term, weight in vector.items() if self.frequency[term] > 1}

    def _part(self, counts: Mapping[str, float], length: float) -> Vector:
        weighted = {}
        for term, count in counts.items():
            weight = self.weights[term]
            weighted[term] = weight * (count if count <= 1 else 1 + math.log(count))
        return scaled(weighted, length)


def space(profiles: Iterable[Profile]) -> Space:
    """The space spanned by `profiles`."""
    texts = 0
    frequency: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for told in profiles:
        texts += 1
        frequency.update(told.title.keys() | told.body.keys())
        for term, (capitals, count) in told.capitals.items():
            capital[term] += capitals
            seen[term] += count
    names = frozenset(term for term, count in seen.items() if capital[term] > _MOSTLY * count)
    headed = frozenset(term for term, count in seen.items() if not count)
    few = _few(texts)
    telling = frozenset(
        term for term, count in frequency.items() if count <= few and (term in names or is_fact(term))
    )
    weights = {
        term: _rarity(texts, count) * (NAME if term in names else 1.0) for term, count in frequency.items()
    }
    return Space(texts, frequency, names, headed, telling, weights)


def _rarity(texts: int, count: int) -> float:
    return math.log((texts + _PRIOR) / (count + 1)) + 0.01


def _few(texts: int) -> float:
    return max(_RARE_COUNT, texts * _RARE_SHARE)


def scaled(vector: Vector, length: float) -> Vector:
    """`vector` brought to `length`; an empty one stays empty."""
    by = length / norm if (norm := math.hypot(*vector.values())) else 1.0
    return {term: weight * by for term, weight in vector.items()}


def product(one: Vector, other: Vector) -> float:
    """The inner product: of two vectors of length 1, their cosine."""
    if len(one) > len(other):
        one, other = other, one
    total = 0.0
    weigh = other.get
    for term, weight in one.items():
        beside = weigh(term)
        if beside is not None:
            total += weight * beside
    return total


def shared(one: Vector, other: Vector) -> tuple[str, ...]:
    """Terms both have, those that add most to their likeness first."""
    common = sorted((-weight * other[term], term) for term, weight in one.items() if term in other)
    return tuple(term for _, term in common)


def evidence(one: Profile, other: Profile, terms: Sequence[str]) -> str:
    """Why two texts are alike, in words: ``same words: quayside, drained; same figure $41.5M``."""
    facts = [term for term in terms if is_fact(term)]
    words = [one.written[term].casefold() for term in terms if ":" not in term and not term[0].isdigit()]
    told = []
    if words:
        told.append("same words: " + ", ".join(dict.fromkeys(words[:5])))
    named = [one.written[term] for term in facts if term.startswith("entity:")]
    if named:
        told.append("both name " + ", ".join(dict.fromkeys(named[:3])))
    figures = [
        _both(one.written[term], other.written[term]) for term in facts if term.startswith("figure:")
    ]
    if figures:
        told.append("same figure " + ", ".join(dict.fromkeys(figures[:2])))
    return "; ".join(told)


def _both(one: str, other: str) -> str:
    return one if one.casefold() == other.casefold() else f"{one} = {other}"
