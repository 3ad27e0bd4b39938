"""Neighbours, worked out in columns and a part at a time, are those found by comparing all pairs."""

from __future__ import annotations

import random

import pytest
from told_entries import told

from digest.group import candidates
from digest.group.candidates import LEAST_ALIKE, LEAST_IN_COMMON, MOST_NEAR, neighbours
from digest.group.profile import profile
from digest.group.similarity import product, space
from digest.group.veto import FAR_APART

WORDS = [
    f"{first}{last}"
    for first in ("kal", "dro", "mir", "ven", "sul")
    for last in ("tor", "bim", "gan", "pox")
]


def test_neighbours_are_those_of_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_LEAST_SHARED", 0.0)
    monkeypatch.setattr(candidates, "MOST_ENTRIES", 40)
    monkeypatch.setattr(candidates, "_AT_A_TIME", 7)
    chance = random.Random(3)
    entries = [
        told(" ".join(chance.choices(WORDS, range(1, 21), k=5)), id=str(n), hours=float(n))
        for n in range(120)
    ]
    profiles = [profile(entry) for entry in entries]
    among = space(profiles)
    assert any(count > 40 for count in among.frequency.values())
    vectors = [among.vector(told) for told in profiles]

    def rare(one: int, other: int) -> bool:
        return any(among.frequency[term] <= 40 for term in vectors[one].keys() & vectors[other].keys())

    alike: dict[int, list[tuple[float, int]]] = {n: [] for n in range(120)}
    for one in range(120):
        for other in range(120):
            cosine = round(product(vectors[one], vectors[other]), 9)
            close = abs(profiles[one].hours - profiles[other].hours) <= FAR_APART
            both = len(vectors[one].keys() & vectors[other].keys())
            if (
                one != other
                and close
                and both >= LEAST_IN_COMMON
                and cosine >= LEAST_ALIKE
                and rare(one, other)
            ):
                alike[one].append((-cosine, other))
    nearest = {(one, other) for one, found in alike.items() for _, other in sorted(found)[:MOST_NEAR]}
    assert any(len(found) > MOST_NEAR for found in alike.values())

    found = neighbours(profiles, vectors, among)
    assert {(one, other) for one in range(120) for other in found[one]} == nearest | {
        (other, one) for one, other in nearest
    }
    assert all(
        near == pytest.approx(product(vectors[one], vectors[other]), abs=1e-8)
        for one in range(120)
        for other, near in found[one].items()
    )


def test_entries_without_a_rare_term_in_common_have_no_neighbours() -> None:
    profiles = [profile(told("Quayside drained", id="1")), profile(told("Harbour opened", id="2"))]
    among = space(profiles)
    vectors = [among.vector(told) for told in profiles]
    assert neighbours(profiles, vectors, among) == [{}, {}]
    assert neighbours([], [], among) == []
