"""Picks from the observations the newest values of a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from digest.model import Observation


def newest(observations: Iterable[Observation], series: str) -> dict[str, dict[str, Observation]]:
    """Source id to subject to the newest value of the series; of two of one time the later given."""
    found: dict[str, dict[str, Observation]] = {}
    for one in observations:
        if one.series == series:
            subjects = found.setdefault(one.source_id, {})
            known = subjects.get(one.subject)
            if known is None or one.as_of >= known.as_of:
                subjects[one.subject] = one
    return found


def of_one_source(
    observations: Sequence[Observation], series: str, preferred: Iterable[str], since: datetime
) -> tuple[Observation, ...]:
    """
    The newest value of each subject, all from one source.

    That is the first of `preferred` with a value not older than `since`, otherwise the first with
    any; sources that are not in `preferred` come last, by id. Empty when there is none.
    """
    found = newest(observations, series)
    order = [source for source in dict.fromkeys((*preferred, *sorted(found))) if source in found]
    fresh = (s for s in order if any(one.as_of >= since for one in found[s].values()))
    chosen = next(fresh, order[0] if order else None)
    return tuple(found[chosen].values()) if chosen is not None else ()


def daily_before(
    observations: Iterable[Observation], current: Observation, days: int
) -> tuple[Observation, ...]:
    """
    The last value of each UTC day before that of `current`, same source, series, subject and unit.

    At most the `days` latest days that have one, oldest first.
    """
    wanted = _identity(current)
    by_day: dict[date, Observation] = {}
    for one in observations:
        day = one.as_of.date()
        if one.series == current.series and day < current.as_of.date() and _identity(one) == wanted:
            known = by_day.get(day)
            by_day[day] = one if known is None or one.as_of >= known.as_of else known
    return tuple(by_day[day] for day in sorted(by_day)[-days:])


DAY, SLACK = timedelta(hours=24), timedelta(hours=4)
"""How far apart two levels have to be, and how exactly, for their difference to be a day's change."""


def daily_changes(observations: Iterable[Observation], levels: str, series: str) -> tuple[Observation, ...]:
    """
    What a series of levels changed by over a day, as a series of its own named `series`.

    The difference of two measured values 20 to 28 hours apart, nearest to 24; nothing where there is
    no such pair. In the order of `observations`.
    """
    told: dict[tuple[str, ...], list[Observation]] = {}
    found = []
    for one in sorted((o for o in observations if o.series == levels), key=lambda o: o.as_of):
        before = told.setdefault(_identity(one), [])
        near = [o for o in before if abs(one.as_of - o.as_of - DAY) <= SLACK]
        if near:
            then = min(near, key=lambda o: abs(one.as_of - o.as_of - DAY))
            found.append(replace(one, series=series, value=one.value - then.value, window="24h"))
        before.append(one)
    return tuple(found)


def _identity(one: Observation) -> tuple[str, ...]:
    return one.source_id, one.series, one.subject, one.unit, one.window
