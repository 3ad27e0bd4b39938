"""Headlines that fill in a form: told apart by who or where, or left to their words."""

from __future__ import annotations

import pytest
from told_entries import told

from digest.group import group
from digest.group.forms import appearance, filing, place

APART = {
    "two companies at one conference": (
        "Harrow to Present at the Ashgrove Global Healthcare Conference",
        "Corvid Systems, Inc. to Participate in the Ashgrove Global Healthcare Conference",
    ),
    "one notice for two towns": (
        "Marlowe 4G Coverage Now Available In Eastbourne",
        "Marlowe 4G Coverage Now Available In Whitby and Scarborough",
    ),
    "two filings of one form": (
        "REG - Ashgrove Capital - Net Asset Value(s)",
        "REG - Ashgrove Smaller - Net Asset Value(s)",
    ),
    "one filing about two companies": (
        "Ashgrove Asset Management Form 8.3 - Harrow Plc",
        "Ashgrove Asset Management Form 8.3 - Corvid Plc",
    ),
}
TOGETHER = {
    "one company's appearance": (
        "Harrow to Present at the Ashgrove Global Healthcare Conference",
        "Harrow Inc. to present at Ashgrove Global Healthcare Conference in June",
    ),
    "one place, told more and less exactly": (
        "Flood closes the grain exchange in Port Whitby",
        "Flood closes the grain exchange in Whitby",
    ),
    "one filing, syndicated": (
        "REG - Ashgrove Capital - Net Asset Value(s)",
        "REG - Ashgrove Capital - Net Asset Value(s)",
    ),
    "an actor told otherwise": (
        "Hackers drain Quayside bridge of $41.5M",
        "Attackers drain Quayside bridge of $41.5M",
    ),
}


@pytest.mark.parametrize("case", APART)
def test_a_form_filled_twice_is_two_stories(case: str) -> None:
    one, other = APART[case]
    assert len(group([told(one), told(other, source="blockpost", hours=1)], (), {})) == 2


@pytest.mark.parametrize("case", TOGETHER)
def test_one_event_in_a_form_is_one_story(case: str) -> None:
    one, other = TOGETHER[case]
    assert len(group([told(one), told(other, source="blockpost", hours=1)], (), {})) == 1


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Harrow, Inc. to Present at the Ashgrove Energy Symposium", {"harrow"}),
        ("Corvid presentation at Ashgrove conference to be webcast", {"corvid"}),
        ("Senator to speak on stablecoins", set()),
        ("Attackers present proof of the exploit", set()),
    ],
)
def test_who_appears(title: str, who: set[str]) -> None:
    assert appearance(title) == who


@pytest.mark.parametrize("title", ["Ashgrove files for bankruptcy", "Fund form 8 explained", "Navy drills"])
def test_news_is_no_filing(title: str) -> None:
    assert not filing(title)


@pytest.mark.parametrize(
    ("title", "where"),
    [
        ("Marlowe coverage available in Whitby", {"whitby"}),
        ("Marlowe coverage available in the north", set()),
        ("Talks in Whitby", set()),
    ],
)
def test_the_place_at_the_end(title: str, where: set[str]) -> None:
    assert place(title)[1] == where
