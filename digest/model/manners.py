"""What the addresses of sources ask of whoever asks them, as far as it is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a document itself wishes to be read; all of it empty when it says nothing."""

    seconds: float = 0.0
    """Between two readings."""
    hours: tuple[int, ...] = ()
    """Of the day (UTC, 0 to 23) at which nobody need ask."""
    days: tuple[int, ...] = ()
    """Of the week (0 is Monday) on which nobody need ask."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What an address gave with its last answer that was read: how and when to ask it again."""

    reader: str
    """What read it; another reader has to read it anew."""
    etag: str = ""
    """As the server wrote it, or empty."""
    last_modified: str = ""
    """As the server wrote it, or empty."""
    body: str = ""
    """SHA-256 of the body that was read, in hexadecimal; empty for one that is to be read again."""
    moved: str = ""
    """Where it has moved for good; what it gave was given there."""
    fresh: float = 0.0
    """Seconds after `answered` within which it need not be asked again."""
    pace: Pace = Pace()
    answered: datetime | None = None
    """When it last answered, if only that nothing changed (UTC); None where nothing depends on it."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How long an address that failed is left alone."""

    reader: str
    """What asked it; another one is free to."""
    failures: int
    """Times it has been asked in vain, one after the other."""
    until: datetime | None
    """UTC; None for good."""
    status: int | None
    told: str
    """What went wrong, in words."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The robots.txt of one origin."""

    rules: str
    """As it was read; empty where there is none."""
    read: datetime
    """UTC."""
