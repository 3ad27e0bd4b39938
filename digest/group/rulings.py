"""What the config rules about these entries: which are one story, which never are."""

from __future__ import annotations

from collections.abc import Sequence

from digest.model import AnnotatedEntry, Ruling


class Rulings:
    """The rulings, found in the entries at hand; entries are named by their place."""

    def __init__(self, rules: Sequence[Ruling], entries: Sequence[AnnotatedEntry]) -> None:
        self._split: dict[int, dict[int, frozenset[int]]] = {}
        self.pinned: list[tuple[int, int, str]] = []
        """Pairs that are one story, with the reason; those of a rule hang on its first entry."""
        for number, rule in enumerate(rules):
            named = [(place, rule.parts(told.entry)) for place, told in enumerate(entries)]
            found = [(place, parts) for place, parts in named if parts]
            if rule.action == "pin":
                why = f"pinned by {rule.name}"
                self.pinned += [(found[0][0], place, why) for place, _ in found[1:]]
            else:
                for place, parts in found:
                    self._split.setdefault(place, {})[number] = parts

    def forbid(self, one: int, other: int) -> bool:
        """Whether a split keeps two entries apart."""
        here, there = self._split.get(one), self._split.get(other)
        if not here or not there:
            return False
        return any(rule in there and not parts & there[rule] for rule, parts in here.items())
