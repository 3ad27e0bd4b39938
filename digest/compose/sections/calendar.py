"""Calendar: what sources say is to happen in the days ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, Field

from digest.model import SCHEDULED, WHOLE_DAY, Observation, RankedStory, ScheduledRow, Section, Source
from digest.protocols import Board

GRADES: tuple[Literal["", "low", "medium", "high"], ...] = ("", "low", "medium", "high")
"""How a row says what the source thinks of its event, by the observation's value."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """
    What is scheduled up to `days` ahead, earliest first; of more than `limit` the most important.

    `importance` is the least a row must have, 0 to 3; `labels`, where given, are whose events it takes,
    such as ``USD``. What has passed is never told, and nothing is but what a source gave.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    days: Annotated[int, Field(ge=1, le=9)] = 7
    limit: Annotated[int, Field(ge=1)] = 10
    importance: Annotated[int, Field(ge=0, le=3)] = 2
    labels: tuple[str, ...] = ()

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Never."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """A row an event; empty where no source has one."""
        zone = ZoneInfo(board.edition.zone)
        now = board.edition.window.end.astimezone(zone)
        ahead = [o for o in _scheduled(board.observations) if self._is_ahead(o, now, zone)]
        wanted = [o for o in ahead if self._is_wanted(o)]
        chosen = sorted(wanted, key=lambda o: (-_grade(o), *_order(o, zone)))[: self.limit]
        rows = tuple(_row(o, board.sources) for o in sorted(chosen, key=lambda o: _order(o, zone)))
        return Section(id, "calendar", title, rows, self._notes(len(ahead), len(wanted), len(rows)))

    def _is_ahead(self, one: Observation, now: datetime, zone: ZoneInfo) -> bool:
        last = now.date() + timedelta(days=self.days)
        day = _day(one, zone)
        return day <= last and (day >= now.date() if one.window == WHOLE_DAY else one.as_of > now)

    def _is_wanted(self, one: Observation) -> bool:
        whose = {label.casefold() for label in self.labels}
        return _grade(one) >= self.importance and (not whose or one.label.casefold() in whose)

    def _notes(self, ahead: int, wanted: int, shown: int) -> tuple[str, ...]:
        if not ahead:
            return ()
        days = f"{self.days} day{'s' if self.days != 1 else ''}"
        if not wanted:
            return (f"Nothing of note among {ahead} events of the next {days}.",)
        left = ahead - shown
        return (
            (f"Of the next {days}; {left} less important left out.",) if left else (f"Of the next {days}.",)
        )


def _scheduled(observations: Sequence[Observation]) -> list[Observation]:
    return [one for one in observations if one.series == SCHEDULED]


def _grade(one: Observation) -> int:
    return min(max(int(one.value), 0), len(GRADES) - 1)


def _day(one: Observation, zone: ZoneInfo) -> date:
    """The local day; a day without an hour is the same one everywhere."""
    return (one.as_of if one.window == WHOLE_DAY else one.as_of.astimezone(zone)).date()


def _order(one: Observation, zone: ZoneInfo) -> tuple[date, bool, datetime, str, str]:
    """By day, a day's own events before those that have an hour, then by time, whose, and name."""
    return _day(one, zone), one.window != WHOLE_DAY, one.as_of, one.shown, one.name


def _row(one: Observation, sources: Mapping[str, Source]) -> ScheduledRow:
    source = sources.get(one.source_id)
    whole = one.window == WHOLE_DAY
    return ScheduledRow(
        name=one.name or one.shown,
        label=one.label if one.name else "",
        importance=GRADES[_grade(one)],
        at=None if whole else one.as_of,
        on=one.as_of.date() if whole else None,
        source=source.title if source else one.source_id,
        url=one.url,
    )
