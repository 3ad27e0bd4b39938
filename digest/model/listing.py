"""An edition in brief: what the pages about many editions say of it, without its whole record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256

from pydantic import TypeAdapter

from digest.model import record
from digest.model.digest import Brief, Digest, Line, Status
from digest.model.edition import EditionKey

_EXTRACT = 280
"""Characters of a story's first passage."""


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story as one edition printed it, in brief."""

    id: str
    thread: str
    headline: str
    url: str
    section: str
    """Heading of its home."""
    status: Status
    day: int
    language: str
    source: str
    """Of the entry that leads it."""
    assets: tuple[str, ...] = ()
    body: str = ""
    """Id of the body whose act it is, empty for other stories."""
    body_name: str = ""
    event: str = ""
    extract: str = ""
    """The beginning of its summary."""
    news: tuple[str, ...] = ()
    has_document: bool = False
    """Whether the edition holds the act's own text."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One edition in brief."""

    key: EditionKey
    title: str
    language: str
    end: datetime
    """Of its window."""
    made: datetime
    lines: tuple[str, ...]
    """The edition at a glance."""
    stories: tuple[ListedStory, ...]
    """In the order of the page, each once."""
    mark: str
    """SHA-256 of the record: editions with the same mark are the same."""
    version: int = 1
    """Of this form: a listing of another one is made again from the record."""

    @property
    def headline(self) -> str:
        """Of the story that stands first, empty on a day without any."""
        return self.stories[0].headline if self.stories else ""


VERSION = 2


def listing_of(digest: Digest) -> Listing:
    """`digest` in brief."""
    stories: dict[str, ListedStory] = {}
    for section in digest.sections:
        for item in section.items:
            if isinstance(item, Brief) and item.story_id not in stories:
                stories[item.story_id] = _listed(item, section.title)
    edition = digest.edition
    return Listing(
        key=edition.key,
        title=edition.title,
        language=edition.language,
        end=edition.window.end,
        made=digest.masthead.made,
        lines=tuple(i.text for section in digest.sections for i in section.items if isinstance(i, Line)),
        stories=tuple(stories.values()),
        mark=sha256(record.write(digest).encode(errors="surrogatepass")).hexdigest(),
        version=VERSION,
    )


def write(listing: Listing) -> str:
    """The listing as JSON."""
    return _adapter().dump_json(listing).decode()


def read(text: str) -> Listing | None:
    """What :func:`write` wrote, or None when it is of another version or cannot be read."""
    try:
        listing = _adapter().validate_json(text)
    except ValueError:
        return None
    return listing if listing.version == VERSION else None


def _listed(brief: Brief, section: str) -> ListedStory:
    extract = brief.summary[0].text if brief.summary else ""
    return ListedStory(
        id=brief.story_id,
        thread=brief.thread,
        headline=brief.headline,
        url=brief.url,
        section=section,
        status=brief.status,
        day=brief.day,
        language=brief.language,
        source=brief.tellings[0].source if brief.tellings else "",
        assets=brief.assets,
        body=brief.act.body if brief.act else "",
        body_name=brief.act.body_name if brief.act else "",
        event=brief.event,
        extract=extract if len(extract) <= _EXTRACT else extract[:_EXTRACT].rpartition(" ")[0] + "…",
        news=brief.news,
        has_document=brief.document is not None,
    )


@cache
def _adapter() -> TypeAdapter[Listing]:
    return TypeAdapter(Listing)
