"""What a schedule tells: one line for each thing that happened."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.model import RunReport, SourceOutcome


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    at: datetime
    about: str
    """An edition's key, ``collect`` or ``schedule``."""
    state: str
    details: tuple[str, ...] = ()
    exit_code: int = 0

    def line(self) -> str:
        """``2026-02-06T12:00:03Z morning/2026-02-06T07:00: published, 3 delivered``."""
        return _plain(
            f"{self.at:%Y-%m-%dT%H:%M:%SZ} {self.about}: {', '.join([self.state, *self.details])}"
        )

    def json(self) -> str:
        """The same as one line of JSON."""
        told = {
            "at": f"{self.at:%Y-%m-%dT%H:%M:%SZ}",
            "about": self.about,
            "state": self.state,
            "details": [_plain(detail) for detail in self.details],
            "exit_code": self.exit_code,
        }
        return json.dumps(told, ensure_ascii=False)


Tell = Callable[[Event], None]


def of_run(at: datetime, about: str, report: RunReport, *, late: bool) -> Event:
    """What became of an edition."""
    receipts = Counter(receipt.state for receipt in report.receipts)
    marks = [mark for mark, holds in (("late", late), ("degraded", report.degraded)) if holds]
    counts = [f"{count} {state}" for state, count in receipts.items()]
    problems = [problem.removeprefix(f"{about}: ") for problem in report.problems]
    made = report.state == "published"
    details = (*(marks if made else ()), *counts, *problems)
    return Event(at, about, report.state, details, report.exit_code)


def of_collection(at: datetime, outcomes: Sequence[SourceOutcome]) -> Event:
    """What a collection between editions brought."""
    failed = [outcome.source_id for outcome in outcomes if outcome.state == "failed"]
    answered = len(outcomes) - len(failed)
    missing = (f"missing: {' '.join(failed)}",) if failed else ()
    said = f"{answered} of {len(outcomes)} sources answered"
    return Event(at, "collect", said, missing, 0 if answered or not outcomes else 1)


def _plain(text: str) -> str:
    """The text as one line of visible characters, whatever a source or a server put into it."""
    return "".join(character if character.isprintable() else " " for character in text)
