"""Compose: ranked stories, observations and memory become one digest, every entry accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from digest.compose.admit import Refusal
from digest.compose.board import PageBoard
from digest.compose.budget import lengths
from digest.compose.layout import lay_out
from digest.compose.ledger import accounts_of, ledger_of
from digest.compose.masthead import masthead_of
from digest.compose.select import select
from digest.model import Digest, Edition, Filter, Memory, Observation, Source, SourceOutcome, Watchlist
from digest.model.ranked import RankedStory
from digest.protocols import PlacedSection

__all__ = ["compose"]


def compose(
    edition: Edition,
    ranked: Sequence[RankedStory],
    *,
    refused: Sequence[Refusal],
    observations: Sequence[Observation],
    memory: Memory,
    sources: Mapping[str, Source],
    outcomes: Sequence[SourceOutcome],
    sections: Sequence[PlacedSection],
    filters: Sequence[Filter],
    notes: Sequence[str],
    made: datetime,
    watchlist: Watchlist,
    cool_down: Mapping[str, int],
) -> Digest:
    """
    The edition, complete: filtered, laid out, cut to its word budget and accounted for.

    `ranked` comes best first and stays so in the accounts. `refused` are the entries that were not
    eligible, each with its fate and a detail. `sections` stand in the digest in the order given, and
    `sources` in the order of the reader's preference. `cool_down` are days by type of
    event. Pure: the same for the same arguments.
    """
    selection = select(ranked, filters, edition)
    known = dict.fromkeys((*memory.observations, *observations))
    board = PageBoard(
        edition=edition,
        stories=selection.kept,
        observations=tuple(sorted(known, key=lambda observation: observation.as_of)),
        sources=sources,
        notes=tuple(notes),
        candidates=selection.kept,
        watchlist=watchlist,
        cool_down=cool_down,
    )
    layout = lay_out(board, sections)
    accounts = accounts_of(ranked, board, layout, selection)
    ledger = ledger_of(accounts, ranked, selection, refused, outcomes)
    masthead = masthead_of(edition, made, outcomes, words=lengths(layout.sections))
    return Digest(masthead, layout.sections, accounts, ledger)
