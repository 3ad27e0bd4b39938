"""The walls around everything that comes in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long and how much; times in seconds."""

    deadline: float = 20.0
    """For one request: connection, redirects, body and all tries together."""
    connect: float = 8.0
    """For one connection, its TLS included."""
    budget: float = 60.0
    """For a whole collection; what is not answered by then fails by name."""
    body: int = 10_000_000
    """Bytes of one body after decompression, and of one file."""
    redirects: int = 5
    at_once: int = 100
    """Requests under way, and answers not yet taken, together."""
    large: int = 8
    """Of these, bodies of more than a megabyte."""
    per_host: int = 2
    """Requests to one host together."""
    host_pause: float = 0.5
    """Between the starts of two requests to one host."""
    pauses: tuple[float, ...] = (1.0, 4.0)
    """Before each further try after a broken connection or a server's fault."""


USUAL_LIMITS = FetchLimits()
