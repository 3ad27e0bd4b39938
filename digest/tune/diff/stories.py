"""What became of each story between two editions of one day, and what did it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.model import Account, Brief, Digest
from digest.tune.diff.changes import KINDS, Change, Kind, Spot, Term
from digest.tune.diff.matching import Kin, kin, out_of_order


def story_changes(before: Digest, after: Digest) -> tuple[Change, ...]:
    """Every change of a story that is printed on either side: by kind, then in the order of the page."""
    changes = _changes(_Page(before), _Page(after))
    return tuple(sorted(changes, key=lambda one: KINDS.index(one.kind)))


class _Page:
    """One side: where each printed story stands."""

    def __init__(self, digest: Digest) -> None:
        self.accounts = digest.accounts
        self.briefs = {brief.story_id: brief for brief in digest.briefs}
        self.order = {story: place for place, story in enumerate(self.briefs)}
        self.spots: dict[str, Spot] = {}
        for section in digest.sections:
            stories = [item.story_id for item in section.items if isinstance(item, Brief)]
            for place, story in enumerate(stories, start=1):
                self.spots[story] = Spot(section.title, place)

    def face(self, accounts: Sequence[Account]) -> Account | None:
        """The one that is printed first, else the best."""
        printed = [one for one in accounts if one.story_id in self.order]
        return min(printed, key=lambda one: self.order[one.story_id], default=next(iter(accounts), None))


def _changes(before: _Page, after: _Page) -> Iterator[Change]:
    together = [
        (one, before.face(one.before), after.face(one.after))
        for one in kin(before.accounts, after.accounts)
    ]
    stayed = sorted(
        (before.order[was.story_id], after.order[now.story_id])
        for _, was, now in together
        if was and now and was.story_id in before.order and now.story_id in after.order
    )
    moved = out_of_order([now for _, now in stayed])

    def page(place: tuple[Kin, Account | None, Account | None]) -> tuple[int, int]:
        _, was, now = place
        end = len(after.order) + len(before.order)
        return (
            after.order.get(now.story_id, end) if now else end,
            before.order.get(was.story_id, end) if was else end,
        )

    for one, was, now in sorted(together, key=page):
        story = _Story(
            was,
            now,
            before.spots.get(was.story_id) if was else None,
            after.spots.get(now.story_id) if now else None,
        )
        if not (story.spot_was or story.spot_now):
            continue
        if len(one.before) > 1 or len(one.after) > 1:
            yield _regrouped(one, story)
        kind = _kind(story, moved, after.order)
        if kind:
            yield _change(kind, story)
        elif was and now and (told := _retold(before.briefs[was.story_id], after.briefs[now.story_id])):
            yield _change("retold", story, told)


@dataclass(frozen=True, slots=True)
class _Story:
    """A story on both sides, as far as it is there; printed on one of them at least."""

    was: Account | None
    now: Account | None
    spot_was: Spot | None
    spot_now: Spot | None

    @property
    def face(self) -> Account:
        """The account of the side that prints it, of both the one after."""
        sides = ((self.now, self.spot_now), (self.was, self.spot_was))
        return next(account for account, spot in sides if account and spot)


def _kind(story: _Story, moved: Collection[int], order: Mapping[str, int]) -> Kind | None:
    was, now = story.spot_was, story.spot_now
    if was is None or now is None:
        return "enters" if was is None else "leaves"
    shifted = order[story.face.story_id] in moved or was.section != now.section
    return "moves" if shifted and was != now else None


def _change(kind: Kind, story: _Story, told: str = "", others: tuple[str, ...] = ()) -> Change:
    was, now = story.was, story.now
    return Change(
        kind=kind,
        headline=story.face.headline,
        story_id=story.face.story_id,
        was=story.spot_was,
        now=story.spot_now,
        points_was=was.points if was else None,
        points_now=now.points if now else None,
        terms=_terms(was, now),
        why=told or _why(story),
        others=others,
    )


def _why(story: _Story) -> str:
    """What did it, where the page says more than the terms do."""
    if story.spot_now is None:
        return f"now {story.now.dropped}" if story.now else "its entries are not there any more"
    if story.spot_was is None:
        return f"was {story.was.dropped}" if story.was else "its entries were not there before"
    return ""


def _terms(was: Account | None, now: Account | None) -> tuple[Term, ...]:
    if not (was and now):
        return ()
    before, after = ({part.signal: part for part in one.parts} for one in (was, now))
    terms = []
    for signal in dict.fromkeys([*before, *after]):
        one, other = before.get(signal), after.get(signal)
        points = one.points if one else 0, other.points if other else 0
        if points[0] == points[1]:
            continue
        why = ""
        if one and other and one.weight != other.weight:
            why = f"weight {one.weight:g} → {other.weight:g}"
        elif other and (not one or one.reason != other.reason):
            why = other.reason
        elif one and not other:
            why = f"no longer: {one.reason}"
        terms.append(Term(signal, *points, why))
    return tuple(sorted(terms, key=lambda term: (-abs(term.now - term.was), term.signal)))


def _regrouped(one: Kin, story: _Story) -> Change:
    merges = len(one.before) >= len(one.after)
    others = tuple(account.headline for account in (one.before if merges else one.after))
    return _change("merges" if merges else "splits", story, others=others)


def _retold(was: Brief, now: Brief) -> str:
    told = (
        ("headline", was.headline != now.headline),
        ("lead", was.tellings[:1] != now.tellings[:1]),
        ("sources", {t.entry_id for t in was.tellings} != {t.entry_id for t in now.tellings}),
        ("summary", was.summary != now.summary),
        ("status", (was.status, was.day) != (now.status, now.day)),
        ("what is new", was.news != now.news),
        ("disagreements", was.disagreements != now.disagreements),
    )
    changed = [name for name, differs in told if differs]
    return f"other {', '.join(changed)}" if changed else ""
