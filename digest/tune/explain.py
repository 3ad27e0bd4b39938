"""Why a story is here, why a link is not, and what would have moved it: read from the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.errors import DigestError
from digest.model import Account, Brief, Digest, EntryFate, Fate
from digest.tune.asked import Found, found
from digest.tune.moving import what_would_move

MOST_OTHERS = 5
_RULES: dict[Fate, str] = {
    "too old": "an edition takes what was published since the last one and in the 48 hours before it, of a "
    "new source and in a first edition what was published in the last 24 hours",
    "undated": "what a new source shows first, or a first edition finds, needs a date that tells its age",
    "seen before": "each entry has one edition, the first after it was seen",
    "duplicate": "of one address in several sources, what the source of the best tier shows is taken",
    "filtered": "a rule of config.toml took it",
}
"""By fate, the rule that gave it to an entry that came into no story."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to one question about one edition."""

    headline: str
    verdict: str
    """One sentence: where it stands, or what became of it."""
    account: Account | None
    """The story's terms, when it came so far."""
    thread: tuple[str, ...]
    """How the story stands to what earlier editions told, latest first."""
    merges: tuple[str, ...]
    splits: tuple[str, ...]
    """What keeps entries of it apart from those of other stories."""
    hints: tuple[str, ...]
    """What would have moved it, or where else to look."""
    others: tuple[str, ...] = ()
    """What else was meant, perhaps."""


def explain(digest: Digest, asked: str, before: Sequence[Digest] = ()) -> Explanation:
    """
    The account of the story or entry that `asked` names.

    `asked` is the beginning of a story's or entry's id, an address, or words of a headline (all of
    them must occur). `before` are other editions, latest first: what became there of an entry that was
    seen before, and how they told the thread. Raises DigestError when nothing in the edition matches.
    """
    if not asked.strip():
        raise DigestError("explain", "nothing was asked", "a story id, an address, or words of a headline")
    meant = found(digest, asked)
    if not meant:
        elsewhere = next((one.edition.key.day for one in before if found(one, asked)), None)
        hint = "give a story id, a full address, or words that occur in its headline"
        if elsewhere:
            hint = f"the edition of {elsewhere} has it: --date {elsewhere}"
        raise DigestError(str(digest.edition.key), f"nothing matches {asked!r}", hint)
    told_in = {entry: account for account in digest.accounts for entry in account.entry_ids}
    others = _others(meant, told_in)
    first = meant[0]
    earlier = [one for one in before if one.edition.key.slot < digest.edition.key.slot]
    if isinstance(first, Account):
        return _of_story(digest, first, None, earlier, others)
    account = told_in.get(first.entry_id)
    if account is None:
        return _of_entry(digest, first, earlier, others)
    return _of_story(digest, account, first, earlier, others)


def _others(meant: Sequence[Found], told_in: dict[str, Account]) -> tuple[str, ...]:
    """Other stories, and entries in none, that the same words, id or address may mean."""
    named = []
    for one in meant:
        account = one if isinstance(one, Account) else told_in.get(one.entry_id)
        if account is not None:
            named.append(f"{account.headline}  [{account.story_id}]")
        elif isinstance(one, EntryFate):
            named.append(f"{one.title}  [{one.entry_id}]")
    _, *others = dict.fromkeys(named)
    more = len(others) - MOST_OTHERS
    return (*others[:MOST_OTHERS], *([f"and {more} more"] if more > 0 else []))


def _of_entry(
    digest: Digest, fate: EntryFate, earlier: Sequence[Digest], others: tuple[str, ...]
) -> Explanation:
    detail = f": {fate.detail}" if fate.detail else ""
    rule = (_RULES[fate.fate],) if fate.fate in _RULES else ()
    return Explanation(
        headline=f"{fate.title}  ({fate.source_id})",
        verdict=f"not in the edition of {digest.edition.key.day}: {fate.fate}{detail}",
        account=None,
        thread=(),
        merges=(),
        splits=(),
        hints=(*rule, *_elsewhere(digest, fate, earlier)),
        others=others,
    )


def _elsewhere(digest: Digest, fate: EntryFate, earlier: Sequence[Digest]) -> Iterator[str]:
    """Where the entry was told, when it was: before, or by another source."""
    if fate.fate == "seen before":
        for one in earlier:
            was = next((f for f in one.ledger.fates if f.entry_id == fate.entry_id), None)
            if was is not None and was.fate != "seen before":
                detail = f": {was.detail}" if was.detail else ""
                yield f"in the edition of {one.edition.key.day}: {was.fate}{detail}"
                return
    if fate.fate == "duplicate":
        for other in digest.ledger.fates:
            if other.url == fate.url and other.fate != "duplicate":
                yield f"taken from {other.source_id}, as {other.title!r}: {other.fate}  [{other.entry_id}]"


def _of_story(
    digest: Digest,
    account: Account,
    fate: EntryFate | None,
    earlier: Sequence[Digest],
    others: tuple[str, ...],
) -> Explanation:
    titles = {one.entry_id: f"{one.title} ({one.source_id})" for one in digest.ledger.fates}
    section = next((s.title or s.id for s in digest.sections if s.id == account.section), account.section)
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
        thread=tuple(_thread(digest, account, earlier)),
        merges=tuple(
            f"{merge.score}: {titles.get(merge.entry_id, merge.entry_id)} + "
            f"{titles.get(merge.other_id, merge.other_id)}: {merge.why}"
            for merge in account.merges
        ),
        splits=tuple(f"from another story by the split {name!r}" for name in account.split_by),
        hints=what_would_move(digest.accounts, account),
        others=others,
    )


def _thread(digest: Digest, account: Account, earlier: Sequence[Digest]) -> Iterator[str]:
    """What the story is to its thread, and how earlier editions told that."""
    brief = next((b for b in digest.briefs if b.story_id == account.story_id), None)
    if brief is not None:
        yield _status(brief)
    elif account.thread != account.story_id:
        yield "goes on from an earlier edition"
    for one in earlier:
        for told in one.briefs:
            if told.thread == account.thread:
                yield f"{one.edition.key.day}: {told.headline}  [{told.story_id}]"


def _status(brief: Brief) -> str:
    if brief.status == "new":
        return "new: no earlier edition told it"
    what = f": {'; '.join(brief.news)}" if brief.news else ""
    return f"{'update' if brief.status == 'update' else 'goes on'}, day {brief.day}{what}"
