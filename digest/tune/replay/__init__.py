"""
Replay: past editions made again, offline, from what the sources answered then.

The state is read and never written. What a source answered, how each did, what had been told before and
what was measured are as they stood when the edition was made; the config may be another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from digest.compose.admit import admit
from digest.config import Config, DigestPlan
from digest.errors import DigestError
from digest.model import Digest, Edition, Entry, Judgement, Memory, PastStory, SourceOutcome, record
from digest.prepare import Prepared, prepare
from digest.protocols import ConfiguredSource
from digest.run import Material, notes_of, weigh, write
from digest.store import SqliteStore
from digest.store.sqlite import OBSERVATIONS_REMEMBERED, STORIES_REMEMBERED
from digest.store.stories import told_by
from digest.tune.replay.asof import entries_of, observations_of, shown
from digest.tune.replay.telling import Telling
from digest.tune.replay.visits import NOT_RECORDED, Visit, Visits

__all__ = ["Replay", "Replayed"]


@dataclass(frozen=True, slots=True)
class Replayed:
    """One edition, as it went out and as it was made again."""

    recorded: Digest
    digest: Digest
    unrecorded: tuple[str, ...]
    """Ids of the sources of which nothing was kept that day, in the order of the config."""

    @property
    def same(self) -> bool:
        """Whether it is the record, byte for byte."""
        return record.write(self.digest) == record.write(self.recorded)


class Replay:
    """
    The editions of one digest from `first` to `last`, ready to be made again as often as one likes.

    What does not depend on the config is read once, and what was understood and grouped is kept: under a
    config that only weighs otherwise, an edition takes milliseconds.
    """

    def __init__(self, store: SqliteStore, digest: str, first: date, last: date) -> None:
        """Raises DigestError when no edition of these days was published."""
        wanted = [key for key in store.keys(digest) if first <= key.day <= last]
        editions = [one for key in wanted if (one := store.edition(key)) is not None]
        if not editions:
            when = str(first) if first == last else f"{first} to {last}"
            raise DigestError(f"{digest} {when}", "no such edition was published", "`digest run` makes one")
        self.editions: tuple[Digest, ...] = tuple(reversed(editions))
        start, made = self.editions[0].edition.window.start, self.editions[0].masthead.made
        self._recording = store.recording(min(start, made - OBSERVATIONS_REMEMBERED))
        self._visits = Visits(store, self._recording)
        self._first_seen = store.first_seen()
        self._memories = {
            one.edition.key: store.memory(one.edition.key, one.masthead.made) for one in self.editions
        }
        self._telling = Telling()
        self._store = store
        self._prepared: tuple[object, Prepared] | None = None

    def under(
        self,
        config: Config,
        plan: DigestPlan,
        progress: Callable[[str], None] = lambda stage: None,
        judgements: tuple[Judgement, ...] | None = None,
    ) -> tuple[Replayed, ...]:
        """
        The editions as `config` and `plan` would have made them, oldest first.

        Each remembers what the one before it told here, not what went out; `progress` is told the day of
        each. With `judgements` these are weighed in place of those that were in force that day. Raises
        ConfigError or TemplateError, and StoreError when a recorded answer cannot be read.
        """
        prepared = self._preparation(config, plan)
        told: list[PastStory] = []
        made = []
        for recorded in self.editions:
            progress(str(recorded.edition.key.day))
            material, unrecorded = self._material(config, plan, recorded, told)
            if judgements is not None:
                material = replace(material, memory=replace(material.memory, judgements=judgements))
            stories = self._telling.of(material, prepared, config.source_by_id, config.rulings)
            digest = weigh(config, plan, stories, material)
            if config.model:
                digest = write(config.model, digest, material, prepared, self._store)
            told = [*told_by(digest), *told]
            made.append(Replayed(recorded, digest, unrecorded))
        return tuple(made)

    def _preparation(self, config: Config, plan: DigestPlan) -> Prepared:
        wanted = (config.lexicon, config.folder, plan.theme, plan.zone)
        if self._prepared is None or self._prepared[0] != wanted:
            self._prepared = (wanted, prepare(config, plan))
        return self._prepared[1]

    def _material(
        self, config: Config, plan: DigestPlan, recorded: Digest, told: Sequence[PastStory]
    ) -> tuple[Material, tuple[str, ...]]:
        """What the edition is made from, and the sources of which there is no recording."""
        edition, made = recorded.edition, recorded.masthead.made
        entries: list[Entry] = []
        outcomes: list[SourceOutcome] = []
        measured: dict[str, Sequence[Visit]] = {}
        trouble = {line.source_id: line.trouble for line in recorded.ledger.sources}
        for one in config.sources:
            past = self._visits.outcomes(one.source.id, made)
            visits = [self._visits.visit(one, at) for at in shown(past, edition.window.start)]
            # Only a first edition looks at the content of what was seen before its window.
            before = [at for at in past if at.at <= edition.window.start] if edition.window.first else []
            earlier = [self._visits.visit(one, at) for at in before]
            entries += entries_of(earlier, visits, self._recording.sights, edition.window)
            did = _outcome(one, visits, edition.window.start, made)
            outcomes.append(replace(did, trouble=trouble.get(one.source.id, "")))
            if any(at.observations for at in past):
                measured[one.source.id] = [
                    self._visits.visit(one, at) for at in past if at.at > made - OBSERVATIONS_REMEMBERED
                ]
        memory = self._memories[edition.key]
        eligible, refused = admit(
            sorted(entries, key=lambda entry: (entry.seen, entry.id)),
            edition.window,
            self._first_seen,
            config.source_by_id,
        )
        material = Material(
            edition=_edition(edition, plan),
            eligible=eligible,
            refused=refused,
            memory=replace(
                memory,
                stories=self._remembered(memory, told, edition),
                observations=observations_of(memory.observations, measured, made, OBSERVATIONS_REMEMBERED),
            ),
            outcomes=tuple(outcomes),
            notes=notes_of(config, edition.key),
            made=made,
        )
        missing = (one.source_id for one in outcomes if one.error.startswith(NOT_RECORDED))
        return material, tuple(missing)

    def _remembered(
        self, memory: Memory, told: Sequence[PastStory], edition: Edition
    ) -> tuple[PastStory, ...]:
        """What was told before the first edition of the replay, below what was told in it."""
        began = self.editions[0].edition.key.day
        since = (edition.key.slot - STORIES_REMEMBERED).date()
        before = [one for one in memory.stories if one.edition < began]
        return tuple(one for one in (*told, *before) if one.edition >= since)


def _edition(recorded: Edition, plan: DigestPlan) -> Edition:
    """The edition under its own key, over its own window, in the shape of `plan`."""
    return replace(
        recorded,
        title=plan.title,
        zone=plan.zone.key,
        language=plan.code,
        others=plan.other_languages,
        word_budget=plan.word_budget,
        notice=plan.notice,
    )


def _outcome(
    configured: ConfiguredSource, visits: Sequence[Visit], start: datetime, made: datetime
) -> SourceOutcome:
    """How the source did in the collection of the edition."""
    if visits and visits[-1].outcome.at > start:
        return visits[-1].outcome
    source = configured.source
    return SourceOutcome(source.id, source.title, "failed", made, error=NOT_RECORDED)
