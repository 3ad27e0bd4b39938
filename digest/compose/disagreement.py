"""Finds where the sources of a story do not tell the same amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from digest.compose.headcount import headcounts
from digest.model import AnnotatedEntry, Claim, Disagreement, Figure, Source, Story

TOLERANCE = Decimal("0.005")
"""Amounts nearer than this are one amount, told in other words."""
LOOSE = Decimal("0.05")
"""The most that rounding, or an ``about``, may excuse."""
FAR = 3
"""From this factor on, two amounts are of two things rather than disputed."""
MOVING = ("price", "change", "volume", "market cap", "level")
"""Measures that move by the minute: two readings are two moments, not two opinions."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class _Stated:
    figure: Figure
    told: AnnotatedEntry

    @property
    def source_id(self) -> str:
        return self.told.entry.source_id


def disagreements_of(story: Story, sources: Mapping[str, Source]) -> tuple[Disagreement, ...]:
    """
    The disagreements of the story: about amounts between sources, then about how many took part.

    Each has two or more claims that exclude one another: what most sources tell first, else in the order
    of the entries. A subject is named when the leading headline names it.
    """
    names = {mention.entity: mention.name for told in story.entries for mention in told.mentions}
    found: list[Disagreement] = []
    for about, stated in (*_disputed_amounts(story, names), *_disputed_headcounts(story)):
        claims = tuple(_claim(one, sources) for one in stated)
        found.append(Disagreement(about, claims))
    return tuple(found)


def _claim(one: _Stated, sources: Mapping[str, Source]) -> Claim:
    source = sources.get(one.source_id)
    return Claim(one.figure, source.title if source else one.source_id, one.told.entry.url)


# --- amounts --------------------------------------------------------------------------------------


def _disputed_amounts(story: Story, names: Mapping[str, str]) -> Iterator[tuple[str, Sequence[_Stated]]]:
    by_measure: dict[tuple[str, str], list[_Stated]] = {}
    for told in story.entries:
        for figure in told.figures:
            if figure.measure and figure.measure not in MOVING:
                by_measure.setdefault((figure.unit, figure.measure), []).append(_Stated(figure, told))
    for (_, measure), stated in by_measure.items():
        disputed: dict[str, list[_Stated]] = {}
        for one in stated:
            rivals = [other for other in stated if _rival(one, other, stated)]
            if rivals:
                subject = one.figure.subject or next(
                    (rival.figure.subject for rival in rivals if rival.figure.subject), ""
                )
                claims = disputed.setdefault(subject, [])
                if all(clash(one.figure, claim.figure) for claim in claims):
                    claims.append(one)
        headed = {m.entity for m in story.lead.mentions if m.span[1] <= len(story.lead.title)}
        for subject, claims in disputed.items():
            if len(claims) > 1:
                about = names.get(subject, subject) if subject in headed else ""
                claims.sort(key=lambda claim: -_supporters(claim, stated))
                yield " ".join(filter(None, (about, measure))), claims


def _supporters(claim: _Stated, stated: Sequence[_Stated]) -> int:
    """How many sources tell the amount: what most say stands first."""
    return len(
        {o.source_id for o in stated if not clash(o.figure, claim.figure) and _near(o.figure, claim.figure)}
    )


def _rival(one: _Stated, other: _Stated, stated: Sequence[_Stated]) -> bool:
    """Whether another source tells another amount of the same thing, and neither source tells both."""
    return (
        one.source_id != other.source_id
        and _same_thing(one.figure, other.figure)
        and clash(one.figure, other.figure)
        and _sole(one, other.source_id, stated)
        and _sole(other, one.source_id, stated)
        and not _tells(one.told, other.figure)
        and not _tells(other.told, one.figure)
    )


def _tells(told: AnnotatedEntry, figure: Figure) -> bool:
    """Whether the entry has that amount too, of whatever measure: then it does not dispute it."""
    return any(f.unit == figure.unit and not clash(f, figure) and _near(f, figure) for f in told.figures)


def _near(one: Figure, other: Figure) -> bool:
    return abs(one.amount - other.amount) <= LOOSE * max(abs(one.amount), abs(other.amount))


def _sole(one: _Stated, source_id: str, stated: Sequence[_Stated]) -> bool:
    """Whether that source has just one amount that could be of the same thing as this one."""
    amounts = {
        other.figure.amount
        for other in stated
        if other.source_id == source_id and _same_thing(one.figure, other.figure)
    }
    return len(amounts) == 1


def _same_thing(one: Figure, other: Figure) -> bool:
    return (
        _agree(one.subject, other.subject)
        and _agree(one.direction, other.direction)
        and _agree(one.period, other.period)
    )


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def clash(one: Figure, other: Figure) -> bool:
    """Whether two amounts of one thing exclude one another: too far for rounding, too near for chance."""
    low, high = sorted((one, other), key=lambda figure: figure.amount)
    if low.bound == "at least" or high.bound == "at most":
        return False
    if low.amount <= 0 or high.amount >= FAR * low.amount:
        return False
    slack = max(
        TOLERANCE * high.amount,
        min(LOOSE * high.amount, max(_rounding(low), _rounding(high))),
    )
    return high.amount - low.amount > slack


def _rounding(figure: Figure) -> Decimal:
    """Half a unit of the last place the writer wrote: what rounding can have taken or added."""
    if figure.bound == "about":
        return LOOSE * abs(figure.amount)
    found = _NUMBER.search(figure.quote)
    if found is None:
        return Decimal(0)
    written = Decimal(found[0].replace(",", ""))
    if not written:
        return Decimal(0)
    places = len(found[1] or "")
    return abs(figure.amount / written) * Decimal(5).scaleb(-places - 1)


# --- how many took part ---------------------------------------------------------------------------


def _disputed_headcounts(story: Story) -> Iterator[tuple[str, Sequence[_Stated]]]:
    """A headline and the text under it may disagree as well as two sources."""
    by_noun: dict[str, list[_Stated]] = {}
    for told in story.entries:
        for figure in headcounts(told):
            by_noun.setdefault(figure.unit, []).append(_Stated(figure, told))
    for noun, stated in by_noun.items():
        claims: list[_Stated] = []
        for one in stated:
            rivals = any(_other_count(one.figure, other.figure) for other in stated)
            if rivals and all(_other_count(one.figure, claim.figure) for claim in claims):
                claims.append(one)
        if len(claims) > 1:
            yield noun, claims


def _other_count(one: Figure, other: Figure) -> bool:
    low, high = sorted((one, other), key=lambda figure: figure.amount)
    return low.amount != high.amount and low.bound == "exact" and high.amount < FAR * low.amount
