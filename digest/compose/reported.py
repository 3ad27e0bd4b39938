"""Flows that stories report: money in or out of funds, exchanges and chains, in their sources' words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import islice

from digest.compose.brief import face_of
from digest.compose.noise import worthless
from digest.model import AnnotatedEntry, Figure, RankedStory, ReportedFlow
from digest.model.amounts import SYMBOLS
from digest.protocols import Board

SAME = Decimal("0.005")
"""The share by which a reported sum may miss a measured one and still be the same, rounded."""


def reported_flows(board: Board, measured: Collection[Decimal], most: int) -> tuple[ReportedFlow, ...]:
    """
    At most `most` flows in money, one a story, of the best stories first.

    One that tells an amount of `measured` (as far as it is rounded) only repeats the table above it.
    """
    told = (flow for flow in _flows(board) if not _repeats(flow.figure.amount, measured))
    return tuple(islice(told, most))


def _repeats(amount: Decimal, measured: Collection[Decimal]) -> bool:
    return any(abs(abs(one) - amount) <= SAME * amount for one in measured)


def _flows(board: Board) -> Iterator[ReportedFlow]:
    for one in board.candidates:
        if worthless(one):
            continue
        told, figure = _reported(one, board.edition.language) or (None, None)
        if told is not None and figure is not None:
            yield _row(one, told, figure, board)


def _reported(one: RankedStory, language: str) -> tuple[AnnotatedEntry, Figure] | None:
    """
    The flow that the headline shown tells, else that of the first other headline that does.

    A sum further down in a text may be last month's, or another fund's.
    """
    for told in (face_of(one.story, language), *one.story.entries):
        for figure in told.figures:
            if figure.span[1] <= len(told.title) and _is_flow(figure):
                return told, figure
    return None


def _is_flow(figure: Figure) -> bool:
    return figure.measure == "flow" and figure.direction in ("in", "out") and figure.unit in SYMBOLS


def _row(one: RankedStory, told: AnnotatedEntry, figure: Figure, board: Board) -> ReportedFlow:
    source = board.sources.get(told.entry.source_id)
    names = {mention.entity: mention.name for mention in told.mentions}
    return ReportedFlow(
        figure=figure,
        label=names.get(figure.subject, figure.subject),
        headline=told.title,
        source=source.title if source else told.entry.source_id,
        url=told.entry.url,
        story_id=one.story.id,
    )
