"""A web page with a list of items, read with CSS selectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import soupsieve
from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup
from pydantic import ConfigDict

from digest.collect.parse.article import article_of, check, following
from digest.collect.parse.charset import decoded
from digest.collect.parse.dates import DateRule
from digest.collect.parse.draft import MOST_ENTRIES, Draft, reading_of
from digest.collect.parse.hostile import DOCUMENT_DEPTH, nesting
from digest.collect.parse.misplaced import instead, is_challenge
from digest.collect.parse.text import of_markup, one_line
from digest.errors import ParseError
from digest.model import Request, Response, Source
from digest.protocols import Reading


@dataclass(frozen=True, slots=True)
class Page:
    """
    Where the entries of a page stand.

    `item` selects one element an entry; the other selectors are sought within it. ``selector@attr``
    reads an attribute instead of the text, ``@attr`` one of the item itself.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    item: str
    headline: str
    link: str = "a@href"
    date: str = ""
    """Empty for a page without dates: its entries are undated."""
    date_format: str = ""
    """For strptime, where the date is in no common form."""
    zone: str = "UTC"
    """IANA name of the zone of dates that name none."""
    day_first: bool | None = None
    """Which number is the day in dates like 05/06/2026; they are not read without a word on it."""
    summary: str = ""
    articles: int = 0
    """How many articles of the first entries are asked for each time, and their text read."""
    article: str = ""
    """CSS selector of the text on an article's page; without it the text is found by trafilatura."""

    def __post_init__(self) -> None:
        for name in ("item", "headline", "link", "date", "summary"):
            selector = (
                getattr(self, name).rpartition("@")[0]
                if "@" in getattr(self, name)
                else getattr(self, name)
            )
            try:
                soupsieve.compile(selector or "*")
            except soupsieve.SelectorSyntaxError as error:
                raise ValueError(f"{name} is no CSS selector: {str(error).splitlines()[0]}") from error
        if not self.item or not self.headline:
            raise ValueError("item and headline must name what they select")
        DateRule(self.zone)
        check(self.articles, self.article)

    def requests(self, source: Source) -> Sequence[Request]:
        """The page's own address."""
        return (Request(source.id, source.url, source.headers, source.allow_private, scrapes=True),)

    def read(self, source: Source, response: Response) -> Reading:
        """
        Its entries, or the article of one.

        Raises ParseError naming the selector that finds nothing anywhere.
        """
        rule = DateRule(self.zone, self.date_format, self.day_first)
        if response.request.entry_id:
            return article_of(source, response, self.article, rule)
        text = decoded(response.body, response.headers.get("content-type", ""))
        items = _parsed(source.id, text).select(self.item, limit=MOST_ENTRIES)
        if not items:
            if not text.strip() or is_challenge(text):
                raise instead(source.id, text, "the page")
            raise _nothing(source.id, "item", self.item)
        for name in ("headline", "link", "date", "summary"):
            selector = getattr(self, name)
            if selector and not any(_found(item, selector) for item in items):
                raise _nothing(source.id, name, selector)
        reading = reading_of(source, response, [self._draft(item, rule) for item in items])
        return following(source, response, reading, self.articles)

    def _draft(self, item: Tag, rule: DateRule) -> Draft:
        written = _found(item, self.date) if self.date else ""
        published = rule.read(written)
        return Draft(
            title=one_line(_found(item, self.headline)),
            text=_found(item, self.summary) if self.summary else "",
            link=_found(item, self.link) if self.link else "",
            published=published,
            date_origin="page" if published else "none",
            unread="" if published else written,
        )


def _parsed(where: str, text: str) -> BeautifulSoup:
    if nesting(text) > DOCUMENT_DEPTH:
        raise ParseError(where, "elements nested too deep to be a page")
    try:
        return BeautifulSoup(text, "lxml")
    except (ParserRejectedMarkup, RecursionError, ValueError, AssertionError) as error:
        raise ParseError(where, f"a page that cannot be read ({type(error).__name__})") from error


def _found(item: Tag, selector: str) -> str:
    """The text or attribute a selector finds first within an item; empty when there is none."""
    path, at, attribute = selector.rpartition("@") if "@" in selector else (selector, "", "")
    element = item.select_one(path) if path else item
    if element is None:
        return ""
    if at:
        value = element.get(attribute) or ""
        return value if isinstance(value, str) else " ".join(value)
    return of_markup(str(element))


def _nothing(where: str, name: str, selector: str) -> ParseError:
    return ParseError(
        where, f"{name} = {selector!r} finds nothing on the page", "the page may have been rebuilt"
    )
