"""A number a source measured, as distinct from a figure somebody wrote in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


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
