"""The checks a mail must pass before it goes out, each by name and with its mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from digest.deliver.address import recipient_address
from digest.deliver.message import build_message
from digest.deliver.preflight.check import Check, Rule
from digest.deliver.preflight.headers import RULES as OF_HEADERS
from digest.deliver.preflight.letter import Letter
from digest.deliver.preflight.manners import RULES as OF_MANNERS
from digest.deliver.preflight.parity import RULES as OF_PARITY
from digest.deliver.preflight.safety import RULES as OF_SAFETY
from digest.deliver.preflight.truth import RULES as OF_TRUTH
from digest.deliver.preflight.wire import RULES as OF_WIRE
from digest.errors import DeliveryError
from digest.model import Digest, Rendition
from digest.protocols import ConfiguredChannel

__all__ = ["NAMES", "Check", "Rule", "held", "held_by", "inspect", "preflight", "preflight_of"]

RULES: tuple[Rule, ...] = (*OF_HEADERS, *OF_WIRE, *OF_PARITY, *OF_TRUTH, *OF_SAFETY, *OF_MANNERS)
NAMES = ("message", *(rule.name for rule in RULES))
"""Every check, in the order they are told in."""
_STAND_IN = "Digest <digest@example.com>"
"""Stands for the sender of a channel that makes its messages some other way."""


def preflight(
    digest: Digest,
    mail: Rendition,
    text: Rendition,
    *,
    sender: str,
    recipient: str,
    now: datetime,
    list_id: str = "",
    unsubscribe: str = "",
    reply_to: str = "",
) -> tuple[Check, ...]:
    """
    Every check over the message that :func:`~digest.deliver.message.build_message` makes of these.

    Where none can be made, that is the one check told.
    """
    try:
        message = build_message(
            digest.edition,
            mail,
            text,
            sender=sender,
            recipient=recipient,
            now=now,
            list_id=list_id,
            unsubscribe=unsubscribe,
            reply_to=reply_to,
        )
    except DeliveryError as fault:
        mend = "mend the channel's addresses in config.toml"
        return (Check("message", "must", False, fault.what, mend),)
    built = Check("message", "must", True, "the message can be built and reads back as meant")
    return (built, *inspect(digest, message, unsubscribe=unsubscribe))


def inspect(digest: Digest, message: bytes, *, unsubscribe: str = "") -> tuple[Check, ...]:
    """Every check over the bytes of a message that is to bring this digest, in the order of `NAMES`."""
    letter = Letter(digest, message, unsubscribe)
    return tuple(rule.check(letter) for rule in RULES)


def held_by(checks: Sequence[Check]) -> tuple[Check, ...]:
    """The checks that hold the send: a "must" that failed."""
    return tuple(check for check in checks if check.level == "must" and not check.ok)


def preflight_of(
    digest: Digest, renditions: Sequence[Rendition], configured: ConfiguredChannel, now: datetime
) -> tuple[Check, ...]:
    """
    The checks over what `configured` would send to the first of its targets that is an address.

    None for a channel that does not send mail, and for one without a target. Raises
    :class:`~digest.errors.DeliveryError` when the channel cannot tell its targets.
    """
    channel = configured.channel
    given = {one.format: one for one in renditions if one.format in channel.formats}
    if "mail" not in given or "text" not in given or not (targets := channel.targets()):
        return ()
    recipient = next((one for one in targets if _is_address(one)), targets[0])
    told = {name: str(getattr(channel, name, "")) for name in ("list_id", "unsubscribe", "reply_to")}
    sender = str(getattr(channel, "sender", "")) or _STAND_IN
    return preflight(
        digest, given["mail"], given["text"], sender=sender, recipient=recipient, now=now, **told
    )


def _is_address(text: str) -> bool:
    try:
        recipient_address(text)
    except ValueError:
        return False
    return True


def held(
    digest: Digest, renditions: Sequence[Rendition], channels: Sequence[ConfiguredChannel], now: datetime
) -> Mapping[str, str]:
    """
    Channels that may not send this edition: by id the reason, as a receipt tells it.

    A channel that cannot tell its targets is left to the delivery, which says so itself.
    """
    told: dict[str, str] = {}
    for configured in channels:
        try:
            faults = held_by(preflight_of(digest, renditions, configured, now))
        except DeliveryError:
            continue
        if faults:
            others = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
            told[configured.id] = f"preflight holds it: {faults[0]}{others}"
    return told
