"""What the store tells of itself: validators, how sources have been doing, past runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Validators:
    """What an address gave with its last answer that was read: how to ask whether it still says so."""

    reader: str
    """What read it; another reader has to read it anew."""
    etag: str = ""
    """As the server wrote it, or empty."""
    last_modified: str = ""
    """As the server wrote it, or empty."""
    body: str = ""
    """SHA-256 of the body that was read, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How one source has been doing."""

    source_id: str
    last_answer: datetime | None
    """When it last answered, if only that nothing changed (UTC)."""
    last_new: datetime | None
    """When it last brought an entry that was not known (UTC)."""
    failures: int
    """Collections in a row that it has failed in, up to the latest."""
    error: str
    """What went wrong in the latest one, in words."""
    entries_a_day: float
    """New entries a day over the last 14, or over fewer for a source that is younger."""


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run, as it is remembered; the one that goes on is among them."""

    number: int
    edition: str
    """The edition's key as text, or what was done instead of one."""
    began: datetime
    ended: datetime | None
    """None while it goes on, and of one that was cut off."""
    state: str
    problems: tuple[str, ...]
