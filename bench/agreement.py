"""How far a grouping agrees with a labelled one: BCubed, misplaced entries, pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    Shares from 0 to 1, and misplaced entries a thousand.

    BCubed precision is the mean, over entries, of the share of an entry's story that has its label; recall
    of the share of its label that is in its story (Bagga and Baldwin, 1998). Misplaced is an entry whose
    story mostly has another label.
    """

    precision: float
    recall: float
    misplaced: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


def harmonic(one: float, other: float) -> float:
    """Harmonic mean, 0 where both are."""
    return 2 * one * other / (one + other) if one + other else 0.0


def agreement(labels: Sequence[str], stories: Sequence[int]) -> Agreement:
    """Of a grouping with labels, both given entry by entry."""
    both = Counter(zip(labels, stories, strict=True))
    label_size, story_size = Counter(labels), Counter(stories)
    most: defaultdict[int, int] = defaultdict(int)
    for (_, story), count in both.items():
        most[story] = max(most[story], count)
    entries = len(labels)
    return Agreement(
        sum(count**2 / story_size[story] for (_, story), count in both.items()) / entries,
        sum(count**2 / label_size[label] for (label, _), count in both.items()) / entries,
        1000 * sum(size - most[story] for story, size in story_size.items()) / entries,
    )


def of_pairs(judged: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs, each given as (really the same, said to be)."""
    counts = Counter(judged)
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return precision, recall, harmonic(precision, recall)
