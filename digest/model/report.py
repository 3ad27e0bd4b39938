"""What happened, for a person at six in the morning and for a machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.model.entry import Entry
from digest.model.observation import Observation

OutcomeState = Literal["answered", "unchanged", "failed"]
ReceiptState = Literal["delivered", "failed", "refused", "held"]
"""A failed delivery stays owed; a refused one and one that is held (it may have arrived) do not."""


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """How one source did in one collection."""

    source_id: str
    title: str
    state: OutcomeState
    at: datetime
    entries: int = 0
    dated: int = 0
    observations: int = 0
    error: str = ""
    """``what (hint)`` when it failed or wants mending, without the address's secrets."""
    seconds: float = 0.0
    size: int = 0
    """Bytes of the answer's body."""
    newest: datetime | None = None
    """`published` of the newest entry."""
    status: int | None = None
    trouble: str = ""
    """What is wrong with it beyond this once, in words: failures in a row, an unusual silence."""
    whole: bool = True
    """Whether all that it answered was read, so that it need not be asked for the same again."""


@dataclass(frozen=True, slots=True)
class Collected:
    """All that one collection brought in; entries in the order of sources, then of the document."""

    entries: tuple[Entry, ...]
    observations: tuple[Observation, ...]
    outcomes: tuple[SourceOutcome, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one edition at one target of one channel."""

    edition: str
    channel: str
    target: str
    at: datetime
    state: ReceiptState
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RunReport:
    """One run from collect to deliver."""

    edition: str
    state: Literal["published", "already published", "dry run", "no edition"]
    outcomes: tuple[SourceOutcome, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    considered: int = 0
    stories: int = 0
    printed: int = 0
    degraded: bool = False
    problems: tuple[str, ...] = ()
    recalled: int = 0
    """Editions read back from what was published, when the state knew none."""

    @property
    def exit_code(self) -> int:
        """0 delivered · 1 nothing delivered · 3 delivered, degraded."""
        if self.state == "dry run":
            return 3 if self.degraded else 0
        delivered = any(receipt.state == "delivered" for receipt in self.receipts)
        failed = any(receipt.state != "delivered" for receipt in self.receipts)
        if self.state == "already published" and not self.receipts:
            return 0
        if not delivered:
            return 1
        return 3 if failed or self.degraded else 0
