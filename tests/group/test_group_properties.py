"""What holds of any entries: a partition, in one order, the same whatever order they come in."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from told_entries import told

from digest.group import group
from digest.model import AnnotatedEntry, Source

WORDS = (
    "Quayside",
    "bridge",
    "drained",
    "Bitcoin",
    "falls",
    "Marlowe",
    "lists",
    "notice",
    "通知",
    "八部门",
    "$41.5M",
    "#5",
)
SOURCES = {
    "pboc": Source("pboc", "page", "", "People's Bank of China", tier="primary"),
    "ledgerline": Source("ledgerline", "feed", "", "Ledgerline", tier="wire"),
}


@st.composite
def an_entry(draw: st.DrawFn) -> AnnotatedEntry:
    words = draw(st.lists(st.sampled_from(WORDS), max_size=5))
    return told(
        " ".join(words),
        id=draw(st.uuids()).hex,
        hours=draw(st.integers(0, 100)),
        source=draw(st.sampled_from(["pboc", "ledgerline", "blockpost"])),
        url=draw(st.sampled_from(["", "https://a.example/1", "https://a.example/2"])),
        language=draw(st.sampled_from(["en", "zh", "und"])),
        text=draw(st.sampled_from(["", "Signers of the Quayside bridge were found empty."])),
        names=(("BTC", "asset", "Bitcoin"),) if "Bitcoin" in words else (),
        noise=draw(st.sampled_from(["", "", "prediction"])),
    )


entries = st.lists(an_entry(), max_size=12, unique_by=lambda told: told.entry.id)


@settings(deadline=None, max_examples=60)
@given(entries)
def test_every_entry_is_in_exactly_one_story(given_entries: list[AnnotatedEntry]) -> None:
    stories = group(given_entries, (), SOURCES)
    placed = sorted(told.entry.id for story in stories for told in story.entries)
    assert placed == sorted(told.entry.id for told in given_entries)
    assert all(len(story.merges) == len(story.entries) - 1 for story in stories)


@settings(deadline=None, max_examples=60)
@given(entries, st.randoms(use_true_random=False))
def test_the_order_of_entries_makes_no_difference(
    given_entries: list[AnnotatedEntry], chance: object
) -> None:
    shuffled = sorted(
        given_entries, key=lambda told: hashlib.sha256(f"{chance}{told.entry.id}".encode()).digest()
    )
    assert group(shuffled, (), SOURCES) == group(given_entries, (), SOURCES)


@settings(deadline=None, max_examples=60)
@given(entries)
def test_stories_are_in_order_named_by_their_first_entry_and_short(
    given_entries: list[AnnotatedEntry],
) -> None:
    stories = group(given_entries, (), SOURCES)
    assert [(s.began, s.id) for s in stories] == sorted((s.began, s.id) for s in stories)
    for story in stories:
        first = min(story.entries, key=lambda told: (told.when, told.entry.id))
        assert story.id == hashlib.sha256(first.entry.id.encode()).hexdigest()[:12]
        assert story.latest - story.began <= timedelta(hours=72)
        tiers = [told.entry.source_id for told in story.entries]
        assert "pboc" not in tiers or tiers[0] == "pboc"


@settings(deadline=None, max_examples=60)
@given(entries)
def test_each_merge_joins_two_entries_of_its_story(given_entries: list[AnnotatedEntry]) -> None:
    for story in group(given_entries, (), SOURCES):
        ids = {told.entry.id for told in story.entries}
        home = {entry: entry for entry in ids}
        for merge in story.merges:
            assert {merge.entry_id, merge.other_id} <= ids
            old, new = home[merge.entry_id], home[merge.other_id]
            home = {entry: new if at == old else at for entry, at in home.items()}
        assert len(set(home.values())) == 1


def test_the_hash_seed_makes_no_difference() -> None:
    script = (
        "import json; from told_entries import told; from digest.group import group;"
        "words='Quayside bridge drained Marlowe lists fern notice on tokens rates held'.split();"
        "given=[told(' '.join(words[n*7%11] for n in range(n,n+1+n%3)),id=str(n),hours=n)"
        " for n in range(40)];"
        "print(json.dumps([[s.id,[t.entry.id for t in s.entries],[(m.score,m.why) for m in s.merges]]"
        " for s in group(given,(),{})]))"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
        ).stdout
        for seed in ("0", "1")
    ]
    assert answers[0] == answers[1]
    assert len(json.loads(answers[0])) > 1
