"""``digest schedule``: editions and collections by themselves."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def schedule(
    config: Annotated[
        Path, typer.Option("--config", "-c", help="The config file; state and output lie beside it.")
    ] = Path("config.toml"),
    once: Annotated[
        bool, typer.Option("--once", help="Do what is due now, and end: for cron and timers.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print a line of JSON an event, for machines.")
    ] = False,
) -> None:
    """Make every edition at its hour and collect in between, until stopped."""
    from digest.config import load_config
    from digest.schedule import Event, run_once, run_until_stopped

    def tell(event: Event) -> None:
        if json:
            print(event.json(), flush=True)
        else:
            print(event.line(), file=sys.stderr, flush=True)

    settings = load_config(config)
    if once:
        raise typer.Exit(run_once(settings, tell))
    run_until_stopped(settings, tell)
