"""What reading one document may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """For one document, read in a process beside this one."""

    seconds: float = 20.0
    """Of computing."""
    wall_seconds: float = 60.0
    """By the clock on the wall, however busy the machine is."""
    memory: int = 500_000_000
    """Bytes of address space beside those the process has when it begins; not on macOS, which knows no such
    limit."""


USUAL_LIMITS = ReadLimits()
