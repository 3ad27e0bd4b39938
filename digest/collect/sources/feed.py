"""A feed: RSS, Atom, RDF or JSON Feed, whichever comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from digest.collect.parse import feed, jsonfeed
from digest.collect.parse.article import article_of, check, following
from digest.collect.parse.dates import DateRule
from digest.collect.parse.draft import reading_of
from digest.collect.parse.json_document import load
from digest.errors import ParseError
from digest.model import Request, Response, Source
from digest.protocols import Reading


@dataclass(frozen=True, slots=True)
class Feed:
    """How a feed writes its dates, where that is not seen from them; its form is seen from the document."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    zone: str = "UTC"
    """IANA name of the zone of dates that name none."""
    date_format: str = ""
    """For strptime, where dates are in no common form."""
    day_first: bool | None = None
    """Which number is the day in dates like 05/06/2026; they are not read without a word on it."""

    articles: int = 0
    """How many articles of its newest entries are asked for each time, and their text read."""
    article: str = ""
    """CSS selector of the text on an article's page; without it the text is found by trafilatura."""

    def __post_init__(self) -> None:
        DateRule(self.zone)
        check(self.articles, self.article)

    def requests(self, source: Source) -> Sequence[Request]:
        """The feed's own address."""
        return (Request(source.id, source.url, source.headers, source.allow_private),)

    def read(self, source: Source, response: Response) -> Reading:
        """
        Its entries, or the article of one.

        Raises ParseError when there are none or the document is no feed.
        """
        rule = DateRule(self.zone, self.date_format, self.day_first)
        if response.request.entry_id:
            return article_of(source, response, self.article, rule)
        if response.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
            drafts = jsonfeed.drafts_of(source.id, load(source.id, response), rule)
        else:
            drafts = feed.drafts_of(source.id, response, rule)
        reading = reading_of(source, response, drafts)
        if not reading.entries:
            why = "; ".join(reading.problems) or "a feed without entries"
            raise ParseError(source.id, "answered with nothing", why)
        return following(source, response, reading, self.articles)
