"""What kind of event an entry tells, by rule, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.model import Figure, Finding, Mention, Span
from digest.understand.event_rules import IGNORED, RULES, Rule
from digest.understand.phrases import Hit, Phrases
from digest.understand.surroundings import surroundings_of

_LOOK = 600
"""How much of a title or a sentence is read."""
_BACKGROUND = re.compile(
    r"\b(?:despite|in the wake of|tied to|linked to|(?:days?|weeks?|months?|years?) (?:after|since|before))"
    r"\b[^,;:]*"
)
"""What a headline only sets the scene with: ``winds down months after $29M hack`` tells of no hack."""
_ASIDE = re.compile(r"\b(?:amid|as|after|while|when|before|following|ahead of)\b")
"""What follows is told aside: the words before it say what happened, if they say anything."""
_EXPLAINS = re.compile(
    r"^how (?:to|long|do|does|can|should)\b|^what (?:is an?|are)\b|^an? (?:\w+ )?guide to\b"
    r"|[:–—-] an? (?:\w+ ){0,2}(?:guide|history|primer|explainer)\b|\bexplained$"
)
"""A title that teaches tells of no event, whatever its words."""
_PLACE = {rule: place for place, rule in enumerate(RULES)}


def _by_phrase() -> dict[str, tuple[Rule, ...]]:
    phrases: dict[str, tuple[Rule, ...]] = {}
    for rule, row in RULES.items():
        for phrase in row.split("|"):
            phrases[phrase.strip()] = (*phrases.get(phrase.strip(), ()), rule)
    for phrase in IGNORED.split("|"):
        phrases.setdefault(phrase.strip(), ())
    return phrases


_PHRASES = Phrases(_by_phrase())


def find_event(
    text: str,
    small: str,
    title_end: int,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    figures: Sequence[Figure],
) -> Finding | None:
    """
    The one type of event the entry tells and the words that say so, or None.

    The title decides; where it tells nothing, the first sentence of the body. `small` is the text lowered
    and covered, `title_end` where the title ends in it.
    """
    if _EXPLAINS.search(small[:title_end]):
        return None
    for place, (start, stop) in enumerate(((0, title_end), *sentences[:1])):
        end = min(stop, start + _LOOK)
        read = small[start:end]
        here = [m for m in mentions if start <= m.span[0] < end]
        covered = [(m.span[0] - start, m.span[1] - start) for m in here if m.kind != "asset"]
        covered += [background.span() for background in _BACKGROUND.finditer(read)]
        hits = [
            hit
            for hit in _PHRASES.candidates(read)
            if not any(a <= hit.start and hit.end <= b for a, b in covered)
        ]
        hits = _unless_ignored(hits)
        if not hits:
            continue
        told = [f for f in figures if start <= f.span[0] < end]
        around = surroundings_of(read, start, here, told)
        aside = _ASIDE.search(read)
        if found := _best(hits, around, aside.start() if aside else len(read), lead=place > 0):
            rule, hit = found
            return Finding(rule.kind, text[start + hit.start : start + hit.end])
    return None


def _unless_ignored(hits: Sequence[Hit[tuple[Rule, ...]]]) -> list[Hit[tuple[Rule, ...]]]:
    """The hits that are no part of a longer phrase which tells no event."""
    ignored = [hit for hit in hits if not hit.value]
    return [
        hit
        for hit in hits
        if hit.value and not any(other.start <= hit.start and hit.end <= other.end for other in ignored)
    ]


def _best(
    hits: Sequence[Hit[tuple[Rule, ...]]], surroundings: frozenset[str], aside: int, *, lead: bool
) -> tuple[Rule, Hit[tuple[Rule, ...]]] | None:
    fitting = (
        (rule, hit)
        for hit in hits
        for rule in hit.value
        if (not rule.needs or rule.needs in surroundings) and (rule.from_lead or not lead)
    )
    return min(
        fitting,
        key=lambda found: (found[1].start >= aside, _PLACE[found[0]], found[1].start, -found[1].end),
        default=None,
    )
