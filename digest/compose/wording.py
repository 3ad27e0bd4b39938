"""How notes write spans and ages."""

from __future__ import annotations

from datetime import timedelta


def span(window: str) -> str:
    """`` over 24h``, or nothing where the window is not known."""
    return f" over {window}" if window else ""


def age(past: timedelta) -> str:
    """Whole hours, from two days on whole days: ``41 hours``, ``3 days``."""
    hours = int(past.total_seconds() // 3600)
    return f"{hours // 24} days" if hours >= 48 else f"{hours} hour{'s' if hours != 1 else ''}"
