"""What a person means who names a story or an entry: an id, an address, or words of a headline."""

from __future__ import annotations

import re

from digest.model import Account, Digest, EntryFate

SHORTEST_ID = 6
"""So many characters begin an id; what is shorter is a word first: ``fed`` and ``dead`` are both."""
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?P<host>[^\s/?#@]+\.[^\s/?#@]+)(?P<path>/[^\s?#]*)?(?:\?(?P<query>[^\s#]*))?(?:#\S*)?",
    re.IGNORECASE,
)
_STANDING = {"used": 0, "merged": 1}

Found = Account | EntryFate


def found(digest: Digest, asked: str) -> tuple[Found, ...]:
    """
    The stories and entries of the edition that `asked` may mean, likeliest first; empty without any.

    A headline that has the words side by side goes before one that has them scattered, and an entry of
    a printed story before one that stands in none.
    """
    named = asked.strip()
    if len(named) >= SHORTEST_ID and (by_id := _begun_by(digest, named)):
        return by_id
    if by_page := _at(digest, named):
        return by_page
    words = named.casefold().split()
    phrase = " ".join(words)
    fates = [f for f in digest.ledger.fates if words and all(w in f.title.casefold() for w in words)]
    fates.sort(key=lambda fate: (phrase not in fate.title.casefold(), _standing(fate)))
    return tuple(fates) or _begun_by(digest, named)


def _standing(fate: EntryFate) -> int:
    return _STANDING.get(fate.fate, len(_STANDING))


def _begun_by(digest: Digest, named: str) -> tuple[Found, ...]:
    """Stories, else threads, else entries whose id begins so."""
    if not named:
        return ()
    accounts = digest.accounts
    return (
        tuple(one for one in accounts if one.story_id.startswith(named))
        or tuple(one for one in accounts if one.thread.startswith(named))
        or tuple(one for one in digest.ledger.fates if one.entry_id.startswith(named))
    )


def _at(digest: Digest, asked: str) -> tuple[EntryFate, ...]:
    """
    The entries at an address, however it was pasted.

    Scheme, ``www.``, ``m.``, fragment and closing slash make no other page. Nor does a query, unless it
    says otherwise of something that the entry's own address says too (``?id=41``), or is all there is.
    """
    page, said = _taken_apart(asked)
    if not page:
        return ()
    near = []
    for fate in digest.ledger.fates:
        other, says = _taken_apart(fate.url)
        shared = said.keys() & says.keys()
        contradicts = any(said[name] != says[name] for name in shared)
        if other == page and not contradicts and ("/" in page or shared or not (said or says)):
            near.append((-len(shared), _standing(fate), fate))
    return tuple(fate for *_, fate in sorted(near, key=lambda one: one[:2]))


def _taken_apart(address: str) -> tuple[str, dict[str, str]]:
    """Host and path of an address in one spelling, and what its query says; empty for what is none."""
    parts = _ADDRESS.fullmatch(address.strip())
    if parts is None:
        return "", {}
    pairs = (pair.partition("=") for pair in (parts["query"] or "").split("&") if pair)
    path = (parts["path"] or "").rstrip("/")
    return parts["host"].casefold() + path, {name: value for name, _, value in pairs}
