"""Who tells a story in words of their own."""

from __future__ import annotations

from digest.model import AnnotatedEntry, Story

COPY = 100
"""The score of a merge whose entries are one text."""


def own_words(story: Story) -> tuple[AnnotatedEntry, ...]:
    """The earliest entry of each text of the story, oldest first: a copy is left out."""
    text = {told.entry.id: told.entry.id for told in story.entries}
    for merge in story.merges:
        if merge.score >= COPY:
            one, other = text[merge.entry_id], text[merge.other_id]
            text = {entry: one if first == other else first for entry, first in text.items()}
    voices: dict[str, AnnotatedEntry] = {}
    for told in sorted(story.entries, key=lambda told: (told.when, told.entry.id)):
        voices.setdefault(text[told.entry.id], told)
    return tuple(voices.values())
