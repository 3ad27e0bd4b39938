"""Who is owed an edition, and what is signed for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from delivery_samples import NOW, HandClock, edition, page, rendition

from digest.deliver import deliver, owed
from digest.deliver.channels.eml import EmlFolder
from digest.deliver.channels.site import SiteFolder
from digest.errors import DeliveryError, StoreError
from digest.model import Edition, Format, Receipt, Rendition
from digest.protocols import Channel, ConfiguredChannel
from digest.store import SqliteStore, open_store

KEY = "daily/2026-02-06T07:00"


@dataclass
class Wire:
    """A channel that notes what it is given and refuses whom it is told to."""

    addresses: tuple[str, ...] = ("a", "b", "c")
    refuses: set[str] = field(default_factory=set)
    wants: tuple[Format, ...] = ("text",)
    sent: list[tuple[str, tuple[str, ...], datetime]] = field(default_factory=list)

    @property
    def formats(self) -> tuple[Format, ...]:
        return self.wants

    def targets(self) -> Sequence[str]:
        return self.addresses

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        if target in self.refuses:
            raise DeliveryError(target, "refused", "try later")
        self.sent.append((target, tuple(one.content for one in renditions), now))
        return f"left with {target}"

    @property
    def reached(self) -> list[str]:
        return [target for target, _, _ in self.sent]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_store(tmp_path / ".digest") as opened:
        yield opened


def send(store: SqliteStore, *channels: Channel, only_owed: bool = True) -> tuple[Receipt, ...]:
    given = [rendition("text", "plain"), rendition("markdown", "# md"), page("index.html")]
    ways = [ConfiguredChannel(f"way{n}", channel) for n, channel in enumerate(channels)]
    return deliver(edition(), given, ways, store, HandClock(), only_owed)


def test_every_target_in_order_with_a_receipt_each(store: SqliteStore) -> None:
    one, two = Wire(("a", "b")), Wire(("b",))
    receipts = send(store, one, two)
    assert [(r.channel, r.target, r.state, r.detail) for r in receipts] == [
        ("way0", "a", "delivered", "left with a"),
        ("way0", "b", "delivered", "left with b"),
        ("way1", "b", "delivered", "left with b"),
    ]
    assert {r.edition for r in receipts} == {KEY}
    assert store.receipts(KEY) == receipts


def test_a_receipt_is_dated_after_its_sending(store: SqliteStore) -> None:
    wire = Wire(("a", "b"))
    receipts = send(store, wire)
    assert [now for _, _, now in wire.sent] == [NOW + timedelta(seconds=n) for n in (1, 3)]
    assert [r.at for r in receipts] == [NOW + timedelta(seconds=n) for n in (2, 4)]


def test_a_channel_is_given_the_formats_it_wants(store: SqliteStore) -> None:
    text, both, none = Wire(("a",)), Wire(("a",), wants=("markdown", "text")), Wire(("a",), wants=("json",))
    send(store, text, both, none)
    assert [wire.sent[0][1] for wire in (text, both, none)] == [("plain",), ("plain", "# md"), ()]


def test_one_bad_target_holds_up_nobody_and_stays_owed(store: SqliteStore) -> None:
    wire = Wire(refuses={"b"})
    receipts = send(store, wire)
    assert [(r.target, r.state) for r in receipts] == [
        ("a", "delivered"),
        ("b", "failed"),
        ("c", "delivered"),
    ]
    assert receipts[1].detail == "b: refused (try later)"
    assert owed(KEY, [ConfiguredChannel("way0", wire)], store) == (("way0", "b"),)

    wire.refuses.clear()
    assert [(r.target, r.state) for r in send(store, wire)] == [("b", "delivered")]
    assert wire.reached == ["a", "c", "b"]
    assert send(store, wire) == ()
    assert owed(KEY, [ConfiguredChannel("way0", wire)], store) == ()


def test_all_again_when_asked(store: SqliteStore) -> None:
    wire = Wire()
    send(store, wire)
    assert len(send(store, wire, only_owed=False)) == 3
    assert wire.reached == ["a", "b", "c", "a", "b", "c"]


def test_what_was_delivered_is_told_by_channel_target_and_edition(store: SqliteStore) -> None:
    send(store, Wire(("a",)))
    ways = [ConfiguredChannel("way0", Wire(("a", "b"))), ConfiguredChannel("way1", Wire(("a",)))]
    assert owed(KEY, ways, store) == (("way0", "b"), ("way1", "a"))
    assert owed("daily/2026-02-07T07:00", ways, store) == (("way0", "a"), ("way0", "b"), ("way1", "a"))


def test_no_channel_no_receipt(store: SqliteStore) -> None:
    assert send(store) == ()


def test_a_program_cut_off_between_two_targets_mails_nobody_twice(store: SqliteStore) -> None:
    class Cut(Wire):
        def send(
            self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime
        ) -> str:
            if target == "b":
                raise KeyboardInterrupt
            return super().send(edition, renditions, target, now)

    cut, whole = Cut(), Wire()
    with pytest.raises(KeyboardInterrupt):
        send(store, cut)
    send(store, whole)
    assert cut.reached + whole.reached == ["a", "b", "c"]


def test_a_fault_of_a_channel_is_not_taken_for_a_target_that_failed(store: SqliteStore) -> None:
    class Broken(Wire):
        def send(
            self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime
        ) -> str:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send(store, Broken())
    assert store.receipts(KEY) == ()


def test_nothing_more_is_sent_when_a_receipt_cannot_be_signed(tmp_path: Path) -> None:
    wire = Wire()
    with (
        open_store(tmp_path) as other,
        open_store(tmp_path, patience=0.05) as store,
        other._writing(),
        pytest.raises(StoreError),
    ):
        send(store, wire)
    assert wire.reached == ["a"]


def test_the_built_in_channels_are_channels(store: SqliteStore, tmp_path: Path) -> None:
    given = [rendition("mail", "<p>x</p>\n"), rendition("text", "x\n"), page("index.html")]
    site, mail = SiteFolder(str(tmp_path / "site")), EmlFolder(str(tmp_path / "mail"))
    ways = [ConfiguredChannel("site", site), ConfiguredChannel("mail", mail)]
    receipts = deliver(edition(), given, ways, store, HandClock())
    assert [(r.channel, r.target, r.state) for r in receipts] == [
        ("site", str(tmp_path / "site"), "delivered"),
        ("mail", "reader@example.com", "delivered"),
    ]
    assert (tmp_path / "site" / "index.html").is_file()
    assert [str(path) for path in (tmp_path / "mail").iterdir()] == [receipts[1].detail]


def test_a_channel_that_is_held_sends_nothing_says_so_and_stays_owed(store: SqliteStore) -> None:
    mail, page_way = Wire(("a", "b")), Wire(("folder",))
    ways = [ConfiguredChannel("mail", mail), ConfiguredChannel("page", page_way)]
    held = {"mail": "preflight: size: over 95 KB"}
    given = [rendition("text", "plain")]
    receipts = deliver(edition(), given, ways, store, HandClock(), held=held)
    assert [(r.channel, r.target, r.state) for r in receipts] == [
        ("mail", "a", "failed"),
        ("mail", "b", "failed"),
        ("page", "folder", "delivered"),
    ]
    assert receipts[0].detail == held["mail"]
    assert mail.reached == []
    assert owed(KEY, ways, store) == (("mail", "a"), ("mail", "b"))
    assert [r.state for r in deliver(edition(), given, ways, store, HandClock())] == ["delivered"] * 2
