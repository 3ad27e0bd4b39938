"""Dates as they are written in the wild, read or refused, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

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


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as it was written."""

    there: datetime
    """Aware, in the zone it was written in."""
    clock: bool
    """Whether a time of day was written at all."""

    @property
    def at(self) -> datetime:
        """The moment in UTC; of a day without a time its first."""
        return self.there.astimezone(UTC)

    @property
    def day(self) -> date:
        """The day that was written."""
        return self.there.date()

    @property
    def begins_day(self) -> bool:
        """Whether nothing, or midnight, was written for the time."""
        return self.there.time() == time(0)


@dataclass(frozen=True, slots=True)
class DateRule:
    """How one source writes its dates, where that is not seen from them."""

    zone: str = "UTC"
    """IANA name of the zone of dates that name none."""
    form: str = ""
    """For strptime; dates that do not fit it are read as any other."""
    day_first: bool | None = None
    """Which of two numbers is the day; without a word, only where one of them must be it."""

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"zone {self.zone!r} is not known; write one like Europe/Berlin") from error

    def read(self, written: object) -> Dated | None:
        """The date `written` names, by this rule."""
        return self._by_form(str(written or "").strip()) or dated(
            written, ZoneInfo(self.zone), day_first=self.day_first
        )

    def _by_form(self, written: str) -> Dated | None:
        if not self.form:
            return None
        try:
            read = datetime.strptime(written, self.form)  # noqa: DTZ007  (zoned below)
        except ValueError:
            return None
        there = read if read.tzinfo else read.replace(tzinfo=ZoneInfo(self.zone))
        clock = any(directive in self.form for directive in ("%H", "%I", "%X", "%c", "%s"))
        return _possible(Dated(there, clock))


def moment(written: object, zone: tzinfo = UTC) -> datetime | None:
    """The time in UTC that `written` names, as :func:`dated` reads it."""
    read = dated(written, zone)
    return read.at if read else None


def dated(written: object, zone: tzinfo = UTC, *, day_first: bool | None = None) -> Dated | None:
    """
    The date `written` names, or None where there is none or it cannot be.

    Reads ISO 8601, RFC 822, the usual long forms in English and Chinese, and epochs in seconds or
    milliseconds (also as numbers). Without a zone of its own a time is in `zone`. Day and month as two
    numbers are read as `day_first` says, without it only where one of them must be the day.
    A day no calendar has, or one outside 1990–2199, is None.
    """
    if isinstance(written, bool) or written is None:
        return None
    text = str(written).strip()[:120]
    try:
        if _EPOCH.fullmatch(text):
            seconds = float(text)
            there = datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
            return _possible(Dated(there, True))
        return _possible(_read(text, zone, day_first))
    except (ValueError, OverflowError, OSError):
        return None


def _possible(read: Dated | None) -> Dated | None:
    return read if read is not None and _EARLIEST <= read.at < _LATEST else None


def _read(text: str, zone: tzinfo, day_first: bool | None) -> Dated | None:
    for pattern in _DATES:
        found = pattern.search(text)
        day = _day(found.groupdict(), day_first) if found else None
        if day:
            break
    else:
        return None
    clock = _BARE_TIME.search(text) or _TIME.search(text)
    if not clock:
        return Dated(day.replace(tzinfo=zone), False)
    hour, minute, second = (int(clock[part] or 0) for part in ("hour", "minute", "second"))
    if half := (clock["half"] or "").lower().replace(".", ""):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    midnight_after = timedelta(days=1) if (hour, minute, second) == (24, 0, 0) else timedelta(0)
    hour = 0 if midnight_after else hour
    # A leap second has no place in a datetime: it is told as the last second before it.
    read = day.replace(hour=hour, minute=minute, second=min(second, 59) if second == 60 else second)
    told = _zone(text[clock.end() :], zone)
    return None if told is None else Dated((read + midnight_after).replace(tzinfo=told), True)


def _day(parts: dict[str, str | None], day_first: bool | None) -> datetime | None:
    written, day = parts["year"] or "", parts.get("day")
    year = int(written)
    if len(written) == 2:
        year += 2000 if year < 70 else 1900
    if one := parts.get("one"):
        first, second = int(one), int(parts["other"] or 0)
        if first <= 12 and second <= 12 and first != second and day_first is None:
            return None
        number_first = first > 12 or (day_first is True and second <= 12)
        month, number = (second, first) if number_first else (first, second)
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
