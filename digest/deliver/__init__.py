"""Renditions to the targets of channels, and one signed receipt for each."""

from __future__ import annotations

from collections.abc import Sequence

from digest.errors import DeliveryError
from digest.model import Edition, Receipt, Rendition
from digest.protocols import Clock, ConfiguredChannel, Store

__all__ = ["deliver", "owed"]


def deliver(
    edition: Edition,
    renditions: Sequence[Rendition],
    channels: Sequence[ConfiguredChannel],
    store: Store,
    clock: Clock,
    only_owed: bool = True,
) -> tuple[Receipt, ...]:
    """
    Bring an edition to every target that is owed it, or to all of them.

    Channels and their targets take their turn in order; each is given the renditions in its formats.
    A receipt is signed right after each attempt, so that a run that is cut off sends nothing twice; a
    target that fails stays owed and does not hold up the others. Returns the receipts of this call, in
    that order. Raises :class:`~digest.errors.StoreError` when a receipt cannot be signed, and then
    sends no more.
    """
    key = str(edition.key)
    due = set(owed(key, channels, store)) if only_owed else None
    receipts = []
    for configured in channels:
        wanted = [one for one in renditions if one.format in configured.channel.formats]
        for target in configured.channel.targets():
            if due is not None and (configured.id, target) not in due:
                continue
            receipt = _attempt(edition, wanted, configured, target, clock)
            store.sign(receipt)
            receipts.append(receipt)
    return tuple(receipts)


def owed(
    edition_key: str, channels: Sequence[ConfiguredChannel], store: Store
) -> tuple[tuple[str, str], ...]:
    """Channel id and target of each delivery of this edition that has not succeeded yet, in order."""
    delivered = {
        (receipt.channel, receipt.target)
        for receipt in store.receipts(edition_key)
        if receipt.state == "delivered"
    }
    every = ((one.id, target) for one in channels for target in one.channel.targets())
    return tuple(delivery for delivery in every if delivery not in delivered)


def _attempt(
    edition: Edition,
    renditions: Sequence[Rendition],
    configured: ConfiguredChannel,
    target: str,
    clock: Clock,
) -> Receipt:
    key = str(edition.key)
    try:
        detail = configured.channel.send(edition, renditions, target, clock.now())
    except DeliveryError as fault:
        return Receipt(key, configured.id, target, clock.now(), "failed", str(fault))
    return Receipt(key, configured.id, target, clock.now(), "delivered", detail)
