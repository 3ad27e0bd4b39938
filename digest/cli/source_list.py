"""How the configured sources have been doing, as rows and on a screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.cli import screen
from digest.config import Config
from digest.model import Source, SourceHealth
from digest.tune.doctor.memory import opened


@dataclass(frozen=True, slots=True)
class ListedSource:
    """One source of the config, as it is remembered."""

    id: str
    kind: str
    title: str
    tier: str
    weight: float
    topics: tuple[str, ...]
    state: str
    """``ok``, ``failing``, ``silent``, ``not asked yet`` or ``off``."""
    last_answer: datetime | None
    last_new: datetime | None
    entries_a_day: float
    failures: int
    remark: str
    """What is wrong, or why it is off, in words."""


def listed(config: Config, now: datetime) -> tuple[ListedSource, ...]:
    """All sources: those asked in the order of the config, then those that are off."""
    with opened(config.state) as store:
        known = {one.source_id: one for one in store.health(now)} if store else {}
    asked = [_asked(one.source, known.get(one.source.id), now) for one in config.sources]
    off = [_row(one.source, "off", None, one.reason or "enabled = false") for one in config.disabled]
    return (*asked, *off)


def _asked(source: Source, health: SourceHealth | None, now: datetime) -> ListedSource:
    if health is None:
        return _row(source, "not asked yet", None, "")
    trouble = health.trouble(now)
    if health.failures:
        return _row(source, "failing", health, "; ".join(filter(None, (trouble, health.error))))
    return _row(source, "silent" if trouble else "ok", health, trouble)


def _row(source: Source, state: str, health: SourceHealth | None, remark: str) -> ListedSource:
    return ListedSource(
        id=source.id,
        kind=source.kind,
        title=source.title,
        tier=source.tier,
        weight=source.weight,
        topics=source.topics,
        state=state,
        last_answer=health.last_answer if health else None,
        last_new=health.last_new if health else None,
        entries_a_day=health.entries_a_day if health else 0.0,
        failures=health.failures if health else 0,
        remark=remark,
    )


def say(rows: Sequence[ListedSource]) -> None:
    """One line a source, then what is wrong with those with which something is."""
    table = screen.table("source", "", "answered", "new entry", "a day", "topics", right=("a day",))
    table.columns[0].no_wrap = True
    for one in rows:
        table.add_row(
            one.id,
            one.state,
            _when(one.last_answer),
            _when(one.last_new),
            f"{one.entries_a_day:.1f}" if one.entries_a_day else "",
            ", ".join(one.topics),
        )
    screen.out.print(table)
    for one in rows:
        if one.remark:
            screen.say(f"{one.id}: {one.state}: {one.remark}")
    counts = Counter(one.state for one in rows)
    screen.say(", ".join(f"{count} {state}" for state, count in counts.items()))


def _when(moment: datetime | None) -> str:
    return f"{moment:%m-%d %H:%M}Z" if moment else ""
