"""What was published, read back: a runner that starts without state goes on where the last one stopped."""

from __future__ import annotations

from collections.abc import Sequence

from digest.errors import DeliveryError
from digest.model import Digest, EditionKey, Entry, Receipt, SourceOutcome, record
from digest.protocols import ConfiguredChannel, PublishingChannel, Store


def recall(digest: str, channels: Sequence[ConfiguredChannel], store: Store) -> tuple[int, tuple[str, ...]]:
    """
    Fill a store that knows no edition of `digest` from the first channel that has some.

    The editions are published into it, receipts are signed for every target of today's channels, so that
    nothing goes out twice, and the entries their ledgers name count as seen. Returns how many editions
    came back, and in words what could not be read. Raises :class:`~digest.errors.DeliveryError` when a
    channel cannot be asked: to go on would send again what was sent, and StoreError.
    """
    if store.listings(digest):
        return 0, ()
    problems: list[str] = []
    for one in channels:
        if not isinstance(one.channel, PublishingChannel):
            continue
        found: dict[EditionKey, Digest] = {}
        for text in one.channel.published():
            edition = _read(text, one.id, problems)
            if edition and edition.edition.key.digest == digest:
                found[edition.edition.key] = edition
        for key in sorted(found, key=lambda key: key.slot):
            _keep(found[key], channels, store)
        if found:
            return len(found), tuple(problems)
    return 0, tuple(problems)


def _read(text: str, channel: str, problems: list[str]) -> Digest | None:
    try:
        return record.read(text)
    except ValueError:
        problems.append(f"{channel}: a published record cannot be read")
        return None


def _keep(digest: Digest, channels: Sequence[ConfiguredChannel], store: Store) -> None:
    """What the store would know had it published this edition; receipts first: none is sent twice."""
    edition = digest.edition
    at = digest.masthead.made
    for one in channels:
        try:
            targets = one.channel.targets()
        except DeliveryError:
            continue
        for target in targets:
            told = "read back from what was published: taken as delivered then"
            store.sign(Receipt(str(edition.key), one.id, target, at, "delivered", told))
    fates = digest.ledger.fates
    seen = {
        fate.entry_id: _entry(fate.entry_id, fate.source_id, fate.url, fate.title, digest) for fate in fates
    }
    outcomes = [
        SourceOutcome(line.source_id, line.title, "answered", edition.window.end, line.entries, line.dated)
        for line in digest.ledger.sources
        if line.state != "failed"
    ]
    store.keep(tuple(seen.values()), (), outcomes)
    store.publish(edition.key, digest)


def _entry(id: str, source_id: str, url: str, title: str, digest: Digest) -> Entry:
    return Entry(
        id=id,
        source_id=source_id,
        url=url,
        title=title,
        text="",
        published=None,
        seen=digest.edition.window.end,
    )
