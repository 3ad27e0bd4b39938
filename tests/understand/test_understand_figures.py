"""Figures against sentences labelled by hand, and what each part of one says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from digest.model import AnnotatedEntry

Annotate = Callable[..., AnnotatedEntry]
Label = tuple[Decimal, str, str, str, str]

SETS = ("figures", "figures_unseen", "figures_fresh")
"""
The first was built with; the second was labelled before it was read and never looked at. The third has
parts: each was labelled before it was read, then built with, and its comment tells what it gave at first.
"""


def labelled(name: str) -> list[tuple[str, list[Label]]]:
    rows = []
    path = Path(__file__).parent / f"{name}.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        sentence, _, told = line.partition("\t")
        labels: list[Label] = []
        for one in filter(None, told.split("; ")):
            amount, unit, measure, direction, subject = one.split("/")
            labels.append((Decimal(amount), unit, measure, direction, subject))
        rows.append((sentence, labels))
    return rows


def found_in(annotate: Annotate, sentence: str) -> list[Label]:
    # In the body, as most sentences are; a title of its own would lend its subject.
    figures = annotate("Untitled", sentence).figures
    return [(f.amount, f.unit, f.measure, f.direction, f.subject) for f in figures]


def shares(annotate: Annotate, name: str, width: int) -> tuple[float, float, list[str]]:
    """Precision and recall on the first `width` parts of the labels, and what went wrong."""
    right = found = wanted = 0
    wrong = []
    for sentence, labels in labelled(name):
        expected = Counter(label[:width] for label in labels)
        actual = Counter(label[:width] for label in found_in(annotate, sentence))
        right += (expected & actual).total()
        found += actual.total()
        wanted += expected.total()
        if expected != actual:
            wrong.append(f"{sentence}: wanted {dict(expected - actual)}, found {dict(actual - expected)}")
    return right / found, right / wanted, wrong


def test_the_labelled_sets_are_large_enough_and_have_parts_without_figures() -> None:
    rows = [row for name in SETS for row in labelled(name)]
    assert len(rows) >= 400
    assert sum(1 for _, labels in rows if not labels) >= 60
    assert len({sentence for sentence, _ in rows}) == len(rows)
    fresh = labelled("figures_fresh")
    assert len(fresh) >= 450
    assert sum(1 for _, labels in fresh if not labels) >= 30


@pytest.mark.parametrize(
    ("name", "least"),
    [("figures", (0.97, 0.97)), ("figures_unseen", (0.97, 0.92)), ("figures_fresh", (0.97, 0.97))],
)
def test_amounts_and_units(annotate: Annotate, name: str, least: tuple[float, float]) -> None:
    precision, recall, wrong = shares(annotate, name, 2)
    print(f"{name}, amount + unit: precision {precision:.3f}, recall {recall:.3f}", *wrong, sep="\n  ")
    assert (precision >= least[0], recall >= least[1]) == (True, True)


@pytest.mark.parametrize(
    ("name", "least"), [("figures", 0.94), ("figures_unseen", 0.9), ("figures_fresh", 0.94)]
)
def test_measure_direction_and_subject(annotate: Annotate, name: str, least: float) -> None:
    precision, recall, wrong = shares(annotate, name, 5)
    print(f"{name}, all parts: precision {precision:.3f}, recall {recall:.3f}", *wrong, sep="\n  ")
    assert min(precision, recall) >= least
