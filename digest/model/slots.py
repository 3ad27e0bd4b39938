"""The slots of a digest: one a local day, and the instant each one is due."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
"""In the order of :meth:`datetime.date.weekday`; words, since numbers are counted from two ends."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """When an edition belongs, and when that is."""

    nominal: datetime
    """Naive local time, as in the edition's key."""
    due: datetime
    """The instant, in UTC."""


def slots(
    zone: ZoneInfo, at: time, days: Collection[Weekday], after: datetime, until: datetime
) -> Iterator[Slot]:
    """
    The slots due after `after` and by `until` (both aware), earliest first.

    Every local date on one of `days` has exactly one, at the local time `at`. A time that the clocks
    skip is due as soon as they show a later one, a time they show twice is due at its first showing.
    A date that the zone never had (a day skipped at the date line) has none.
    """
    # A margin, because clocks that are set back over midnight, or over the date line, show dates again.
    day = after.astimezone(zone).date() - 3 * _DAY
    last = until.astimezone(zone).date() + _DAY
    while day <= last:
        if WEEKDAYS[day.weekday()] in days and _exists(day, zone):
            nominal = datetime.combine(day, at)
            due = instant(nominal, zone)
            if after < due <= until:
                yield Slot(nominal, due)
        day += _DAY


def instant(nominal: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (UTC, to the second) at which the clocks of `zone` show `nominal` or later."""
    by_the_offset_before = nominal.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _shown(by_the_offset_before, zone) == nominal:
        return by_the_offset_before
    # In a gap the offsets before and after it name two instants, and the change lies between them.
    by_the_offset_after = nominal.replace(tzinfo=zone, fold=1).astimezone(UTC)
    gap = int((by_the_offset_before - by_the_offset_after).total_seconds())
    seconds = bisect_left(
        range(gap),
        True,
        key=lambda passed: _shown(by_the_offset_after + timedelta(seconds=passed), zone) >= nominal,
    )
    return by_the_offset_after + timedelta(seconds=seconds)


def _exists(day: date, zone: ZoneInfo) -> bool:
    """Whether the clocks of `zone` ever showed this date."""
    return _shown(instant(datetime.combine(day, time()), zone), zone).date() == day


def _shown(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)
