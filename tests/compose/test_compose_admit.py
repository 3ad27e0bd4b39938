"""Which entries an edition may use, and what becomes of the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from digest.compose.admit import admit
from digest.model import Entry, Source, Window

END = datetime(2026, 2, 6, 12, tzinfo=UTC)
WINDOW = Window(END - timedelta(days=1), END)
SOURCES = {
    "wire": Source("wire", "feed", "", "Wire", tier="wire"),
    "paper": Source("paper", "feed", "", "Paper"),
}


def entry(id: str, source: str, url: str, *, hours: float | None = 1, seen: float = 1) -> Entry:
    published = None if hours is None else END - timedelta(hours=hours)
    return Entry(id, source, url, id, "", seen=END - timedelta(hours=seen), published=published)


def fates(*entries: Entry, first_seen: dict[str, datetime] | None = None) -> dict[str, str]:
    eligible, refused = admit(entries, WINDOW, first_seen or {}, SOURCES)
    told = {one.id: "" for one in eligible} | {one.id: fate for one, fate, _ in refused}
    assert len(told) == len(entries)
    return told


def test_one_address_in_two_sources_is_taken_from_the_better_one() -> None:
    assert fates(entry("p", "paper", "u"), entry("w", "wire", "u")) == {"p": "duplicate", "w": ""}


def test_a_copy_refused_for_its_date_does_not_take_the_other_with_it() -> None:
    old = entry("w", "wire", "u", hours=100)
    assert fates(old, entry("p", "paper", "u")) == {"w": "too old", "p": ""}
    undated = entry("w", "wire", "u", hours=None)
    first = {"wire": END - timedelta(hours=1)}
    assert fates(undated, entry("p", "paper", "u"), first_seen=first) == {"w": "undated", "p": ""}


def test_what_was_told_before_is_not_told_again_by_another_source() -> None:
    told = entry("w", "wire", "u", hours=30, seen=30)
    assert fates(told, entry("p", "paper", "u")) == {"w": "seen before", "p": "duplicate"}


def test_entries_of_one_source_at_one_address_are_its_own_affair() -> None:
    assert fates(entry("a", "paper", "u"), entry("b", "paper", "u")) == {"a": "", "b": ""}


def test_undated_is_eligible_once_the_source_is_known_and_old_within_the_grace() -> None:
    known = {"paper": END - timedelta(days=30)}
    assert fates(entry("n", "paper", "n", hours=None), first_seen=known) == {"n": ""}
    assert fates(entry("g", "paper", "g", hours=60), first_seen=known) == {"g": ""}
    assert fates(entry("o", "paper", "o", hours=80), first_seen=known) == {"o": "too old"}


def test_what_is_refused_for_its_date_is_told_how_far_it_is_from_the_cut() -> None:
    old, undated = entry("o", "paper", "o", hours=80), entry("n", "paper", "n", hours=None)

    def details(first_seen: datetime, window: Window = WINDOW) -> list[str]:
        _, refused = admit((old, undated), window, {"paper": first_seen}, SOURCES)
        return [detail for *_, detail in refused]

    assert details(END - timedelta(days=30)) == ["published 2026-02-03, 8 hours too early"]
    assert details(END - timedelta(hours=1)) == [
        "published 2026-02-03, 2 days too early",
        "no date, on the first answer of its source",
    ]
    assert (
        details(END, Window(END - timedelta(days=1), END, first=True))[1] == "no date, in a first edition"
    )
