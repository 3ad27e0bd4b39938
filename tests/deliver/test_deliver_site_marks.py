"""The site's folder: what has not changed is neither rendered nor written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from delivery_samples import NOW, edition

from digest.deliver.channels.site import SiteFolder
from digest.deliver.site_files import MARKS
from digest.errors import DeliveryError, TemplateError
from digest.model import Rendition


def marked(path: str, text: str, made: list[str]) -> Rendition:
    def write() -> str:
        made.append(path)
        return text

    return Rendition("site", path, "text/html", write, mark=f"mark of {text}")


def send(folder: Path, *files: Rendition) -> str:
    return SiteFolder(str(folder)).send(edition(), files, str(folder), NOW).partition(";")[0]


def test_only_what_changed_is_rendered(tmp_path: Path) -> None:
    made: list[str] = []
    assert (
        send(tmp_path, marked("index.html", "1", made), marked("a/b.html", "b", made))
        == "2 files, 2 written"
    )
    assert made == ["a/b.html", "index.html"]
    assert (
        send(tmp_path, marked("index.html", "1", made), marked("a/b.html", "b", made))
        == "2 files, 0 written"
    )
    assert (
        send(tmp_path, marked("index.html", "2", made), marked("a/b.html", "b", made))
        == "2 files, 1 written"
    )
    assert made == ["a/b.html", "index.html", "index.html"]
    assert (tmp_path / "index.html").read_text() == "2"


def test_a_file_that_was_lost_is_written_again(tmp_path: Path) -> None:
    made: list[str] = []
    send(tmp_path, marked("index.html", "1", made), marked("b.html", "b", made))
    (tmp_path / "b.html").unlink()
    assert (
        send(tmp_path, marked("index.html", "1", made), marked("b.html", "b", made)) == "2 files, 1 written"
    )
    assert (tmp_path / "b.html").read_text() == "b"


@pytest.mark.parametrize("said", [b"", b"[]", b"{", b"\xff", b'"x"'])
def test_marks_that_cannot_be_read_cost_one_rendering(tmp_path: Path, said: bytes) -> None:
    made: list[str] = []
    send(tmp_path, marked("index.html", "1", made))
    (tmp_path / MARKS).write_bytes(said)
    assert send(tmp_path, marked("index.html", "1", made)) == "1 files, 0 written"
    assert json.loads((tmp_path / MARKS).read_text()) == {"index.html": "mark of 1"}


def test_a_page_that_cannot_be_rendered_leaves_the_start_page_and_the_marks(tmp_path: Path) -> None:
    made: list[str] = []
    send(tmp_path, marked("index.html", "old", made))

    def fail() -> str:
        raise TemplateError("page.html:3", "no such name")

    broken = Rendition("site", "a.html", "text/html", fail, mark="new")
    with pytest.raises(DeliveryError, match=r"page\.html:3: no such name"):
        send(tmp_path, marked("index.html", "new", made), broken)
    assert (tmp_path / "index.html").read_text() == "old"
    assert json.loads((tmp_path / MARKS).read_text()) == {"index.html": "mark of old"}


PUBLISHER = """
import sys
sys.path.insert(0, sys.argv[2])
from delivery_samples import NOW, edition
from digest.deliver.channels.site import SiteFolder
from digest.model import Rendition
site = SiteFolder(sys.argv[1])
def file(path, number):
    def write():
        print(number, flush=True)
        return f"{number:06}" * 20_000
    return Rendition("site", path, "text/html", write, mark=str(number))
for number in range(int(sys.argv[3]), int(sys.argv[4])):
    paths = ["index.html", *(f"{n}/x.html" for n in range(9))]
    site.send(edition(), [file(path, number) for path in paths], sys.argv[1], NOW)
print("done", flush=True)
"""


def test_killed_while_publishing_and_run_again(tmp_path: Path) -> None:
    """Every page is an old one or a new one, whole, the start page never ahead of what it links to."""

    def publisher(first: int, last: int) -> subprocess.Popen[bytes]:
        words = [str(tmp_path), str(Path(__file__).parent), str(first), str(last)]
        return subprocess.Popen([sys.executable, "-c", PUBLISHER, *words], stdout=subprocess.PIPE)

    for rounds in (4, 13, 27):
        run = publisher(rounds * 1000, 100_000)
        assert run.stdout
        for _ in range(rounds):
            run.stdout.readline()
        run.kill()
        run.communicate()
        said = {path: path.read_text() for path in tmp_path.rglob("*.html")}
        assert all(text == text[:6] * 20_000 for text in said.values())
        front = said.get(tmp_path / "index.html", "000000")
        assert all(int(front[:6]) <= int(text[:6]) for text in said.values())
    last = publisher(99_999, 100_000)
    assert last.wait() == 0
    assert last.stdout
    last.stdout.close()
    assert {path.read_text()[:6] for path in tmp_path.rglob("*.html")} == {"099999"}
    assert not list(tmp_path.rglob("*.part"))
