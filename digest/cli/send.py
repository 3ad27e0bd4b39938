"""``digest send``: an edition again, to one address as a test or to a target it is owed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.chosen import CONFIG, AsJson, ConfigPath, EditionDay, Name
from digest.errors import ConfigError, DigestError

if TYPE_CHECKING:
    from digest.config import Config, DigestPlan
    from digest.deliver.preflight import Check
    from digest.model import Digest, Edition, Format, Receipt, Rendition
    from digest.protocols import Channel, ConnectedChannel, Sender, World

_SUBJECT_LENGTH = 78
_MARK = "[test] "


def send(
    test: Annotated[
        str, typer.Option("--test", help="Send it to this address, marked [test]; nothing is remembered.")
    ] = "",
    channel: Annotated[
        str,
        typer.Option(
            "--channel", help="The channel to send by; for --test, the first that sends mail by default."
        ),
    ] = "",
    target: Annotated[
        str,
        typer.Option(
            "--target", help="One target of the channel, even if it has it; all that are owed by default."
        ),
    ] = "",
    config: ConfigPath = CONFIG,
    digest: Name = "",
    day: EditionDay = "",
    json: AsJson = False,
) -> None:
    """A published edition again: to one address as a test, or to the targets of a channel."""
    from digest.cli import screen
    from digest.cli.chosen import plan_named
    from digest.config import load_config
    from digest.world import open_world

    if not (test or channel) or (test and target):
        raise ConfigError(
            "send", "say where to", "--test ADDRESS, or --channel ID with or without --target"
        )
    settings = load_config(config)
    plan = plan_named(settings, digest)
    with open_world(settings) as world:
        if test:
            receipt, checks = _test(settings, plan, world, day, channel, test)
            receipts: tuple[Receipt, ...] = (receipt,)
        else:
            receipts, checks = _again(settings, plan, world, day, channel, target), ()
    if json:
        screen.as_json(receipts)
    else:
        for one in receipts:
            screen.say(f"{one.state}: {one.channel} → {one.target}: {one.detail}")
        if not receipts:
            screen.say(f"nothing is owed by {channel}")
    for check in checks:
        screen.fault(f"{'held in a run' if check.level == 'must' else 'warn'}: {check}")
    undelivered = any(one.state != "delivered" for one in receipts)
    raise typer.Exit(1 if undelivered else 3 if any(c.level == "must" for c in checks) else 0)


def _test(
    config: Config, plan: DigestPlan, world: World, day: str, channel: str, address: str
) -> tuple[Receipt, tuple[Check, ...]]:
    """
    The edition sent to `address`, and the checks it fails; raises DigestError when it does not go.

    It goes out under a name of its own: with the edition's, the mail that follows would have the same
    Message-ID, and mail programs that fold repeats would hide it.
    """
    from digest.cli.chosen import mail_channels, published
    from digest.deliver.address import recipient_address
    from digest.deliver.preflight import preflight_of
    from digest.model import Receipt

    try:
        target = str(recipient_address(address))
    except ValueError as fault:
        raise ConfigError("--test", str(fault)) from None
    configured = mail_channels(plan, channel)[0]
    now = world.clock.now()
    told = published(world.store, plan, day)
    renditions = _rendered(config, plan, world, told, configured.channel)
    failing = tuple(one for one in preflight_of(told, renditions, configured, now) if not one.ok)
    key = told.edition.key
    edition = replace(told.edition, key=replace(key, digest=f"{key.digest}-test-{now:%H%M%S}"))
    marked = [replace(one, title=_marked(one.title)) for one in renditions]
    detail = configured.channel.send(edition, marked, target, now)
    return Receipt(str(edition.key), configured.id, target, now, "delivered", detail), failing


def _marked(title: str) -> str:
    room = _SUBJECT_LENGTH - len(_MARK)
    return _MARK + (title if len(title) <= room else title[: room - 1].rstrip() + "…")


def _again(
    config: Config, plan: DigestPlan, world: World, day: str, channel: str, target: str
) -> tuple[Receipt, ...]:
    """
    One attempt at `target`, or at all that the edition is owed, with a receipt signed for each.

    Raises DigestError when a check holds the mail, and while a digest is at work on the same state.
    """
    from digest.cli.chosen import channel_named, published
    from digest.deliver import deliver
    from digest.deliver.preflight import held
    from digest.plugins import did_you_mean
    from digest.store import hold

    configured = channel_named(plan, channel)
    if target and target not in (known := configured.channel.targets()):
        raise ConfigError("--target", f"{channel!r} has no target {target!r}", did_you_mean(target, known))
    told = published(world.store, plan, day)
    renditions = _rendered(config, plan, world, told, configured.channel)
    reason = held(told, renditions, (configured,), world.clock.now()).get(configured.id)
    if reason:
        raise DigestError(channel, reason, "`digest preflight` tells all")
    if target:
        configured = replace(configured, channel=_only(configured.channel, target))
    with hold(config.state):
        return deliver(
            told.edition, renditions, (configured,), world.store, world.clock, not target, waits=()
        )


def _rendered(
    config: Config, plan: DigestPlan, world: World, told: Digest, channel: Channel
) -> tuple[Rendition, ...]:
    from digest.prepare import template_roots
    from digest.render import load_theme, page_address, render, site
    from digest.run import archive_of

    theme = load_theme(
        plan.theme, template_roots(config), zones=(told.edition.zone,), language=plan.language
    )
    archive = archive_of(plan, world.store)
    address = page_address(archive, told.edition.key)
    made = render(told, theme, tuple(form for form in channel.formats if form != "site"), address)
    if "site" in channel.formats:
        made += site(archive, theme)
    return made


def _only(channel: Channel, target: str) -> Channel:
    """The channel with `target` for its one target."""
    from digest.protocols import ConnectedChannel

    if isinstance(channel, ConnectedChannel):
        return _OnlyConnected(channel, target, channel)
    return _Only(channel, target)


@dataclass(frozen=True, slots=True)
class _Only:
    channel: Channel
    target: str

    @property
    def formats(self) -> tuple[Format, ...]:
        return self.channel.formats

    def targets(self) -> Sequence[str]:
        return (self.target,)

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        return self.channel.send(edition, renditions, target, now)


@dataclass(frozen=True, slots=True)
class _OnlyConnected(_Only):
    connected: ConnectedChannel

    @property
    def at_most_once(self) -> bool:
        return self.connected.at_most_once

    def open(self) -> AbstractContextManager[Sender]:
        return self.connected.open()
