"""``digest diff``: what a config would have changed on the days that were."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.chosen import CONFIG, AsJson, ConfigPath, Name
from digest.cli.replay import DIFFERS, Changes, opened, span_of
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.config import Config
    from digest.store import SqliteStore
    from digest.tune.diff import Diff, EditionDiff

FORMS = ("text", "markdown", "html", "json")


def diff(
    days_of: Annotated[
        str, typer.Argument(metavar="[DAYS]", help="A day or FIRST..LAST; the last --days without it.")
    ] = "",
    config: ConfigPath = CONFIG,
    digest: Name = "",
    change: Changes = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            help="Compare with this config; else with what went out, or with --set without the change.",
        ),
    ] = None,
    judged: Annotated[
        bool, typer.Option("--judged", help="Weigh what you have marked since on those days too.")
    ] = False,
    days: Annotated[
        int, typer.Option("--days", min=1, help="How many days, up to the latest edition.")
    ] = 7,
    form: Annotated[str, typer.Option("--format", help="text, markdown, html or json.")] = "text",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output by default.")
    ] = None,
    json: AsJson = False,
) -> None:
    """What enters, leaves and moves under this config, on the days that were, and the terms that do it."""
    from digest.cli import screen
    from digest.config import load_config
    from digest.plugins import did_you_mean
    from digest.tune.compared import compared
    from digest.world import SystemClock

    form = "json" if json else form
    if form not in FORMS:
        raise ConfigError("--format", f"there is no format {form!r}", did_you_mean(form, FORMS))
    with opened(config, digest, change) as (settings, plan, store), screen.bar() as bar:
        span = span_of(days_of) if days_of else last_days(store, plan.name, days)
        # A change of --set is shown alone, without what the file or the program changed since that day.
        base = against or (config if change or judged else None)
        other = load_config(base) if base else None
        extra = [*(change or ()), *(["the judgements of now"] if judged else [])]
        called = " with ".join([config.name, *([", ".join(extra)] if extra else [])])
        marks = store.judgements(plan.name, SystemClock().now()) if judged else None
        told = compared(
            store, plan.name, span, settings, other, judgements=marks, called=called, progress=bar.stage
        )
    _tell(told, form, output, settings)
    raise typer.Exit(0 if told.same else DIFFERS)


def _tell(told: Diff, form: str, output: Path | None, settings: Config) -> None:
    """The diff in its form, on standard output or in a file; a text that is to be kept is Markdown."""
    from digest.cli import screen
    from digest.prepare import template_roots
    from digest.tune.diff.shown import shown

    if form == "text" and not output:
        _say(told)
        return
    text = (
        screen.json_of(told)
        if form == "json"
        else shown(told, "html" if form == "html" else "markdown", template_roots(settings))
    )
    if output:
        output.write_text(text, encoding="utf-8")
        screen.say(f"{output}: written")
    else:
        sys.stdout.write(text)


def last_days(store: SqliteStore, digest: str, count: int) -> tuple[date, date]:
    """The `count` days up to that of the latest edition."""
    latest = next((key.day for key in store.keys(digest)), date.max)
    return latest - timedelta(days=count - 1), latest


def _say(told: Diff) -> None:
    """The diff on a terminal, wrapped to its width; when piped, a line each."""
    from digest.cli import screen
    from digest.tune.diff.changes import KINDS

    for edition in told.editions:
        _say_edition(edition)
    counts = [f"{told.count(kind)} {kind}" for kind in KINDS if told.count(kind)]
    screen.say()
    screen.say(
        f"{told.before} → {told.after}, {len(told.editions)} edition{'s'[: len(told.editions) != 1]}"
    )
    screen.say(
        f"{', '.join(counts) or 'no story changes'}; {told.churn} % of what is printed enters or leaves"
    )
    if told.sources:
        rows = screen.table("source", "stories", "led", right=("stories", "led"))
        for one in told.sources:
            rows.add_row(
                one.source_id,
                f"{one.stories_was} → {one.stories_now}",
                f"{one.leads_was} → {one.leads_now}",
            )
        screen.out.print(rows)


def _say_edition(edition: EditionDiff) -> None:
    from digest.cli import screen

    what = "the same to the byte" if edition.identical else "" if edition.changes else "no story changes"
    printed = f"{edition.printed_was} → {edition.printed_now} stories"
    screen.say(f"{edition.key}: {printed}{', ' + what if what else ''}")
    if edition.unrecorded:
        screen.indented(f"not recorded: {', '.join(edition.unrecorded)}", 2)
    for one in edition.changes:
        screen.indented(f"{one.kind:<7} {one.headline}", 2, 10)
        screen.indented(one.where, 10)
        for term in one.terms:
            screen.indented(str(term), 10, 12)
        if one.why:
            screen.indented(one.why, 10, 12)
        for other in one.others:
            screen.indented(f"{'from' if one.kind == 'merges' else 'into'}: {other}", 10, 12)
    for line in edition.tables:
        screen.indented(f"table   {line}", 2, 10)
