"""Why a story is here, why a link is not, and what would have moved it: read from the record."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.errors import DigestError
from digest.model import Account, Digest, EntryFate

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?P<host>[^\s/?#@]+\.[^\s/?#@]+)(?P<path>/[^\s?#]*)?(?:\?(?P<query>[^\s#]*))?(?:#\S*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to one question about one edition."""

    headline: str
    verdict: str
    """One sentence: where it stands, or what became of it."""
    account: Account | None
    """The story's terms, when it came so far."""
    merges: tuple[str, ...]
    splits: tuple[str, ...]
    """What keeps entries of it apart from those of other stories."""
    hints: tuple[str, ...]
    """What would have moved it."""


def explain(digest: Digest, asked: str) -> Explanation:
    """
    The account of the story or entry that `asked` names.

    `asked` is the beginning of a story's or entry's id, an address, or words of a headline (all of
    them must occur). Raises DigestError when nothing in the edition's record matches.
    """
    if not asked.strip():
        raise DigestError("explain", "nothing was asked", "a story id, an address, or words of a headline")
    for account in digest.accounts:
        if account.story_id.startswith(asked) or account.thread == asked:
            return _of_story(digest, account)
    fate = _fate_of(digest, asked)
    if fate is None:
        hint = "give a story id, a full address, or words that occur in its headline"
        raise DigestError(str(digest.edition.key), f"nothing matches {asked!r}", hint)
    told_in = next((a for a in digest.accounts if fate.entry_id in a.entry_ids), None)
    return _of_entry(digest, fate, told_in) if told_in is None else _of_story(digest, told_in, fate)


def _fate_of(digest: Digest, asked: str) -> EntryFate | None:
    words = asked.casefold().split()
    page = _page(asked)
    matching = [
        fate
        for fate in digest.ledger.fates
        if fate.entry_id.startswith(asked)
        or (page and _page(fate.url) == page)
        or all(word in fate.title.casefold() for word in words)
    ]
    order = {"used": 0, "merged": 1}
    return min(matching, key=lambda fate: order.get(fate.fate, 2), default=None)


def _page(asked: str) -> str:
    """
    The page an address leads to, however it was pasted; empty for what is none.

    Scheme, ``www.``, ``m.``, query, fragment and closing slash make no other page, unless the query is
    all that tells it (a path of nothing).
    """
    found = _ADDRESS.fullmatch(asked.strip())
    if found is None:
        return ""
    host, path, query = found["host"].casefold(), (found["path"] or "").rstrip("/"), found["query"] or ""
    return f"{host}{path}" if path else f"{host}?{query}"


def _of_entry(digest: Digest, fate: EntryFate, account: Account | None) -> Explanation:
    detail = f": {fate.detail}" if fate.detail else ""
    return Explanation(
        headline=f"{fate.title}  ({fate.source_id})",
        verdict=f"not in the edition of {digest.edition.key.day}: {fate.fate}{detail}",
        account=account,
        merges=(),
        splits=(),
        hints=(),
    )


def _of_story(digest: Digest, account: Account, fate: EntryFate | None = None) -> Explanation:
    titles = {one.entry_id: f"{one.title} ({one.source_id})" for one in digest.ledger.fates}
    section = next((s.title for s in digest.sections if s.id == account.section), account.section)
    of = f"place {account.place} of {len(digest.accounts)}"
    verdict = f"printed under {section!r}, {of}" if account.section else f"not printed, {of}"
    if account.dropped:
        verdict += f": {account.dropped}"
    if fate and fate.fate == "merged":
        verdict = f"the entry was merged into this story; {verdict}"
    return Explanation(
        headline=f"{account.headline}  [{account.story_id}]",
        verdict=verdict,
        account=account,
        merges=tuple(
            f"{merge.score}: {titles.get(merge.entry_id, merge.entry_id)} + "
            f"{titles.get(merge.other_id, merge.other_id)}: {merge.why}"
            for merge in account.merges
        ),
        splits=tuple(f"from another story by the split {name!r}" for name in account.split_by),
        hints=_what_would_move(digest, account),
    )


def _what_would_move(digest: Digest, account: Account) -> tuple[str, ...]:
    """What it takes to pass the next printed story above, and the signal that could do it."""
    ahead = [a for a in digest.accounts if a.place < account.place and a.section]
    if not ahead:
        return ("nothing that is printed stands above it",)
    above = ahead[-1]
    gap = above.points - account.points + 1
    more = f"{gap} more point{'s' if gap != 1 else ''}"
    hints = [f"{more} would put it above {above.headline!r} ({above.points})"]
    for part in sorted(account.parts, key=lambda part: -part.points):
        if part.points > 0 and part.weight > 0:
            weight = part.weight * (part.points + gap) / part.points
            hints.append(f"for example {part.signal} at weight {weight:.2f} instead of {part.weight:g}")
            break
    return tuple(hints)
