"""``digest rate``: a story marked up or down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.chosen import CONFIG, AsJson, ConfigPath, EditionDay, Name, plan_named, published
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.model import Mark

MARKS: dict[str, Mark] = {"up": 1, "down": -1, "clear": 0}


def rate(
    asked: Annotated[str, typer.Argument(metavar="STORY", help="A story's id, or words of its headline.")],
    mark: Annotated[str, typer.Argument(metavar="MARK", help="up, down, or clear to take it back.")],
    config: ConfigPath = CONFIG,
    digest: Name = "",
    day: EditionDay = "",
    json: AsJson = False,
) -> None:
    """Mark a story up or down: from now on, what is akin to it counts for more or less."""
    from digest.cli import screen
    from digest.config import load_config
    from digest.plugins import did_you_mean
    from digest.tune.rate import judged
    from digest.world import open_world

    if mark not in MARKS:
        raise ConfigError("MARK", f"there is no mark {mark!r}", did_you_mean(mark, MARKS))
    settings = load_config(config)
    plan = plan_named(settings, digest)
    with open_world(settings) as world:
        made = judged(published(world.store, plan, day), asked, MARKS[mark], settings, world.clock.now())
        world.store.judge(made)
    if json:
        screen.as_json(made)
        return
    screen.say(f"{'taken back' if mark == 'clear' else mark}: {made.headline}  [{made.story_id}]")
    if mark != "clear":
        about = f", and stories about {', '.join(made.subjects)}" if made.subjects else ""
        screen.say(f"weighed by the signal relevance from the next edition on: its thread{about}")
        screen.say("`digest diff --judged` shows what it would have done on the last days")
