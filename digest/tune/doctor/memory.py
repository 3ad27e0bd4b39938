"""What is remembered: the database, how sources have been doing, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from digest.config import DigestPlan
from digest.deliver import owed
from digest.errors import StoreError
from digest.model import EditionKey, Source, SourceHealth, SourceOutcome, Window
from digest.protocols import Store
from digest.store import open_store
from digest.store.integrity import schema_of
from digest.store.migrations import schema_version
from digest.tune.doctor.finding import Finding

SILENT = timedelta(days=7)
"""Without a new entry for this long, a source that has brought some is warned of."""
_FAR = timedelta(days=3650)


def examine_database(folder: Path) -> Finding:
    """Whether the database is sound and of this version; ``ok`` when it can be opened as it is."""
    try:
        schema = schema_of(folder)
        if schema == schema_version:
            open_store(folder, patience=2).close()
    except StoreError as fault:
        return Finding("database", "fail", f"{fault.where}: {fault.what}", fault.hint)
    if schema is None:
        return Finding("database", "ok", f"{folder}: none yet: the first run makes it")
    if schema < schema_version:
        what = f"{folder}: schema {schema}, which the next run brings to {schema_version}"
        return Finding("database", "warn", what, "make a `digest backup` before it")
    return Finding("database", "ok", f"{folder}: sound, schema {schema}")


@contextmanager
def opened(folder: Path | None) -> Iterator[Store | None]:
    """The store in `folder` for as long as the block runs; None where there is none."""
    if folder is None or schema_of(folder) is None:
        yield None
        return
    with open_store(folder) as store:
        yield store


def newest_record(store: Store, plans: Sequence[DigestPlan], now: datetime) -> datetime | None:
    """When the newest thing was recorded that bears a time: an edition, or a source's outcome."""
    far = now.replace(tzinfo=None) + _FAR
    ends = [store.last_edition(plan.name, EditionKey(plan.name, far)) for plan in plans]
    outcomes = store.outcomes(Window(now - timedelta(days=1), now + _FAR))
    return max([*(end for end in ends if end), *(one.at for one in outcomes)], default=None)


def examine_sources(
    health: Sequence[SourceHealth], sources: Mapping[str, Source], now: datetime
) -> Iterator[Finding]:
    """How the configured sources have been doing, as far as is remembered."""
    asked = [one for one in health if one.source_id in sources]
    failing = [one for one in asked if one.failures]
    for one in asked:
        if one.failures:
            times = f"failed {one.failures} times in a row" if one.failures > 1 else "failed the last time"
            yield Finding("sources", "warn", f"{one.source_id}: {times}: {one.error}", _ask(one.source_id))
        elif one.last_new and now - one.last_new > SILENT:
            what = f"{one.source_id}: nothing new for {(now - one.last_new).days} days"
            yield Finding("sources", "warn", what, _ask(one.source_id))
    yield _told(len(asked) - len(failing), len(asked), "as last asked")
    if never := sorted(set(sources) - {one.source_id for one in asked}):
        named = ", ".join(never[:5]) + (", …" if len(never) > 5 else "")
        yield Finding("sources", "ok", f"{len(never)} not asked yet: {named}")


def examine_answers(outcomes: Sequence[SourceOutcome]) -> Iterator[Finding]:
    """How the sources answered just now."""
    failed = [one for one in outcomes if one.state == "failed"]
    for one in failed:
        yield Finding("sources", "warn", f"{one.source_id}: {one.error}", _ask(one.source_id))
    yield _told(len(outcomes) - len(failed), len(outcomes), "just now")


def examine_edition(plan: DigestPlan, store: Store, now: datetime) -> Finding:
    """Whether the edition that was due last was made, and whether all who get it have it."""
    due = plan.slots(now - plan.expires, now)
    if (
        not due
        or store.last_edition(plan.name, EditionKey(plan.name, now.replace(tzinfo=None) + _FAR)) is None
    ):
        what = "none is due" if not due else "none yet: `digest run` makes the first"
        return Finding("editions", "ok", f"{plan.name!r}: {what}")
    slot = due[-1]
    key = EditionKey(plan.name, slot.nominal)
    if store.edition(key) is None:
        if now < plan.deadline(slot):
            return Finding("editions", "ok", f"{key}: not made yet, it may wait for its sources")
        return Finding(
            "editions", "warn", f"{key}: it was not made", "`digest run` makes it; is `digest schedule` up?"
        )
    if left := owed(str(key), plan.channels, store):
        named = ", ".join(f"{channel} → {target}" for channel, target in left[:3])
        mend = f"`digest send --channel {left[0][0]}` tries again"
        return Finding("editions", "warn", f"{key}: {len(left)} owed: {named}", mend)
    return Finding("editions", "ok", f"{key}: made and delivered")


def _told(answered: int, asked: int, when: str) -> Finding:
    what = f"{answered} of {asked} answered {when}"
    if asked and not answered:
        return Finding("sources", "fail", what, "is there a network? `digest sources check` tells more")
    return Finding("sources", "ok", what)


def _ask(id: str) -> str:
    return f"`digest sources check {id}`"
