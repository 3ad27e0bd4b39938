"""What is worth another try in the same run, and what is settled without having arrived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from delivery_samples import HandClock, edition, rendition

from digest.deliver import deliver, owed
from digest.errors import DeliveryError, Then
from digest.model import Edition, Format, Receipt, Rendition, RunReport
from digest.protocols import Channel, ConfiguredChannel, ConnectedChannel, Sender
from digest.store import SqliteStore, open_store

KEY = "daily/2026-02-06T07:00"


@dataclass
class Post:
    """A channel that fails each target as it is told, attempt for attempt."""

    fates: dict[str, list[Then]] = field(default_factory=dict)
    addresses: tuple[str, ...] = ("a", "b", "c")
    tried: list[str] = field(default_factory=list)
    formats: tuple[Format, ...] = ("text",)

    def targets(self) -> Sequence[str]:
        return self.addresses

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        self.tried.append(target)
        if self.fates.get(target):
            raise DeliveryError(target, "no", then=self.fates[target].pop(0))
        return "there"


@dataclass
class Line(Post):
    """One with a connection."""

    at_most_once: bool = False
    opened: list[str] = field(default_factory=list)

    @contextmanager
    def open(self) -> Iterator[Sender]:
        self.opened.append("open")
        yield self
        self.opened.append("closed")


class Nowhere(Post):
    def targets(self) -> Sequence[str]:
        raise DeliveryError("list.txt", "no such file")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_store(tmp_path / ".digest") as opened:
        yield opened


def send(store: SqliteStore, *channels: Channel, waits: Sequence[float] = (10, 60)) -> tuple[Receipt, ...]:
    ways = [ConfiguredChannel(f"way{n}", channel) for n, channel in enumerate(channels)]
    return deliver(edition(), [rendition("text", "x")], ways, store, HandClock(), waits=waits)


def told(receipts: Sequence[Receipt]) -> list[tuple[str, str]]:
    return [(receipt.target, receipt.state) for receipt in receipts]


def test_what_may_pass_is_tried_again_after_all_others_had_their_turn(store: SqliteStore) -> None:
    post, other = Post({"a": ["again", "again"]}), Post(addresses=("z",))
    receipts = send(store, post, other)
    assert post.tried == ["a", "b", "c", "a", "a"]
    assert other.tried == ["z"]
    assert told(receipts) == [(name, "delivered") for name in ("a", "b", "c", "z")]
    assert (receipts[0].at - receipts[1].at).total_seconds() > 60


def test_tries_come_to_an_end_and_the_edition_stays_owed(store: SqliteStore) -> None:
    post = Post({"b": ["again"] * 4})
    assert told(send(store, post)) == [("a", "delivered"), ("b", "failed"), ("c", "delivered")]
    assert post.tried.count("b") == 3
    assert owed(KEY, [ConfiguredChannel("way0", post)], store) == (("way0", "b"),)
    assert told(send(store, post)) == [("b", "delivered")]


@pytest.mark.parametrize(
    ("then", "state", "tries", "tried_in_the_next_run"),
    [
        ("again", "failed", 3, True),
        ("owed", "failed", 1, True),
        ("refused", "refused", 1, False),
        ("held", "held", 1, False),
    ],
)
def test_what_becomes_of_a_delivery(
    store: SqliteStore, then: Then, state: str, tries: int, tried_in_the_next_run: bool
) -> None:
    post = Post({"b": [then] * tries})
    assert ("b", state) in told(send(store, post))
    assert post.tried.count("b") == tries
    assert bool(owed(KEY, [ConfiguredChannel("way0", post)], store)) == tried_in_the_next_run
    assert told(send(store, post)) == ([("b", "delivered")] if tried_in_the_next_run else [])


@pytest.mark.parametrize("then", ["owed", "refused", "held"])
def test_nobody_waits_for_what_does_not_pass(store: SqliteStore, then: Then) -> None:
    receipts = send(store, Post({"a": [then]}), waits=(3600,))
    assert max(r.at for r in receipts) - min(r.at for r in receipts) < timedelta(minutes=1)


def test_every_attempt_is_signed(store: SqliteStore) -> None:
    class Watched(Post):
        def send(
            self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime
        ) -> str:
            if self.tried == ["a", "b", "c"]:
                assert ("a", "failed") in told(store.receipts(KEY))
            return super().send(edition, renditions, target, now)

    assert told(send(store, Watched({"a": ["again"]})))[0] == ("a", "delivered")


def test_a_connection_serves_a_round(store: SqliteStore) -> None:
    line, idle = Line({"a": ["again"]}), Line(addresses=())
    assert isinstance(line, ConnectedChannel)
    assert not isinstance(Post(), ConnectedChannel)
    send(store, line, idle)
    assert line.opened == ["open", "closed"] * 2
    assert idle.opened == []
    send(store, line)
    assert line.opened == ["open", "closed"] * 2


@pytest.mark.parametrize("at_most_once", [True, False])
def test_a_run_that_is_killed_while_it_sends(store: SqliteStore, at_most_once: bool) -> None:
    class Killed(Line):
        def send(
            self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime
        ) -> str:
            super().send(edition, renditions, target, now)
            if target == "b":
                raise KeyboardInterrupt
            return "there"

    with pytest.raises(KeyboardInterrupt):
        send(store, Killed(at_most_once=at_most_once))
    assert told(store.receipts(KEY))[0] == ("a", "delivered")
    line = Line(at_most_once=at_most_once)
    send(store, line)
    assert line.tried == (["c"] if at_most_once else ["b", "c"])
    assert dict(told(store.receipts(KEY)))["b"] == ("held" if at_most_once else "delivered")


def test_targets_that_cannot_be_told_fail_by_name_and_hold_up_no_other_channel(
    store: SqliteStore,
) -> None:
    nowhere, post = Nowhere(), Post(addresses=("a",))
    receipts = send(store, nowhere, post)
    assert told(receipts) == [("list.txt", "failed"), ("a", "delivered")]
    assert receipts[0].detail == "list.txt: no such file"
    assert owed(KEY, [ConfiguredChannel("way0", nowhere)], store) == (("way0", "list.txt"),)


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (("delivered",), 0),
        (("delivered", "refused"), 3),
        (("delivered", "held"), 3),
        (("delivered", "failed"), 3),
        (("refused",), 1),
        (("held", "refused"), 1),
    ],
)
def test_the_exit_code(states: tuple[str, ...], code: int) -> None:
    receipts = tuple(Receipt(KEY, "mail", s, HandClock().now(), s) for s in states)  # type: ignore[arg-type]
    assert RunReport(KEY, "published", receipts=receipts).exit_code == code
