"""One edition in every format: the same facts, and always the same bytes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import cast

import pytest
from lxml import html as lxml_html

from digest.model import Brief, Digest, Format, Rendition, Section
from digest.model.amounts import money, percent
from digest.model.amounts import price as full_price
from digest.model.record import read
from digest.render import Theme, render
from digest.render.links import link
from digest.render.mail import LARGEST, SUBJECT_LENGTH, preheader, subject

GOLDEN = Path(__file__).parent / "golden"
TOLD: tuple[Format, ...] = ("page", "mail", "text", "markdown", "json")


@pytest.fixture(scope="session")
def renditions(desk: Digest, theme: Theme) -> dict[str, Rendition]:
    return {rendition.format: rendition for rendition in render(desk, theme, (*TOLD, "chat"))}


def test_a_page_prints_no_hour_nobody_gave(desk: Digest, theme: Theme) -> None:
    def on_a_day(brief: Brief) -> Brief:
        first, day = datetime(2026, 2, 5, 16, tzinfo=UTC), date(2026, 2, 6)
        told = tuple(replace(one, published=first, published_on=day) for one in brief.tellings)
        return replace(brief, published=first, published_on=day, tellings=told)

    def days(section: Section) -> Section:
        return replace(
            section, items=tuple(on_a_day(i) if isinstance(i, Brief) else i for i in section.items)
        )

    daily = replace(desk, sections=tuple(days(section) for section in desk.sections))
    (page,) = render(daily, theme, ("page",))
    tellings = re.findall(r'class="tellings">(.*?)</p>|class="teller">(.*?)</span>', page.content)
    assert tellings
    assert all("Fri 6 Feb" in (one or other) and "11:00" not in (one or other) for one, other in tellings)


def words(rendition: Rendition) -> str:
    """What a reader reads of it, in one line."""
    text = rendition.content
    if rendition.format in ("page", "mail"):
        text = "".join(map(str, lxml_html.document_fromstring(text).itertext()))
    elif rendition.format == "markdown":
        text = re.sub(r"(?<!\\)\*\*", "", text)
        text = unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))
    elif rendition.format == "json":
        text = " ".join(strings(json.loads(text)))
    return re.sub(r"\s+", " ", text)


def strings(data: object) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in strings(value)]
    if isinstance(data, list):
        return [text for value in data for text in strings(value)]
    return [data] if isinstance(data, str) else []


def addresses(rendition: Rendition) -> set[str]:
    if rendition.format in ("page", "mail"):
        hrefs = lxml_html.document_fromstring(rendition.content).xpath("//a/@href")
        return {str(href) for href in cast("list[str]", hrefs) if not str(href).startswith("#")}
    if rendition.format == "json":
        return {text for text in strings(json.loads(rendition.content)) if text.startswith("https://")}
    return set(re.findall(r"https://[^\s)]+", unescape(rendition.content)))


# --- parity -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", TOLD)
def test_every_format_tells_the_same_facts(
    renditions: dict[str, Rendition], desk: Digest, format: Format
) -> None:
    said = words(renditions[format])
    facts = [desk.edition.title, desk.edition.notice]
    facts += [text for source in desk.masthead.missing for text in (source.title, source.error)]
    facts += [section.title for section in desk.sections]
    facts += [note for section in desk.sections for note in section.notes]
    for brief in desk.briefs:
        facts += [brief.headline, *brief.news, *(passage.text for passage in brief.summary)]
        facts += [claim.figure.quote for told in brief.disagreements for claim in told.claims]
        facts += [claim.source for told in brief.disagreements for claim in told.claims]
        if brief.act:
            facts += [brief.act.body_name, brief.act.number, brief.act.effective, brief.act.repeals]
    for section in desk.sections:
        facts += [item.text for item in section.items if item.layout == "line"]
        facts += [item.label for item in section.items if item.layout in ("flow", "mover")]
        facts += [item.remark for item in section.items if item.layout == "mover"]
    said = said.upper()  # the text part writes its headings in capitals
    missing = [fact for fact in facts if re.sub(r"\s+", " ", fact).upper() not in said]
    assert missing == []


@pytest.mark.parametrize("format", ["page", "mail", "text", "markdown"])
def test_every_format_tells_the_same_numbers(
    renditions: dict[str, Rendition], desk: Digest, format: Format
) -> None:
    said = words(renditions[format])
    numbers = [f"{desk.masthead.answered} of {desk.masthead.asked} sources answered", "07:00 EST"]
    numbers += [f"{count} {fate}" for fate, count in desk.ledger.counts]
    for section in desk.sections:
        for item in section.items:
            if item.layout == "flow":
                numbers.append(money(item.net, item.unit, signed=True))
                optional = (item.inflow, item.outflow)
                numbers += [money(value, item.unit) for value in optional if value is not None]
                numbers += [money(item.mean, item.unit, signed=True)] if item.mean is not None else []
                numbers += ["stale: 27 h old"] if item.stale else []
            elif item.layout == "mover":
                numbers.append(percent(item.change))
                numbers += [full_price(item.price, item.unit)] if item.price is not None else []
                for value in (item.market_cap, item.volume):
                    numbers += [money(value, item.unit)] if value is not None else []
    said = said.replace("\N{NO-BREAK SPACE}", " ")
    assert [n for n in numbers if n.replace("\N{NO-BREAK SPACE}", " ") not in said] == []


@pytest.mark.parametrize("format", TOLD)
def test_every_format_links_the_same_places(
    renditions: dict[str, Rendition], desk: Digest, format: Format
) -> None:
    wanted = {link(told.url) for brief in desk.briefs for told in brief.tellings}
    wanted |= {link(claim.url) for b in desk.briefs for told in b.disagreements for claim in told.claims}
    for section in desk.sections:
        wanted |= {link(item.url) for item in section.items if item.layout in ("flow", "mover")}
    assert wanted - addresses(renditions[format]) == set()


def test_page_mail_text_and_markdown_link_nothing_else(renditions: dict[str, Rendition]) -> None:
    found = {format: addresses(renditions[format]) for format in ("page", "mail", "text", "markdown")}
    assert found["page"] == found["mail"] == found["text"] == found["markdown"]


def test_stories_come_in_the_same_order(renditions: dict[str, Rendition], desk: Digest) -> None:
    for format in ("page", "mail", "text", "markdown"):
        said = words(renditions[format])
        start = said.lower().index("top stories")
        places = [said.index(brief.headline, start) for brief in desk.briefs]
        assert places == sorted(places), format


# --- each format ------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["page", "mail", "text", "markdown", "chat"])
def test_golden(renditions: dict[str, Rendition], format: Format) -> None:
    """``UPDATE_GOLDEN=1 pytest tests/render`` writes the files anew; read the diff before keeping it."""
    rendition = renditions[format]
    golden = GOLDEN / rendition.path
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(rendition.content, encoding="utf-8")
    assert rendition.content == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", TOLD)
def test_every_format_tells_what_has_fallen_silent(format: Format, desk: Digest, theme: Theme) -> None:
    first, *others = desk.ledger.sources
    silent = replace(first, state="unchanged", trouble="silent 3 days; usually 14 a day")
    told = replace(desk, ledger=replace(desk.ledger, sources=(silent, *others)))
    (rendition,) = render(told, theme, (format,))
    assert "silent 3 days; usually 14 a day" in rendition.content
    assert "silent 3 days" not in render(desk, theme, (format,))[0].content


def test_names_and_types(renditions: dict[str, Rendition]) -> None:
    assert [(r.format, r.path, r.media_type) for r in renditions.values()] == [
        ("page", "2026-02-06.html", "text/html"),
        ("mail", "2026-02-06.mail.html", "text/html"),
        ("text", "2026-02-06.txt", "text/plain"),
        ("markdown", "2026-02-06.md", "text/markdown"),
        ("json", "2026-02-06.json", "application/json"),
        ("chat", "2026-02-06.chat.txt", "text/plain"),
    ]


def test_only_what_is_asked_for_in_that_order(desk: Digest, theme: Theme) -> None:
    assert [r.format for r in render(desk, theme, ("text", "page"))] == ["text", "page"]
    with pytest.raises(ValueError, match="site"):
        render(desk, theme, ("page", "site"))


def test_the_record_comes_back(renditions: dict[str, Rendition], desk: Digest) -> None:
    assert read(renditions["json"].content) == desk


def test_the_mail_is_a_mail(renditions: dict[str, Rendition]) -> None:
    html = renditions["mail"].content
    assert len(html.encode()) < LARGEST
    for absent in ("<script", "<img", "<link", "<svg", "@import", "url(", "@font-face", "<form"):
        assert absent not in html
    assert "prefers-color-scheme: dark" in html
    assert "max-width: 480px" in html
    assert html.index('class="preheader"') < html.index("<h1")


def test_subject_says_the_top_of_the_day(desk: Digest) -> None:
    said = subject(desk)
    assert said.startswith("Morning desk, 6 Feb: Bitcoin's weekly RSI is at its most oversold")
    assert len(said) <= SUBJECT_LENGTH
    assert preheader(desk).startswith("$508.2M net inflow to Ethereum")


def test_a_day_without_stories(desk: Digest, theme: Theme) -> None:
    quiet = replace(desk, sections=())
    assert subject(quiet) == "Morning desk, 6 Feb: a quiet day"
    for rendition in render(quiet, theme):
        assert "Dune Dispatch" in rendition.content


def test_late_and_degraded_are_said(desk: Digest, theme: Theme) -> None:
    late = replace(desk.masthead, edition=replace(desk.edition, late=True), degraded=True)
    for rendition in render(replace(desk, masthead=late), theme, ("page", "mail", "text", "markdown")):
        assert "Late: made Fri 6 Feb 2026, 07:00." in words(rendition)
        assert "Too few sources answered" in words(rendition)


def test_text_lines_are_short(renditions: dict[str, Rendition]) -> None:
    long = [line for line in renditions["text"].content.splitlines() if len(line) > 90]
    assert [line for line in long if "https://" not in line] == []


def test_the_same_bytes_under_any_hash_seed_locale_and_zone(renditions: dict[str, Rendition]) -> None:
    program = (
        "import sys; from hashlib import sha256; from morning_desk import morning_desk;"
        "from digest.render import load_theme, render; theme = load_theme('letter', [sys.argv[1]]);"
        "print(sha256(''.join(r.content for r in render(morning_desk(), theme)).encode()).hexdigest())"
    )
    here = Path(__file__).parent
    seen = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("7", "Asia/Tokyo", "de_DE.UTF-8")):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(here)}
        command = [sys.executable, "-c", program, str(here.parent.parent / "templates")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        seen.add(done.stdout)
    assert len(seen) == 1
