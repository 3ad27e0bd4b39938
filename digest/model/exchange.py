"""What is asked of a source and what it answers: bytes, before anyone has read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Request:
    """One question to one address, on behalf of one source."""

    source_id: str
    url: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    allow_private: bool = False
    """Whether the address may lie on a private or loopback network."""
    began: datetime | None = field(default=None, compare=False, repr=False)
    """When the collection began that it is asked for (UTC): its time is counted from then."""
    scrapes: bool = False
    """Whether it takes what is made for readers, so that a robots.txt has a say."""
    entry_id: str = ""
    """The entry whose article is asked for; empty for what the source itself consists of."""
    body: bytes | None = field(default=None, repr=False)
    """What is sent, as a POST that follows no redirect and is not remembered; None to ask for a page."""
    seconds: float | None = None
    """How long a complete answer may take; None for what is usual."""


@dataclass(frozen=True, slots=True)
class Response:
    """A complete answer with a body worth reading (status 200), or a 304 without one."""

    request: Request
    url: str
    """Where the answer finally came from, after redirects."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = field(repr=False)
    received: datetime
    """UTC, by our clock."""
    moved: str = ""
    """Where the address that was asked has moved for good, when it says so (301, 308)."""

    @property
    def unchanged(self) -> bool:
        """Whether the source said that nothing changed since the last answer."""
        return self.status == 304
