"""``digest doctor``: what is wrong, and the mend."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.chosen import CONFIG, AsJson, ConfigPath


def doctor(
    config: ConfigPath = CONFIG,
    offline: Annotated[bool, typer.Option("--offline", help="Reach no mail server.")] = False,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask every source now, instead of telling how they were.")
    ] = False,
    json: AsJson = False,
) -> None:
    """What is wrong with config, templates, disk, database, clock, mail and sources, and the mend."""
    from digest.cli import screen
    from digest.tune.doctor import examine, exit_code_of
    from digest.world import SystemClock, http_fetch

    clock = SystemClock()
    with screen.bar() as bar:
        bar.stage("examine")
        findings = examine(
            config, clock, lambda settings: http_fetch(settings, clock), offline=offline, ask=ask
        )
    if json:
        screen.as_json(findings)
    else:
        for one in findings:
            screen.say(f"{'FAIL' if one.state == 'fail' else one.state:<4} {one}")
    raise typer.Exit(exit_code_of(findings))
