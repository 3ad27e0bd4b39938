"""The site as a folder: whole files, nothing outside, nothing removed."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from delivery_samples import NOW, edition, page, rendition
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from digest.deliver.channels.site import SiteFolder
from digest.errors import DeliveryError
from digest.model import Rendition


def send(folder: Path, *files: Rendition) -> str:
    site = SiteFolder(str(folder))
    return site.send(edition(), files, site.targets()[0], NOW).partition(";")[0]


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def test_the_files_lie_where_their_paths_say(tmp_path: Path) -> None:
    told = send(tmp_path / "a" / "site", page("index.html", "汇"), page("2026/02/06/daily.html", "x"))
    assert tree(tmp_path / "a" / "site") == {"index.html": "汇", "2026/02/06/daily.html": "x"}
    assert told == "2 files, 2 written"


def test_a_file_that_is_the_same_is_not_touched_and_none_is_removed(tmp_path: Path) -> None:
    send(tmp_path, page("index.html", "one"), page("same.html", "same"), page("old.html", "old"))
    before = (tmp_path / "same.html").stat()
    told = send(tmp_path, page("index.html", "two"), page("same.html", "same"))
    after = (tmp_path / "same.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert tree(tmp_path) == {"index.html": "two", "same.html": "same", "old.html": "old"}
    assert told.endswith("2 files, 1 written")


def test_the_start_page_is_written_last(tmp_path: Path) -> None:
    (tmp_path / "new.html").mkdir()
    with pytest.raises(DeliveryError, match="a folder is in the place of a file"):
        send(tmp_path, page("index.html", "links to new"), page("new.html"))
    assert tree(tmp_path) == {}


def test_a_web_server_may_read_what_is_written(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        send(tmp_path, page("index.html"))
    finally:
        os.umask(mask)
    assert (tmp_path / "index.html").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    "path",
    [
        "../outside.html",
        "a/../../outside.html",
        "a/../b.html",
        "/outside.html",
        "//outside.html",
        "..",
        ".",
        "",
        "./a.html",
        "a//b.html",
        "a/",
        "a\\..\\..\\outside.html",
        "C:outside.html",
        "a\0.html",
    ],
)
def test_a_path_that_leads_out_is_refused_before_anything_is_written(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "site"
    with pytest.raises(DeliveryError, match="leads out of the folder"):
        send(folder, page("first.html"), page(path))
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    "path", ["a.html", "a/b/c.html", "..a/b...html", "feed.xml", "汇.html", "a b.html", ".nojekyll"]
)
def test_a_path_within(tmp_path: Path, path: str) -> None:
    send(tmp_path, page(path, "x"))
    assert tree(tmp_path) == {path: "x"}


@given(st.text(st.sampled_from("./\\a:~"), max_size=8))
def test_no_path_leads_out(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    base = tmp_path_factory.mktemp("base")
    folder = base / "deep" / "site"
    try:
        send(folder, page(path, "x"))
    except DeliveryError:
        assert not folder.exists() or tree(base) == {}
    else:
        assert tree(folder) == {path: "x"}
        assert len(tree(base)) == 1


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text("theirs")
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").symlink_to(outside)
    send(site, page("index.html", "ours"))
    assert outside.read_text() == "theirs"
    assert tree(site) == {"index.html": "ours"}


def test_no_page_is_no_delivery(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="no page"):
        send(tmp_path)


def test_its_options() -> None:
    adapter = TypeAdapter(SiteFolder)
    assert adapter.validate_python({}) == SiteFolder("out/site")
    assert adapter.validate_python({"path": "/srv/www"}).targets() == ("/srv/www",)
    assert SiteFolder().formats == ("site",)
    for wrong in ({"path": " "}, {"pth": "x"}, {"path": 3}):
        with pytest.raises(ValidationError):
            adapter.validate_python(wrong)


@contextmanager
def unprivileged() -> Iterator[None]:
    """As a user whom folders can refuse: the superuser is refused nothing."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_read_only_folder_is_named_with_its_mend() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "site"
        folder.mkdir()
        (folder / "index.html").write_text("old")
        folder.chmod(0o555)
        Path(made).chmod(0o755)
        with unprivileged(), pytest.raises(DeliveryError) as told:
            send(folder, page("index.html", "new"))
        assert str(told.value) == f"{folder}/index.html: permission denied (make the folder writable)"
        assert tree(folder) == {"index.html": "old"}


def test_a_disk_that_refuses_leaves_the_old_file_whole(tmp_path: Path) -> None:
    send(tmp_path, page("index.html", "old"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(DeliveryError, match="file too large"):
            send(tmp_path, page("index.html", "new" * 1000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert tree(tmp_path) == {"index.html": "old"}


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(DeliveryError, match="a file is in the place of a folder"):
        send(tmp_path / "site", page("index.html"))


WRITER = """
import sys, pathlib
sys.path.insert(0, sys.argv[2])
from delivery_samples import NOW, edition, page
from digest.deliver.channels.site import SiteFolder
site = SiteFolder(sys.argv[1])
for number in range(100_000):
    files = [page(f"{name}/page.html", chr(97 + number % 26) * 500_000) for name in "abcd"]
    site.send(edition(), [*files, page("index.html", str(number))], sys.argv[1], NOW)
    print(number, flush=True)
"""


def test_a_program_that_is_killed_leaves_whole_files(tmp_path: Path) -> None:
    for rounds in (1, 3, 5):
        run = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(Path(__file__).parent)],
            stdout=subprocess.PIPE,
        )
        assert run.stdout
        for _ in range(rounds):
            run.stdout.readline()
        run.kill()
        run.communicate()
        for name in "abcd":
            content = (tmp_path / name / "page.html").read_text()
            assert content == content[0] * 500_000
        assert (tmp_path / "index.html").read_text().isdigit()


def test_what_a_killed_run_left_half_written_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for folder in (tmp_path, tmp_path / "a"):
        (folder / ".digest-1234.part").write_text("hal")
        (folder / "theirs.part").write_text("kept")
    send(tmp_path, page("index.html", "x"), page("a/b.html", "x"))
    assert sorted(tree(tmp_path)) == ["a/b.html", "a/theirs.part", "index.html", "theirs.part"]


def test_only_its_own_formats_are_asked_for() -> None:
    assert rendition("site", "x").format in SiteFolder().formats
    assert rendition("page", "x").format not in SiteFolder().formats
