"""What the store tells of itself: how sources have been doing, past runs, recordings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.model.report import SourceOutcome

QUIET = timedelta(days=3)
EXPECTED = 6
"""Without a new entry for so long, in which so many were to be expected, a source is silent."""


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
    """New entries a day over the 14 up to `last_new`, or over fewer for a source that is younger."""

    def silence(self, now: datetime) -> str:
        """
        How long it has brought nothing new against its own rhythm, in words; empty while that is usual.

        Unusual are three days, which a weekend is not, in which six entries or more were to be expected.
        """
        if not self.last_new or not self.entries_a_day:
            return ""
        quiet = now - self.last_new
        if quiet < QUIET or self.entries_a_day * (quiet / timedelta(days=1)) < EXPECTED:
            return ""
        return f"silent {quiet.days} days; usually {_rhythm(self.entries_a_day)}"

    def trouble(self, now: datetime) -> str:
        """What is wrong with it beyond this once, in words: failures in a row, else its silence."""
        if self.failures > 1:
            answered = f"last answer {self.last_answer:%Y-%m-%d}" if self.last_answer else "never answered"
            return f"failed {self.failures} times in a row; {answered}"
        return self.silence(now)


def _rhythm(a_day: float) -> str:
    if a_day >= 1:
        return f"{a_day:.0f} a day"
    return f"{7 * a_day:.0f} a week" if 7 * a_day >= 1.5 else f"one in {1 / a_day:.0f} days"


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
    aliases: Mapping[str, str]
    """For each id that an entry had later, under other parameters, the one it is known by."""
