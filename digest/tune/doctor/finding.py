"""What the doctor finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warn", "fail"]
NAMES = (
    "config", "zones", "templates", "disk", "database", "clock", "channels", "mail", "sources", "editions",
)  # fmt: skip
"""Every name a finding may have, in the order they are told in."""
_MISCONFIGURED = {"config", "templates"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    name: str
    state: State
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.what}" + (f" ({self.mend})" if self.mend else "")


def exit_code_of(findings: Sequence[Finding]) -> int:
    """0 nothing failed · 2 the configuration or a template did · 1 something else did."""
    failed = {one.name for one in findings if one.state == "fail"}
    return 2 if failed & _MISCONFIGURED else 1 if failed else 0
