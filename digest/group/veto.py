"""What forbids two entries to be one story, however alike their words are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from digest.group.profile import Facts, Profile
from digest.group.similarity import Space

FAR_APART = 72.0
"""Hours; entries further apart never tell one event."""

_TOLERANCE = {
    measure: Decimal(factor)
    for measure, factor in {
        "flow": "1.25",
        "price": "1.25",
        "level": "1.25",
        "volume": "1.5",
        "market cap": "1.5",
        "change": "2",
        "funding": "1.25",
        "loss": "1.5",
        "fine": "1.5",
    }.items()
}
"""Amounts of one measure within this factor may be two tellings of one event."""
_CLAIMED = frozenset({"funding", "loss", "fine"})
"""Measures whose amount is one claim about a named subject, and may be disputed."""
_ASSET_EVENTS = frozenset(
    {
        "listing",
        "delisting",
        "fund flow",
        "price move",
        "price prediction",
        "unlock",
        "launch",
        "macro print",
    }
)
"""Events that are about their asset alone: another asset, another event."""
_PARTY_EVENTS = frozenset(
    {"listing", "delisting", "funding", "merger", "launch", "personnel", "enforcement", "exploit", "outage"}
)
"""Events with one party in the main role: another party, another event."""

_NAMED_EVENTS = frozenset({"listing", "delisting", "funding", "merger", "launch", "personnel"})
"""Events whose headlines always name the one it happened to, where a hack may only say how much."""

_LEAST_FORM = 2
"""Words two headlines must have alike, in their places, to be one form."""


def veto(one: Profile, other: Profile, among: Space) -> str:
    """
    Why two entries cannot be one story, or ``""``.

    The same named subject beats a disputed amount, or other assets mentioned beside it.
    """
    if abs(one.hours - other.hours) > FAR_APART:
        return "more than 72 hours apart"
    if one.url and one.url == other.url:
        return ""
    if one.source_id == other.source_id and _refilled(one.headline.split(), other.headline.split()):
        return "one outlet's form, filled with another subject"
    if one.facts is other.facts:
        return ""
    same_name = among.same_name(one, other)
    return facts_veto(one.facts, other.facts, same_name=same_name) or (
        "" if same_name else _other_names(one, other, among)
    )


def facts_veto(one: Facts, other: Facts, *, same_name: bool) -> str:
    """The same from the headlines' facts alone."""
    if one.document and other.document:
        return "" if one.document == other.document else f"documents {_pair(one.document, other.document)}"
    return (
        _form(one, other)
        or _series(one, other)
        or _noise(one, other)
        or _assets(one, other, same_name)
        or _disjoint("bodies", one.bodies, other.bodies)
        or _parties(one, other, same_name)
        or _amounts(one, other, same_name)
    )


def _refilled(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two headlines are alike word for word but for one name, and what numbers go with it."""
    if len(one) != len(other) or one == other:
        return False
    changed = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    names = [pair for pair in changed if not any(letter.isdigit() for letter in "".join(pair))]
    named = len(names) == 1 and all(word[0].isupper() for word in names[0])
    return named and len(one) - len(changed) >= _LEAST_FORM


def _form(one: Facts, other: Facts) -> str:
    """One form filled twice."""
    if not (one.filing or one.appearance or one.place[0]):
        return ""
    if one.filing and other.filing and one.filing != other.filing:
        return "routine filings"
    if one.appearance and other.appearance and not one.appearance & other.appearance:
        return "appearances of others"
    if one.place[0] and one.place[0] == other.place[0] and not one.place[1] & other.place[1]:
        return "one notice for two places"
    return ""


def _series(one: Facts, other: Facts) -> str:
    redated = one.dates and other.dates and not one.dates & other.dates
    renumbered = one.series and other.series and not one.series & other.series
    if redated or (
        renumbered and {label for label, _ in one.series} & {label for label, _ in other.series}
    ):
        return "editions of a series"
    return ""


def _noise(one: Facts, other: Facts) -> str:
    if bool(one.noise) == bool(other.noise):
        return ""
    return f"{min(one.noise or other.noise)} beside news"


def _assets(one: Facts, other: Facts, same_name: bool) -> str:
    if same_name and one.event not in _ASSET_EVENTS and other.event not in _ASSET_EVENTS:
        return ""
    return _disjoint("assets", one.assets, other.assets)


def _parties(one: Facts, other: Facts, same_name: bool) -> str:
    if same_name or one.event != other.event or one.event not in _PARTY_EVENTS:
        return ""
    return _disjoint("organisations", one.organisations, other.organisations)


def _other_names(one: Profile, other: Profile, among: Space) -> str:
    """
    Two funding rounds, mergers or listings whose headlines have not one proper name in common.

    A word that only heads a sentence counts: it may be the name of the one the headline is about.
    """
    if one.facts.event != other.facts.event or one.facts.event not in _NAMED_EVENTS:
        return ""
    here, there = (
        frozenset(t for t in told.subjects if (t in among.names or t in among.headed) and among.rare(t))
        for told in (one, other)
    )
    return _disjoint("names", here, there)


def _amounts(one: Facts, other: Facts, same_name: bool) -> str:
    if not one.figures or not other.figures:
        return ""
    for measure, unit, direction, amount in sorted(one.figures):
        if measure not in _TOLERANCE or (same_name and measure in _CLAIMED):
            continue
        rivals = sorted(f[2:] for f in other.figures if f[:2] == (measure, unit))
        if rivals and not any(_agree(measure, (direction, amount), rival) for rival in rivals):
            return f"{measure} of {amount:f} and {rivals[0][1]:f} {unit}"
    return ""


def _agree(measure: str, one: tuple[str, Decimal], other: tuple[str, Decimal]) -> bool:
    if one[0] and other[0] and one[0] != other[0]:
        return False
    low, high = sorted((abs(one[1]), abs(other[1])))
    return high <= low * _TOLERANCE[measure]


def _disjoint(what: str, one: frozenset[str], other: frozenset[str]) -> str:
    if one and other and not one & other:
        return f"{what} {_pair(min(one), min(other))}"
    return ""


def _pair(one: str, other: str) -> str:
    first, second = sorted((one, other))
    return f"{first} and {second}"
