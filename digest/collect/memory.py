"""What fetching remembers of the addresses it asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from digest.collect import backoff
from digest.collect.parse.urls import address_of
from digest.errors import FetchError, SourceError
from digest.model import Request, Response, Robots, Validators, Wait

Address = tuple[str, str]
"""A source's id and an address it is asked at, as that is remembered."""


class Addresses(Protocol):
    """The store, as far as it is about addresses. Each method is one transaction, safe to repeat."""

    def validators(self) -> Mapping[Address, Validators]:
        """For each source id and address: what to ask it with, as far as its last answer was read."""
        ...

    def waits(self) -> Mapping[Address, Wait]:
        """For each source id and address that failed when it was last asked: how long it is left alone."""
        ...

    def wait(self, waits: Mapping[Address, Wait | None], now: datetime) -> None:
        """Keep, as of `now`, how long addresses are left alone; None for one that has answered."""
        ...

    def remember(self, response: Response, validators: Validators | None) -> None:
        """
        Keep an answer as it came, and believe its `validators` as soon as the store is told that its
        source was read whole; None leaves those of before.
        """
        ...


class RobotsMemory(Protocol):
    """The store, as far as it is about robots.txt."""

    def robots(self, origin: str) -> Robots | None:
        """The robots.txt of an origin as it was last read, if it was."""
        ...

    def keep_robots(self, origin: str, robots: Robots) -> None:
        """Keep the robots.txt of an origin in place of the one before."""
        ...


class AddressMemory:
    """What is remembered of the addresses of one call, and what has to be remembered after it."""

    def __init__(self, store: Addresses, readers: Mapping[str, str]) -> None:
        """`readers` says what reads each source, by its id: what another one read is not believed."""
        self._validators = store.validators()
        self._waits = store.waits()
        self._readers = readers
        self._new: dict[Address, Wait | None] = {}
        self._unheard: dict[Address, Wait] = {}
        self._anyone = False

    def reader(self, request: Request) -> str | None:
        """What reads its answer; None for one that is passed on as it is."""
        return self._readers.get(request.source_id) if request.body is None else None

    def known(self, request: Request) -> Validators | None:
        """What is believed of its address, as far as the same reader read it."""
        told = self._validators.get(_address(request))
        return told if told and told.reader == self.reader(request) else None

    def wait(self, request: Request) -> Wait | None:
        """How it failed when the same reader last asked its address."""
        told = self._waits.get(_address(request))
        return told if told and told.reader == self.reader(request) else None

    def failed(self, request: Request, error: SourceError, now: datetime) -> None:
        """Somebody failed: with a word of their own, or without having been heard at all."""
        if not isinstance(error, FetchError) or error.retry_after == 0:
            return
        self._anyone = self._anyone or error.status is not None
        wait = backoff.after(error, self.wait(request), self._readers[request.source_id], now)
        if error.status is None:
            self._unheard[_address(request)] = wait
        else:
            self._new[_address(request)] = wait

    def answered(self, request: Request) -> None:
        """An address answered: what was held against it is forgotten."""
        self._anyone = True
        if _address(request) in self._waits:
            self._new[_address(request)] = None

    def waits(self) -> Mapping[Address, Wait | None]:
        """What to keep. Where nobody was heard it is the line that is cut, which is nobody's failure."""
        return {**self._new, **self._unheard} if self._anyone else self._new


def _address(request: Request) -> Address:
    return request.source_id, address_of(request.url)
