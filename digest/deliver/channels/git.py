"""The static site as a branch of a git repository: what Pages and its like serve."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict

from digest.deliver.checkout import Checkout
from digest.deliver.site_files import published_records, write_site
from digest.errors import DeliveryError
from digest.model import Edition, Format, Rendition

_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_UNTOLD = re.compile(r"(?<=://)[^/@\s]+@")


@dataclass(frozen=True, slots=True)
class GitBranch:
    """
    Commits the files of the site that changed to a branch and pushes it, by the `git` of the system.

    Nothing else on the branch is touched. Who may push is git's own affair: by a
    key, or by a token in the address.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    remote: str = field(repr=False)
    """Address of the repository, or a whole path; ``env:NAME`` keeps one with a token out of the file."""
    branch: str = "gh-pages"
    path: str = ".digest/site"
    """Where its checkout lies; it can be deleted at any time."""
    author: str = "digest <digest@localhost>"
    """Name and address the commits are from."""
    timeout_seconds: float = 120.0
    """For each word with the repository."""

    def __post_init__(self) -> None:
        if self.remote.startswith("-") or not (":" in self.remote or Path(self.remote).is_absolute()):
            raise ValueError("remote: the address of a repository, or a path that begins with ./, ../ or /")
        if (
            not _BRANCH.fullmatch(self.branch)
            or ".." in self.branch
            or self.branch.endswith((".lock", "/"))
        ):
            raise ValueError(f"branch: {self.branch!r} is no name for one")
        if not re.fullmatch(r"[^<>\n]+ <[^<>\s]+@[^<>\s]+>", self.author):
            raise ValueError("author: a name and an address, such as Desk <desk@example.com>")
        if not self.timeout_seconds > 0:
            raise ValueError("timeout_seconds: more than 0")

    @property
    def formats(self) -> tuple[Format, ...]:
        """Files of the site."""
        return ("site",)

    def targets(self) -> Sequence[str]:
        """The branch alone, at the address without what is secret in it."""
        return (f"{_UNTOLD.sub('', self.remote)}#{self.branch}",)

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        """Commit and push; raises DeliveryError, ``again`` for what may pass."""
        checkout = self._checkout(target)
        for attempt in (1, 2):
            checkout.fetch()
            told = write_site(Path(self.path), renditions)
            commit = checkout.commit(f"{edition.title}, {edition.key.day.isoformat()}", self.author, now)
            if not commit:
                return f"{told}; the branch has it already"
            if checkout.push():
                return f"{told}; commit {commit}"
            if attempt == 2:
                break
        raise DeliveryError(target, "somebody else pushes to it all the time", then="again")

    def published(self) -> Iterator[str]:
        """The records of the editions on the branch; raises DeliveryError when it cannot be reached."""
        self._checkout(self.targets()[0]).fetch()
        return published_records(Path(self.path))

    def _checkout(self, target: str) -> Checkout:
        return Checkout(Path(self.path), self.remote, self.branch, self.timeout_seconds, target)
