"""Which stories of two editions are the same ones, whatever they were grouped into."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Account


@dataclass(frozen=True, slots=True)
class Kin:
    """Stories that have entries in common: one on each side, unless grouping came out otherwise."""

    before: tuple[Account, ...]
    """Best first."""
    after: tuple[Account, ...]


def kin(before: Sequence[Account], after: Sequence[Account]) -> tuple[Kin, ...]:
    """Every story of both sides in exactly one, in the order of `after`, then of `before`."""
    of: dict[str, str] = {}

    def root(entry: str) -> str:
        while of[entry] != entry:
            entry = of[entry] = of[of[entry]]
        return entry

    for account in (*after, *before):
        for entry in account.entry_ids:
            of.setdefault(entry, entry)
            of[root(entry)] = root(account.entry_ids[0])
    sides: defaultdict[str, tuple[list[Account], list[Account]]] = defaultdict(lambda: ([], []))
    for side, accounts in ((1, after), (0, before)):
        for account in accounts:
            sides[root(account.entry_ids[0])][side].append(account)
    return tuple(Kin(tuple(was), tuple(now)) for was, now in sides.values())


def out_of_order(places: Sequence[int]) -> frozenset[int]:
    """
    The fewest of `places` (all different) that, taken away, leave the others in rising order.

    What moved among things that merely made room: the rest of a longest increasing subsequence.
    """
    tails: list[int] = []
    chains: list[tuple[int, ...]] = []
    for place in places:
        at = bisect_left(tails, place)
        chain = (*(chains[at - 1] if at else ()), place)
        tails[at : at + 1] = [place]
        chains[at : at + 1] = [chain]
    return frozenset(places) - frozenset(chains[-1] if chains else ())
