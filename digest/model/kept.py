"""What the store tells of itself: validators, how sources have been doing, past runs, recordings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from digest.model.report import SourceOutcome


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


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer that was kept as it came; its body is read when it is asked for."""

    number: int
    source_id: str
    url: str
    """The address that was asked, without secrets and fragment."""
    received: datetime


@dataclass(frozen=True, slots=True)
class Recording:
    """What past collections brought, as far as it was kept: what a replay is made from."""

    answers: tuple[KeptAnswer, ...]
    """Oldest first."""
    outcomes: tuple[SourceOutcome, ...]
    """Oldest first."""
    sights: Mapping[str, datetime]
    """For each entry id, when it was first seen (UTC)."""
