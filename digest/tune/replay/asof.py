"""What was known when an edition was made: its entries and observations as they stood at that moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.model import SCHEDULED, Entry, Observation, SourceOutcome, Window
from digest.tune.replay.visits import Visit


def shown(outcomes: Sequence[SourceOutcome], start: datetime) -> list[SourceOutcome]:
    """
    Of a source's collections, oldest first, those whose entries it showed after `start`.

    When it answered next only that nothing changed, it stood by what it had shown last.
    """
    after = [one for one in outcomes if one.at > start]
    answered = [one for one in after if one.state != "failed"]
    before = [one for one in outcomes if one.at <= start and one.state == "answered"]
    standing = before[-1:] if answered and answered[0].state == "unchanged" else []
    return [*standing, *after]


def entries_of(
    earlier: Sequence[Visit], visits: Sequence[Visit], sights: Mapping[str, datetime], window: Window
) -> tuple[Entry, ...]:
    """
    What the `visits` showed of what was seen by the window's end: in order of first sight, then id.

    An entry has the content it was shown with last; what was left empty then unsays nothing of what was
    said before, also in `earlier` visits.
    """
    known: dict[str, Entry] = {}
    shown = {entry.id for visit in visits for entry in visit.entries}
    for visit in (*earlier, *visits):
        for entry in visit.entries:
            before = known.get(entry.id)
            first = min(entry.seen, sights.get(entry.id, entry.seen), *([before.seen] if before else ()))
            known[entry.id] = replace(
                _merged(before, entry, visit.outcome.at) if before else entry, seen=first
            )
    seen = [one for one in known.values() if one.id in shown and one.seen <= window.end]
    return tuple(sorted(seen, key=lambda one: (one.seen, one.id)))


def _merged(before: Entry, now: Entry, at: datetime) -> Entry:
    """As :mod:`digest.store.entries` merges what is shown again, `at` a time, into what is known."""
    excerpt = before.text_origin == "article" and now.text_origin == "list"
    title, text = now.title or before.title, now.text or before.text
    rewritten = text != before.text != "" and now.text_origin == before.text_origin
    return replace(
        now,
        url=now.url or before.url,
        title=title,
        text=before.text if excerpt else text,
        text_origin=before.text_origin if excerpt else now.text_origin,
        language=now.language or before.language,
        authors=now.authors or before.authors,
        categories=now.categories or before.categories,
        published=now.published or before.published,
        published_on=now.published_on if now.published else before.published_on,
        date_origin=now.date_origin if now.published else before.date_origin,
        updated=now.updated or before.updated,
        document=now.document or before.document,
        edited=max(now.seen, at) if title != before.title or rewritten else before.edited,
    )


def observations_of(
    remembered: Sequence[Observation],
    visits: Mapping[str, Sequence[Visit]],
    made: datetime,
    span: timedelta,
) -> tuple[Observation, ...]:
    """
    The observations of the `span` up to `made`, and what was scheduled for the `span` after; oldest first.

    Those of the sources in `visits` are what these brought by then; before the first visit of a source,
    and for all other sources, they are the `remembered` ones.
    """
    began = {source: told[0].outcome.at for source, told in visits.items() if told}
    known = {_key(one): one for one in remembered if one.as_of <= began.get(one.source_id, made)}
    brought = [o for told in visits.values() for visit in told for o in visit.observations]
    known |= {
        _key(one): one
        for one in brought
        if made - span < one.as_of <= (made + span if one.series == SCHEDULED else made)
    }
    return tuple(sorted(known.values(), key=lambda one: (one.as_of, *_key(one))))


def _key(one: Observation) -> tuple[str, str, str, str, str, datetime]:
    return (one.series, one.subject, one.source_id, one.unit, one.window, one.as_of)
