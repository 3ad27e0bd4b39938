"""The ways out: who gets an edition, and whether the mail server lets us in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, runtime_checkable

from digest.config import Config
from digest.errors import DeliveryError
from digest.protocols import ConfiguredChannel
from digest.tune.doctor.finding import Finding


@runtime_checkable
class Reachable(Protocol):
    """A channel that can tell whether it would get through, without sending anything."""

    def reach(self) -> str:
        """What was reached, in a few words; raises DeliveryError."""
        ...


def folders_of(config: Config) -> tuple[Path, ...]:
    """The folders channels write into, each once."""
    paths = (getattr(one.channel, "path", "") for one in _channels(config))
    return tuple(dict.fromkeys(Path(path) for path in paths if path))


def examine_channels(config: Config, *, offline: bool) -> Iterator[Finding]:
    """Whether each channel knows its targets, and whether those that have a server can log in."""
    channels = _channels(config)
    if not channels:
        yield Finding("channels", "warn", "there is none", "add a [[channel]]: nobody gets an edition")
    for configured in channels:
        try:
            count = len(configured.channel.targets())
        except DeliveryError as fault:
            yield Finding("channels", "fail", f"{configured.id}: {fault.where}: {fault.what}", fault.hint)
        else:
            if count:
                yield Finding("channels", "ok", f"{configured.id}: {count} target{'s' * (count != 1)}")
            else:
                yield Finding(
                    "channels", "warn", f"{configured.id}: it has no target", "name one in config.toml"
                )
        if isinstance(configured.channel, Reachable):
            yield _reached(configured.id, configured.channel, offline=offline)


def _reached(id: str, channel: Reachable, *, offline: bool) -> Finding:
    if offline:
        return Finding("mail", "ok", f"{id}: not tried, as told")
    try:
        return Finding("mail", "ok", f"{id}: {channel.reach()}")
    except DeliveryError as fault:
        return Finding("mail", "fail", f"{id}: {fault.where}: {fault.what}", fault.hint)


def _channels(config: Config) -> tuple[ConfiguredChannel, ...]:
    """The channels of all digests, each once, in order."""
    return tuple({one.id: one for plan in config.digests for one in plan.channels}.values())
