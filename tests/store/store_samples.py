"""Values for the store's tests, each with only what a test has to say about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from digest.model import (
    Account,
    Brief,
    Claim,
    Digest,
    Disagreement,
    Edition,
    EditionKey,
    Entry,
    Figure,
    Ledger,
    Masthead,
    Observation,
    Passage,
    Request,
    Response,
    Section,
    SourceOutcome,
    Telling,
    Window,
)

MORNING = datetime(2026, 2, 6, 6, 0, tzinfo=UTC)
"""When the edition of 6 February is made."""
SLOT = MORNING.replace(hour=7, tzinfo=None)
DAY = timedelta(days=1)


def entry(id: str, seen: datetime = MORNING, **values: Any) -> Entry:
    told: dict[str, Any] = {
        "source_id": "wire",
        "url": f"https://wire.example/{id}",
        "title": id,
        "text": "",
    }
    return Entry(id=id, seen=seen, **told | values)


def outcome(source_id: str, at: datetime = MORNING, **values: Any) -> SourceOutcome:
    return SourceOutcome(source_id, source_id.title(), values.pop("state", "answered"), at, **values)


def observation(subject: str, as_of: datetime = MORNING, value: str = "1", **values: Any) -> Observation:
    told: dict[str, Any] = {"series": "price", "unit": "USD", "source_id": "prices", "url": ""}
    return Observation(subject=subject, as_of=as_of, value=Decimal(value), **told | values)


def response(path: str, body: bytes = b"<rss/>", at: datetime = MORNING, **values: Any) -> Response:
    url = f"https://wire.example{path}"
    return Response(Request("wire", url), url, 200, values.get("headers", {}), body, at)


def key(days_ago: int = 0, digest: str = "daily") -> EditionKey:
    return EditionKey(digest, SLOT - days_ago * DAY)


def window(start: datetime = MORNING - DAY, end: datetime = MORNING) -> Window:
    return Window(start, end)


def brief(story_id: str, headline: str = "A headline") -> Brief:
    figure = Figure(Decimal("372000000"), "USD", "$372M", (0, 5))
    return Brief(
        story_id=story_id,
        thread="thread-of-" + story_id,
        headline=headline,
        url="https://wire.example/a",
        language="en",
        event="",
        status="new",
        day=2,
        news=(),
        summary=(
            Passage("An outflow of $390.8M was seen.", "wire", "https://wire.example/a", ((14, 21),)),
            Passage("It was the third.", "desk", "https://desk.example/b"),
        ),
        tellings=(
            Telling("e1", "wire", "Wire", "https://wire.example/a", headline, "wire", "en", MORNING),
            Telling("e2", "desk", "Desk", "https://desk.example/b", "Told elsewhere", "media", "en", None),
        ),
        disagreements=(Disagreement("the outflow", (Claim(figure, "Desk", "https://desk.example/b"),)),),
        points=40,
        because="two sources",
        published=MORNING,
    )


def account(story_id: str, *entities: str) -> Account:
    return Account(story_id, "", "A headline", 1, 40, (), (), ("e1",), entities, "top")


def edition_of(key: EditionKey, *briefs: Brief, accounts: tuple[Account, ...] = ()) -> Digest:
    end = MORNING + (key.slot - SLOT)
    edition = Edition(key, "Morning", "Europe/Berlin", Window(end - DAY, end))
    return Digest(
        masthead=Masthead(edition, end, 1, 1, (), 100, 1),
        sections=(Section("top", "top", "Top stories", briefs),),
        accounts=accounts,
        ledger=Ledger(0, (), ()),
    )
