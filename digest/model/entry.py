"""An entry as a source published it: plain text, never markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DateOrigin = Literal["feed", "page", "rule", "none"]
"""Where `published` was read: the document's own field, the page's markup, a configured rule."""

TextOrigin = Literal["list", "article"]
"""Where `text` was read: the feed or list itself, or the article it links to."""


@dataclass(frozen=True, slots=True)
class StatedDocument:
    """What a source states of an official document in fields of its own; empty where it states nothing."""

    body: str = ""
    """Who issued it, by name."""
    kind: str = ""
    """In the source's words, such as ``Proposed Rule``."""
    number: str = ""
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One item of one source.

    All times are aware and in UTC. `seen` is our clock at the first sight of the entry, `published`
    and `updated` are the source's claims. `title` and `text` are plain text: a ``<`` in them is the
    character the writer meant.
    """

    id: str
    """Stable over runs: the same item has the same id whatever else about it changes."""
    source_id: str
    url: str
    """Canonical http(s) address, or empty when the source gives none."""
    title: str
    text: str
    seen: datetime
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    date_origin: DateOrigin = "none"
    published_on: date | None = None
    """The day the source wrote, where it gave no hour; `published` is then its first moment."""
    edited: datetime | None = None
    """When we last saw the source change the title or text of an entry it had given before."""
    text_origin: TextOrigin = "list"
    document: StatedDocument | None = None
    """What is stated of the official document it is, where it is one."""
