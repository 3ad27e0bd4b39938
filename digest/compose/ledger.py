"""Accounts for every story, every entry and every source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from digest.compose.admit import Refusal
from digest.compose.board import PageBoard
from digest.compose.brief import face_of, standing_of
from digest.compose.layout import Layout
from digest.compose.noise import worthless
from digest.compose.select import Selection
from digest.model import (
    Account,
    Entry,
    EntryFate,
    Fate,
    Ledger,
    RankedStory,
    SourceLine,
    SourceOutcome,
    Story,
)


def accounts_of(
    ranked: Sequence[RankedStory], board: PageBoard, layout: Layout, selection: Selection
) -> tuple[Account, ...]:
    """The account of every story, in the order of `ranked`: its section, or why it has none."""
    last = min(
        (one.points for one in ranked if one.story.id in layout.homes.keys() - layout.kept),
        default=None,
    )
    return tuple(
        Account(
            story_id=one.story.id,
            thread=one.story.thread,
            headline=face_of(one.story, board.edition.language).title,
            place=place,
            points=one.points,
            parts=one.parts,
            merges=one.story.merges,
            entry_ids=tuple(told.entry.id for told in one.story.entries),
            entities=one.story.entities,
            section=layout.homes.get(one.story.id, ""),
            dropped=(
                ""
                if one.story.id in layout.homes
                else selection.dropped.get(one.story.id) or _why_below(one, layout, board, last)
            ),
            split_by=one.story.split_by,
        )
        for place, one in enumerate(ranked, start=1)
    )


def _why_below(one: RankedStory, layout: Layout, board: PageBoard, last: int | None) -> str:
    """Why a story that no filter took is not printed; `last` is the score of the last printed one."""
    if one.story.id in layout.cut:
        return f"over the word budget of {board.edition.word_budget}"
    noise = worthless(one)
    if noise:
        return f"noise: {noise}"
    if one.points <= 0:
        return f"{one.points} points: only what has more than 0 is printed"
    if told_before := _nothing_new(one.story, board):
        return told_before
    if last is None or one.points >= last:
        return "no section had room for it"
    gap = last - one.points
    return f"{gap} point{'s' if gap != 1 else ''} under the last printed story"


def _nothing_new(story: Story, board: PageBoard) -> str:
    """When a story that only goes on was told last, and what its cool-down holds back; else empty."""
    standing = standing_of(story, board.edition, board.sources, board.cool_down)
    if standing.status != "day":
        return ""
    told = max(past.edition for past in story.earlier)
    days = (board.edition.key.day - told).days
    when = "yesterday" if days == 1 else f"on {told}"
    if not standing.held:
        return f"told {when}, nothing new"
    span = f"{standing.cool_down} day{'s' if standing.cool_down != 1 else ''}"
    held = ", ".join(standing.held)
    return f"told {when}, nothing new but {held}, which is no update for {span} ({story.event})"


def ledger_of(
    accounts: Sequence[Account],
    ranked: Sequence[RankedStory],
    selection: Selection,
    refused: Sequence[Refusal],
    outcomes: Sequence[SourceOutcome],
) -> Ledger:
    """
    Every entry with one fate and every source asked with one line.

    Entries of stories come first, best story first, then the refused ones; `accounts` belong to
    `ranked`, one to one. A source's `used` counts its entries in printed stories, lead or not.
    """
    fates = [
        *(
            fate
            for account, one in zip(accounts, ranked, strict=True)
            for fate in _fates(account, one, selection.dropped)
        ),
        *(_fate(entry, fate, detail) for entry, fate, detail in refused),
    ]
    used = Counter(told.source_id for told in fates if told.fate in ("used", "merged"))
    return Ledger(
        considered=len(fates),
        fates=tuple(fates),
        sources=tuple(_source_line(outcome, used[outcome.source_id]) for outcome in outcomes),
    )


def _fates(account: Account, one: RankedStory, filtered: Mapping[str, str]) -> Iterator[EntryFate]:
    story = one.story
    if not account.section:
        fate: Fate = "filtered" if story.id in filtered else "below the cut"
        for told in story.entries:
            yield _fate(told.entry, fate, account.dropped, story.id)
        return
    yield _fate(story.lead.entry, "used", "", story.id)
    for told in story.entries[1:]:
        yield _fate(told.entry, "merged", account.headline, story.id)


def _fate(entry: Entry, fate: Fate, detail: str, story_id: str = "") -> EntryFate:
    return EntryFate(entry.id, entry.source_id, entry.title, entry.url, fate, detail, story_id)


def _source_line(outcome: SourceOutcome, used: int) -> SourceLine:
    return SourceLine(
        source_id=outcome.source_id,
        title=outcome.title,
        state=outcome.state,
        entries=outcome.entries,
        dated=outcome.dated,
        used=used,
        observations=outcome.observations,
        newest=outcome.newest,
        error=outcome.error,
        trouble=outcome.trouble,
    )
