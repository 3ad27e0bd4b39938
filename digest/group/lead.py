"""Which entry stands for its story: the primary document, else the one most like the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from digest.group.similarity import Vector, product
from digest.model import AnnotatedEntry, Source, Tier

_STANDING: Mapping[Tier, int] = {"primary": 0, "wire": 1, "media": 1, "aggregator": 2, "social": 3}


def lead_first(
    entries: Sequence[AnnotatedEntry], vectors: Sequence[Vector], sources: Mapping[str, Source]
) -> tuple[AnnotatedEntry, ...]:
    """
    The entries of one story with its lead first, the others by time.

    A primary document leads; else, in this order, what is no noise, of a good tier, with a text, in
    the language most tell it in, dated, most like the others, and earliest.
    """
    if len(entries) == 1:
        return (entries[0],)
    total: Vector = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    languages = Counter(told.language for told in entries)

    def place(number: int) -> tuple[int, bool, bool, int, bool, int, bool, float, float, str]:
        told = entries[number]
        source = sources.get(told.entry.source_id)
        standing = _STANDING[source.tier if source else "media"]
        return (
            min(standing, 1),
            bool(told.noise),
            standing > 1,
            standing,
            not told.entry.text.strip(),
            -languages[told.language],
            told.entry.published is None,
            -round(product(vectors[number], total), 6),
            told.when.timestamp(),
            told.entry.id,
        )

    lead = min(range(len(entries)), key=place)
    others = [told for number, told in enumerate(entries) if number != lead]
    return (entries[lead], *sorted(others, key=lambda told: (told.when, told.entry.id)))
