"""At a glance: one line for each of the sections below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from digest.model import Brief, FlowRow, Line, MoverRow, RankedStory, Section
from digest.model.amounts import SYMBOLS, money
from digest.protocols import Board

LABELS = {"flows": "On-chain flows", "movers": "Biggest gainers/losers", "top": "Top news"}
"""By kind of section; others go by their heading."""


@dataclass(frozen=True, slots=True)
class Glance:
    """
    The edition in a few lines, made by rule from what stands in the sections `of` names.

    `of` holds kinds or ids of sections, in the order of the lines.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    of: tuple[str, ...] = ("flows", "movers", "top")

    sums_up: ClassVar[bool] = True

    def claims(self, ranked: RankedStory) -> bool:
        """Never."""
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        """A line for each section named that has something to say; stale values say nothing."""
        lines = []
        for name in self.of:
            section = next((s for s in board.sections if name in (s.id, s.kind)), None)
            text = _in_one_line(section) if section else ""
            if section and text:
                lines.append(Line(LABELS.get(section.kind, section.title), text, section.id))
        return Section(id, "glance", title, tuple(lines))


def _in_one_line(section: Section) -> str:
    flows = [i for i in section.items if isinstance(i, FlowRow) and not i.stale]
    movers = [i for i in section.items if isinstance(i, MoverRow) and not i.stale]
    headline = next((i.headline for i in section.items if isinstance(i, Brief)), "")
    return _of_flows(flows) or _of_movers(movers) or _without_period(headline)


def _of_flows(rows: Sequence[FlowRow]) -> str:
    """The largest flow in and the largest flow out."""
    into = max((row for row in rows if row.net > 0), key=lambda row: row.net, default=None)
    out = min((row for row in rows if row.net < 0), key=lambda row: row.net, default=None)
    told = [_flow(row) for row in (into, out) if row]
    if told:
        told[0] += _when(rows[0].window)
    return "; ".join(told)


def _flow(row: FlowRow) -> str:
    unit = f" {row.unit}" if row.unit in SYMBOLS else ""
    if row.measure != "net flow":
        return f"{money(row.net, row.unit, signed=True)}{unit} {row.measure} on {row.label}"
    way = "inflow to" if row.net > 0 else "outflow from"
    return f"{money(abs(row.net), row.unit)}{unit} {way} {row.label}"


def _when(window: str) -> str:
    if window == "24h":
        return " today"
    return f" over {window}" if window else ""


def _of_movers(rows: Sequence[MoverRow]) -> str:
    """The biggest gainer and the biggest loser."""
    gain = max((row for row in rows if row.side == "gain"), key=lambda row: row.change, default=None)
    loss = min((row for row in rows if row.side == "loss"), key=lambda row: row.change, default=None)
    return ", ".join(f"${row.label}" for row in (gain, loss) if row)


def _without_period(headline: str) -> str:
    if headline.endswith((".", "。")) and not headline.endswith(".."):
        return headline[:-1]
    return headline
