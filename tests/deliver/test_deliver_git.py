"""The site as a branch: a real git, a real repository on disk."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from delivery_samples import NOW, edition, page
from pydantic import TypeAdapter, ValidationError

from digest.deliver.channels.git import GitBranch
from digest.deliver.checkout import Checkout
from digest.errors import DeliveryError
from digest.model import Rendition


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    folder = tmp_path / "remote.git"
    folder.mkdir()
    git(folder, "init", "--bare", "--quiet")
    return folder


def channel(tmp_path: Path, remote: Path, name: str = "checkout") -> GitBranch:
    return GitBranch(str(remote), path=str(tmp_path / name))


def send(to: GitBranch, *files: Rendition) -> str:
    return to.send(edition(), files, to.targets()[0], NOW)


def tree(remote: Path) -> dict[str, str]:
    names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    return {name: git(remote, "show", f"gh-pages:{name}") for name in names}


def pushed_by_somebody(tmp_path: Path, remote: Path, name: str, text: str) -> None:
    other = tmp_path / "other"
    if not other.exists():
        git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(remote), "other")
    git(other, "pull", "--quiet")
    (other / name).write_text(text)
    git(other, "add", ".")
    git(other, "commit", "--quiet", "-m", "theirs")
    git(other, "push", "--quiet")


def test_a_branch_is_begun_and_goes_on(tmp_path: Path, remote: Path) -> None:
    to = channel(tmp_path, remote)
    assert "commit" in send(to, page("index.html", "1"), page("a/b.html", "b"))
    assert tree(remote) == {".nojekyll": "", "a/b.html": "b", "index.html": "1"}
    send(to, page("index.html", "2"))
    assert tree(remote) == {".nojekyll": "", "a/b.html": "b", "index.html": "2"}
    told = git(remote, "log", "--format=%an <%ae> %aI %s", "gh-pages").splitlines()
    assert told == ["digest <digest@localhost> 2026-02-06T06:00:05+00:00 Morning desk, 2026-02-06"] * 2


def test_what_is_there_already_is_no_commit(tmp_path: Path, remote: Path) -> None:
    to = channel(tmp_path, remote)
    send(to, page("index.html", "1"))
    assert send(to, page("index.html", "1")).endswith("the branch has it already")
    assert len(git(remote, "log", "--format=%h", "gh-pages").split()) == 1


def test_a_checkout_that_was_lost_is_made_again(tmp_path: Path, remote: Path) -> None:
    send(channel(tmp_path, remote), page("index.html", "1"), page("old.html", "old"))
    send(channel(tmp_path, remote, "anew"), page("index.html", "2"))
    assert tree(remote)["old.html"] == "old"
    assert len(git(remote, "log", "--format=%h", "gh-pages").split()) == 2


def test_what_others_pushed_stays(tmp_path: Path, remote: Path) -> None:
    to = channel(tmp_path, remote)
    send(to, page("index.html", "1"))
    pushed_by_somebody(tmp_path, remote, "CNAME", "desk.example.com")
    send(to, page("index.html", "2"))
    assert tree(remote)["CNAME"] == "desk.example.com"
    assert tree(remote)["index.html"] == "2"


def test_a_push_between_is_met_once_more(
    tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody pushes after we fetched and before we pushed."""
    to = channel(tmp_path, remote)
    send(to, page("index.html", "1"))
    push = Checkout.push
    turns = iter(["first"])

    def late(self: Checkout) -> bool:
        for turn in turns:
            pushed_by_somebody(tmp_path, remote, "CNAME", turn)
        return push(self)

    monkeypatch.setattr(Checkout, "push", late)
    send(to, page("index.html", "2"))
    assert tree(remote) == {".nojekyll": "", "CNAME": "first", "index.html": "2"}
    turns = iter(str(number) for number in range(9))
    monkeypatch.setattr(Checkout, "push", lambda self: False)
    with pytest.raises(DeliveryError, match="somebody else pushes") as told:
        send(to, page("index.html", "3"))
    assert told.value.then == "again"


def test_what_a_run_that_was_cut_off_left_is_dropped(tmp_path: Path, remote: Path) -> None:
    to = channel(tmp_path, remote)
    send(to, page("index.html", "1"))
    (Path(to.path) / "index.html").write_text("half")
    (Path(to.path) / "stray.html").write_text("stray")
    git(Path(to.path), "add", ".")
    git(Path(to.path), "commit", "--quiet", "-m", "never pushed")
    send(to, page("index.html", "1"), page("b.html", "b"))
    assert tree(remote) == {".nojekyll": "", "b.html": "b", "index.html": "1"}


def test_the_records_come_back(tmp_path: Path, remote: Path) -> None:
    assert list(channel(tmp_path, remote).published()) == []
    send(channel(tmp_path, remote), page("index.html"), page("2026-02-06/edition.json", "{}"))
    assert list(channel(tmp_path, remote, "anew").published()) == ["{}"]


def test_a_repository_that_is_not_there(tmp_path: Path) -> None:
    to = channel(tmp_path, tmp_path / "nowhere.git")
    with pytest.raises(DeliveryError) as told:
        send(to, page("index.html"))
    assert str(told.value).startswith(f"{tmp_path}/nowhere.git#gh-pages: ")
    assert told.value.then in ("owed", "again")


def test_a_token_is_never_told(tmp_path: Path) -> None:
    to = GitBranch("http://x:s3cret-token@127.0.0.1:9/desk.git", path=str(tmp_path / "c"))
    assert to.targets() == ("http://127.0.0.1:9/desk.git#gh-pages",)
    with pytest.raises(DeliveryError) as told:
        send(to, page("index.html"))
    assert "s3cret" not in str(told.value)
    assert told.value.then == "again"
    assert "s3cret" not in repr(to)
    assert "s3cret" not in (tmp_path / "c" / ".git" / "config").read_text()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"remote": " "},
        {"remote": "--upload-pack=x"},
        {"remote": "r", "branch": "-x"},
        {"remote": "r", "branch": "a..b"},
        {"remote": "r", "branch": "a b"},
        {"remote": "r", "author": "nobody"},
        {"remote": "r", "timeout_seconds": 0},
        {"remote": "r", "brunch": "x"},
    ],
)
def test_options_that_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(GitBranch).validate_python(wrong)
