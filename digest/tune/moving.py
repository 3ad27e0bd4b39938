"""What would move a story: points, a weight, or first of all what keeps it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from digest.model import Account, Part

HEAVIEST = 10
"""The largest weight a signal may have."""
_TENTHS = [Decimal(n) / 10 for n in range(10 * HEAVIEST + 1)]


def what_would_move(accounts: Sequence[Account], account: Account) -> tuple[str, ...]:
    """
    What it takes to pass the next of an edition's stories above it, in its own section where there is one.

    For a story that something other than its points keeps out, that comes first.
    """
    if obstacle := _obstacle(accounts, account):
        return (obstacle,)
    ahead = [a for a in accounts if a.place < account.place and a.section]
    if not ahead:
        return ("nothing that is printed stands above it",)
    beside = [a for a in ahead if a.section == account.section]
    above = (beside or ahead)[-1]
    gap = above.points - account.points + 1
    more = f"{gap} more point{'s' if gap != 1 else ''}"
    change = _smallest_change(account, above)
    hints = (f"{more} would put it above {above.headline!r} ({above.points})",)
    return (*hints, f"so would {change}") if change else (*hints, "no other weight of one signal would")


def _obstacle(accounts: Sequence[Account], account: Account) -> str:
    """What keeps the story out whatever its points are, and where these would put it; else empty."""
    why = account.dropped
    if why.startswith("noise: "):
        return f"what is mostly {why.removeprefix('noise: ')} is never printed, whatever its points"
    if why.startswith("told ") and "nothing new" in why:
        return "a new figure, a primary document or another type of event would make it an update"
    if why.startswith(("rule ", "told only")):
        last = min((a.points for a in accounts if a.section), default=None)
        what = "that rule" if why.startswith("rule ") else "other_languages"
        kept = f"points do not move it past {what}"
        if last is None:
            return kept
        by = account.points - last
        side = "over" if by > 0 else "under"
        stands = f"{abs(by)} {side} the last printed story" if by else "as many as the last printed story"
        return f"{kept}; its {account.points} would be {stands}"
    return ""


def _smallest_change(account: Account, above: Account) -> str:
    """The change of one weight, in tenths, that puts the story above the other; empty without any."""
    ways = [way for part in _parts(account, above) if (way := _weight_for(part, account, above))]
    if not ways:
        return ""
    _, signal, old, new = min(ways)
    return f"the signal {signal} at weight {new:g} instead of {old:g}"


def _parts(account: Account, above: Account) -> Iterator[Part]:
    """One part of each signal that says something of either story."""
    yield from {part.signal: part for part in (*above.parts, *account.parts)}.values()


def _weight_for(part: Part, account: Account, above: Account) -> tuple[float, str, float, float] | None:
    """How far the nearest weight that helps is from the present one, the signal, both weights."""
    weight = Decimal(repr(part.weight))
    ours, theirs = _points(account, part.signal), _points(above, part.signal)
    rest = (account.points - ours) - (above.points - theirs)
    ends = [(a, b) for a in _said(ours, weight) for b in _said(theirs, weight)]
    for new in sorted(_TENTHS, key=lambda tenth: (abs(tenth - weight), tenth)):
        if ends and all(rest + round(new * a) - round(new * b) > 0 for a, b in ends):
            return float(abs(new - weight)), part.signal, part.weight, float(new)
    return None


def _points(account: Account, signal: str) -> int:
    return sum(part.points for part in account.parts if part.signal == signal)


def _said(points: int, weight: Decimal) -> tuple[int, ...]:
    """The least and the most that a signal may have said for so many points at this weight."""
    if weight <= 0:
        return ()
    near = round(Decimal(points) / weight)
    reach = int(1 / weight) + 1
    said = [n for n in range(near - reach, near + reach + 1) if round(weight * n) == points]
    return (said[0], said[-1]) if said else ()
