"""Movers: the biggest gainers and losers of those big enough to matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.compose.above import printed_above
from digest.compose.hygiene import STABLE, WRAPPED, mirrors
from digest.compose.series import newest, of_one_source
from digest.compose.wording import age, span
from digest.model import Brief, MoverRow, Observation, RankedStory, Section
from digest.model.amounts import money, percent
from digest.protocols import Board

OUTLIER = 300
"""Percent beyond which a change is not believed on the word of one source."""
_WORD = re.compile(r"[^\W_]+")
PROMINENT = 3
"""An asset is what a story is about when it is among its first so many."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    change: Observation
    price: Observation | None
    market_cap: Observation | None
    volume: Observation | None

    @property
    def ticker(self) -> str:
        return _ticker(self.change)


@dataclass(frozen=True, slots=True)
class Movers:
    """
    The `each` biggest gainers and losers above both floors (in the source's money).

    `change`, `price`, `market_cap` and `volume` name series. Tickers in `stable` and `wrapped`, and
    tokens whose ticker or name says so, are left out unless they stand in `allow`; those in `exclude`
    always. A value older than `stale_hours` is marked.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    change: str = "price_change_24h"
    price: str = "price"
    market_cap: str = "market_cap"
    volume: str = "volume_24h"
    floor_market_cap: Annotated[int, Field(ge=0)] = 20_000_000
    floor_volume: Annotated[int, Field(ge=0)] = 1_000_000
    each: Annotated[int, Field(ge=1)] = 3
    allow: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    stable: tuple[str, ...] = STABLE
    wrapped: tuple[str, ...] = WRAPPED
    stale_hours: Annotated[int, Field(ge=1)] = 30

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Never: it only points to the story that explains a move."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """Gainers, then losers, each from the largest move; what was left out is in the notes."""
        end = board.edition.window.end
        since = end - timedelta(hours=self.stale_hours)
        known = self._candidates(board, since)
        if not known:
            return Section(id, "movers", title, notes=("No price source answered.",))
        left_out = {one.change.subject: self._why_out(one, board, since) for one in known}
        stay = [one for one in known if not left_out[one.change.subject]]
        gains = sorted((c for c in stay if c.change.value > 0), key=lambda c: (-c.change.value, c.ticker))
        losses = sorted((c for c in stay if c.change.value < 0), key=lambda c: (c.change.value, c.ticker))
        shown = [*gains[: self.each], *losses[: self.each]]
        items = tuple(self._row(one, board, since) for one in shown)
        return Section(id, "movers", title, items, self._notes(known, shown, left_out, end))

    def _candidates(self, board: Board, since: datetime) -> tuple[_Candidate, ...]:
        """What one source measures of each asset at the same time."""
        changes = of_one_source(board.observations, self.change, board.sources, since)
        beside = {s: newest(board.observations, s) for s in (self.price, self.market_cap, self.volume)}

        def of(series: str, change: Observation) -> Observation | None:
            return beside[series].get(change.source_id, {}).get(change.subject)

        return tuple(
            _Candidate(one, of(self.price, one), of(self.market_cap, one), of(self.volume, one))
            for one in changes
        )

    def _why_out(self, one: _Candidate, board: Board, since: datetime) -> str:
        """Why the asset is not listed, as the notes count it; ``""`` when it may be."""
        if _listed(one.ticker, self.exclude):
            return "excluded by name"
        if not (
            _reaches(one.market_cap, self.floor_market_cap) and _reaches(one.volume, self.floor_volume)
        ):
            return "below a floor"
        mirror = self._mirrors(one)
        if mirror and not _listed(one.ticker, self.allow):
            return mirror
        if abs(one.change.value) > OUTLIER and not _confirmed(one.change, board.observations, since):
            return "doubtful"
        return ""

    def _mirrors(self, one: _Candidate) -> str:
        return mirrors(one.ticker, one.change.name, self.stable, self.wrapped)

    def _row(self, one: _Candidate, board: Board, since: datetime) -> MoverRow:
        mirror = self._mirrors(one)
        story = _story_of(one.ticker, one.change.name, board)
        source = board.sources.get(one.change.source_id)
        money_of = one.market_cap or one.volume or one.price
        return MoverRow(
            side="gain" if one.change.value > 0 else "loss",
            label=one.ticker,
            name=one.change.name,
            change=one.change.value,
            price=_value(one.price),
            market_cap=_value(one.market_cap),
            volume=_value(one.volume),
            unit=money_of.unit if money_of else "",
            as_of=one.change.as_of,
            source=source.title if source else one.change.source_id,
            url=one.change.url,
            story_id=story.story_id if story else "",
            story=story.headline if story else "",
            remark=f"kept by allow list: {mirror} token" if mirror else "",
            stale=one.change.as_of < since,
        )

    def _notes(
        self,
        known: Sequence[_Candidate],
        shown: Sequence[_Candidate],
        left_out: Mapping[str, str],
        end: datetime,
    ) -> tuple[str, ...]:
        first = max((one.change for one in shown or known), key=lambda change: change.as_of)
        unit = next((c.market_cap.unit for c in known if c.market_cap), "USD")
        caps, volumes = Decimal(self.floor_market_cap), Decimal(self.floor_volume)
        notes = [
            f"Change{span(first.window)}.",
            f"Floors: market cap {money(caps, unit)}, volume {money(volumes, unit)}.",
        ]
        counts = Counter(reason for reason in left_out.values() if reason and reason != "doubtful")
        if counts:
            listed = ", ".join(f"{counts[reason]} {reason}" for reason in sorted(counts))
            notes.append(f"Left out of {len(known)}: {listed}.")
        doubtful = [one.change for one in known if left_out[one.change.subject] == "doubtful"]
        if doubtful:
            named = ", ".join(f"${_ticker(one)} {percent(one.value)}" for one in doubtful)
            notes.append(f"Left out as doubtful, on the word of one source: {named}.")
        oldest = min((one.change.as_of for one in shown), default=end)
        if end - oldest > timedelta(hours=self.stale_hours):
            notes.append(f"Stale: the oldest value is {age(end - oldest)} old.")
        return tuple(notes)


def _ticker(one: Observation) -> str:
    return one.shown.upper().removeprefix("$")


def _listed(ticker: str, tickers: Sequence[str]) -> bool:
    """Whether the config names the ticker, in whatever case, with or without a dollar sign."""
    return ticker in {named.upper().removeprefix("$") for named in tickers}


def _reaches(one: Observation | None, floor: int) -> bool:
    """Whether the value is known and not under the floor; without a floor anything will do."""
    return floor == 0 or (one is not None and one.value >= floor)


def _confirmed(change: Observation, observations: Sequence[Observation], since: datetime) -> bool:
    """Whether another source saw at least half of the move lately."""
    return any(
        _ticker(other) == _ticker(change)
        and other.as_of >= since
        and other.value * change.value > 0
        and 2 * abs(other.value) >= abs(change.value)
        for source_id, subjects in newest(observations, change.series).items()
        if source_id != change.source_id
        for other in subjects.values()
    )


def _story_of(ticker: str, name: str, board: Board) -> Brief | None:
    """The best story, printed already or still free, that is about the asset."""
    free = [
        board.brief(one, compact=True)
        for one in board.stories
        if any(entity.upper() == ticker for entity in one.story.entities)
        or _named(ticker, name, [told.title for told in one.story.entries])
    ]
    candidates = (*printed_above(board).values(), *free)
    about = [b for b in candidates if any(a.upper() == ticker for a in b.assets[:PROMINENT])]
    about = about or [b for b in candidates if _named(ticker, name, [t.headline for t in b.tellings])]
    return max(about, key=lambda brief: brief.points, default=None)


def _named(ticker: str, name: str, headlines: Sequence[str]) -> bool:
    """
    Whether a headline has the ticker as a word, or two have the name as it is written.

    One headline with a name proves nothing: ``Optimism`` is a coin, and a mood.
    """
    words = [set(_WORD.findall(headline)) for headline in headlines]
    named = sum(1 for headline in words if name in headline)
    return any(ticker in headline for headline in words) or named >= 2


def _value(one: Observation | None) -> Decimal | None:
    return one.value if one else None
