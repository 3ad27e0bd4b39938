"""Room in memory: how many answers may be under way or wait to be taken, and how many of them large."""

from __future__ import annotations

import asyncio

from digest.collect.fetch.hosts import Deadline

LARGE = 1_000_000
"""Bytes from which on a body is one of few at a time."""


class Room:
    """For `places` answers, of them `large` ones that are large."""

    def __init__(self, places: int, large: int) -> None:
        self._places = asyncio.Semaphore(places)
        self._large = asyncio.Semaphore(large)

    async def place(self) -> Place:
        """Room for one answer, as soon as there is some."""
        await self._places.acquire()
        return Place(self)

    def give_back(self, large: bool) -> None:
        """The room of one answer, which was large or not."""
        self._places.release()
        if large:
            self._large.release()

    async def enlarge(self) -> None:
        """More room for an answer that is large."""
        await self._large.acquire()


class Place:
    """The room one answer takes."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._large = False

    async def hold(self, size: int, deadline: Deadline) -> None:
        """
        Returns when there is room for `size` bytes; the last size told is the largest.

        The wait for others to be read does not count towards the `deadline`.
        """
        if size > LARGE and not self._large:
            with deadline.paused():
                await self._room.enlarge()
            self._large = True

    def give_back(self) -> None:
        """Nothing is kept of this answer, or not any longer."""
        self._room.give_back(self._large)
