"""Themes: found file by file, compiled at once, faults told with file and line."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from digest.errors import TemplateError
from digest.model import Archive, Digest
from digest.render import load_theme, render, site


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "templates" / "letter"
    folder.mkdir(parents=True)
    return folder


def test_a_user_overrides_one_file(mine: Path, templates: str, desk: Digest) -> None:
    (mine / "mail.txt").write_text("Only {{ edition.title }}\n", encoding="utf-8")
    theme = load_theme("letter", [str(mine.parent), templates])
    assert render(desk, theme, ("text",))[0].content == "Only Morning desk\n"
    assert "<h1>Morning desk</h1>" in render(desk, theme, ("page",))[0].content


def test_a_user_overrides_one_part_of_a_page(mine: Path, templates: str, desk: Digest) -> None:
    (mine / "page").mkdir()
    part = "{% macro masthead_of(masthead) %}<p>{{ edition.title }} of mine</p>{% endmacro %}"
    (mine / "page" / "masthead.html").write_text(part, encoding="utf-8")
    page = render(desk, load_theme("letter", [str(mine.parent), templates]), ("page",))[0].content
    assert "<p>Morning desk of mine</p>" in page
    assert "weekly RSI" in page


def test_what_does_not_compile_is_told_at_load(mine: Path, templates: str) -> None:
    broken = mine / "digest.md"
    broken.write_text("fine\n{% if %}\n", encoding="utf-8")
    with pytest.raises(TemplateError) as told:
        load_theme("letter", [str(mine.parent), templates])
    assert told.value.where == f"{broken}:2"


@pytest.mark.parametrize(
    "line",
    ["{{ edition.nothing }}", "{{ nothing }}", "{{ 1 / 0 }}", "{{ 1 + 'a' }}", "{% include 'no.html' %}"],
)
def test_what_fails_while_rendering_is_told_with_its_line(
    mine: Path, templates: str, desk: Digest, line: str
) -> None:
    (mine / "page").mkdir()
    broken = mine / "page" / "masthead.html"
    broken.write_text("{% macro masthead_of(m) %}\n\n" + line + "\n{% endmacro %}", encoding="utf-8")
    theme = load_theme("letter", [str(mine.parent), templates])
    with pytest.raises(TemplateError) as told:
        render(desk, theme, ("page",))
    assert told.value.where == f"{broken}:3"


def test_a_fault_of_the_program_keeps_its_name(templates: str) -> None:
    with pytest.raises(KeyError):
        load_theme("letter", [templates]).fill("no-such-template.html")


def test_there_is_no_such_theme(templates: str) -> None:
    with pytest.raises(TemplateError, match="themes: counsel, letter, terse"):
        load_theme("lettre", [templates])


def test_a_theme_lacks_files_that_the_usual_one_does_not_lend(tmp_path: Path, templates: str) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "mail.txt").write_text("Only {{ title }}", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"lacks page\.html, archive\.html"):
        load_theme("bare", [str(tmp_path)])
    lent = load_theme("bare", [str(tmp_path), templates])
    assert lent.templates["page.html"].filename == f"{templates}/letter/page.html"
    assert lent.templates["mail.txt"].filename == str(tmp_path / "bare" / "mail.txt")


def test_your_own_file_of_the_usual_theme_serves_the_others(
    mine: Path, templates: str, desk: Digest
) -> None:
    (mine / "mail.txt").write_text("Mine", encoding="utf-8")
    (text,) = render(desk, load_theme("terse", [str(mine.parent), templates]), ("text",))
    assert text.content == "Mine"


@pytest.mark.parametrize("name", ["letter", "terse", "counsel"])
def test_every_theme_tells_every_story_with_its_link(templates: str, desk: Digest, name: str) -> None:
    theme = load_theme(name, [templates], zones=("America/New_York",))
    for rendition in render(desk, theme):
        for brief in desk.briefs:
            assert brief.url.split("?")[0] in rendition.content, (rendition.format, brief.url)


@pytest.mark.parametrize(("name", "content"), [("style.css", b"a{} </style>"), ("mail.txt", b"caf\xe9")])
def test_files_that_cannot_be_used(mine: Path, templates: str, name: str, content: bytes) -> None:
    (mine / name).write_bytes(content)
    with pytest.raises(TemplateError):
        load_theme("letter", [str(mine.parent), templates])


def test_rendering_opens_no_file(tmp_path: Path, templates: str, desk: Digest) -> None:
    shutil.copytree(templates, tmp_path / "templates")
    theme = load_theme("letter", [str(tmp_path / "templates")], zones=("America/New_York",))
    shutil.rmtree(tmp_path / "templates")
    armed = True
    opened: list[object] = []

    def tripwire(event: str, arguments: tuple[object, ...]) -> None:
        if armed and event in ("open", "socket.connect", "os.listdir", "subprocess.Popen"):
            opened.append(arguments[0])

    sys.addaudithook(tripwire)
    render(desk, theme)
    for file in site(Archive.of("Morning desk", (desk,)), theme):
        assert file.data
    armed = False
    assert opened == []
