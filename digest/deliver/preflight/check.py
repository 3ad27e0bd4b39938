"""A check, and the rule it is made by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from digest.deliver.preflight.letter import Letter

Level = Literal["must", "should"]
"""A "must" that fails holds the send; a "should" is told and holds nothing."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at in one message."""

    name: str
    level: Level
    ok: bool
    what: str
    """What is so, or what is wrong."""
    mend: str = ""
    """What to do about it; empty when nothing is wrong."""

    def __str__(self) -> str:
        return f"{self.name}: {self.what}" + (f" ({self.mend})" if self.mend else "")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked at, and how."""

    name: str
    level: Level
    good: str
    """What is so when nothing is wrong."""
    mend: str
    wrong: Callable[[Letter], str]
    """What is wrong with a message, in words; empty when nothing is."""

    def check(self, letter: Letter) -> Check:
        """The rule applied to a message."""
        wrong = self.wrong(letter)
        return Check(self.name, self.level, not wrong, wrong or self.good, self.mend if wrong else "")
