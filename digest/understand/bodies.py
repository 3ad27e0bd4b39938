"""Bodies named in a stretch of text, those the lexicon does not know included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.model import Mention, Span
from digest.understand.lexicon import Lexicon
from digest.understand.mentions import find_mentions
from digest.understand.phrases import lowered

_WORD = r"[A-Z][\w’'&-]{1,24}"
_OF = rf"(?:\s(?:of|for)\s(?:the\s)?{_WORD}(?:\s(?:and\s)?{_WORD}){{0,3}})?"
_UNKNOWN = re.compile(
    rf"(?:{_WORD}\s(?:(?:and|of|for|the)\s){{0,2}}){{1,5}}"
    rf"(?:Authority|Commission|Regulator|Directorate|Ministry|Supervisor|Inspectorate|Agency|Bureau|Council|Board){_OF}"
    rf"|(?:Central|Reserve|National|State)\sBank\sof\s(?:the\s)?{_WORD}(?:\s{_WORD}){{0,2}}"
    rf"|(?:Ministry|Department)\s(?:of|for)\s{_WORD}(?:\s(?:and\s|of\s)?{_WORD}){{0,3}}"
)
_HINT = re.compile(
    r"Auth|Commission|Regul|Direct|Minist|Superv|Inspect|Agency|Bureau|Council|Board|Bank of|Department"
)
"""Some piece of every unknown body's name: far faster to look for than the name."""
_LEAD_IN = re.compile(r"(?:The|A|An|In|By|On|At|From|And|But|When|After)\s")
_COMMON = re.compile(r"\b(?:Agency|Bureau|Council|Board)\b")
_OFFICIAL = re.compile(
    r"Financial|Securities|Monetary|Bank|Market|Supervis|Regulat|Treasury|Tax|Customs|Payment"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body at a place in the text; its id is a slug of its name when the lexicon does not know it."""

    id: str
    name: str
    jurisdiction: str
    start: int
    end: int


def known_body(mention: Mention, lexicon: Lexicon) -> Body:
    """The body of a mention."""
    return Body(mention.entity, mention.name, lexicon.jurisdiction(mention.entity), *mention.span)


def body_named(name: str, lexicon: Lexicon) -> Body:
    """The body of this name, whether or not the lexicon knows it."""
    mentions = find_mentions(name, lowered(name), lexicon)
    known = [known_body(one, lexicon) for one in mentions if one.kind == "body"]
    place = next((one for one in mentions if one.kind == "place"), None)
    jurisdiction = lexicon.jurisdiction(place.entity) if place else ""
    return known[0] if known else Body(_slug(name), name, jurisdiction, 0, len(name))


def bodies_in(text: str, span: Span, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Body]:
    """Bodies named in the span, in order; an unknown one has a jurisdiction when its name has a place."""
    inside = [m for m in mentions if span[0] <= m.span[0] < span[1]]
    known = [known_body(m, lexicon) for m in inside if m.kind == "body"]
    taken = [m.span for m in inside if m.kind in ("body", "organisation")]
    unknown = _unknown(text, span, taken, [m for m in inside if m.kind == "place"], lexicon)
    return sorted([*known, *unknown], key=lambda body: body.start)


def _unknown(
    text: str, span: Span, taken: Sequence[Span], places: Sequence[Mention], lexicon: Lexicon
) -> Iterator[Body]:
    if not _HINT.search(text, *span):
        return
    for found in _UNKNOWN.finditer(text, *span):
        start, end = found.span()
        if lead_in := _LEAD_IN.match(text, start, end):
            start = lead_in.end()
        name = text[start:end]
        if any(a < end and start < b for a, b in taken) or " " not in name:
            continue
        if _COMMON.search(name) and not _OFFICIAL.search(name):
            continue
        place = next((m for m in places if start <= m.span[0] and m.span[1] <= end), None)
        yield Body(_slug(name), name, lexicon.jurisdiction(place.entity) if place else "", start, end)


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower().replace("’", "").replace("'", "")))
