"""A reader's judgement of a story, from an edition's record."""

from __future__ import annotations

from datetime import datetime

from digest.config import Config
from digest.errors import DigestError
from digest.model import Digest, Entry, Judgement, Mark, Story
from digest.prepare import load_lexicon
from digest.tune.explain import explain
from digest.understand import understand


def judged(digest: Digest, asked: str, mark: Mark, config: Config, now: datetime) -> Judgement:
    """
    The judgement of the story that `asked` names, as in :func:`digest.tune.explain.explain`.

    Its subjects are the entities that its headline names. Raises DigestError when nothing matches, or
    only an entry that is in no story.
    """
    account = explain(digest, asked).account
    if account is None:
        raise DigestError(str(digest.edition.key), f"{asked!r} is in no story", "name one that was told")
    fates = {fate.entry_id: fate.source_id for fate in digest.ledger.fates}
    headline = account.headline
    told = Entry("", "", "", headline, "", now)
    annotated = understand((told,), load_lexicon(config), lambda text: "")
    return Judgement(
        at=now,
        digest=digest.edition.key.digest,
        day=digest.edition.key.day,
        story_id=account.story_id,
        thread=account.thread,
        headline=headline,
        mark=mark,
        subjects=Story(account.story_id, annotated, account.thread).subjects,
        sources=tuple(dict.fromkeys(fates[entry] for entry in account.entry_ids if entry in fates)),
    )
