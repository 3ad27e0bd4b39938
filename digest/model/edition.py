"""Which edition is being made, and what it covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from digest.model.entry import Entry

GRACE = timedelta(hours=48)
"""How long before the window an entry may have been published and still be news when first seen."""
FIRST_LOOK = timedelta(hours=24)
"""What a first edition, or the first answer of a source, admits."""


@dataclass(frozen=True, slots=True)
class EditionKey:
    """Digest name and nominal local slot: what is published at most once."""

    digest: str
    slot: datetime
    """Naive local time in the digest's zone."""

    @property
    def day(self) -> date:
        """The local date the edition is dated by."""
        return self.slot.date()

    def __str__(self) -> str:
        return f"{self.digest}/{self.slot:%Y-%m-%dT%H:%M}"


@dataclass(frozen=True, slots=True)
class Window:
    """The span an edition covers: after `start`, up to and including `end` (both UTC)."""

    start: datetime
    end: datetime
    first: bool = False
    """Whether no edition of this digest was published before."""

    def refuses(
        self, entry: Entry, *, first_seen_of_source: datetime | None
    ) -> Literal["", "seen before", "undated", "too old"]:
        """
        The fate of an entry that is not eligible, or ``""`` when it is.

        `first_seen_of_source` is when the entry's source answered for the first time: what came with
        that answer is news only if it was published in the 24 hours before.
        """
        if entry.seen <= self.start and not self.first:
            return "seen before"
        fresh_source = first_seen_of_source is not None and entry.seen <= first_seen_of_source
        if self.first or fresh_source:
            if entry.published is None:
                return "undated"
            # Of a day without an hour nothing says that it was published at its beginning.
            latest = entry.published + FIRST_LOOK if entry.published_on else entry.published
            return "too old" if latest < self.end - FIRST_LOOK else ""
        if entry.published is not None and entry.published < self.start - GRACE:
            return "too old"
        return ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is asked for: whose edition, for when, over which window, how long."""

    key: EditionKey
    title: str
    zone: str
    """IANA name."""
    window: Window
    language: str = "en"
    others: Literal["show", "evidence", "mute"] = "show"
    """What becomes of entries in other languages: shown, kept only beside one in its own, or left out."""
    word_budget: int = 1200
    notice: str = ""
    """A sentence every rendition carries at its head, such as that the edition is a sample."""
    late: bool = False
