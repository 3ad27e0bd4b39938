"""The static site: paths that stay, links that lead somewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from posixpath import dirname, join, normpath
from typing import cast

from lxml import html as lxml_html

from digest.model import Archive, Digest
from digest.render import Theme, site


def edition_of(desk: Digest, slot: datetime) -> Digest:
    key = replace(desk.edition.key, slot=slot)
    return replace(desk, masthead=replace(desk.masthead, edition=replace(desk.edition, key=key)))


def archive(desk: Digest, *slots: datetime) -> Archive:
    return Archive("Morning desk", tuple(edition_of(desk, slot) for slot in slots))


EVENING = datetime.fromisoformat("2026-02-06T18:30")
MORNING = datetime.fromisoformat("2026-02-06T07:00")
JANUARY = datetime.fromisoformat("2026-01-30T07:00")


def test_every_edition_has_its_files(desk: Digest, theme: Theme) -> None:
    paths = [file.path for file in site(archive(desk, MORNING, JANUARY), theme)]
    assert paths == [
        "2026-02-06/index.html",
        "2026-02-06/index.md",
        "2026-02-06/edition.json",
        "index.html",
        "2026-01-30/index.html",
        "2026-01-30/index.md",
        "2026-01-30/edition.json",
        "archive.html",
    ]


def test_a_second_edition_of_a_day_moves_no_other(desk: Digest, theme: Theme) -> None:
    before = {f.path for f in site(archive(desk, MORNING, JANUARY), theme)}
    after = {f.path for f in site(archive(desk, EVENING, MORNING, JANUARY), theme)}
    assert after - before == {
        f"2026-02-06-1830/{name}" for name in ("index.html", "index.md", "edition.json")
    }
    assert before <= after


def test_every_link_inside_leads_to_a_file_and_every_fragment_to_a_place(
    desk: Digest, theme: Theme
) -> None:
    files = {f.path: f.content for f in site(archive(desk, EVENING, MORNING, JANUARY), theme)}
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        tree = lxml_html.document_fromstring(content)
        ids = cast("list[str]", tree.xpath("//@id"))
        assert len(ids) == len(set(ids))
        for href in map(str, cast("list[str]", tree.xpath("//a/@href"))):
            if href.startswith("#"):
                assert href[1:] in ids
            elif not href.startswith("https://"):
                assert normpath(join(dirname(path), href)) in files, (path, href)


def test_the_front_is_the_latest(desk: Digest, theme: Theme) -> None:
    files = {
        f.path: f.content for f in site(archive(desk, JANUARY, MORNING), theme, "https://d.example/desk/")
    }
    assert "Friday 6 February 2026" in files["index.html"]
    assert '<link rel="canonical" href="https://d.example/desk/2026-02-06/">' in files["index.html"]
    assert "February 2026" in files["archive.html"]
    assert files["archive.html"].index("6 Feb") < files["archive.html"].index("30 Jan")


def test_an_empty_archive_is_a_list_of_nothing(theme: Theme) -> None:
    (only,) = site(Archive("Morning desk", ()), theme)
    assert only.path == "archive.html"
    assert "No edition has been published yet" in only.content
