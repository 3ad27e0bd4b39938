"""What makes an entry the same entry in the next document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

_FORM = re.compile(r"^(?:www|m|mobile|amp)\.(?=[^.]+\.)|(?<=\.)m\.(?=[^.]+\.)")
_UNDATED = datetime.max.replace(tzinfo=UTC)


class Mark(NamedTuple):
    """What an entry may be told by."""

    url: str
    """Canonical."""
    guid: str
    title: str
    published: datetime | None = None


def identities(source_id: str, marks: Sequence[Mark]) -> list[str]:
    """
    An id for each entry of one document, in its order.

    An entry is its address, whatever becomes of its scheme, guid or title. Where that says nothing (no
    address, a site's front page, one address for entries of several guids) the guid decides, then
    the title. Of entries that share all that and still differ in title or date, the oldest is the one
    that was always there and the others are told by those. Entries that are the same get the same id.
    """
    guids: dict[str, set[str]] = {}
    for one in marks:
        guids.setdefault(_place(one.url), set()).add(one.guid or one.title)
    told = []
    for one in marks:
        place = _place(one.url)
        telling = bool(place) and len(guids[place]) == 1
        told.append(place if telling else f"{place} {one.guid or one.title}")
    return [_digest(source_id, mark) for mark in _apart(told, marks)]


def _apart(told: Sequence[str], marks: Sequence[Mark]) -> list[str]:
    """What each entry is told by, once those told by the same are told apart."""
    alike: dict[str, list[int]] = {}
    for place, mark in enumerate(told):
        alike.setdefault(mark, []).append(place)
    apart = list(told)
    for places in alike.values():
        # A feed is newest first, so the last is the oldest of those without a date.
        oldest = marks[min(places, key=lambda at: (marks[at].published or _UNDATED, -at))]
        titles = Counter(title for title, _ in {(marks[at].title, marks[at].published) for at in places})
        for at in places:
            title, published = marks[at].title, marks[at].published
            if (title, published) != (oldest.title, oldest.published):
                when = f"\n{published}" if titles[title] > 1 else ""
                apart[at] = f"{told[at]}\n{title}{when}"
    return apart


def _place(url: str) -> str:
    """
    An address without scheme, ``www.``, its like for telephones, and last slash; empty for a front page,
    which is no entry's own.
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path and not parts.query:
        return ""
    return f"{_FORM.sub('', parts.netloc)}{path}?{parts.query}"


def _digest(source_id: str, mark: str) -> str:
    return sha256(f"{source_id}\n{mark}".encode("utf-8", "replace")).hexdigest()[:16]
