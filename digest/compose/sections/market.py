"""Market snapshot: the levels a reader starts the day with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.compose.levels import Written, level
from digest.compose.series import of_one_source
from digest.compose.wording import age
from digest.model import MeasureRow, Observation, RankedStory, Section
from digest.protocols import Board


@dataclass(frozen=True, slots=True)
class Market:
    """
    Prices of `assets`, then the series named in `sums`, `shares` and `rates`, each with its changes.

    `assets` holds tickers; empty, they are those of the watchlist. `price` names their series. `shares`
    are percentages and indices, `rates` exchange and interest rates. `rows` is the most it shows of one
    series. A value older than `stale_hours` is marked, a rate older than `rate_hours`, since those have
    weekends.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    assets: tuple[str, ...] = ()
    price: str = "price"
    sums: tuple[str, ...] = ("total_market_cap",)
    shares: tuple[str, ...] = ("btc_dominance", "fear_greed")
    rates: tuple[str, ...] = ("fx_rate", "interest_rate")
    rows: Annotated[int, Field(ge=1)] = 6
    stale_hours: Annotated[int, Field(ge=1)] = 30
    rate_hours: Annotated[int, Field(ge=1)] = 100

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Never."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """A row a level, in the order of the options; what nobody measured is named in the notes."""
        wanted = tuple(t.upper().removeprefix("$") for t in self.assets or board.watchlist.assets)
        prices = {row.label.upper(): row for row in self._rows(board, self.price, "price", wanted)}
        items = [prices[ticker] for ticker in wanted if ticker in prices]
        silent = [f"${ticker}" for ticker in wanted if ticker not in prices]
        others: tuple[tuple[tuple[str, ...], Written], ...] = (
            (self.sums, "sum"),
            (self.shares, "share"),
            (self.rates, "rate"),
        )
        for names, written in others:
            for series in names:
                items += list(self._rows(board, series, written))[: self.rows]
        return Section(id, "market", title, tuple(items), self._notes(items, silent, board))

    def _rows(
        self, board: Board, series: str, written: Written, wanted: tuple[str, ...] | None = None
    ) -> Iterator[MeasureRow]:
        hours = self.rate_hours if written == "rate" else self.stale_hours
        since = board.edition.window.end - timedelta(hours=hours)
        found = of_one_source(board.observations, series, board.sources, since)
        for one in _largest_last(found, board) if wanted is not None else found:
            if wanted is None or one.shown.upper() in wanted:
                yield level(one, board.observations, written, board.sources.get(one.source_id), since)

    def _notes(self, items: list[MeasureRow], silent: list[str], board: Board) -> tuple[str, ...]:
        if not items:
            return ("No market source answered.",)
        notes = []
        if silent:
            notes.append(f"Not measured by any source: {', '.join(silent)}.")
        end = board.edition.window.end
        stale = [f"{row.label} ({age(end - row.as_of)} old)" for row in items if row.stale]
        if stale:
            notes.append(f"Stale: {', '.join(stale)}.")
        return tuple(notes)


def _largest_last(found: Iterable[Observation], board: Board) -> list[Observation]:
    """
    Of assets that share a ticker the smallest first, so that the largest is the one that stays.

    By market capitalisation; anyone can give a token the ticker of another.
    """
    caps = {(o.source_id, o.subject): o.value for o in board.observations if o.series == "market_cap"}
    return sorted(found, key=lambda o: (caps.get((o.source_id, o.subject), 0), o.subject))
