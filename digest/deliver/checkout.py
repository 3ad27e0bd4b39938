"""A branch of a git repository as a folder, by the system's own `git`."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digest.errors import DeliveryError, Then

_SECRETS = re.compile(r"(?<=://)[^/@\s]+@")
_PASSING = re.compile(
    r"could not resolve|timed out|connection|early eof|hung up|temporarily|HTTP (5\d\d|429)|unable to",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"\[rejected\]|\[remote rejected\]|non-fast-forward|fetch first|failed to update ref"
)


@dataclass(frozen=True, slots=True)
class Checkout:
    """`branch` of `remote`, checked out in `folder`; faults are told of `where`."""

    folder: Path
    remote: str
    branch: str
    timeout: float
    where: str

    def fetch(self) -> None:
        """
        Bring the folder to what the branch has now, nothing when there is no such branch yet.

        What a run that was cut off left in the folder is dropped. Raises DeliveryError.
        """
        if not (self.folder / ".git").is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet")
        told = self._git("ls-remote", "--heads", self.remote, f"refs/heads/{self.branch}")
        if not told.strip():
            self._git("symbolic-ref", "HEAD", f"refs/heads/{self.branch}")
            self._git("update-ref", "-d", "HEAD")
            self._git("rm", "-r", "-q", "--cached", "--ignore-unmatch", ".")
            return
        head = f"+refs/heads/{self.branch}:refs/remotes/published/{self.branch}"
        self._git("fetch", "--quiet", "--depth=1", self.remote, head)
        self._git(
            "checkout", "--quiet", "--force", "-B", self.branch, f"refs/remotes/published/{self.branch}"
        )
        self._git("clean", "--quiet", "-fd")

    def commit(self, message: str, author: str, now: datetime) -> str:
        """Commit all that lies in the folder; returns the commit in short, empty when nothing changed."""
        (self.folder / ".nojekyll").touch()  # so that Pages serves the files as they are
        self._git("add", "--all", "--force", ".")
        if not self._git("status", "--porcelain").strip():
            return ""
        name, _, address = author.removesuffix(">").partition(" <")
        identity = {"NAME": name, "EMAIL": address, "DATE": now.isoformat()}
        people = {
            f"GIT_{who}_{what}": said for who in ("AUTHOR", "COMMITTER") for what, said in identity.items()
        }
        self._git("commit", "--quiet", "--no-verify", "--no-gpg-sign", "-m", message, extra=people)
        return self._git("rev-parse", "--short", "HEAD").strip()

    def push(self) -> bool:
        """Whether the branch took the commit; it does not when somebody else has pushed since."""
        done = self._run("push", "--quiet", self.remote, f"HEAD:refs/heads/{self.branch}")
        if done.returncode and _REJECTED.search(done.stderr):
            return False
        self._check(done)
        return True

    def _git(self, *words: str, extra: dict[str, str] | None = None) -> str:
        done = self._run(*words, extra=extra)
        self._check(done)
        return done.stdout

    def _check(self, done: subprocess.CompletedProcess[str]) -> None:
        if not done.returncode:
            return
        said = [line for line in _SECRETS.sub("", done.stderr).splitlines() if line.strip()]
        what = said[-1].removeprefix("fatal: ") if said else f"git ended with {done.returncode}"
        then: Then = "again" if _PASSING.search(done.stderr) else "owed"
        raise DeliveryError(self.where, what[:300], then=then)

    def _run(self, *words: str, extra: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        # git's own settings apply; it must not stop to ask somebody who is not there.
        known = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **(extra or {})}  # noqa: TID251
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
            known.pop(name, None)
        try:
            return subprocess.run(  # noqa: S603 - words of ours, without a shell
                ["git", *words],  # noqa: S607
                cwd=self.folder,
                env=known,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=self.timeout,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            raise DeliveryError(self.where, f"no answer within {self.timeout:g} s", then="again") from None
        except FileNotFoundError:
            raise DeliveryError(self.where, "git is not installed", "install git") from None
