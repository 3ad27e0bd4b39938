"""What the editions told of one thread, asset or body, over time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from digest.model import EditionKey, ListedStory, Listing

_UNFIT = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A story in one edition."""

    folder: str
    listing: Listing
    story: ListedStory

    @property
    def mark(self) -> str:
        """Two tellings with the same mark are the same."""
        return f"{self.folder}#{self.story.id}@{self.listing.mark}"


@dataclass(frozen=True, slots=True)
class History:
    """All tellings of one subject, latest edition first."""

    name: str
    path: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Histories:
    """Every subject that has a page, by id, the one told last in front."""

    threads: Mapping[str, History]
    """Only those that at least two editions told."""
    assets: Mapping[str, History]
    bodies: Mapping[str, History]

    def all(self) -> tuple[tuple[str, History], ...]:
        """Every history with its kind: ``thread``, ``asset`` or ``body``."""
        kinds = (("thread", self.threads), ("asset", self.assets), ("body", self.bodies))
        return tuple((kind, history) for kind, by_id in kinds for history in by_id.values())


def histories_of(latest_first: Sequence[Listing], folders: Mapping[EditionKey, str]) -> Histories:
    """What these editions told, each kind by itself."""
    threads: dict[str, list[Told]] = {}
    assets: dict[str, list[Told]] = {}
    bodies: dict[str, list[Told]] = {}
    for listing in latest_first:
        for story in listing.stories:
            told = Told(folders[listing.key], listing, story)
            threads.setdefault(story.thread, []).append(told)
            for asset in dict.fromkeys(story.assets):
                assets.setdefault(asset, []).append(told)
            if story.body:
                bodies.setdefault(story.body, []).append(told)
    running = {id: told for id, told in threads.items() if len({one.folder for one in told}) > 1}
    return Histories(
        {id: _history("threads", id, told[0].story.headline, told) for id, told in running.items()},
        {id: _history("assets", id, id, told) for id, told in assets.items()},
        {id: _history("bodies", id, told[0].story.body_name or id, told) for id, told in bodies.items()},
    )


def _history(folder: str, id: str, name: str, told: Sequence[Told]) -> History:
    return History(name, f"{folder}/{file_name(id)}.html", tuple(told))


def file_name(id: str) -> str:
    """`id` as the name of a file on any disk: lower case, with a few digits where that loses anything."""
    name = _UNFIT.sub("-", id.lower())[:60]
    whole = name in (id, id.lower()) and name.strip("-") == name != ""
    return name if whole else f"{name}-{sha256(id.encode(errors='replace')).hexdigest()[:8]}"
