"""Where sources do not tell the same amount."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from compose_stories import SOURCES, ranked, told

from digest.compose.disagreement import clash, disagreements_of
from digest.compose.headcount import headcounts
from digest.model import AnnotatedEntry, Figure


def claims(*entries: AnnotatedEntry) -> list[tuple[str, list[tuple[str, str]]]]:
    found = disagreements_of(ranked(*entries).story, SOURCES)
    return [(one.about, [(claim.figure.quote, claim.source) for claim in one.claims]) for one in found]


def test_two_sources_two_amounts() -> None:
    assert claims(
        told("$390.8M leaves Arbitrum", source="wire"),
        told("Money leaves Arbitrum: $372M", source="beta"),
        told("Arbitrum loses $390.8 million", source="alpha"),
    ) == [("flow", [("$390.8M", "The Wire"), ("$372M", "Beta")])]


def of_subject(told_: AnnotatedEntry, *subjects: str) -> AnnotatedEntry:
    pairs = zip(told_.figures, subjects, strict=True)
    return replace(told_, figures=tuple(replace(figure, subject=subject) for figure, subject in pairs))


def test_the_subject_tells_amounts_apart_and_names_the_dispute() -> None:
    wire = of_subject(told("Arbitrum $390.8M, Ether $508.2M", source="wire"), "ARB", "ETH")
    beta = of_subject(told("Arbitrum $372M", source="beta"), "ARB")
    assert claims(wire, beta) == [("Arbitrum flow", [("$390.8M", "The Wire"), ("$372M", "Beta")])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$390.8M", "$390.8 million"),
        ("$390.8M", "$391M"),
        ("$1.5 billion", "$1.46 billion"),
        ("$41.5M", "$130M"),
    ],
)
def test_noop_the_same_in_other_words_or_of_another_thing(one: str, other: str) -> None:
    assert claims(told(f"Bridge loses {one}"), told(f"Bridge drained of {other}", source="beta")) == []


def test_noop_one_source_may_tell_two_amounts() -> None:
    assert claims(told("Loses $390M"), told("Loses $372M", body="again")) == []
    assert claims(told("Loses $390M, after $372M a week ago"), told("Loses $372M", source="beta")) == []


@pytest.mark.parametrize("measure", ["", "price", "volume"])
def test_noop_what_is_not_told_or_moves_by_the_minute(measure: str) -> None:
    first, second = told("At $60,100", measure=measure), told("At $61,900", source="beta", measure=measure)
    assert claims(first, second) == []


def figure(amount: str, quote: str, bound: str = "exact") -> Figure:
    return Figure(Decimal(amount), "USD", quote, (0, len(quote)), bound=bound)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        (figure("43000000", "$43M"), figure("41500000", "$41.5M"), True),
        (figure("400000000", "$400M"), figure("390800000", "$390.8M"), True),
        (figure("400000000", "some $400M", "about"), figure("390800000", "$390.8M"), False),
        (figure("390000000", "over $390M", "at least"), figure("420000000", "$420M"), False),
        (figure("420000000", "over $420M", "at least"), figure("390000000", "$390M"), True),
        (figure("420000000", "up to $420M", "at most"), figure("390000000", "$390M"), False),
        (figure("0", "$0"), figure("1", "$1"), False),
        (figure("2000000", "two million dollars"), figure("2008000", "$2.008M"), False),
        (figure("2000000", "two million dollars"), figure("2300000", "$2.3M"), True),
    ],
)
def test_what_excludes_one_another(one: Figure, other: Figure, excluded: bool) -> None:
    assert clash(one, other) is clash(other, one) is excluded


# --- how many took part ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Eight departments warn", [("8", "departments", "exact")]),
        ("Central bank and eight other departments warn", [("9", "departments", "at least")]),
        (
            "12 government agencies and three ministries",
            [("12", "agencies", "exact"), ("3", "ministries", "exact")],
        ),
        ("央行等八部门发布通知", [("8", "departments", "exact")]),
        ("央行与其他十二个部门", [("13", "departments", "at least")]),
        # noop
        ("Other departments warn", []),
        ("Eight days and nine banks", []),
        ("2026 departments", []),
        ("两百部门", []),
    ],
)
def test_counts_of_bodies(text: str, counted: list[tuple[str, str, str]]) -> None:
    entry = told(text)
    found = list(headcounts(entry))
    assert [(str(one.amount), one.unit, one.bound) for one in found] == counted
    for one in found:
        assert entry.text[slice(*one.span)] == one.quote


def test_eight_departments_are_not_the_central_bank_and_eight_other_departments() -> None:
    document = told(
        "Notice No. 42", "The notice of the eight departments takes effect today.", source="wire"
    )
    other = told("China's central bank and eight other departments act", source="beta")
    assert claims(document, other) == [
        ("departments", [("eight departments", "The Wire"), ("eight other departments", "Beta")])
    ]


def test_a_headline_and_its_own_text_may_disagree_and_older_documents_do_not_count() -> None:
    entry = told(
        "Central bank and eight other departments set focus",
        "These are the rules of the eight departments. The notice of the bank and ten other departments "
        "of 2021 is repealed.",
    )
    assert claims(entry) == [
        ("departments", [("eight other departments", "Alpha"), ("eight departments", "Alpha")])
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Nine departments act",
        "The central bank and eight other departments act",
        "The bank, the court and eight other departments act, ten departments in all",
        "Nine ministries act",
    ],
)
def test_noop_counts_that_agree(other: str) -> None:
    assert (
        claims(told("The central bank and eight other departments act"), told(other, source="beta")) == []
    )
