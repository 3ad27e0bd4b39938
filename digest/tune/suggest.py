"""What could be changed about a source, each with the diff that proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digest.tune.diff import Diff
from digest.tune.diff.changes import KINDS
from digest.tune.worth import Worth

Changes = Mapping[tuple[str, ...], Any]
LIGHT = 0.3
"""The weight of a source that is kept for what it alone may tell one day."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One change and what it would have done on the recorded days."""

    source_id: str
    why: str
    """What was seen, in words."""
    change: str
    """As ``--set`` takes it."""
    proof: str
    """What the diff found, in words."""
    command: str
    """The diff, to be run again."""


def suggestions(
    worths: Sequence[Worth], days: int, tried: Callable[[Changes], Diff]
) -> tuple[Suggestion, ...]:
    """
    What the figures suggest, in the order of `worths`; `tried` is the diff of a change over `days` days.

    A change that is meant to lose nothing is only suggested when no story leaves by it, any other only when
    something comes of it.
    """
    found = []
    for one in worths:
        for why, key, value, harmless in _ideas(one, days):
            result = tried({("source", one.source_id, key): value})
            lost, turned = result.count("leaves"), sum(result.count(kind) for kind in KINDS)
            if result.same or (lost if harmless else not turned):
                continue
            change = f"source.{one.source_id}.{key}={str(value).lower()}"
            command = f"digest diff --days {days} --set {change}"
            found.append(Suggestion(one.source_id, why, change, _proof(result, harmless), command))
    return tuple(found)


def _ideas(one: Worth, days: int) -> Iterator[tuple[str, str, Any, bool]]:
    """Why, which key, what value, and whether it is meant to lose nothing; at most one a source."""
    within = f"in {days} day{'s' if days != 1 else ''}"
    if one.collections and one.faults == one.collections:
        yield f"it failed in all of {one.collections} collections {within}", "enabled", False, True
    elif one.entries and not one.used and not one.documents:
        yield f"none of its {one.entries} entries was used {within}", "enabled", False, True
    elif one.downs >= one.ups + 2:
        yield f"you marked {one.downs} of its stories down and {one.ups} up", "weight", LIGHT, False
    elif one.first >= 2 and one.weight < 1:
        yield f"first in {one.first} stories {within}, at weight {one.weight:g}", "weight", 1.0, False
    elif one.stories and not one.first and one.weight > LIGHT and one.tier != "primary":
        never = [
            "never first",
            *([] if one.exclusive else ["never alone"]),
            *([] if one.led else ["never in the lead"]),
        ]
        yield f"{', '.join(never)} {within}", "weight", LIGHT, True


def _proof(result: Diff, harmless: bool) -> str:
    counts = {kind: result.count(kind) for kind in ("enters", "leaves", "moves", "retold")}
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count) or "no story changes"
    return f"loses nothing: {told}" if harmless else told
