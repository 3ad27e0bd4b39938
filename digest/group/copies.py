"""Entries that are one text: the same address, or the same words from another outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from digest.group.profile import Profile

_LEAST_WORDS = 4
_DAILY = 12.0
"""Hours; the same headline from the same source after more than these is its next edition."""


def copies(profiles: Sequence[Profile]) -> list[tuple[int, int, str]]:
    """Pairs of entries, by place, that are copies, each with the reason, in order of place."""
    found: list[tuple[int, int, str]] = []
    by_address: dict[str, int] = {}
    by_text: defaultdict[str, list[int]] = defaultdict(list)
    for place, told in enumerate(profiles):
        if told.url:
            first = by_address.setdefault(told.url, place)
            if first != place:
                found.append((first, place, "same address"))
                continue
        if told.copy_key.count(" ") + 1 >= _LEAST_WORDS:
            earlier = by_text[told.copy_key]
            match = next(
                (other for other in reversed(earlier) if not _next_edition(profiles[other], told)), None
            )
            if match is not None:
                found.append((match, place, "same text"))
            earlier.append(place)
    return found


def _next_edition(one: Profile, other: Profile) -> bool:
    return one.source_id == other.source_id and abs(one.hours - other.hours) > _DAILY
