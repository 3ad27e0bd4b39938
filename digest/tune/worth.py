"""What each source is worth: what it brought, what of it was used, and what it cost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from digest.model import (
    Brief,
    Digest,
    Entry,
    Judgement,
    Source,
    SourceHealth,
    SourceOutcome,
)

COPY = 100
"""Score of a merge whose entries are one text."""


@dataclass(frozen=True, slots=True)
class Worth:
    """One source over the editions of some days."""

    source_id: str
    title: str
    tier: str
    weight: float
    entries: int
    """That could be used: first seen in time, dated in time."""
    dated: int
    duplicates: int
    """Of them those that another source had before: the same address, or the same text."""
    used: int
    """Of them those in printed stories."""
    stories: int
    """Printed stories it tells."""
    led: int
    first: int
    """Stories of several sources that it was the first to tell."""
    ahead: float | None
    """Minutes before the second, in the median of those; None when it never was."""
    exclusive: int
    """Printed stories that no other source tells."""
    top: int
    """Stories in the section of top stories that it tells."""
    top_of: int
    """Such stories in all."""
    documents: int
    """Printed stories with a regulator's act that it leads as a primary source."""
    ups: int
    downs: int
    silent_days: float | None
    """Since it last brought something new; None when it never did."""
    collections: int
    faults: int
    error: str
    """Of its last collection, empty when all was well."""
    size: int
    """Bytes of its answers."""
    seconds: float


def worth(
    sources: Iterable[Source],
    editions: Sequence[Digest],
    entries: Sequence[Entry],
    outcomes: Sequence[SourceOutcome],
    health: Sequence[SourceHealth],
    judgements: Sequence[Judgement],
    now: datetime,
) -> tuple[Worth, ...]:
    """One a source, in their order; `entries` are those the editions considered, if still known."""
    known = {entry.id: entry for entry in entries}
    tally = _tally(editions, known)
    asked: defaultdict[str, list[SourceOutcome]] = defaultdict(list)
    for outcome in outcomes:
        asked[outcome.source_id].append(outcome)
    standing = {one.source_id: one for one in health}
    return tuple(
        _worth(source, tally, asked[source.id], standing.get(source.id), judgements, now)
        for source in sources
    )


class _Tally:
    """Counts by source id."""

    def __init__(self) -> None:
        names = "entries dated duplicates used stories led first exclusive top documents"
        self.of: dict[str, Counter[str]] = {name: Counter() for name in names.split()}
        self.ahead: defaultdict[str, list[float]] = defaultdict(list)
        self.top_of = 0


def _tally(editions: Sequence[Digest], known: dict[str, Entry]) -> _Tally:
    tally = _Tally()
    for digest in editions:
        for fate in digest.ledger.fates:
            if fate.fate in ("seen before", "too old", "undated"):
                continue
            entry = known.get(fate.entry_id)
            tally.of["entries"][fate.source_id] += 1
            tally.of["dated"][fate.source_id] += bool(entry and entry.published)
            tally.of["used"][fate.source_id] += fate.fate in ("used", "merged")
            tally.of["duplicates"][fate.source_id] += fate.fate == "duplicate"
        for source in _copied(digest, known):
            tally.of["duplicates"][source] += 1
        tops = {
            b.story_id for s in digest.sections if s.kind == "top" for b in s.items if isinstance(b, Brief)
        }
        tally.top_of += len(tops)
        for brief in digest.briefs:
            _count(tally, brief, known, brief.story_id in tops)
    return tally


def _count(tally: _Tally, brief: Brief, known: dict[str, Entry], top: bool) -> None:
    tellers = list(dict.fromkeys(telling.source_id for telling in brief.tellings))
    tally.of["stories"].update(tellers)
    tally.of["led"].update(tellers[:1])
    tally.of["top"].update(tellers if top else ())
    if brief.act and brief.tellings and brief.tellings[0].tier == "primary":
        tally.of["documents"][tellers[0]] += 1
    if len(tellers) == 1:
        tally.of["exclusive"].update(tellers)
        return
    times: dict[str, datetime] = {}
    for telling in brief.tellings:
        entry = known.get(telling.entry_id)
        when = telling.published or (entry.seen if entry else None)
        if when:
            times[telling.source_id] = min(when, times.get(telling.source_id, when))
    order = sorted(times, key=lambda source: (times[source], source))
    if len(order) > 1 and times[order[0]] < times[order[1]]:
        tally.of["first"][order[0]] += 1
        tally.ahead[order[0]].append((times[order[1]] - times[order[0]]) / timedelta(minutes=1))


def _copied(digest: Digest, known: dict[str, Entry]) -> Iterable[str]:
    """For every entry that is the text of an earlier one of another source, its source."""
    for account in digest.accounts:
        for merge in account.merges:
            pair = [known[e] for e in (merge.entry_id, merge.other_id) if e in known]
            if merge.score == COPY and len(pair) == 2 and pair[0].source_id != pair[1].source_id:
                later = max(pair, key=lambda entry: (entry.published or entry.seen, entry.id))
                yield later.source_id


def _worth(
    source: Source,
    tally: _Tally,
    asked: Sequence[SourceOutcome],
    health: SourceHealth | None,
    judgements: Sequence[Judgement],
    now: datetime,
) -> Worth:
    count = {name: counter[source.id] for name, counter in tally.of.items()}
    ahead = tally.ahead.get(source.id)
    marks = [one.mark for one in judgements if source.id in one.sources]
    last = health.last_new if health else None
    return Worth(
        source_id=source.id,
        title=source.title,
        tier=source.tier,
        weight=source.weight,
        **count,
        ahead=median(ahead) if ahead else None,
        top_of=tally.top_of,
        ups=sum(1 for mark in marks if mark > 0),
        downs=sum(1 for mark in marks if mark < 0),
        silent_days=(now - last) / timedelta(days=1) if last else None,
        collections=len(asked),
        faults=sum(1 for one in asked if one.state == "failed"),
        error=asked[-1].error if asked else "",
        size=sum(one.size for one in asked),
        seconds=sum(one.seconds for one in asked),
    )
