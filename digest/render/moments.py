"""Times as a reader meets them: local, with the zone named, the same under every locale."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def short_day(value: date) -> str:
    """``6 Feb``."""
    return f"{value.day} {_MONTHS[value.month - 1][:3]}"


def dated(value: date) -> str:
    """``Fri 6 Feb 2026``."""
    return f"{_DAYS[value.weekday()][:3]} {short_day(value)} {value.year}"


def long_day(value: date) -> str:
    """``Friday 6 February 2026``."""
    return f"{_DAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """``February 2026``."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def local(value: datetime, zone: ZoneInfo) -> str:
    """``Fri 6 Feb 2026, 07:00`` in `zone`; a naive `value` is local already."""
    there = _there(value, zone)
    return f"{dated(there)}, {there:%H:%M}"


def clock(value: datetime, zone: ZoneInfo) -> str:
    """``07:00`` in `zone`."""
    return f"{_there(value, zone):%H:%M}"


def near(value: datetime | date, zone: ZoneInfo, now: datetime) -> str:
    """
    As little as tells it from `now`: ``07:00`` the same day, ``Thu 07:00``, or ``Thu 29 Jan, 07:00``.

    Of a day without a time only the day: ``Thu 29 Jan``.
    """
    today = _there(now, zone)
    if not isinstance(value, datetime):
        return f"{_DAYS[value.weekday()][:3]} {short_day(value)}" + (
            f" {value.year}" if value.year != today.year else ""
        )
    there = _there(value, zone)
    if there.date() == today.date():
        return f"{there:%H:%M}"
    if timedelta(0) < today - there < timedelta(days=6):
        return f"{_DAYS[there.weekday()][:3]} {there:%H:%M}"
    year = "" if there.year == today.year else f" {there.year}"
    return f"{_DAYS[there.weekday()][:3]} {short_day(there)}{year}, {there:%H:%M}"


def due(value: datetime | date, zone: ZoneInfo, now: datetime) -> str:
    """A time to come: ``Fri 6 Feb, 14:30``, of a day alone ``Fri 6 Feb``; with the year, if another."""
    there = _there(value, zone) if isinstance(value, datetime) else value
    year = "" if there.year == _there(now, zone).year else f" {there.year}"
    day = f"{_DAYS[there.weekday()][:3]} {short_day(there)}{year}"
    return f"{day}, {there:%H:%M}" if isinstance(there, datetime) else day


def zone_name(value: datetime, zone: ZoneInfo) -> str:
    """What the zone is called at that time: ``EST``, ``CEST``, or ``UTC+03`` where it has no name."""
    name = _there(value, zone).tzname() or zone.key
    return f"UTC{name}" if name[:1] in "+-" else name


def age(value: datetime, now: datetime) -> str:
    """How long before `now` it was, in one unit: ``25 min``, ``25 h``, ``3 days``."""
    minutes = max(0, int((now - value).total_seconds() // 60))
    if minutes < 120:
        return f"{minutes}\N{NO-BREAK SPACE}min"
    hours = minutes // 60
    return f"{hours}\N{NO-BREAK SPACE}h" if hours < 48 else f"{hours // 24} days"


def _there(value: datetime, zone: ZoneInfo) -> datetime:
    return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)
