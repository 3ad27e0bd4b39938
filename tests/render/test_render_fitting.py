"""A mail stays under its size, whatever the edition: sections end early, between two items, and say so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from digest.model import Brief, Digest, Item, Line, MoverRow, Note, Section
from digest.render import Theme, fitting, render
from digest.render.fitting import Fitted, fitted
from digest.render.mail import LARGEST

NASTY = ("<&\"'>" * 500, "人民银行" * 1000, "{{ x }} " * 900, "w " * 2000)


def mail(digest: Digest, theme: Theme) -> str:
    return render(digest, theme, ("mail",))[0].content


def words(html: str) -> str:
    return re.sub(r"\s+", " ", "".join(map(str, lxml_html.document_fromstring(html).itertext())))


def numbered(brief: Brief, number: int) -> Brief:
    return replace(brief, headline=f"Story number {number} of the day", story_id=f"s{number}")


def with_stories(desk: Digest, full: int, compact: int) -> Digest:
    """The desk with so many top stories and so many in one line, numbered in the order of the page."""
    briefs = desk.briefs
    told: list[Item] = [numbered(briefs[n % 5], n) for n in range(full)]
    lines: list[Item] = [numbered(briefs[-1 - n % 5], full + n) for n in range(compact)]
    changed = {"top": tuple(told), "also": tuple(lines)}
    return replace(
        desk, sections=tuple(replace(s, items=changed.get(s.id, s.items)) for s in desk.sections)
    )


def printed(html: str) -> list[int]:
    return [int(n) for n in re.findall(r"Story number (\d+) of the day</a>", html)]


def announced(html: str) -> list[int]:
    return [int(n) for n in re.findall(r">(\d+) more on the page<", html)]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_an_edition_that_fits_is_whole_and_bears_no_marks(desk: Digest, theme: Theme, count: int) -> None:
    html = mail(with_stories(desk, count, count), theme)
    assert printed(html) == list(range(2 * count))
    assert announced(html) == []
    assert fitting.OPENS not in html
    assert fitting.CLOSES not in html


@pytest.mark.parametrize(("full", "compact"), [(30, 60), (90, 0), (400, 400), (10_000, 10_000)])
def test_a_long_edition_ends_between_two_stories(
    desk: Digest, theme: Theme, full: int, compact: int
) -> None:
    digest = with_stories(desk, full, compact)
    html = mail(digest, theme)
    assert 0.9 * LARGEST < len(html.encode()) <= LARGEST
    told = printed(html)
    top = [n for n in told if n < full]
    also = [n for n in told if n >= full]
    assert top == list(range(len(top)))  # a section's beginning, nothing from further down
    assert also == list(range(full, full + len(also)))
    assert sum(announced(html)) == full + compact - len(told)
    said = words(html)
    for brief in digest.briefs[: len(top)]:  # what is told is told whole
        assert all(passage.text in said for passage in brief.summary)
    assert not also or len(top) == full, "compact sections give way before the others"


def test_what_is_measured_and_the_regulators_stay(desk: Digest, theme: Theme) -> None:
    html = mail(with_stories(desk, 500, 500), theme)
    said = words(html)
    for section in desk.sections:
        for item in section.items:
            if isinstance(item, Line):
                assert item.text in said
            elif item.layout in ("flow", "mover"):
                assert item.label in said
            elif isinstance(item, Brief) and section.id == "regulatory":
                assert item.headline in said
    assert "entries considered" in said


def test_huge_stories_do_not_push_out_the_others(desk: Digest, theme: Theme) -> None:
    digest = with_stories(desk, 5, 5)
    briefs = digest.briefs[:5]
    address = "https://a.example/" + "x" * 1900
    huge = [
        replace(brief, tellings=tuple(replace(brief.tellings[0], url=address) for _ in range(24)))
        for brief in briefs[:3]
    ]
    sections = [replace(s, items=(*huge, *briefs[3:])) if s.id == "top" else s for s in digest.sections]
    html = mail(replace(digest, sections=tuple(sections)), theme)
    assert printed(html) == list(range(3, 10))
    assert announced(html) == [3]


@pytest.mark.parametrize("nasty", NASTY, ids=lambda text: text[:4])
def test_hostile_input_of_any_length_stays_under_the_size(desk: Digest, theme: Theme, nasty: str) -> None:
    def strained(item: Item) -> Item:
        if isinstance(item, Brief):
            return replace(item, headline=nasty, because=nasty, news=(nasty,) * 9, assets=(nasty,) * 9)
        if isinstance(item, Line):
            return replace(item, label=nasty, text=nasty)
        if isinstance(item, MoverRow):
            return replace(item, label=nasty, name=nasty, remark=nasty, story=nasty, unit=nasty)
        return item

    sections = [
        replace(s, title=nasty, items=tuple(map(strained, s.items * 40)), notes=(nasty, nasty))
        for s in desk.sections
    ]
    sections.append(Section("more", "notes", nasty, (Note("- a\n\n" * 1500),) * 20, (nasty,)))
    masthead = replace(
        desk.masthead,
        edition=replace(desk.edition, title=nasty, notice=nasty),
        missing=tuple(replace(desk.masthead.missing[0], title=nasty, error=nasty) for _ in range(500)),
    )
    html = mail(replace(desk, masthead=masthead, sections=tuple(sections)), theme)
    assert len(html.encode()) <= LARGEST
    assert "and 470 more" in html


def test_sections_without_end_stay_under_the_size(desk: Digest, theme: Theme) -> None:
    many = tuple(Section(f"s{n}", "top", "Words " * 20, (), ("Note " * 200,)) for n in range(500))
    assert len(mail(replace(desk, sections=many), theme).encode()) <= LARGEST


def test_a_long_edition_is_rendered_twice_and_a_short_one_once(desk: Digest) -> None:
    for stories, renders in ((3, 1), (60, 2)):
        seen: list[Fitted] = []

        def write(part: Fitted, seen: list[Fitted] = seen) -> str:
            seen.append(part)
            briefs = part.digest.sections[4].items
            return "".join(f"{fitting.OPENS}{'x' * 900}{fitting.CLOSES}" for _ in briefs)

        fitted(with_stories(desk, stories, 0), 30_000, write)
        assert len(seen) == renders


def test_a_theme_without_marks_is_cut_as_well(desk: Digest) -> None:
    digest = with_stories(desk, 300, 0)

    def write(part: Fitted) -> str:
        return "".join("x" * (5000 if n < 4 else 400) for n, _ in enumerate(part.digest.briefs))

    assert 1000 < len(fitted(digest, 30_000, write)) <= 30_000
