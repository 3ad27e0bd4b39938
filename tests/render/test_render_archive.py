"""The static site: paths that stay, links that lead somewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import cast

import pytest
from lxml import html as lxml_html

from digest.deliver.site_files import write_site
from digest.model import Archive, Digest, EditionKey
from digest.render import Theme, load_theme, site
from digest.render.pages.histories import file_name


def edition_of(desk: Digest, slot: datetime) -> Digest:
    key = replace(desk.edition.key, slot=slot)
    return replace(desk, masthead=replace(desk.masthead, edition=replace(desk.edition, key=key)))


def archive(desk: Digest, *slots: datetime) -> Archive:
    """The desk, published at each of `slots`."""
    return Archive.of("Morning desk", [edition_of(desk, slot) for slot in slots])


EVENING = datetime.fromisoformat("2026-02-06T18:30")
MORNING = datetime.fromisoformat("2026-02-06T07:00")
JANUARY = datetime.fromisoformat("2026-01-30T07:00")


def test_every_edition_has_its_files(desk: Digest, theme: Theme) -> None:
    paths = [file.path for file in site(archive(desk, MORNING, JANUARY), theme)]
    assert paths == [
        "2026-02-06/index.html",
        "2026-02-06/ledger.html",
        "2026-02-06/index.md",
        "2026-02-06/edition.json",
        "index.html",
        "2026-01-30/index.html",
        "2026-01-30/ledger.html",
        "2026-01-30/index.md",
        "2026-01-30/edition.json",
        "archive.html",
        "2026-02/index.html",
        "2026-01/index.html",
        "topics.html",
        *(f"threads/{file_name(brief.thread)}.html" for brief in desk.briefs),
        *(
            f"assets/{asset}.html"
            for asset in dict.fromkeys(a.lower() for b in desk.briefs for a in b.assets)
        ),
        *(f"bodies/{file_name(brief.act.body)}.html" for brief in desk.briefs if brief.act),
        "keys.js",
        "search.js",
        "search.html",
        "search/2026-02.js",
        "search/2026-01.js",
    ]


def test_a_second_edition_of_a_day_moves_no_other(desk: Digest, theme: Theme) -> None:
    before = {f.path for f in site(archive(desk, MORNING, JANUARY), theme)}
    after = {f.path for f in site(archive(desk, EVENING, MORNING, JANUARY), theme)}
    assert after - before == {
        f"2026-02-06-1830/{name}" for name in ("index.html", "ledger.html", "index.md", "edition.json")
    }
    assert before <= after


def test_every_link_inside_leads_to_a_file_and_every_fragment_to_a_place(
    desk: Digest, theme: Theme
) -> None:
    files = {f.path: f.content for f in site(archive(desk, EVENING, MORNING, JANUARY), theme)}
    trees = {path: lxml_html.document_fromstring(files[path]) for path in files if path.endswith(".html")}
    ids = {path: cast("list[str]", tree.xpath("//@id")) for path, tree in trees.items()}
    for path, tree in trees.items():
        assert len(ids[path]) == len(set(ids[path]))
        for href in map(str, cast("list[str]", tree.xpath("//a/@href | //script/@src"))):
            if href.startswith("https://"):
                continue
            file, _, fragment = href.partition("#")
            target = normpath(join(dirname(path), file)) if file else path
            assert target in files, (path, href)
            assert not fragment or fragment in ids[target], (path, href)


def test_the_front_is_the_latest(desk: Digest, theme: Theme) -> None:
    files = {
        f.path: f.data.decode(errors="replace")
        for f in site(replace(archive(desk, JANUARY, MORNING), base_url="https://d.example/desk"), theme)
    }
    assert "Friday 6 February 2026" in files["index.html"]
    assert '<link rel="canonical" href="https://d.example/desk/2026-02-06/">' in files["index.html"]
    assert "Feb 2026" in files["archive.html"]
    assert "February 2026" in files["2026-02/index.html"]
    assert files["archive.html"].index("6 Feb") < files["archive.html"].index("30 Jan")


def test_no_link_tells_where_its_reader_came_from(desk: Digest, theme: Theme) -> None:
    """Said once a page; and as no link opens a window, none gives another page a hold on this one."""
    pages = [file.content for file in site(archive(desk, MORNING), theme) if file.media_type == "text/html"]
    assert len(pages) > 10
    for page in pages:
        assert '<meta name="referrer" content="no-referrer">' in page.partition("<body>")[0]
        assert not re.search(r"<a\b[^>]*\btarget\b", page)


def test_an_empty_archive_is_a_list_of_nothing(theme: Theme) -> None:
    files = {f.path: f.content for f in site(Archive.of("Morning desk", ()), theme)}
    assert set(files) == {"archive.html", "search.html", "search.js", "keys.js"}
    assert "No edition has been published yet" in files["archive.html"]


def marks(*slots: datetime, desk: Digest, theme: Theme) -> dict[str, str]:
    return {file.path: file.mark for file in site(archive(desk, *slots), theme)}


def test_what_has_the_same_mark_is_the_same_and_what_changed_has_another(
    desk: Digest, theme: Theme
) -> None:
    """Marks decide what is rendered, so they must tell every change, and no other."""
    quiet = replace(edition_of(desk, JANUARY), sections=(), accounts=())
    retitled = replace(desk, sections=desk.sections[:5])
    archives = [
        Archive.of("Morning desk", (desk,)),
        Archive.of("Morning desk", (retitled,)),
        Archive.of("Evening desk", (desk,)),
        Archive.of("Morning desk", (desk, quiet)),
        archive(desk, MORNING, JANUARY),
        archive(desk, EVENING, MORNING, JANUARY),
        Archive.of("Morning desk", (desk,), "https://d.example"),
    ]
    content: dict[tuple[str, str], bytes] = {}
    for one in archives:
        for file in site(one, theme):
            assert file.mark
            assert content.setdefault((file.path, file.mark), file.data) == file.data, file.path
    again = site(archives[0], theme)
    assert {file.path: file.mark for file in again}.items() <= {
        file.path: file.mark for file in site(archives[0], theme)
    }.items()


def test_an_old_edition_is_not_made_again_for_a_new_one(desk: Digest, theme: Theme) -> None:
    """But for the one before, which now has a later one."""
    slots = [JANUARY.replace(day=day) for day in range(1, 29)]
    before = marks(*slots[:-1], desk=desk, theme=theme)
    after = marks(*slots, desk=desk, theme=theme)
    changed = {path for path in before if after[path] != before[path]}
    pages = {path for path in changed if path.startswith("2026-01-")}
    assert pages == {"2026-01-27/index.html"}
    assert {"index.html", "archive.html", "2026-01/index.html", "search/2026-01.js"} <= changed


@pytest.mark.parametrize(
    ("file", "was", "touched"),
    [
        ("site/month.html", "<header", {"2026-01/index.html", "2026-02/index.html"}),
        ("site/keys.js", "preventDefault", {"keys.js"}),
        ("digest.md", "{{ edition.title }}", {"2026-01-30/index.md", "2026-02-06/index.md"}),
    ],
)
def test_a_file_of_a_theme_that_changes_makes_what_it_touches_anew(
    desk: Digest, templates: str, tmp_path: Path, file: str, was: str, touched: set[str]
) -> None:
    mine, folder = tmp_path / "templates" / "letter" / file, tmp_path / "site"
    mine.parent.mkdir(parents=True)
    text = (Path(templates) / "letter" / file).read_text(encoding="utf-8")

    def publish() -> dict[str, bytes]:
        theme = load_theme("letter", [str(tmp_path / "templates"), templates])
        write_site(folder, site(archive(desk, MORNING, JANUARY), theme))
        paths = (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

    first = publish()
    mine.write_text(text, encoding="utf-8")  # as `digest templates eject` leaves it
    assert publish() == first
    assert text.count(was) == 1
    mine.write_text(text.replace(was, f"{was} "), encoding="utf-8")
    changed = publish()
    assert {path for path in changed if changed[path] != first[path]} == touched


def test_only_what_is_asked_for_is_read(desk: Digest, theme: Theme) -> None:
    whole = archive(desk, *(JANUARY.replace(day=day) for day in range(1, 29)))
    read = []

    def digest_of(key: EditionKey) -> Digest:
        read.append(key.day.day)
        return whole.digest_of(key)

    files = {file.path: file for file in site(replace(whole, digest_of=digest_of), theme)}
    assert read == []
    for name in ("index.html", "ledger.html", "edition.json"):
        assert files[f"2026-01-07/{name}"].data
    assert files["archive.html"].data
    assert files["search/2026-01.js"].data
    assert read == [7]


@pytest.mark.parametrize(
    ("id", "name"),
    [("BTC", "btc"), ("pboc", "pboc"), ("northgate-fa", "northgate-fa"), ("2d140a", "2d140a")],
)
def test_the_name_of_a_file(id: str, name: str) -> None:
    assert file_name(id) == name


@pytest.mark.parametrize("id", ["../x", "", ".", "汇", "a b", "A.B", "-", "x" * 200, "\ud800", "Bt C"])
def test_a_name_that_no_disk_likes_is_made_fit_and_stays_its_own(id: str) -> None:
    name = file_name(id)
    assert re.fullmatch(r"[a-z0-9-]{8,70}", name)
    assert name != file_name(id + "x")
