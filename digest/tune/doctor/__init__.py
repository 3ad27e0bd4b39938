"""What is wrong with an installation, and the mend: everything at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from digest.collect import collect, processors
from digest.config import Config, DigestPlan, load_config
from digest.errors import ConfigError, DigestError
from digest.prepare import prepare
from digest.protocols import Clock, Fetch
from digest.tune.doctor.channels import examine_channels, folders_of
from digest.tune.doctor.finding import NAMES, Finding, exit_code_of
from digest.tune.doctor.machine import examine_clock, examine_folder, examine_zones
from digest.tune.doctor.memory import (
    examine_answers,
    examine_database,
    examine_edition,
    examine_sources,
    newest_record,
    opened,
)

__all__ = ["NAMES", "Finding", "examine", "exit_code_of"]


def examine(
    path: Path, clock: Clock, fetch: Callable[[Config], Fetch], *, offline: bool = False, ask: bool = False
) -> tuple[Finding, ...]:
    """
    Everything there is to look at, in order; what needs something that failed is left out.

    `path` is the config file. No mail server is reached when `offline`; sources are judged by what is
    remembered, and asked through `fetch` only to `ask`. Nothing is sent, kept or migrated. What a user
    can mend is told, never raised.
    """
    try:
        config = load_config(path)
    except ConfigError as error:
        faults = tuple(_of_config(fault, path) for fault in error.faults or (error,))
        return (*faults, *examine_zones((), clock.now()))
    counts = f"{path}: {len(config.sources)} sources, {len(config.digests)} digests"
    return (Finding("config", "ok", counts), *_examined(config, clock, fetch, offline=offline, ask=ask))


def _examined(
    config: Config, clock: Clock, fetch: Callable[[Config], Fetch], *, offline: bool, ask: bool
) -> Iterator[Finding]:
    now = clock.now()
    yield from examine_zones(config.digests, now)
    for plan in config.digests:
        yield examine_templates(config, plan)
    for folder in (config.state, *folders_of(config)):
        yield examine_folder(folder)
    database = examine_database(config.state)
    yield database
    with opened(config.state if database.state == "ok" else None) as store:
        yield examine_clock(now, newest_record(store, config.digests, now) if store else None)
        yield from examine_channels(config, offline=offline)
        if ask:
            asked = collect(config.sources, fetch(config), clock, processes=processors())
            yield from examine_answers(asked.outcomes)
        elif store:
            yield from examine_sources(store.health(now), config.source_by_id, now)
        if store:
            for plan in config.digests:
                yield examine_edition(plan, store, now)


def examine_templates(config: Config, plan: DigestPlan) -> Finding:
    """Whether the theme of a digest, the lexicon and the language model can be loaded."""
    try:
        prepare(config, plan)
    except DigestError as fault:
        return Finding("templates", "fail", f"{fault.where}: {fault.what}", fault.hint or "mend that line")
    return Finding("templates", "ok", f"the theme {plan.theme!r} of {plan.name!r} compiles")


def _of_config(fault: ConfigError, path: Path) -> Finding:
    return Finding("config", "fail", f"{fault.where}: {fault.what}", fault.hint or f"mend {path}")
