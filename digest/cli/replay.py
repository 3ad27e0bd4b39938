"""``digest replay``: recorded days made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli.chosen import CONFIG, AsJson, ConfigPath, Name, plan_named
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.config import Config, DigestPlan
    from digest.store import SqliteStore
    from digest.tune.replay import Replayed

DIFFERS = 3
"""Exit code of a command that did what was asked and found a difference."""
SHOWN = 20

Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change a key for this once: signal.recency.weight=2"),
]


def replay(
    days: Annotated[str, typer.Argument(help="A day, YYYY-MM-DD, or a range of them: FIRST..LAST.")],
    config: ConfigPath = CONFIG,
    digest: Name = "",
    change: Changes = None,
    theme: Annotated[str, typer.Option(help="A theme other than the digest's own.")] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A folder to write every edition to, in all formats."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Make recorded editions again, offline, and tell where they are not what went out."""
    from dataclasses import replace

    from digest.cli import screen
    from digest.tune.replay import Replay
    from digest.tune.replay.differences import differences

    first, last = span_of(days)
    with opened(config, digest, change) as (settings, plan, store):
        plan = replace(plan, theme=theme or plan.theme)
        made = Replay(store, plan.name, first, last).under(settings, plan)
    told = [(one, differences(one.recorded, one.digest)) for one in made]
    if output:
        _write(settings, plan, made, output)
    if json:
        screen.as_json(
            [
                {
                    "edition": str(one.digest.edition.key),
                    "same": one.same,
                    "unrecorded": list(one.unrecorded),
                    "differences": [{"path": d.path, "was": d.was, "now": d.now} for d in found],
                }
                for one, found in told
            ]
        )
    else:
        for one, found in told:
            count = f"{len(found)} place{'s' if len(found) != 1 else ''}"
            screen.say(f"{one.digest.edition.key}: {f'differs in {count}' if found else 'as it went out'}")
            for source in one.unrecorded:
                screen.say(f"  not recorded: {source}")
            for place in found[:SHOWN]:
                screen.say(f"  {place.path}: {place.was or 'nothing'} → {place.now or 'nothing'}")
            if len(found) > SHOWN:
                screen.say(f"  and {len(found) - SHOWN} more; --json tells all")
    raise typer.Exit(DIFFERS if any(found for _, found in told) else 0)


def _write(config: Config, plan: DigestPlan, made: tuple[Replayed, ...], folder: Path) -> None:
    from digest.cli import screen
    from digest.prepare import template_roots
    from digest.render import render
    from digest.render.theme import load_theme

    theme = load_theme(plan.theme, template_roots(config), zones=(plan.zone.key,), language=plan.language)
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        for rendition in render(one.digest, theme):
            (folder / rendition.path).write_text(rendition.content, encoding="utf-8")
    screen.fault(f"{folder}: written")


@contextmanager
def opened(
    path: Path, digest: str, change: list[str] | None
) -> Iterator[tuple[Config, DigestPlan, SqliteStore]]:
    """The config with the changes of ``--set``, the digest it names, and its state for reading alone."""
    from digest.config import load_config
    from digest.store import read_store

    settings = load_config(path, changes=changes_of(change))
    with read_store(settings.state) as store:
        yield settings, plan_named(settings, digest), store


def changes_of(written: list[str] | None) -> Mapping[tuple[str, ...], Any]:
    """What ``--set`` says, as :func:`~digest.config.load_config` takes it; raises ConfigError."""
    if not written:
        return {}
    from digest.config.edit import parsed_path, parsed_value

    changes = {}
    for one in written:
        path, equals, value = one.partition("=")
        if not equals:
            raise ConfigError("--set", f"{one!r} sets nothing", "write KEY=VALUE: signal.recency.weight=2")
        changes[parsed_path(path.strip())] = parsed_value(value.strip())
    return changes


def span_of(days: str) -> tuple[date, date]:
    """The first and the last of ``2026-02-06`` or ``2026-02-04..2026-02-06``; raises ConfigError."""
    first, dots, last = days.partition("..")
    try:
        span = date.fromisoformat(first), date.fromisoformat(last if dots else first)
    except ValueError:
        raise ConfigError("DAYS", f"{days!r} is no day", "write YYYY-MM-DD or FIRST..LAST") from None
    if span[0] > span[1]:
        raise ConfigError("DAYS", f"{days!r} ends before it begins", "write the earlier day first")
    return span
