"""A JSON interface: rows that are entries, rows that are measurements, or both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from digest.collect.parse.dates import dated, moment
from digest.collect.parse.draft import MOST_ENTRIES, NAME_SIZE, Draft, reading_of
from digest.collect.parse.json_document import load
from digest.collect.parse.text import cut, of_either, one_line
from digest.collect.parse.urls import without_secrets
from digest.errors import ParseError
from digest.model import Entry, Observation, Request, Response, Source
from digest.protocols import Reading

MOST_ROWS = 10_000
"""Rows of measurements read of one answer."""
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_AHEAD = timedelta(hours=1)


@lru_cache(maxsize=512)
def _compiled(expression: str) -> ParsedResult:
    return jmespath.compile(expression)


def _check(mapping: object, *names: str) -> None:
    for name in names:
        expression = getattr(mapping, name)
        try:
            if expression:
                _compiled(expression)
        except JMESPathError as error:
            raise ValueError(f"{name} is no JMESPath: {str(error).splitlines()[0]}") from error


@dataclass(frozen=True, slots=True)
class EntryMapping:
    """Where the entries stand; all but `zone` are JMESPath, read on each row."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    title: str
    rows: str = "@"
    """Read on the document: a list, or an object that is the one row."""
    url: str = ""
    published: str = ""
    text: str = ""
    id: str = ""
    zone: str = "UTC"
    """IANA name of the zone of dates that name none."""

    def __post_init__(self) -> None:
        _check(self, "title", "rows", "url", "published", "text", "id")
        if not self.title:
            raise ValueError("title must say where the headline stands")
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError) as error:
            raise ValueError(f"zone {self.zone!r} is not known; write one like Europe/Berlin") from error


@dataclass(frozen=True, slots=True)
class ObservationMapping:
    """Where one series of measurements stands."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    series: str
    value: str
    """JMESPath on the row: a number, or a string of one."""
    rows: str = "@"
    """JMESPath on the document: a list, or an object that is the one row."""
    subject: str = ""
    """JMESPath on the row."""
    subject_is: str = ""
    """The subject in plain words, where rows do not name it."""
    label: str = ""
    name: str = ""
    unit: str = "USD"
    window: str = ""
    scale: Decimal = Decimal(1)
    """Multiplied in: 0.01 for cents, 1000000 for a table in millions."""
    sign: Literal[1, -1] = 1
    """−1 where the source counts the other way round."""
    convention: str = ""
    as_of: str = ""
    """JMESPath on the row, else on the document: ISO 8601 or epoch. Without it, the time of the answer."""

    def __post_init__(self) -> None:
        _check(self, "value", "rows", "subject", "label", "name", "as_of")
        if not self.value or not self.series:
            raise ValueError("series and value must say what is measured and where it stands")
        if bool(self.subject) == bool(self.subject_is):
            raise ValueError("either subject or subject_is must say whose value it is")
        if not self.scale.is_finite() or not self.scale:
            raise ValueError("scale must be a number other than 0")


@dataclass(frozen=True, slots=True)
class JsonApi:
    """How to read the answer: `entry` for news in it, `observation` for each series of numbers in it."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    entry: EntryMapping | None = None
    observation: tuple[ObservationMapping, ...] = ()

    def __post_init__(self) -> None:
        if self.entry is None and not self.observation:
            raise ValueError("an entry or observation table must say what to read")

    def requests(self, source: Source) -> Sequence[Request]:
        """The interface's own address."""
        return (Request(source.id, source.url, source.headers, source.allow_private),)

    def read(self, source: Source, response: Response) -> Reading:
        """
        Its entries and observations; a value that is no number is left out, never guessed.

        A mapping that finds nothing at all is named among the problems; raises ParseError when
        none finds anything.
        """
        document = load(source.id, response)
        entries: tuple[Entry, ...] = ()
        observations: list[Observation] = []
        problems: list[str] = []
        if self.entry:
            entries = _entries(self.entry, document, source, response)
            if not entries:
                problems.append(f"no row of {self.entry.rows!r} has a {self.entry.title!r}")
        for mapping in self.observation:
            rows = _rows(mapping.rows, document)[:MOST_ROWS]
            found = [o for row in rows if (o := _observation(mapping, row, document, source, response))]
            observations += found
            if not found:
                lack = f"no number in {mapping.value!r} of {len(rows)} rows" if rows else "no rows"
                problems.append(f"{mapping.series}: {lack}")
        if not entries and not observations:
            raise ParseError(source.id, "answered with nothing", "; ".join(problems))
        return Reading(entries, tuple(observations), problems=tuple(problems))


def _entries(mapping: EntryMapping, document: Any, source: Source, response: Response) -> tuple[Entry, ...]:
    zone = ZoneInfo(mapping.zone)
    drafts = []
    for row in _rows(mapping.rows, document)[:MOST_ENTRIES]:
        title = one_line(of_either(_words(mapping.title, row)))
        if title:
            published = dated(_search(mapping.published, row), zone)
            drafts.append(
                Draft(
                    title=title,
                    text=of_either(_words(mapping.text, row)),
                    link=_words(mapping.url, row),
                    guid=_words(mapping.id, row),
                    published=published,
                    date_origin="feed" if published else "none",
                )
            )
    return reading_of(source, response, drafts).entries


def _observation(
    mapping: ObservationMapping, row: Any, document: Any, source: Source, response: Response
) -> Observation | None:
    value = _number(_search(mapping.value, row))
    subject = mapping.subject_is or _name(mapping.subject, row)
    if value is None or not subject:
        return None
    return Observation(
        series=mapping.series,
        subject=subject,
        value=value * mapping.scale * mapping.sign,
        unit=mapping.unit,
        as_of=_as_of(mapping.as_of, row, document, response.received),
        source_id=source.id,
        url=without_secrets(response.url),
        label=_name(mapping.label, row),
        name=_name(mapping.name, row),
        window=mapping.window,
        convention=mapping.convention,
    )


def _rows(expression: str, document: Any) -> list[Any]:
    found = _search(expression, document)
    return found if isinstance(found, list) else [] if found is None else [found]


def _search(expression: str, value: Any) -> Any:
    """What an expression finds, None where it finds nothing or does not fit what is there."""
    if not expression:
        return None
    try:
        return _compiled(expression).search(value)
    except (JMESPathError, RecursionError, TypeError, ValueError):
        return None


def _words(expression: str, row: Any) -> str:
    found = _search(expression, row)
    return str(found) if isinstance(found, str | int | Decimal) and not isinstance(found, bool) else ""


def _name(expression: str, row: Any) -> str:
    return cut(one_line(_words(expression, row)[: 4 * NAME_SIZE]), NAME_SIZE)


def _number(found: Any) -> Decimal | None:
    """`found` as an exact number, None when it is none: no thousands separators, no currency signs."""
    if isinstance(found, bool) or not isinstance(found, str | int | Decimal):
        return None
    text = str(found).strip()
    return Decimal(text) if len(text) <= 60 and _NUMBER.fullmatch(text) else None


def _as_of(expression: str, row: Any, document: Any, received: datetime) -> datetime:
    written = _search(expression, row)
    found = moment(_search(expression, document) if written is None else written)
    return found if found and found <= received + _AHEAD else received
