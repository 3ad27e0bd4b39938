"""Stories: what an edition told, in the form in which a later one remembers it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from digest.model import Account, Brief, Digest, EditionKey, PastStory
from digest.store.schema import editions
from digest.store.schema import stories as table
from digest.store.values import listed, slot_text, words_of


def keep_stories(connection: Connection, edition: int, digest: Digest) -> None:
    """Keep the stories that `digest`, published as number `edition`, printed, with their entries."""
    entries = {account.story_id: account.entry_ids for account in digest.accounts}
    rows = [
        _row(edition, place, story) | {"entries": listed(entries.get(story.id, ()))}
        for place, story in enumerate(told_by(digest))
    ]
    if rows:
        connection.execute(insert(table), rows)


def stories_before(connection: Connection, before: EditionKey, days: timedelta) -> tuple[PastStory, ...]:
    """
    Stories told by the digest's editions of the `days` before the slot of `before`.

    Latest edition first, each in the order of its page.
    """
    first = before.slot - days
    query = (
        select(editions.c.slot, table)
        .join(editions, editions.c.number == table.c.edition)
        .where(
            editions.c.digest == before.digest,
            editions.c.slot >= slot_text(first),
            editions.c.slot < slot_text(before.slot),
        )
        .order_by(editions.c.slot.desc(), table.c.place)
    )
    return tuple(_past_story(row) for row in connection.execute(query))


def told_by(digest: Digest) -> Iterator[PastStory]:
    """The stories an edition printed, in the order of the page, each once."""
    accounts = {account.story_id: account for account in digest.accounts}
    briefs = {brief.story_id: brief for brief in reversed(digest.briefs)}
    for story_id in dict.fromkeys(brief.story_id for brief in digest.briefs):
        yield _as_told(digest, briefs[story_id], accounts.get(story_id))


def _as_told(digest: Digest, brief: Brief, account: Account | None) -> PastStory:
    bold = (passage.text[start:end] for passage in brief.summary for start, end in passage.bold)
    claims = (claim.figure.quote for told in brief.disagreements for claim in told.claims)
    texts = (
        brief.headline,
        *(passage.text for passage in brief.summary),
        *(telling.headline for telling in brief.tellings),
    )
    urls = (brief.url, *(telling.url for telling in brief.tellings))
    return PastStory(
        id=brief.story_id,
        thread=brief.thread,
        edition=digest.edition.key.day,
        day=brief.day,
        event=brief.event,
        headline=brief.headline,
        text="\n".join(dict.fromkeys(texts)),
        entities=account.entities if account else (),
        figures=tuple(dict.fromkeys((*bold, *claims))),
        urls=tuple(dict.fromkeys(url for url in urls if url)),
        sources=tuple(dict.fromkeys(telling.source_id for telling in brief.tellings)),
    )


def _row(edition: int, place: int, story: PastStory) -> dict[str, Any]:
    return {
        "edition": edition,
        "place": place,
        "id": story.id,
        "thread": story.thread,
        "day": story.day,
        "event": story.event,
        "headline": story.headline,
        "text": story.text,
        "entities": listed(story.entities),
        "figures": listed(story.figures),
        "urls": listed(story.urls),
        "sources": listed(story.sources),
    }


def _past_story(row: Row[Any]) -> PastStory:
    return PastStory(
        id=row.id,
        thread=row.thread,
        edition=date.fromisoformat(row.slot[:10]),
        day=row.day,
        event=row.event,
        headline=row.headline,
        text=row.text,
        entities=words_of(row.entities),
        figures=words_of(row.figures),
        urls=words_of(row.urls),
        sources=words_of(row.sources),
    )
