"""
The stories the shipped defaults make of labelled headlines, beside plain TF-IDF at its best threshold.

``--worst`` names, of each part, the ten worst merges and splits.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence

from bench.agreement import Agreement, agreement, of_pairs
from bench.corpus import corpus
from bench.labelled import Labelled, Pair, english, finance_pairs, og2021, uci
from bench.plain import best, likeness
from digest.group import group
from digest.model import AnnotatedEntry, Story

MOST_MISPLACED = 20.0
_HEAD = f"{'':34}{'P':>7}{'R':>7}{'F1':>7}{'misplaced':>11}"


def main() -> None:
    """Print the table, and on request the worst of each part."""
    folder = corpus()
    if folder is None:
        print("no corpus: set DIGEST_CORPUS to its folder; this bench did not run")
        return
    worst = "--worst" in sys.argv
    bare = "--bare" in sys.argv
    print(f"headlines only; plain TF-IDF at its best threshold with at most {MOST_MISPLACED:.0f} misplaced")
    print(_HEAD)
    every = og2021(folder)
    for part in (english(every), every, uci(folder, timed=True), uci(folder, timed=False)):
        began = time.process_time()
        stories = group(part.entries, (), {})
        seconds = time.process_time() - began
        home = homes(stories)
        placed = [home[told.entry.id] for told in part.entries]
        print(part.name, f"({len(part.entries)} entries, {seconds:.1f} s CPU)")
        line("  shipped defaults", agreement(part.labels, placed))
        if not bare:
            link, threshold, reached = best(part.labels, plain(part.entries), MOST_MISPLACED)
            line(f"  plain TF-IDF, {link} at {threshold:.3f}", reached)
        if worst:
            tell_worst(part, stories)
    for opening in (False, True):
        entries, pairs = finance_pairs(folder, opening=opening)
        tell_pairs("with opening" if opening else "headline only", entries, pairs, worst=worst)


def homes(stories: Sequence[Story]) -> dict[str, int]:
    """The number of each entry's story, by id of the entry."""
    return {told.entry.id: number for number, story in enumerate(stories) for told in story.entries}


def plain(entries: Sequence[AnnotatedEntry]) -> dict[tuple[int, int], float]:
    """What plain TF-IDF makes of the headlines."""
    return likeness([told.title for told in entries], [told.when.timestamp() / 3600 for told in entries])


def line(name: str, reached: Agreement) -> None:
    """One row of the table."""
    figures = f"{reached.precision:7.3f}{reached.recall:7.3f}{reached.f1:7.3f}{reached.misplaced:11.1f}"
    print(f"{name:34}{figures}")


def tell_pairs(name: str, entries: Sequence[AnnotatedEntry], pairs: Sequence[Pair], *, worst: bool) -> None:
    """The pairs' rows: all, and those a person judged; plain TF-IDF at its best with precision 0.80."""
    home = homes(group(entries, (), {}))
    placed = [home[told.entry.id] for told in entries]
    said = [placed[pair.one] == placed[pair.other] for pair in pairs]
    print(f"finance pairs, {name}")
    rows = {
        "  shipped defaults": [(pair.same, so) for pair, so in zip(pairs, said, strict=True)],
        "  shipped defaults, human labels": [
            (pair.human, so) for pair, so in zip(pairs, said, strict=True) if pair.human is not None
        ],
    }
    for row, judged in rows.items():
        print(f"{row:34}" + "".join(f"{share:7.3f}" for share in of_pairs(judged)))
    if name == "headline only":
        near = plain(entries)
        cosines = [near.get((min(pair.one, pair.other), max(pair.one, pair.other)), 0.0) for pair in pairs]
        reached = [
            of_pairs((pair.same, cosine >= t / 40) for pair, cosine in zip(pairs, cosines, strict=True))
            for t in range(4, 40)
        ]
        found = max((row for row in reached if row[0] >= 0.8), key=lambda row: row[2])
        print(f"{'  plain TF-IDF':34}" + "".join(f"{share:7.3f}" for share in found))
    if worst:
        for pair, so in zip(pairs, said, strict=True):
            if so != pair.same:
                titles = f"{entries[pair.one].title}\n           {entries[pair.other].title}"
                print(f"    {'wrongly one' if so else 'not joined '} {titles}")


def tell_worst(part: Labelled, stories: Sequence[Story], count: int = 10) -> None:
    """The merges that misplace most with the evidence they rest on, and the labels in most stories."""
    label = {told.entry.id: name for told, name in zip(part.entries, part.labels, strict=True)}
    title = {told.entry.id: told.title for told in part.entries}
    misplaced = []
    for story in stories:
        labels = Counter(label[told.entry.id] for told in story.entries)
        misplaced.append((len(story.entries) - max(labels.values()), story.id, story))
    print(f"  the {count} worst merges")
    for wrong, _, story in sorted(misplaced, key=lambda one: (-one[0], one[1]))[:count]:
        if not wrong:
            break
        print(f"    {wrong} of {len(story.entries)} misplaced")
        bad = [m for m in story.merges if label[m.entry_id] != label[m.other_id]]
        for merge in sorted(bad, key=lambda m: -m.score)[:3]:
            print(f"      {title[merge.entry_id]}")
            print(f"      {title[merge.other_id]}")
            print(f"        {merge.score} {merge.why}")
    print(f"  the {count} worst splits")
    parts: defaultdict[str, list[Story]] = defaultdict(list)
    for story in stories:
        for name in {label[told.entry.id] for told in story.entries}:
            parts[name].append(story)
    for _name, split in sorted(parts.items(), key=lambda one: (-len(one[1]), one[0]))[:count]:
        print(f"    in {len(split)} stories")
        for story in sorted(split, key=lambda story: (-len(story.entries), story.id))[:4]:
            print(f"      {len(story.entries):4} {story.lead.language} {story.lead.title}")
