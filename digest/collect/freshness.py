"""
Freshness: until when an answer is good, by the server's word and the document's own.

Sources: RFC 9111 §4.2 (``max-age``, ``Expires``, ``Age``), RSS 2.0 (``ttl``, ``skipHours``, ``skipDays``),
RSS 1.0 module Syndication (``updatePeriod``, ``updateFrequency``). What is not readable says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from digest.model import Pace, Validators

LONGEST = timedelta(hours=23)
"""A day at most is believed, less an hour, so that a daily edition never finds yesterday's answer fresh."""
_SLACK = 60.0
"""Seconds off: who asks every hour is not put off for the seconds the last answer took."""
_SLACK_FROM = 600.0
_MAX_AGE = re.compile(r"""(?:^|[,\s])max-age\s*=\s*"?(\d{1,12})"?\s*(?:,|$)""", re.IGNORECASE)
_NEVER = re.compile(r"(?:^|[,\s])no-(?:cache|store)\s*(?:[,=]|$)", re.IGNORECASE)
_HEAD = 20_000
"""Bytes of a feed within which its own elements stand, before the first item."""
_ITEM = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_TTL = re.compile(rb"<ttl>\s*(\d{1,9})\s*</ttl>", re.IGNORECASE)
_PERIOD = re.compile(rb"<sy:updatePeriod>\s*(hourly|daily|weekly|monthly|yearly)\s*</", re.IGNORECASE)
_FREQUENCY = re.compile(rb"<sy:updateFrequency>\s*(\d{1,6})\s*</", re.IGNORECASE)
_PERIODS = {
    b"hourly": 3_600,
    b"daily": 86_400,
    b"weekly": 604_800,
    b"monthly": 2_592_000,
    b"yearly": 31_536_000,
}
_SKIPPED = re.compile(rb"<skip(Hours|Days)>(.{0,2000}?)</skip\1>", re.IGNORECASE | re.S)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAY = re.compile(rb"<day>\s*(\w{6,9})\s*</day>", re.IGNORECASE)
_DAYS = (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")


def lifetime(headers: Mapping[str, str], received: datetime) -> float:
    """Seconds from `received` for which an answer with these headers (lower-case names) is fresh."""
    control = headers.get("cache-control", "")
    if _NEVER.search(control):
        return 0.0
    if written := _MAX_AGE.search(control):
        age = headers.get("age", "").strip()
        return max(0.0, float(written[1]) - (float(age) if re.fullmatch(r"\d{1,12}", age) else 0.0))
    expires = _date(headers.get("expires", ""))
    if expires is None:
        return 0.0
    return max(0.0, (expires - (_date(headers.get("date", "")) or received)).total_seconds())


def pace_of(body: bytes) -> Pace:
    """How often a feed itself wishes to be read."""
    head = body[:_HEAD]
    first = _ITEM.search(head)
    head = head[: first.start()] if first else head
    hours: set[int] = set()
    days: set[int] = set()
    for kind, listed in _SKIPPED.findall(head):
        if kind.lower() == b"hours":
            hours |= {int(hour) % 24 for hour in _HOUR.findall(listed) if int(hour) <= 24}
        else:
            days |= {_DAYS.index(day.lower()) for day in _DAY.findall(listed) if day.lower() in _DAYS}
    ttl, period, frequency = _TTL.search(head), _PERIOD.search(head), _FREQUENCY.search(head)
    often = int(frequency[1]) if frequency and int(frequency[1]) else 1
    seconds = max(
        int(ttl[1]) * 60.0 if ttl else 0.0, _PERIODS[period[1].lower()] / often if period else 0.0
    )
    return Pace(seconds, tuple(sorted(hours)), tuple(sorted(days)))


def is_fresh(known: Validators, now: datetime, least: float) -> bool:
    """
    Whether an address need not be asked at `now`; `least` is the source's own minimum in seconds.

    Hours and days on which a document need not be read are believed for :data:`LONGEST` as well.
    """
    if known.answered is None:
        return False
    gone = now - known.answered
    if not timedelta() <= gone < LONGEST:
        return False
    seconds = max(known.fresh, known.pace.seconds, least)
    if gone.total_seconds() < seconds - (_SLACK if seconds >= _SLACK_FROM else 0.0):
        return True
    utc = now.astimezone(UTC)
    return utc.hour in known.pace.hours or utc.weekday() in known.pace.days


def _date(written: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(written.strip())
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
