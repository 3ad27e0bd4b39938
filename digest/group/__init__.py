"""
Group: the entries that tell one event become one story, linked to what was told of it before.

Pure and deterministic; the order entries come in makes no difference.
"""

from __future__ import annotations

import gc
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from digest.group.bridges import bridges
from digest.group.candidates import neighbours
from digest.group.copies import copies
from digest.group.lead import lead_first
from digest.group.linking import Linking
from digest.group.profile import Profile, past_profile, profile
from digest.group.rulings import Rulings
from digest.group.similarity import Space, Vector, evidence, shared, space
from digest.group.threads import Threads
from digest.group.veto import veto
from digest.model import AnnotatedEntry, Merge, PastStory, Ruling, Source, Story

COPY = 100
"""Score of a merge of copies (same address, same text): one voice. No other merge reaches it."""

__all__ = ["COPY", "group"]


def group(
    annotated: Sequence[AnnotatedEntry],
    earlier: Sequence[PastStory],
    sources: Mapping[str, Source],
    rulings: Sequence[Ruling] = (),
) -> tuple[Story, ...]:
    """
    The stories the entries tell: every entry in exactly one, ordered by earliest entry, then id.

    `earlier` are the stories of past editions, in which a story may find its thread; `sources` say
    which entries are primary documents; `rulings` overrule what words and facts say. Merge evidence is
    kept: each story of n entries has n − 1 merges, with score :data:`COPY` where one entry merely
    repeats the other. A story names the splits that keep it from another.
    """
    with _undisturbed():
        return _grouped(annotated, earlier, sources, rulings)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """
    Without the search for cycles among values, of which there are none here.

    Looking through hundreds of thousands of new values again and again took a third of the time.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _grouped(
    annotated: Sequence[AnnotatedEntry],
    earlier: Sequence[PastStory],
    sources: Mapping[str, Source],
    rulings: Sequence[Ruling],
) -> tuple[Story, ...]:
    entries = sorted(annotated, key=lambda told: (told.when, told.entry.id))
    profiles = [profile(told) for told in entries]
    past = [(told, past_profile(told)) for told in sorted(earlier, key=lambda p: (p.edition, p.id))]
    among = space([*profiles, *(told for _, told in past)])
    vectors = [among.in_common(among.vector(told)) for told in profiles]
    ruled = Rulings(rulings, entries)
    groups, merges = _linked(profiles, vectors, among, ruled)
    threads = Threads(past, among)
    stories = []
    for places in groups:
        whole = [among.vector(profiles[p]) for p in places] if past or len(places) > 1 else []
        told = threads.continued([profiles[p] for p in places], whole)
        first = hashlib.sha256(entries[places[0]].entry.id.encode()).hexdigest()[:12]
        stories.append(
            Story(
                id=first,
                entries=lead_first([entries[p] for p in places], whole, sources),
                thread=told[0].thread if told else first,
                merges=tuple(merges[places[0]]),
                earlier=told,
                split_by=ruled.split_by(places),
            )
        )
    return tuple(sorted(stories, key=lambda story: (story.began, story.id)))


def _linked(
    profiles: Sequence[Profile], vectors: Sequence[Vector], among: Space, rulings: Rulings
) -> tuple[list[list[int]], Mapping[int, list[Merge]]]:
    """The entries of each story by place, in order, and the merges of each by its first entry's place."""

    def vetoed(one: int, other: int) -> bool:
        return bool(veto(profiles[one], profiles[other], among))

    def forbidden(one: int, other: int) -> bool:
        return rulings.forbid(one, other) or vetoed(one, other)

    forbids = forbidden if rulings.splits else vetoed
    linking = Linking(profiles, vectors, neighbours(profiles, vectors, among), forbids)
    pinned = {(one, other): why for one, other, why in rulings.pinned if not rulings.forbid(one, other)}
    linking.join_pinned(tuple(pinned))
    same = {(one, other): why for one, other, why in copies(profiles)}
    linking.join_copies(tuple(same))
    linking.join_alike()
    groups, joins = bridges(linking.groups(), profiles, among, forbids)
    first = {place: places[0] for places in groups for place in places}
    merges: defaultdict[int, list[Merge]] = defaultdict(list)
    for one, other, cosine in linking.joined:
        copied = same.get((one, other)) if (one, other) not in pinned else None
        common = shared(vectors[one], vectors[other])
        why = pinned.get((one, other)) or copied or evidence(profiles[one], profiles[other], common)
        score = COPY if copied else min(COPY - 1, round(100 * cosine))
        merges[first[one]].append(Merge(profiles[one].id, profiles[other].id, score, why))
    for one, other, score, why in joins:
        merges[first[one]].append(Merge(profiles[one].id, profiles[other].id, score, why))
    return groups, merges
