"""``digest sources report``: what each source is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.chosen import CONFIG, AsJson, ConfigPath, Name

if TYPE_CHECKING:
    from digest.tune.source_report import SourceReport
    from digest.tune.worth import Worth


def report(
    config: ConfigPath = CONFIG,
    digest: Name = "",
    days: Annotated[
        int, typer.Option("--days", min=1, help="How many days, up to the latest edition.")
    ] = 30,
    json: AsJson = False,
) -> None:
    """What each source was worth over the last days, and what could be changed, with its proof."""
    from digest.cli import screen
    from digest.cli.replay import opened
    from digest.tune.source_report import source_report
    from digest.world import SystemClock

    with opened(config, digest, None) as (settings, plan, store), screen.bar() as bar:
        bar.stage("report")
        told = source_report(settings, plan, store, days, SystemClock().now())
    if json:
        screen.as_json(told)
        return
    _say(told)


_HEADINGS = (
    "source",
    "entries",
    "dated",
    "copies",
    "used",
    "stories",
    "led",
    "first",
    "ahead",
    "alone",
    "top",
    "acts",
    "±",
    "quiet",
    "faults",
    "KB",
    "s",
)
_TOGETHER = 100
"""Columns of a terminal from which on the report is one table."""


def _say(told: SourceReport) -> None:
    from digest.cli import screen

    screen.say(f"{told.digest}: {told.editions} editions, {told.first} to {told.last}")
    if not screen.out.is_terminal or screen.out.width < _TOGETHER:
        for one in told.sources:
            cells = zip(_HEADINGS[1:], _cells(one)[1:], strict=True)
            screen.say(one.source_id)
            screen.indented(", ".join(f"{name} {cell}" for name, cell in cells if cell) or "nothing", 2)
    else:
        rows = screen.table(*_HEADINGS, right=_HEADINGS[1:])
        for one in told.sources:
            rows.add_row(*_cells(one))
        screen.out.print(rows)
    for one in told.sources:
        if one.error:
            screen.indented(f"{one.source_id}: last collection: {one.error}", 0, 2)
    if told.recorded < told.editions:
        screen.say(
            f"suggestions are tried on {told.recorded} of {told.editions} editions: older answers are gone"
        )
    for idea in told.suggestions:
        screen.say()
        screen.indented(f"{idea.source_id}: {idea.why}: {idea.change} {idea.proof}", 0, 2)
        screen.say(f"  {idea.command}")


def _cells(one: Worth) -> tuple[str, ...]:
    def percent(part: int, whole: int) -> str:
        return f"{100 * part // whole} %" if whole else ""

    return (
        one.source_id,
        str(one.entries or ""),
        percent(one.dated, one.entries),
        percent(one.duplicates, one.entries),
        percent(one.used, one.entries),
        str(one.stories or ""),
        str(one.led or ""),
        str(one.first or ""),
        "" if one.ahead is None else f"{one.ahead / 60:.1f} h",
        str(one.exclusive or ""),
        percent(one.top, one.top_of) if one.top else "",
        str(one.documents or ""),
        f"+{one.ups} −{one.downs}" if one.ups or one.downs else "",
        "" if one.silent_days is None else f"{one.silent_days:.0f} d",
        f"{one.faults}/{one.collections}" if one.faults else "",
        f"{one.size / 1000:.0f}" if one.size else "",
        f"{one.seconds:.1f}" if one.seconds else "",
    )
