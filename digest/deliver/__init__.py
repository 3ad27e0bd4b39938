"""Renditions to the targets of channels, and one signed receipt for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from types import MappingProxyType

from digest.errors import DeliveryError, Then
from digest.model import Edition, Receipt, Rendition
from digest.model.report import ReceiptState
from digest.protocols import Clock, ConfiguredChannel, ConnectedChannel, Sender, Store

__all__ = ["WAITS", "deliver", "owed"]

WAITS = (10.0, 60.0, 240.0)
"""Seconds before each further round of one run: together past the five minutes of a usual greylist."""
NOTHING_HELD: Mapping[str, str] = MappingProxyType({})
_STATES: dict[Then, ReceiptState] = {
    "again": "failed",
    "owed": "failed",
    "refused": "refused",
    "held": "held",
}
_CUT_OFF = "the run was cut off while this was being sent: it may have arrived"


def deliver(
    edition: Edition,
    renditions: Sequence[Rendition],
    channels: Sequence[ConfiguredChannel],
    store: Store,
    clock: Clock,
    only_owed: bool = True,
    waits: Sequence[float] = WAITS,
    held: Mapping[str, str] = NOTHING_HELD,
) -> tuple[Receipt, ...]:
    """
    Bring an edition to every target that is owed it, or to all of them.

    Channels and their targets take their turn in order; each is given the renditions in its formats.
    A receipt is signed right after each attempt, so that a run that is cut off sends nothing twice. A
    target that fails holds up no other: those whose fault may pass get a further round after each of
    `waits` (seconds), and what has failed then stays owed. Channels that are `held`, with the reason by
    channel id, send nothing and stay owed. Returns the last receipt of each target of
    this call, in the order of targets. Raises :class:`~digest.errors.StoreError` when a receipt cannot
    be signed, and then sends no more.
    """
    desk = _Desk(edition, renditions, store, clock, held)
    settled = _settled(str(edition.key), store) if only_owed else set()
    due = [(one, desk.targets(one, settled)) for one in channels]
    for wait in (0.0, *waits):
        if wait:
            clock.sleep(wait)
        due = [(one, desk.round(one, targets)) for one, targets in due]
        if not any(targets for _, targets in due):
            break
    return tuple(desk.receipts.values())


def owed(
    edition_key: str, channels: Sequence[ConfiguredChannel], store: Store
) -> tuple[tuple[str, str], ...]:
    """
    Channel id and target of each delivery of this edition that is not settled yet, in order.

    A channel that cannot tell its targets is owed at the place where the fault lies.
    """
    settled = _settled(edition_key, store)
    every = []
    for one in channels:
        try:
            every += [(one.id, target) for target in one.channel.targets()]
        except DeliveryError as fault:
            every.append((one.id, fault.where))
    return tuple(delivery for delivery in every if delivery not in settled)


def _settled(edition_key: str, store: Store) -> set[tuple[str, str]]:
    receipts = store.receipts(edition_key)
    return {(receipt.channel, receipt.target) for receipt in receipts if receipt.state != "failed"}


@dataclass(slots=True)
class _Desk:
    """Where one edition goes out from; `receipts` are the latest by channel and target."""

    edition: Edition
    renditions: Sequence[Rendition]
    store: Store
    clock: Clock
    held: Mapping[str, str]
    receipts: dict[tuple[str, str], Receipt] = field(default_factory=dict)

    def targets(self, configured: ConfiguredChannel, settled: set[tuple[str, str]]) -> list[str]:
        """The targets of a channel that are not settled; those of one that is held are signed and left."""
        try:
            every = configured.channel.targets()
        except DeliveryError as fault:
            self._sign(configured, fault.where, "failed", str(fault))
            return []
        left = [target for target in every if (configured.id, target) not in settled]
        reason = self.held.get(configured.id)
        if not reason:
            return left
        for target in left:
            self._sign(configured, target, "failed", reason)
        return []

    def round(self, configured: ConfiguredChannel, targets: Sequence[str]) -> list[str]:
        """One attempt at each of `targets`; returns those that are worth another in this run."""
        channel = configured.channel
        connected = channel if targets and isinstance(channel, ConnectedChannel) else None
        again = []
        with connected.open() if connected else nullcontext(channel) as sender:
            for target in targets:
                if connected and connected.at_most_once:
                    self._sign(configured, target, "held", _CUT_OFF)
                if self._attempt(configured, sender, target) == "again":
                    again.append(target)
        return again

    def _attempt(self, configured: ConfiguredChannel, sender: Sender, target: str) -> Then | None:
        wanted = [one for one in self.renditions if one.format in configured.channel.formats]
        try:
            detail = sender.send(self.edition, wanted, target, self.clock.now())
        except DeliveryError as fault:
            self._sign(configured, target, _STATES[fault.then], str(fault))
            return fault.then
        self._sign(configured, target, "delivered", detail)
        return None

    def _sign(self, configured: ConfiguredChannel, target: str, state: ReceiptState, detail: str) -> None:
        key = str(self.edition.key)
        receipt = Receipt(key, configured.id, target, self.clock.now(), state, detail)
        self.store.sign(receipt)
        self.receipts[configured.id, target] = receipt
