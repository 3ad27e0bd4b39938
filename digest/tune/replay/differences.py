"""The ledger of what differs between two records, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from digest.model import Digest, record

_NAMES = ("story_id", "entry_id", "source_id", "id", "label")
"""The keys by whose value one thing of a list is known from the others."""
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two records are not the same."""

    path: str
    """Such as ``accounts[8f1c2d].points``."""
    was: str
    """As JSON would say it, cut when it is long; empty when it was not there."""
    now: str


def differences(before: Digest, after: Digest) -> tuple[Difference, ...]:
    """Every place that differs, in the order of the record; none exactly when both are the same."""
    return tuple(_between(record.as_data(before), record.as_data(after), ""))


def _between(was: Any, now: Any, path: str) -> Iterator[Difference]:
    if was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for key in sorted(was.keys() | now.keys()):
            yield from _place(was, now, key, f"{path}.{key}" if path else str(key))
    elif isinstance(was, list) and isinstance(now, list):
        yield from _lists(was, now, path)
    else:
        yield Difference(path, _told(was), _told(now))


def _lists(was: list[Any], now: list[Any], path: str) -> Iterator[Difference]:
    one, other = _named(was), _named(now)
    if one is None or other is None:
        one, other = dict(enumerate(was)), dict(enumerate(now))
    elif [name for name in one if name in other] != [name for name in other if name in one]:
        yield Difference(
            f"{path} (order)", _told(" ".join(map(str, one))), _told(" ".join(map(str, other)))
        )
    for name in [*one, *(name for name in other if name not in one)]:
        yield from _place(one, other, name, f"{path}[{name}]")


def _place(was: dict[Any, Any], now: dict[Any, Any], key: Any, path: str) -> Iterator[Difference]:
    if key not in now:
        yield Difference(path, _told(was[key]), "")
    elif key not in was:
        yield Difference(path, "", _told(now[key]))
    else:
        yield from _between(was[key], now[key], path)


def _named(things: list[Any]) -> dict[Any, Any] | None:
    """The things by what names each, or None when one has no name or two have the same."""
    names = [
        next((one[key] for key in _NAMES if one.get(key)), None) if isinstance(one, dict) else None
        for one in things
    ]
    if None in names or len(set(names)) < len(names):
        return None
    return dict(zip(names, things, strict=True))


def _told(value: Any) -> str:
    if isinstance(value, dict):
        value = next((value[key] for key in ("headline", "title", *_NAMES) if value.get(key)), "…")
    elif isinstance(value, list):
        return f"{len(value)} of them"
    text = "none" if value is None else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
