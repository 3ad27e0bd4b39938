"""Times as a reader meets them: local, with the zone named, the same under every locale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moments:
    """
    How a language writes days and times: English, where a catalogue says nothing else.

    A pattern may have ``{year}``, ``{month}`` (its name), ``{short_month}``, ``{number}`` (of the month),
    ``{day}``, ``{weekday}``, ``{short_weekday}``; `timed` has ``{day}`` and ``{clock}``, ages have ``{n}``.
    """

    weekdays: Sequence[str] = _DAYS
    """From Monday."""
    short_weekdays: Sequence[str] = tuple(name[:3] for name in _DAYS)
    months: Sequence[str] = _MONTHS
    short_months: Sequence[str] = tuple(name[:3] for name in _MONTHS)
    day_pattern: str = "{day} {short_month}"
    weekday_pattern: str = "{short_weekday} {day} {short_month}"
    dated_pattern: str = "{short_weekday} {day} {short_month} {year}"
    long_pattern: str = "{weekday} {day} {month} {year}"
    month_pattern: str = "{month} {year}"
    timed_pattern: str = "{day}, {clock}"
    minutes_pattern: str = "{n}\N{NO-BREAK SPACE}min"
    hours_pattern: str = "{n}\N{NO-BREAK SPACE}h"
    days_pattern: str = "{n} days"

    def short_day(self, value: date) -> str:
        """``6 Feb``."""
        return self._filled(self.day_pattern, value)

    def dated(self, value: date) -> str:
        """``Fri 6 Feb 2026``."""
        return self._filled(self.dated_pattern, value)

    def long_day(self, value: date) -> str:
        """``Friday 6 February 2026``."""
        return self._filled(self.long_pattern, value)

    def month(self, value: date) -> str:
        """``February 2026``."""
        return self._filled(self.month_pattern, value)

    def local(self, value: datetime, zone: ZoneInfo) -> str:
        """``Fri 6 Feb 2026, 07:00`` in `zone`; a naive `value` is local already."""
        there = _there(value, zone)
        return self._timed(self.dated(there), there)

    def near(self, value: datetime | date, zone: ZoneInfo, now: datetime) -> str:
        """
        As little as tells it from `now`: ``07:00`` the same day, ``Thu 07:00``, or ``Thu 29 Jan, 07:00``.

        Of a day without a time only the day: ``Thu 29 Jan``.
        """
        today = _there(now, zone)
        if not isinstance(value, datetime):
            return self._day_of(value, today)
        there = _there(value, zone)
        if there.date() == today.date():
            return f"{there:%H:%M}"
        if timedelta(0) < today - there < timedelta(days=6):
            return f"{self.short_weekdays[there.weekday()]} {there:%H:%M}"
        return self._timed(self._day_of(there, today), there)

    def due(self, value: datetime | date, zone: ZoneInfo, now: datetime) -> str:
        """A time to come: ``Fri 6 Feb, 14:30``, of a day alone ``Fri 6 Feb``; with the year, if another."""
        there = _there(value, zone) if isinstance(value, datetime) else value
        day = self._day_of(there, _there(now, zone))
        return self._timed(day, there) if isinstance(there, datetime) else day

    def age(self, value: datetime, now: datetime) -> str:
        """How long before `now` it was, in one unit: ``25 min``, ``25 h``, ``3 days``."""
        minutes = max(0, int((now - value).total_seconds() // 60))
        if minutes < 120:
            return self.minutes_pattern.format(n=minutes)
        hours = minutes // 60
        return self.hours_pattern.format(n=hours) if hours < 48 else self.days_pattern.format(n=hours // 24)

    def _day_of(self, value: date, today: date) -> str:
        """The day with its weekday, and with its year only where that is another."""
        pattern = self.weekday_pattern if value.year == today.year else self.dated_pattern
        return self._filled(pattern, value)

    def _timed(self, day: str, value: datetime) -> str:
        return self.timed_pattern.format(day=day, clock=f"{value:%H:%M}")

    def _filled(self, pattern: str, value: date) -> str:
        return pattern.format(
            year=value.year,
            month=self.months[value.month - 1],
            short_month=self.short_months[value.month - 1],
            number=value.month,
            day=value.day,
            weekday=self.weekdays[value.weekday()],
            short_weekday=self.short_weekdays[value.weekday()],
        )


def clock(value: datetime, zone: ZoneInfo) -> str:
    """``07:00`` in `zone`."""
    return f"{_there(value, zone):%H:%M}"


def zone_name(value: datetime, zone: ZoneInfo) -> str:
    """What the zone is called at that time: ``EST``, ``CEST``, or ``UTC+03`` where it has no name."""
    name = _there(value, zone).tzname() or zone.key
    return f"UTC{name}" if name[:1] in "+-" else name


def _there(value: datetime, zone: ZoneInfo) -> datetime:
    return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)
