"""On-chain flows: money over each chain, as a source measured it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.compose.reported import reported_flows
from digest.compose.series import daily_before, daily_changes, newest, of_one_source
from digest.compose.wording import age, span
from digest.model import FlowRow, Observation, RankedStory, Section
from digest.model.amounts import rounded
from digest.protocols import Board

MEAN_DAYS, FEWEST_DAYS = 7, 3
SAME_ANSWER = timedelta(hours=1)
"""As near in time as an inflow must be to the net flow it is shown with."""


@dataclass(frozen=True, slots=True)
class Flows:
    """
    Net flow a chain, largest first, against the mean of the days before.

    `net`, `inflow` and `outflow` name series. `fallback` names the one that stands in where no source
    has a fresh `net`, and is told as what it is; empty for none. Where no source gives that one either
    it is the daily change of the series `levels`, where two days of it are known. `rows` is the most
    chains shown, `stale_hours` the age in hours from which a value is marked. Below them stand at most
    `reported` flows that stories tell of, each in the words of its source.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    net: str = "chain_net_flow"
    inflow: str = "chain_inflow"
    outflow: str = "chain_outflow"
    fallback: str = "stablecoin_supply_change"
    levels: str = "stablecoin_supply"
    rows: Annotated[int, Field(ge=1)] = 8
    stale_hours: Annotated[int, Field(ge=1)] = 30
    reported: Annotated[int, Field(ge=0)] = 4

    sums_up: ClassVar[bool] = False

    def claims(self, ranked: RankedStory) -> bool:
        """Never."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """The rows, fresh before stale, with their provenance in the notes; without data, a note only."""
        end = board.edition.window.end
        since = end - timedelta(hours=self.stale_hours)
        known = self._known(board)
        values = self._values(known, board, since)
        told = reported_flows(board, [one.value for one in values], self.reported)
        if not values:
            return Section(id, "flows", title, told, notes=("No flow source answered.",))
        ordered = sorted(values, key=lambda one: (one.as_of < since, -abs(one.value), one.shown))
        shown = ordered[: self.rows]
        largest = max(abs(one.value) for one in shown)
        items = tuple(self._row(one, known, board, largest, since) for one in shown)
        return Section(id, "flows", title, (*items, *told), self._notes(shown, end, since, len(values)))

    def _known(self, board: Board) -> tuple[Observation, ...]:
        """What was measured, and the daily changes that follow from it."""
        if not self.fallback or any(one.series == self.fallback for one in board.observations):
            return board.observations
        return (*board.observations, *daily_changes(board.observations, self.levels, self.fallback))

    def _values(
        self, known: tuple[Observation, ...], board: Board, since: datetime
    ) -> tuple[Observation, ...]:
        """Values of the net series, or of the fallback where only that one is fresh or there at all."""
        found = [
            of_one_source(known, series, board.sources, since)
            for series in (self.net, self.fallback)
            if series
        ]
        fresh = (values for values in found if any(one.as_of >= since for one in values))
        return next(fresh, next((values for values in found if values), ()))

    def _row(
        self,
        one: Observation,
        known: tuple[Observation, ...],
        board: Board,
        largest: Decimal,
        since: datetime,
    ) -> FlowRow:
        net = one.value
        own = one.series == self.net
        before = [o.value for o in daily_before(known, one, MEAN_DAYS)]
        source = board.sources.get(one.source_id)
        return FlowRow(
            label=one.shown,
            net=net,
            inflow=_beside(one, known, self.inflow) if own else None,
            outflow=_beside(one, known, self.outflow) if own else None,
            unit=one.unit,
            mean=rounded(sum(before, Decimal(0)) / len(before), 2) if len(before) >= FEWEST_DAYS else None,
            mean_days=len(before),
            share=int(rounded(100 * net / largest, 0)) if largest else 0,
            as_of=one.as_of,
            source=source.title if source else one.source_id,
            url=one.url,
            stale=one.as_of < since,
            measure="net flow" if own else self.fallback.replace("_", " "),
            window=one.window,
        )

    def _notes(
        self, shown: list[Observation], end: datetime, since: datetime, known: int
    ) -> tuple[str, ...]:
        first = shown[0]
        measure = "net flow" if first.series == self.net else self.fallback.replace("_", " ")
        notes = [f"{measure.capitalize()}{span(first.window)}."]
        if first.series != self.net:
            notes.append(f"No source of net flows answered: the {measure} of each chain stands in for it.")
        notes.append(f"Sign: {first.convention or 'positive is money coming in'}.")
        stale = [one for one in shown if one.as_of < since]
        if stale:
            notes.append(
                "Stale: " + ", ".join(f"{o.shown} ({age(end - o.as_of)} old)" for o in stale) + "."
            )
        if known > len(shown):
            notes.append(f"{known - len(shown)} more chains are not shown.")
        return tuple(notes)


def _beside(net: Observation, observations: Iterable[Observation], series: str) -> Decimal | None:
    """The size of the other series' value that came with this net flow, if one did."""
    one = newest(observations, series).get(net.source_id, {}).get(net.subject)
    if one is None or abs(one.as_of - net.as_of) > SAME_ANSWER or one.unit != net.unit:
        return None
    return abs(one.value)
