"""
Diff: two editions of one day beside each other: what enters, leaves, moves, and the terms that did it.

Pure: the same for the same two records, in an order of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from digest.model import Digest, record
from digest.tune.diff.changes import Change, Diff, EditionDiff, SourceShift, Spot, Term
from digest.tune.diff.stories import story_changes
from digest.tune.diff.tables import table_changes

__all__ = ["Change", "Diff", "EditionDiff", "SourceShift", "Spot", "Term", "compare", "diff"]

Pair = tuple[Digest, Digest, tuple[str, ...]]
"""An edition before and after, and the sources of which there is no recording."""


def diff(pairs: Sequence[Pair], before: str, after: str) -> Diff:
    """The `pairs` compared, in their order; `before` and `after` say in words what they are."""
    editions = tuple(compare(*pair) for pair in pairs)
    printed = sum(one.printed_was + one.printed_now for one in editions)
    turned = sum(len(one.of("enters")) + len(one.of("leaves")) for one in editions)
    return Diff(
        before=before,
        after=after,
        editions=editions,
        sources=tuple(_shifts(pairs)),
        churn=round(100 * turned / printed) if printed else 0,
    )


def compare(before: Digest, after: Digest, unrecorded: tuple[str, ...] = ()) -> EditionDiff:
    """Two editions of one key, beside each other."""
    identical = record.write(before) == record.write(after)
    return EditionDiff(
        key=after.edition.key,
        changes=() if identical else story_changes(before, after),
        tables=table_changes(before, after),
        printed_was=len(before.briefs),
        printed_now=len(after.briefs),
        unrecorded=unrecorded,
        identical=identical,
    )


def _shifts(pairs: Sequence[Pair]) -> Iterator[SourceShift]:
    stories: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    leads: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for pair in pairs:
        for side, digest in enumerate(pair[:2]):
            for brief in digest.briefs:
                tellers = list(dict.fromkeys(telling.source_id for telling in brief.tellings))
                stories[side].update(tellers)
                leads[side].update(tellers[:1])
    shifts = [
        SourceShift(source, stories[0][source], stories[1][source], leads[0][source], leads[1][source])
        for source in {*stories[0], *stories[1]}
        if stories[0][source] != stories[1][source] or leads[0][source] != leads[1][source]
    ]
    yield from sorted(
        shifts,
        key=lambda one: (
            -abs(one.stories_now - one.stories_was),
            -abs(one.leads_now - one.leads_was),
            one.source_id,
        ),
    )
