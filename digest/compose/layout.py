"""Lays the edition out: every story to its home, every section filled, the whole to its length."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.compose.board import PageBoard
from digest.compose.budget import within_budget
from digest.model import Brief, Item, MoverRow, Pointer, RankedStory, ReportedFlow, Section, Source
from digest.protocols import PlacedSection


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections in the order of the page, and where each printed story stands."""

    sections: tuple[Section, ...]
    homes: Mapping[str, str]
    """Id of a printed story to the id of its section."""
    cut: frozenset[str]
    """Ids of stories that were laid out and lost to the word budget."""
    kept: frozenset[str]
    """Ids of stories the word budget may not touch."""


def lay_out(board: PageBoard, placed: Sequence[PlacedSection]) -> Layout:
    """
    Fill the sections from the stories of `board`, which all may be printed, each of them once.

    A story that a section claims is offered to no other before it; what that section then leaves is
    free for those after it. Stories that are claimed or led by a primary document are not cut.
    """
    claimed = _claimed(board.stories, placed)
    filled = _filled(board, placed, claimed)
    plain = [filled[place.id] for place in placed if place.id in filled]
    primary = {r.story.id for r in board.stories if _led_by_primary(r, board.sources)}
    kept = frozenset(primary | claimed.keys())
    trimmed = within_budget(plain, board.edition.word_budget, kept)
    homes = {
        item.story_id: section.id
        for section in trimmed.sections
        for item in section.items
        if isinstance(item, Brief)
    }
    done = {section.id: _with_living_ties(section, homes) for section in trimmed.sections}
    summed = replace(board, stories=(), sections=tuple(done.values()))
    for place in placed:
        if place.rule.sums_up:
            done[place.id] = _only(_fill(place, summed), ())
    return Layout(tuple(done[place.id] for place in placed), homes, trimmed.cut, kept)


def _claimed(stories: Sequence[RankedStory], placed: Sequence[PlacedSection]) -> dict[str, str]:
    """Story id to the id of the first section that claims it, for those that one does."""
    homes = {}
    for one in stories:
        home = next((place.id for place in placed if place.rule.claims(one)), None)
        if home is not None:
            homes[one.story.id] = home
    return homes


def _filled(
    board: PageBoard, placed: Sequence[PlacedSection], claimed: Mapping[str, str]
) -> dict[str, Section]:
    waiting = dict(claimed)
    printed: set[str] = set()
    filled: dict[str, Section] = {}
    for place in placed:
        if place.rule.sums_up:
            continue
        offered = tuple(
            one
            for one in board.stories
            if one.story.id not in printed and waiting.get(one.story.id, place.id) == place.id
        )
        section = _fill(place, replace(board, stories=offered, sections=tuple(filled.values())))
        section = _only(section, [one.story.id for one in offered])
        printed.update(item.story_id for item in section.items if isinstance(item, Brief))
        filled[place.id] = section
        waiting = {story: home for story, home in waiting.items() if home != place.id}
    return filled


def _fill(place: PlacedSection, board: PageBoard) -> Section:
    return replace(place.rule.fill(place.id, place.title, board), id=place.id, kind=place.kind)


def _only(section: Section, offered: Collection[str]) -> Section:
    """The section with briefs of the offered stories only, each once, whatever its rule put there."""
    left = set(offered)
    items: list[Item] = []
    for item in section.items:
        if isinstance(item, Brief):
            if item.story_id not in left:
                continue
            left.remove(item.story_id)
        items.append(item)
    return replace(section, items=tuple(items))


def _with_living_ties(section: Section, printed: Collection[str]) -> Section:
    """The section tied to printed stories only, and to none of its own: a reader follows the tie."""
    own = {item.story_id for item in section.items if isinstance(item, Brief)}
    elsewhere = [story for story in printed if story not in own]
    items = (_tied(item, printed) for item in section.items)
    kept = (i for i in items if not isinstance(i, Pointer) or i.story_id in elsewhere)
    return replace(section, items=tuple(kept))


def _tied(item: Item, printed: Collection[str]) -> Item:
    if isinstance(item, MoverRow) and item.story_id and item.story_id not in printed:
        return replace(item, story_id="", story="")
    if isinstance(item, ReportedFlow) and item.story_id and item.story_id not in printed:
        return replace(item, story_id="")
    return item


def _led_by_primary(ranked: RankedStory, sources: Mapping[str, Source]) -> bool:
    source = sources.get(ranked.story.lead.entry.source_id)
    return source is not None and source.tier == "primary"
