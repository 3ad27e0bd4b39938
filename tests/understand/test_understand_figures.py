"""Figures against sentences labelled by hand, and what each part of one says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from digest.model import AnnotatedEntry

Annotate = Callable[..., AnnotatedEntry]
Label = tuple[Decimal, str, str, str, str]

LABELLED = Path(__file__).parent / "figures.tsv"


def labelled() -> list[tuple[str, list[Label]]]:
    rows = []
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
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


def shares(annotate: Annotate, width: int) -> tuple[float, float, list[str]]:
    """Precision and recall on the first `width` parts of the labels, and what went wrong."""
    right = found = wanted = 0
    wrong = []
    for sentence, labels in labelled():
        expected = Counter(label[:width] for label in labels)
        actual = Counter(label[:width] for label in found_in(annotate, sentence))
        right += (expected & actual).total()
        found += actual.total()
        wanted += expected.total()
        if expected != actual:
            wrong.append(f"{sentence}: wanted {dict(expected - actual)}, found {dict(actual - expected)}")
    return right / found, right / wanted, wrong


def test_the_labelled_set_is_large_enough_and_has_a_part_without_figures() -> None:
    rows = labelled()
    assert len(rows) >= 120
    assert sum(1 for _, labels in rows if not labels) >= 25
    assert len({sentence for sentence, _ in rows}) == len(rows)


def test_amounts_and_units_of_the_labelled_set(annotate: Annotate) -> None:
    precision, recall, wrong = shares(annotate, 2)
    print(f"amount + unit: precision {precision:.3f}, recall {recall:.3f}", *wrong, sep="\n  ")
    assert precision >= 0.95
    assert recall >= 0.90


def test_measure_direction_and_subject_of_the_labelled_set(annotate: Annotate) -> None:
    precision, recall, wrong = shares(annotate, 5)
    print(f"all parts: precision {precision:.3f}, recall {recall:.3f}", *wrong, sep="\n  ")
    assert precision >= 0.85
    assert recall >= 0.85
