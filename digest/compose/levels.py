"""Levels of the market: a value, what it was a day and a week before, and the way between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from digest.compose.series import newest
from digest.model import MeasureRow, Observation, Source
from digest.model.amounts import rounded

Written = Literal["price", "sum", "rate", "share", "index"]
DAY, DAY_SLACK = timedelta(hours=24), timedelta(hours=4)
WEEK, WEEK_SLACK = timedelta(days=7), timedelta(hours=18)
"""How long before a value another must lie, and how exactly, to tell the change over a day or a week."""
FEWEST, MOST = 4, 28
"""A trend has at least and at most so many values."""
UNITS: dict[str, Written] = {"percent": "share", "index": "index", "": "index"}


def level(
    one: Observation, known: Sequence[Observation], written: Written, source: Source | None, since: datetime
) -> MeasureRow:
    """
    The row of `one`, with its changes and its trend among `known` (oldest first).

    A source's own change (the series ``NAME_change_24h`` and ``NAME_change_7d``) goes before one that
    is told from values remembered. A value from before `since` is stale.
    """
    written = UNITS.get(one.unit, written)
    past = [o for o in known if _same(o, one) and o.as_of <= one.as_of]
    return MeasureRow(
        label=one.shown.upper() if written == "price" else one.shown,
        name=one.name,
        value=one.value,
        unit=one.unit,
        written=written,
        day=_change(one, known, past, written, "24h", DAY, DAY_SLACK),
        week=_change(one, known, past, written, "7d", WEEK, WEEK_SLACK),
        trend=_trend([o for o in past if one.as_of - o.as_of <= WEEK]),
        as_of=one.as_of,
        source=source.title if source else one.source_id,
        url=one.url,
        stale=one.as_of < since,
    )


def _same(other: Observation, one: Observation) -> bool:
    return (other.source_id, other.series, other.subject, other.unit) == (
        one.source_id,
        one.series,
        one.subject,
        one.unit,
    )


def _change(
    one: Observation,
    known: Iterable[Observation],
    past: Sequence[Observation],
    written: Written,
    window: str,
    span: timedelta,
    slack: timedelta,
) -> Decimal | None:
    """What the source itself says, else the difference from the value nearest to `span` before."""
    told = newest(known, f"{one.series}_change_{window}").get(one.source_id, {}).get(one.subject)
    if told is not None and abs(told.as_of - one.as_of) <= DAY_SLACK:
        return told.value
    near = [o for o in past if abs(one.as_of - o.as_of - span) <= slack]
    if not near:
        return None
    then = min(near, key=lambda o: abs(one.as_of - o.as_of - span)).value
    if written in ("share", "index"):
        return rounded(one.value - then, 2)
    return rounded(100 * (one.value - then) / then, 2) if then else None


def _trend(past: Sequence[Observation]) -> tuple[Decimal, ...]:
    """At most MOST values, the last one always among them; none when there are fewer than FEWEST."""
    values = [o.value for o in past]
    if len(values) < FEWEST:
        return ()
    if len(values) <= MOST:
        return tuple(values)
    last = len(values) - 1
    return tuple(values[last * n // (MOST - 1)] for n in range(MOST))
