"""A number a source measured, as distinct from a figure somebody wrote in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

SCHEDULED = "scheduled"
"""
The series of what is to happen at `as_of`, mostly in the future: `value` is how much the source thinks of
it, 0 (a holiday) to 3 (high), `name` what it is, `label` whose.
"""
WHOLE_DAY = "day"
"""The window of what is scheduled for a day without an hour; its `as_of` is that day's midnight in UTC."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one series for one subject at one time."""

    series: str
    """What is measured: ``chain_net_flow``, ``price``, ``market_cap`` …"""
    subject: str
    """Stable name within the source, such as a coin's id."""
    value: Decimal
    unit: str
    """ISO 4217 code, ``percent``, or a token's ticker."""
    as_of: datetime
    """UTC; the source's own time where it gives one, else the time of its answer."""
    source_id: str
    url: str
    label: str = ""
    """What a table prints: a ticker or a short name; the subject when empty."""
    name: str = ""
    """The long name, where there is one."""
    window: str = ""
    """The span a value covers, such as ``24h``; empty for a level at a moment."""
    convention: str = ""
    """In words, what the sign means."""

    @property
    def shown(self) -> str:
        """The label, or the subject when there is none."""
        return self.label or self.subject


def latest(
    observations: Iterable[Observation], end: datetime, hours: int = 30
) -> dict[tuple[str, str], Observation]:
    """
    The newest observation of each series and shown name (in capitals) in the `hours` before `end`.

    Of several subjects that share a name, the one with the largest ``market_cap``: anyone may give a
    token another's ticker. Values from after `end` are left out.
    """
    recent = [o for o in observations if end - timedelta(hours=hours) <= o.as_of <= end]
    caps = {(o.source_id, o.subject): o.value for o in recent if o.series == "market_cap"}
    found: dict[tuple[str, str], Observation] = {}
    for one in sorted(
        recent, key=lambda o: (caps.get((o.source_id, o.subject), 0), o.as_of, o.source_id, o.subject)
    ):
        found[one.series, one.shown.upper()] = one
    return found
