"""``digest preflight``: what would hold a mail back."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.chosen import CONFIG, AsJson, ConfigPath, EditionDay, Name


def preflight(
    config: ConfigPath = CONFIG,
    digest: Name = "",
    day: EditionDay = "",
    channel: Annotated[
        str, typer.Option("--channel", help="Only this channel; all that send mail by default.")
    ] = "",
    json: AsJson = False,
) -> None:
    """The checks an edition's mail must pass before it goes out, each with its mend; sends nothing."""
    from digest.cli import screen
    from digest.cli.chosen import mail_channels, plan_named, published
    from digest.config import load_config
    from digest.deliver.preflight import held_by, preflight_of
    from digest.prepare import template_roots
    from digest.render import load_theme, render
    from digest.world import open_world

    settings = load_config(config)
    plan = plan_named(settings, digest)
    channels = mail_channels(plan, channel)
    with open_world(settings) as world:
        edition, now = published(world.store, plan, day), world.clock.now()
    theme = load_theme(
        plan.theme, template_roots(settings), zones=(edition.edition.zone,), language=plan.language
    )
    renditions = render(edition, theme, ("mail", "text"))
    told = {one.id: preflight_of(edition, renditions, one, now) for one in channels}
    if json:
        screen.as_json(told)
    else:
        for id, checks in told.items():
            screen.say(f"{edition.edition.key} by {id}" + ("" if checks else ": it has no target"))
            for check in checks:
                word = "ok" if check.ok else "FAIL" if check.level == "must" else "warn"
                screen.say(f"  {word:<4} {check}")
    raise typer.Exit(1 if any(held_by(checks) for checks in told.values()) else 0)
