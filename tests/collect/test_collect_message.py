"""What two processes tell each other: all that a reading may hold, and nothing that could act."""

from __future__ import annotations

import os
import pickle
import socket
import time
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from digest.collect.reading.message import Read, answer, answered, receive, send
from digest.protocols import Reading


class Order:
    """A value that acts when it is unpacked."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("echo read",)


def kinds_in(kind: Any) -> Iterator[type]:
    """Every dataclass that a value of this type may hold, itself included."""
    if isinstance(kind, type) and is_dataclass(kind):
        yield kind
        for inner in get_type_hints(kind).values():
            yield from kinds_in(inner)
    for inner in get_args(kind):
        yield from kinds_in(inner)


def test_every_kind_of_value_a_reading_may_hold_comes_back() -> None:
    kinds: list[Any] = [*dict.fromkeys(kinds_in(Reading))]
    assert len(kinds) > 4
    for kind in kinds:
        assert answered(answer(Read(kind, spent=False))).answer is kind


@pytest.mark.parametrize("value", [Order(), os.system, print, eval, {"a": Order()}])
def test_what_could_act_is_never_made(value: Any, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(pickle.UnpicklingError):
        answered(answer(Read(value, spent=False)))
    assert capfd.readouterr().out == ""


def test_what_is_no_reading_is_refused() -> None:
    with pytest.raises(pickle.UnpicklingError, match="no reading"):
        answered(pickle.dumps(Reading()))


def test_a_message_far_too_long_is_none() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"\xff" * 8)
        with pytest.raises(EOFError):
            receive(ours)


@pytest.mark.parametrize("begun", [b"", b"\0\0", b"\0\0\0\0\0\0\0\x09abc"])
def test_a_message_that_does_not_come_is_waited_for_and_no_longer(begun: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(begun)
        with pytest.raises(TimeoutError):
            receive(ours, time.monotonic() + 0.05)
        theirs.close()
        with pytest.raises(EOFError):
            receive(ours)


def test_who_takes_nothing_is_not_written_to_for_ever() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(TimeoutError):
        send(ours, b"x" * 50_000_000, time.monotonic() + 0.05)
