"""What a command is about: the config, the digest and the edition its options name."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.errors import ConfigError, DigestError

if TYPE_CHECKING:
    from digest.config import Config, DigestPlan
    from digest.model import Digest
    from digest.protocols import ConfiguredChannel, Store

ConfigPath = Annotated[
    Path, typer.Option("--config", "-c", help="The config file; state and output lie beside it.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
Name = Annotated[str, typer.Option("--digest", help="Which digest, by its name; the first by default.")]
EditionDay = Annotated[
    str, typer.Option("--date", help="The edition of this day, YYYY-MM-DD; the latest by default.")
]
CONFIG = Path("config.toml")
DAYS_OF_A_THREAD = 14


def plan_named(config: Config, name: str) -> DigestPlan:
    """The ``[[digest]]`` of this name, the first where there is none; raises ConfigError."""
    from digest.plugins import did_you_mean

    plans = {plan.name: plan for plan in config.digests}
    if name and name not in plans:
        raise ConfigError(str(config.path), f"no [[digest]] named {name!r}", did_you_mean(name, plans))
    return plans[name] if name else config.digests[0]


def channel_named(plan: DigestPlan, id: str) -> ConfiguredChannel:
    """The channel of this id among those of the digest; raises ConfigError."""
    from digest.plugins import did_you_mean

    channels = {one.id: one for one in plan.channels}
    if id not in channels:
        what = f"no channel {id!r} is enabled for the digest {plan.name!r}"
        raise ConfigError("--channel", what, did_you_mean(id, channels))
    return channels[id]


def mail_channels(plan: DigestPlan, id: str) -> tuple[ConfiguredChannel, ...]:
    """The channels that send mail, or the one of this id; raises ConfigError when there is none."""
    chosen = (channel_named(plan, id),) if id else plan.channels
    found = tuple(one for one in chosen if "mail" in one.channel.formats)
    if not found:
        what = f"the channel {id!r} sends no mail" if id else f"no channel of {plan.name!r} sends mail"
        raise ConfigError("channel", what, 'add a [[channel]] of kind "smtp" or "eml"')
    return found


def published(store: Store, plan: DigestPlan, day: str) -> Digest:
    """The edition published for a day, the latest without one; raises DigestError when there is none."""
    from digest.model import EditionKey

    if day:
        try:
            slot = datetime.combine(date.fromisoformat(day), plan.at)
        except ValueError:
            raise ConfigError("--date", f"{day!r} is not a date", "write YYYY-MM-DD") from None
        key = EditionKey(plan.name, slot)
        found, named = store.edition(key), str(key)
    else:
        found, named = next(iter(store.editions(plan.name, 1)), None), plan.name
    if found is None:
        raise DigestError(named, "no such edition was published", "`digest run` makes one")
    return found


def near(store: Store, plan: DigestPlan, edition: Digest) -> tuple[Digest, ...]:
    """The editions of the 14 days before and after that one, latest first: as far as a thread goes."""
    day = edition.edition.key.day
    keys = (
        one.key for one in store.listings(plan.name) if abs((one.key.day - day).days) <= DAYS_OF_A_THREAD
    )
    return tuple(found for key in keys if key != edition.edition.key and (found := store.edition(key)))
