"""What the config rules about these entries: which are one story, which never are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from digest.model import AnnotatedEntry, Ruling


class Rulings:
    """The rulings, found in the entries at hand; entries are named by their place."""

    def __init__(self, rules: Sequence[Ruling], entries: Sequence[AnnotatedEntry]) -> None:
        self._names = [rule.name for rule in rules]
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

    @property
    def splits(self) -> bool:
        """Whether any entry at hand is named by a split."""
        return bool(self._split)

    def forbid(self, one: int, other: int) -> bool:
        """Whether a split keeps two entries apart."""
        return one in self._split and other in self._split and bool(self._between(one, other))

    def split_by(self, places: Collection[int]) -> tuple[str, ...]:
        """Names of the splits that keep one of the entries at `places` apart from any other entry."""
        ruled = [place for place in places if place in self._split]
        others = self._split.keys() - ruled if ruled else ()
        acting = {rule for place in ruled for other in others for rule in self._between(place, other)}
        return tuple(self._names[rule] for rule in sorted(acting))

    def _between(self, one: int, other: int) -> list[int]:
        """The splits that keep two entries apart, by place."""
        here, there = self._split[one], self._split[other]
        return [rule for rule, parts in here.items() if rule in there and not parts & there[rule]]
