"""Dates as they are written in the wild, read or refused, never guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
            "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        rf"(?<!\d){_DAY}[\s/-]+(?:of\s+)?{_MONTH},?[\s/-]+(?P<year>\d{{4}}|\d\d(?!\d|:))",
        rf"\b{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
        rf"\b{_MONTH}\s+{_DAY}\s+[\d:]{{4,8}}\s+(?:[A-Z]{{1,5}}\s+)?(?P<year>\d{{4}})",
        r"^(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?=$|T)",
        r"(?<!\d)(?P<one>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year>\d{4})(?!\d)",
    )
)
_TIME = re.compile(
    r"(?<![\d:+-])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\b)?"
)
_BARE_TIME = re.compile(r"^\d{8}T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<half>)")
_OFFSET = re.compile(r"^\s*\(?(?:UTC|GMT)?\s*(?P<sign>[+\-−])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?!\d)")
_ZONE = re.compile(r"^\s*\(?(?P<name>[A-Za-z]{1,5})\b")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
# Letters that stand for one offset in a dateline. CST, IST and BST mean several: the ones here are those
# of the RFC (CST) and of the feeds seen (BST); IST and ET (which changes in summer) are not read.
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MET": 1,
    "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
}  # fmt: skip
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)


def moment(written: object, zone: tzinfo = UTC) -> datetime | None:
    """
    The time `written` names, in UTC, or None where there is none or it cannot be.

    Reads ISO 8601, RFC 822, the usual long forms in English and Chinese, and epochs in seconds or
    milliseconds (also as numbers). Without a zone of its own a time is in `zone`; a day without a time is
    its first moment there. Day and month as two numbers are read only where one of them must be the day.
    A day no calendar has, or one outside 1990–2199, is None.
    """
    if isinstance(written, bool) or written is None:
        return None
    text = str(written).strip()[:120]
    try:
        if _EPOCH.fullmatch(text):
            seconds = float(text)
            found: datetime | None = datetime.fromtimestamp(
                seconds / 1000 if seconds > 1e11 else seconds, UTC
            )
        else:
            found = _read(text, zone)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found is not None and _EARLIEST <= found < _LATEST else None


def _read(text: str, zone: tzinfo) -> datetime | None:
    for pattern in _DATES:
        date = pattern.search(text)
        day = _day(date.groupdict()) if date else None
        if date and day:
            break
    else:
        return None
    time = _BARE_TIME.search(text) or _TIME.search(text)
    if not time:
        return day.replace(tzinfo=zone).astimezone(UTC)
    hour, minute, second = (int(time[part] or 0) for part in ("hour", "minute", "second"))
    if half := (time["half"] or "").lower().replace(".", ""):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    midnight_after = timedelta(days=1) if (hour, minute, second) == (24, 0, 0) else timedelta(0)
    hour = 0 if midnight_after else hour
    # A leap second has no place in a datetime: it is told as the last second before it.
    read = day.replace(hour=hour, minute=minute, second=min(second, 59) if second == 60 else second)
    found = _zone(text[time.end() :], zone)
    return None if found is None else (read + midnight_after).replace(tzinfo=found).astimezone(UTC)


def _day(parts: dict[str, str | None]) -> datetime | None:
    written, day = parts["year"] or "", parts.get("day")
    year = int(written)
    if len(written) == 2:
        year += 2000 if year < 70 else 1900
    if one := parts.get("one"):
        first, second = int(one), int(parts["other"] or 0)
        if first <= 12 and second <= 12 and first != second:
            return None
        month, number = (second, first) if first > 12 else (first, second)
        return datetime(year, month, number)  # noqa: DTZ001  (its zone is found later)
    named = parts.get("month")
    month = _MONTHS.get(named.lower(), 0) if named else int(parts["number"] or 0)
    return datetime(year, month, int(day or 0)) if month else None  # noqa: DTZ001


def _zone(rest: str, zone: tzinfo) -> tzinfo | None:
    """The zone written after a time, `zone` where none is, None where its letters mean nothing known."""
    if offset := _OFFSET.match(rest):
        away = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        return timezone(away if offset["sign"] == "+" else -away)
    if name := _ZONE.match(rest):
        letters = name["name"].upper()
        if letters in _ZONES:
            return timezone(timedelta(hours=_ZONES[letters]))
        if name["name"].isupper() and len(letters) >= 2:
            return None
    return zone
