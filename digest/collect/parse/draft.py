"""Entries as they are read, and the entries made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.collect.parse.dates import Dated
from digest.collect.parse.identity import Mark, identities
from digest.collect.parse.text import cut, one_line
from digest.collect.parse.urls import canonical
from digest.model import DateOrigin, Entry, Response, Source, StatedDocument
from digest.protocols import Reading

MOST_ENTRIES = 2_000
"""Entries read of one document: the newest."""
TITLE_SIZE = 500
TEXT_SIZE = 20_000
NAME_SIZE = 100
MOST_NAMES = 20
"""Categories and authors kept of one entry."""
_HEADLINE_SIZE = 140
_ENOUGH = 3
"""Dates that must all be at midnight for midnight to mean nothing."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as a document has it: plain text already, its sizes and its identity still open."""

    title: str
    text: str = ""
    link: str = ""
    """As written: maybe relative, maybe no web address at all."""
    guid: str = ""
    published: Dated | None = None
    updated: datetime | None = None
    unread: str = ""
    """A date as it was written, where it is none that can be read."""
    date_origin: DateOrigin = "none"
    language: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    document: StatedDocument | None = None


def reading_of(source: Source, response: Response, drafts: Sequence[Draft]) -> Reading:
    """
    The entries of one answer in its order, sizes capped, addresses canonical, ids settled; and in words
    what of it is no entry of its own.

    A draft without title is headed by the beginning of its text; one with neither is left out.
    """
    newest = _newest(drafts)
    kept = [(draft, title) for draft in newest if (title := _headline(draft))]
    urls = [canonical(draft.link, response.url) for draft, _ in kept]
    marks = [
        Mark(url, draft.guid.strip(), title, draft.published.at if draft.published else None)
        for url, (draft, title) in zip(urls, kept, strict=True)
    ]
    ids = identities(source.id, marks)
    is_day = _days_only([draft.published for draft in newest if draft.published])
    # From the last to the first, which stays of those that are the same.
    entries = {
        id: Entry(
            id=id,
            source_id=source.id,
            url=url,
            title=title,
            text=cut(draft.text, TEXT_SIZE),
            seen=response.received,
            published=draft.published.at if draft.published else None,
            published_on=draft.published.day if draft.published and is_day(draft.published) else None,
            updated=draft.updated,
            language=source.language or draft.language,
            authors=_names(draft.authors),
            categories=_names(draft.categories),
            date_origin=draft.date_origin if draft.published else "none",
            document=draft.document,
        )
        for id, url, (draft, title) in zip(*(reversed(of) for of in (ids, urls, kept)), strict=True)
    }
    left_out = (
        (len(drafts) - len(newest), f"older than the newest {MOST_ENTRIES:,} and left out"),
        (len(newest) - len(kept), "without title and text and left out"),
        (len(kept) - len(entries), "told twice and kept once"),
    )
    problems = tuple(f"{count} item{'s' if count > 1 else ''} {why}" for count, why in left_out if count)
    return Reading(tuple(reversed(entries.values())), problems=(*problems, *_unread(newest)))


def _days_only(dates: Sequence[Dated]) -> Callable[[Dated], bool]:
    """What tells a day from a moment: where every date is at midnight, midnight is no time of day."""
    if len(dates) >= _ENOUGH and all(one.begins_day for one in dates):
        return lambda one: True
    return lambda one: not one.clock


def _unread(drafts: Sequence[Draft]) -> tuple[str, ...]:
    written = [one_line(draft.unread[:NAME_SIZE]) for draft in drafts if draft.unread]
    if not written:
        return ()
    dates = (
        "a date that cannot be read" if len(written) == 1 else f"{len(written)} dates that cannot be read"
    )
    return (f"{dates}: {cut(written[0], 60)!r}",)


def _newest(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """At most as many as are read, in their order: of a longer list the newest, undated ones last."""
    if len(drafts) <= MOST_ENTRIES:
        return drafts
    dates = [draft.published.at.timestamp() if draft.published else 0.0 for draft in drafts]
    chosen = sorted(range(len(drafts)), key=lambda place: (-dates[place], place))[:MOST_ENTRIES]
    return [drafts[place] for place in sorted(chosen)]


def _headline(draft: Draft) -> str:
    title = one_line(draft.title[: 4 * TITLE_SIZE])
    return cut(title, TITLE_SIZE) if title else cut(one_line(draft.text[: 4 * TITLE_SIZE]), _HEADLINE_SIZE)


def _names(written: Sequence[str]) -> tuple[str, ...]:
    names = (cut(one_line(name[: 4 * NAME_SIZE]), NAME_SIZE) for name in written[: 5 * MOST_NAMES])
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_NAMES]
