"""What grouping looks at in one entry: its weighted terms to be, and the facts a veto may rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from digest.group.forms import appearance, filing, place
from digest.group.sets import NONE, frozen
from digest.group.terms import NAMELESS_TERMS, WEAK_TERMS, Word, sentence_case, without_outlet, words
from digest.model import AnnotatedEntry, Figure, Mention, PastStory, Span

BODY_WORDS = 90
"""How much of a body is read: the opening tells the event, the rest its background."""
_BODY_LETTERS = 900
_SERIES = re.compile(
    r"(#)\s*(\d+)\b|\b([qh])([1-4])\b|第\s*(\d+)\s*([期号號季周週])"
    r"|\b(issue|episode|ep|vol|volume|edition|round|week|day|part|no|number)\.?\s+(\d+)\b"
)
"""A mark or a word that counts the editions of a series, and the number."""
_DIGIT = re.compile(r"\d")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH = {name[:letters]: number for number, name in enumerate(_MONTHS, 1) for letters in (3, 4, len(name))}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY = re.compile(rf"\b({_NAMES})\.?\s+(\d{{1,2}})\b|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_NAMES})\b")
_DATE = re.compile(r"\b20\d\d-(\d\d)-(\d\d)\b")
_ENTITY, _FIGURE, _EVENT = "entity:", "figure:", "event:"
_LEAST_TELLING, _LARGE = 1000, 1_000_000
_ENTITY_COUNT, _ASSET_COUNT, _FIGURE_COUNT, _EVENT_COUNT = 1.0, 0.8, 1.2, 0.4
_COPY_WORDS = 40
_MOVED = {"price move": ("price", "level"), "fund flow": ("flow",)}
"""The measures an event moves."""
_UNITS = frozenset(("percent", "pp", "bp", "USD", "EUR", "GBP", "JPY", "CNY", "HKD", "KRW", "INR", "CHF"))
"""Units that are no token's name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a headline claims beyond its words; equal facts are vetoed alike."""

    assets: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    figures: frozenset[tuple[str, str, str, Decimal]] = frozenset()
    """Measure, unit, direction and amount of each."""
    series: frozenset[tuple[str, int]] = frozenset()
    dates: frozenset[tuple[int, int]] = frozenset()
    event: str = ""
    noise: frozenset[str] = frozenset()
    document: str = ""
    filing: str = ""
    """Its headline, if it is a routine filing."""
    appearance: frozenset[str] = frozenset()
    """Who is to appear somewhere."""
    place: tuple[str, frozenset[str]] = ("", frozenset())
    """The headline but for the place at its end, and the words of that place."""


_NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Profile:
    """One text, ready to be compared."""

    id: str
    source_id: str
    language: str
    hours: float
    """Since the epoch."""
    url: str
    copy_key: str
    """Equal for texts that are one and the same."""
    title: Mapping[str, float]
    body: Mapping[str, float]
    written: Mapping[str, str]
    """How each term was written first."""
    capitals: Mapping[str, tuple[int, int]]
    """
    For each term: seen with a capital, and seen at all, where capitals tell names apart; none for one
    that only heads a sentence.
    """
    figures: frozenset[str]
    """Terms of the figures telling enough to know an event by: large or exact."""
    moves: frozenset[tuple[str, str, Decimal]]
    """
    Unit, direction and amount of what a price move or fund flow is about: the headline's, and for a flow
    whose headline tells none the opening's.
    """
    headline: str
    """As it was written, without an outlet's name."""
    subjects: frozenset[str]
    """What the headline may be about: organisations, persons, and words that may be proper names."""
    facts: Facts


def series_of(title: str) -> frozenset[tuple[str, int]]:
    """The edition numbers a headline gives itself: ``Weekly report #5`` is the 5th of its series."""
    found = _SERIES.findall(title.casefold())
    return frozen(
        (mark or span or unit or word, int(one or quarter or cjk or number))
        for mark, one, span, quarter, cjk, unit, word, number in found
    )


def dates_of(title: str) -> frozenset[tuple[int, int]]:
    """Month and day of each date a headline names."""
    told = [
        (month or later, day or earlier) for month, day, earlier, later in _DAY.findall(title.casefold())
    ]
    dates = {(_MONTH[month], int(day)) for month, day in told}
    return frozen(dates | {(int(month), int(day)) for month, day in _DATE.findall(title)})


def figure_term(figure: Figure) -> str:
    """
    The term a figure counts as: the amount in its unit, however it was written.

    Heads are counted without what they are called: one writes of traders, another of accounts.
    """
    unit = "" if figure.measure == "count" else figure.unit
    return f"{_FIGURE}{figure.amount.normalize():f} {unit}"


def is_fact(term: str) -> bool:
    """Whether a term is an entity or a figure rather than a word, and so the same in any language."""
    return term.startswith((_ENTITY, _FIGURE))


def profile(told: AnnotatedEntry) -> Profile:
    """What grouping looks at in `told`."""
    title = without_outlet(told.title)
    end = len(told.title)
    facts = sorted({*(m.span for m in told.mentions), *(f.span for f in told.figures)})
    body = told.text[end : end + _BODY_LETTERS]
    title_words = words(_without(title, facts, 0))
    body_words = words(_without(body, facts, end))[:BODY_WORDS] if body else []
    title_terms, body_terms = _counts(title_words), _counts(body_words)
    written = {word.term: word.written for word in reversed(body_words + title_words)}
    subjects = {word.term for word in title_words if word.capital} - NAMELESS_TERMS
    for mention in told.mentions:
        term, heads = _ENTITY + mention.entity, mention.span[1] <= end
        (title_terms if heads else body_terms)[term] = _weight(mention)
        written.setdefault(term, mention.name)
        if heads and mention.kind in ("organisation", "person"):
            subjects.add(term)
    figures = set()
    for figure in told.figures:
        part = title_terms if figure.span[1] <= end else body_terms
        term = figure_term(figure)
        part[term] = _FIGURE_COUNT
        for word in words(figure.unit) if figure.unit not in _UNITS else ():
            part[word.term] = part.get(word.term, 0.0) + 1.0  # the token of ``48M TALLOW`` is a name
            written.setdefault(word.term, figure.unit)
        written.setdefault(term, figure.quote)
        if _telling(figure):
            figures.add(term)
    if told.event is not None:
        title_terms[_EVENT + told.event.kind] = _EVENT_COUNT
        written.setdefault(_EVENT + told.event.kind, told.event.kind)
    return Profile(
        id=told.entry.id,
        source_id=told.entry.source_id,
        language=told.language,
        hours=told.when.timestamp() / 3600,
        url=told.entry.url,
        copy_key=_copy_key(title, body),
        title=title_terms,
        body=body_terms,
        written=written,
        capitals=_capitals(title_words, body_words, told.language),
        figures=frozen(figures),
        moves=_moves(told, end),
        headline=title,
        subjects=frozen(subjects),
        facts=_facts(told, title, end),
    )


def past_profile(told: PastStory) -> Profile:
    """The same for a story an earlier edition told; its time says nothing."""
    title_words = list(words(without_outlet(told.headline)))
    body_words = list(words(told.text[:_BODY_LETTERS]))[:BODY_WORDS]
    body = _counts(body_words) | {_ENTITY + entity: _ENTITY_COUNT for entity in told.entities}
    return Profile(
        id=told.id,
        source_id="",
        language="",
        hours=0.0,
        url="",
        copy_key="",
        title=_counts(title_words),
        body=body,
        written={word.term: word.written for word in reversed(body_words + title_words)},
        capitals=_capitals(title_words, body_words, ""),
        figures=NONE,
        moves=NONE,
        headline=told.headline,
        subjects=frozen(word.term for word in title_words if word.capital),
        facts=Facts(series=series_of(told.headline)),
    )


def _counts(told: Iterable[Word]) -> dict[str, float]:
    counted: dict[str, float] = {}
    for word in told:
        weight = 0.5 if word.term in WEAK_TERMS else 1.0
        counted[word.term] = counted[word.term] + weight if word.term in counted else weight
    return counted


def _without(text: str, spans: Iterable[Span], offset: int) -> str:
    """`text` without entities and figures: they count as what they are, however they are written."""
    parts, at, size = [], 0, len(text)
    for span in spans:
        start, end = span[0] - offset, span[1] - offset
        if at <= start < end <= size:
            parts.append(text[at:start])
            at = end
    return " ".join([*parts, text[at:]]) if parts else text


def _weight(mention: Mention) -> float:
    """A long name says as much as its words; an asset is what half of the news is about."""
    if mention.kind in ("asset", "place"):
        return _ASSET_COUNT
    return float(min(3, len(mention.quote.split())))


def _copy_key(title: str, body: str) -> str:
    opening = body.casefold().split()[:_COPY_WORDS]
    whole = opening if len(opening) == _COPY_WORDS else [*title.casefold().split(), *opening]
    return " ".join(whole)


_ONCE = ((0, 1), (1, 1))
"""What is counted of most words of a text: seen once, without or with a capital."""


def _capitals(title: list[Word], body: list[Word], language: str) -> dict[str, tuple[int, int]]:
    """German writes every noun with a capital, so its capitals are no evidence."""
    if language == "de":
        return {}
    seen: dict[str, tuple[int, int]] = {}
    for told in (title, body):
        if sentence_case(told):
            seen.setdefault(told[0].term, (0, 0))
            for word in told[1:]:
                before = seen.get(word.term)
                once = _ONCE[word.capital]
                seen[word.term] = (before[0] + once[0], before[1] + 1) if before else once
    return seen


def _telling(figure: Figure) -> bool:
    digits = figure.amount.normalize().as_tuple().digits
    return len(digits) >= 3 or abs(figure.amount) >= (_LARGE if len(digits) == 1 else _LEAST_TELLING)


def _moves(told: AnnotatedEntry, end: int) -> frozenset[tuple[str, str, Decimal]]:
    """A body's prices are yesterday's and next month's too; its flows are the one reported."""
    event = told.event.kind if told.event else ""
    if event not in _MOVED:
        return NONE
    moved = [f for f in told.figures if f.measure in _MOVED[event] and f.direction]
    heads = [figure for figure in moved if figure.span[1] <= end]
    read = heads or [f for f in moved if event == "fund flow" and f.span[1] <= end + _BODY_LETTERS]
    return frozen((f.unit, f.direction, f.amount.normalize()) for f in read)


def _document(told: AnnotatedEntry) -> str:
    """The act's number as every language writes it: the body and the digits, ``pboc 2026 42``."""
    act = told.act
    return " ".join([act.body, *re.findall(r"\d+", act.number)]) if act and act.number else ""


def _facts(told: AnnotatedEntry, title: str, end: int) -> Facts:
    """What the headline claims; the same value for all that claim nothing."""
    named: dict[str, list[str]] = {"asset": [], "body": [], "organisation": []}
    for mention in told.mentions:
        if mention.span[1] <= end and mention.kind in named:
            named[mention.kind].append(mention.entity)
    numbered = _DIGIT.search(title) is not None
    facts = Facts(
        assets=frozen(named["asset"]),
        bodies=frozen(named["body"]),
        organisations=frozen(named["organisation"]),
        figures=frozen(
            (f.measure, f.unit, f.direction, f.amount.normalize()) for f in told.figures if f.span[1] <= end
        ),
        series=series_of(title) if numbered else NONE,
        dates=dates_of(title) if numbered else NONE,
        event=told.event.kind if told.event else "",
        noise=frozen(finding.kind for finding in told.noise),
        document=_document(told),
        filing=filing(title),
        appearance=appearance(title),
        place=place(title),
    )
    return _NO_FACTS if facts == _NO_FACTS else facts
