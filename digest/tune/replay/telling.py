"""What the entries of an edition tell, worked out once for what stays the same between configs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from digest.compose.admit import spoken
from digest.group import group
from digest.model import AnnotatedEntry, EditionKey, Entry, Ruling, Source, Story
from digest.prepare import Prepared
from digest.run import Material
from digest.understand import understand


class Telling:
    """Understands each entry once and groups only what was not grouped before; the same as without it."""

    def __init__(self) -> None:
        self._prepared: Prepared | None = None
        self._annotated: dict[Entry, AnnotatedEntry] = {}
        self._stories: dict[EditionKey, tuple[Any, tuple[Story, ...]]] = {}

    def of(
        self,
        material: Material,
        prepared: Prepared,
        sources: Mapping[str, Source],
        rulings: Sequence[Ruling] = (),
    ) -> tuple[Story, ...]:
        """The stories of the edition."""
        if self._prepared is not prepared:
            self._prepared = prepared
            self._annotated.clear()
            self._stories.clear()
        key = material.edition.key
        # Of a source grouping looks at its tier alone: a weight changes no story.
        tiers = {source.id: source.tier for source in sources.values()}
        asked = (material.eligible, material.memory.stories, tiers, material.edition, rulings)
        if key not in self._stories or self._stories[key][0] != asked:
            fresh = [entry for entry in material.eligible if entry not in self._annotated]
            understood = understand(fresh, prepared.lexicon, prepared.detect)
            self._annotated |= zip(fresh, understood, strict=True)
            told = spoken([self._annotated[entry] for entry in material.eligible], material.edition)
            self._stories[key] = (asked, group(told, material.memory.stories, sources, rulings))
        return self._stories[key][1]
