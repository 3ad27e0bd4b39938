"""A JSON interface: rows that are entries, rows that are measurements, or both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import ConfigDict

from digest.collect.parse.dates import DateRule
from digest.collect.parse.draft import MOST_ENTRIES, NAME_SIZE, Draft, reading_of
from digest.collect.parse.expressions import MOST_ROWS, fault_of, search
from digest.collect.parse.json_document import load
from digest.collect.parse.numbers import number
from digest.collect.parse.text import cut, of_either, one_line
from digest.collect.parse.urls import without_secrets
from digest.errors import ParseError
from digest.model import (
    SCHEDULED,
    WHOLE_DAY,
    Entry,
    Observation,
    Request,
    Response,
    Source,
    StatedDocument,
)
from digest.protocols import Reading

_AHEAD = timedelta(hours=1)


def _check(mapping: object, *names: str) -> None:
    for name in names:
        if fault := fault_of(getattr(mapping, name)):
            raise ValueError(f"{name} is no JMESPath: {fault}")


@dataclass(frozen=True, slots=True)
class DocumentMapping:
    """Where an official document says what it is; all JMESPath, read on each row."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    body: str = ""
    """Who issued it."""
    kind: str = ""
    """A word such as ``Proposed Rule``."""
    number: str = ""
    effective: str = ""
    """A day in words."""

    def __post_init__(self) -> None:
        _check(self, "body", "kind", "number", "effective")


@dataclass(frozen=True, slots=True)
class EntryMapping:
    """Where the entries stand; all but the last three are JMESPath, read on each row."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    title: str
    rows: str = "@"
    """Read on the document: a list, or an object that is the one row."""
    url: str = ""
    published: str = ""
    text: str = ""
    categories: str = ""
    """A word, or a list of words, such as the type of a document."""
    id: str = ""
    date_format: str = ""
    """For strptime, where dates are in no common form."""
    zone: str = "UTC"
    """IANA name of the zone of dates that name none."""
    document: DocumentMapping | None = None
    """For entries that are official documents."""

    def __post_init__(self) -> None:
        _check(self, "title", "rows", "url", "published", "text", "categories", "id")
        if not self.title:
            raise ValueError("title must say where the headline stands")
        DateRule(self.zone)


@dataclass(frozen=True, slots=True)
class ObservationMapping:
    """Where one series of measurements stands."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

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
    total: bool = False
    """Whether the values of rows of one subject are added up to one."""
    as_of: str = ""
    """JMESPath on the row, else on the document: a date in words. Without it, the time of the answer."""
    date_format: str = ""
    """For strptime, where `as_of` is in no common form."""
    zone: str = "UTC"
    """IANA name of the zone of dates that name none."""

    def __post_init__(self) -> None:
        _check(self, "value", "rows", "subject", "label", "name", "as_of")
        if not self.value or not self.series:
            raise ValueError("series and value must say what is measured and where it stands")
        if bool(self.subject) == bool(self.subject_is):
            raise ValueError("either subject or subject_is must say whose value it is")
        if not self.scale.is_finite() or not self.scale:
            raise ValueError("scale must be a number other than 0")
        DateRule(self.zone)


@dataclass(frozen=True, slots=True)
class JsonApi:
    """How to read the answer: `entry` for news in it, `observation` for each series of numbers in it."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

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
            reading = _entries(self.entry, document, source, response)
            entries = reading.entries
            problems += reading.problems
        for mapping in self.observation:
            rows = _rows(mapping.rows, document)[:MOST_ROWS]
            read = [_observation(mapping, row, document, source, response) for row in rows]
            found = [one for one in read if isinstance(one, Observation)]
            observations += _totals(found) if mapping.total else found
            lacking = Counter(one for one in read if isinstance(one, str))
            lacks = [f"{what} of {count} of {len(rows)} rows" for what, count in lacking.items()]
            problems += [f"{mapping.series}: {lack}" for lack in (lacks if rows else ["no rows"])]
        if not entries and not observations:
            raise ParseError(source.id, "answered with nothing", "; ".join(problems))
        return Reading(entries, tuple(observations), problems=tuple(problems))


def _entries(mapping: EntryMapping, document: Any, source: Source, response: Response) -> Reading:
    rule = DateRule(mapping.zone, mapping.date_format)
    drafts = []
    rows = _rows(mapping.rows, document)[:MOST_ENTRIES]
    for row in rows:
        title = one_line(of_either(_words(mapping.title, row)))
        if title:
            written = search(mapping.published, row)
            published = rule.read(written)
            drafts.append(
                Draft(
                    title=title,
                    text=of_either(_words(mapping.text, row)),
                    link=_words(mapping.url, row),
                    guid=_words(mapping.id, row),
                    categories=_list(mapping.categories, row),
                    document=_document(mapping.document, row, rule) if mapping.document else None,
                    published=published,
                    unread="" if published or written is None else str(written),
                    date_origin="feed" if published else "none",
                )
            )
    reading = reading_of(source, response, drafts)
    if len(drafts) == len(rows) and rows:
        return reading
    lack = f"no {mapping.title!r} in {len(rows) - len(drafts)} of {len(rows)} rows" if rows else "no rows"
    return replace(reading, problems=(f"entries: {lack}", *reading.problems))


def _document(mapping: DocumentMapping, row: Any, rule: DateRule) -> StatedDocument | None:
    """What the row states of a document; None when it states nothing."""
    effective = rule.read(search(mapping.effective, row))
    stated = StatedDocument(
        body=_name(mapping.body, row),
        kind=_name(mapping.kind, row),
        number=_name(mapping.number, row),
        effective=effective.day if effective else None,
    )
    return None if stated == StatedDocument() else stated


def _observation(
    mapping: ObservationMapping, row: Any, document: Any, source: Source, response: Response
) -> Observation | str:
    """What the row says, or what it lacks, in words."""
    value = number(search(mapping.value, row))
    subject = mapping.subject_is or _name(mapping.subject, row)
    as_of, window = _span(mapping, row, document, response.received)
    if value is None:
        return f"no number in {mapping.value!r}"
    if not subject:
        return f"no subject in {mapping.subject!r}"
    if not as_of:
        return f"no date in {mapping.as_of!r}"
    return Observation(
        series=mapping.series,
        subject=subject,
        value=value * mapping.scale * mapping.sign,
        unit=mapping.unit,
        as_of=as_of,
        source_id=source.id,
        url=without_secrets(response.url),
        label=_name(mapping.label, row),
        name=_name(mapping.name, row),
        window=window,
        convention=mapping.convention,
    )


def _totals(found: Sequence[Observation]) -> list[Observation]:
    """One observation a subject, in the order of their first, as of the latest."""
    totals: dict[str, Observation] = {}
    for one in found:
        known = totals.get(one.subject)
        totals[one.subject] = (
            replace(known, value=known.value + one.value, as_of=max(known.as_of, one.as_of))
            if known
            else one
        )
    return list(totals.values())


def _rows(expression: str, document: Any) -> list[Any]:
    found = search(expression, document)
    return found if isinstance(found, list) else [] if found is None else [found]


def _words(expression: str, row: Any) -> str:
    found = search(expression, row)
    return str(found) if isinstance(found, str | int | Decimal) and not isinstance(found, bool) else ""


def _list(expression: str, row: Any) -> tuple[str, ...]:
    found = search(expression, row)
    return tuple(one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str))


def _name(expression: str, row: Any) -> str:
    return cut(one_line(_words(expression, row)[: 4 * NAME_SIZE]), NAME_SIZE)


def _span(
    mapping: ObservationMapping, row: Any, document: Any, received: datetime
) -> tuple[datetime | None, str]:
    """
    The time of the value and its window: that of the answer where none is written or it lies ahead.

    None for one that cannot be read, and for what is scheduled and does not say when.
    """
    written = search(mapping.as_of, row)
    if written is None:
        written = search(mapping.as_of, document)
    found = DateRule(mapping.zone, mapping.date_format).read(written)
    if mapping.series == SCHEDULED:
        return (None, "") if found is None else (found.at, mapping.window if found.clock else WHOLE_DAY)
    if written is not None and found is None:
        return None, ""
    return (found.at if found and found.at <= received + _AHEAD else received), mapping.window
