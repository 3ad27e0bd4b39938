"""What makes an entry the same entry in the next document."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import urlsplit


def identities(source_id: str, marks: Sequence[tuple[str, str, str]]) -> list[str]:
    """
    An id for each (canonical address, guid, title) of one document, in its order.

    An entry is its address, whatever becomes of its scheme, guid or title. Where that says nothing (no
    address, a site's front page, one address for entries of several guids) the guid decides, then
    the title. Entries that are the same get the same id.
    """
    guids: dict[str, set[str]] = {}
    for url, guid, title in marks:
        guids.setdefault(_place(url), set()).add(guid or title)
    ids = []
    for url, guid, title in marks:
        place = _place(url)
        telling = bool(place) and len(guids[place]) == 1
        ids.append(_digest(source_id, place if telling else f"{place} {guid or title}"))
    return ids


def _place(url: str) -> str:
    """An address without scheme, ``www.`` and last slash; empty for a front page: no entry's own."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path and not parts.query:
        return ""
    return f"{parts.netloc.removeprefix('www.')}{path}?{parts.query}"


def _digest(source_id: str, mark: str) -> str:
    return sha256(f"{source_id}\n{mark}".encode("utf-8", "replace")).hexdigest()[:16]
