"""What a checked config.toml comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from digest.model import EditionKey, Filter, ModelSettings, Ruling, Source, Watchlist
from digest.model.slots import Slot, Weekday, instant, slots
from digest.protocols import ConfiguredChannel, ConfiguredSource, PlacedSection, WeightedSignal


@dataclass(frozen=True, slots=True)
class CollectSettings:
    """How sources are asked."""

    user_agent: str
    deadline_seconds: float
    """For one source, from the first packet to the last byte."""
    budget_seconds: float
    """For a whole collection."""
    pause_seconds: float
    """Between the starts of two requests to one host."""
    max_bytes: int
    """Of one answer, after decompression."""
    every_minutes: float
    """Between the collections that a schedule makes beside its editions; 0 for none."""


@dataclass(frozen=True, slots=True)
class DisabledSource:
    """A source the config describes and does not ask."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """One ``[[digest]]``: whose edition, when, in what shape."""

    name: str
    title: str
    zone: ZoneInfo
    at: time
    """Local time of its slot."""
    days: tuple[Weekday, ...]
    """Local dates that have a slot."""
    latest_by: time
    """Local time until which an edition waits for its quorum; before `at` it means the day after."""
    expires: timedelta
    """How long after its slot an edition is still made, and still owed to its targets."""
    quorum: float
    """Share of sources, 0 to 1, that must answer before `latest_by`."""
    language: str
    """BCP 47, such as ``zh-Hans``: which catalogue its themes speak by."""
    other_languages: Literal["show", "evidence", "mute"]
    theme: str
    word_budget: int
    cool_down: Mapping[str, int]
    """Days by type of event: :func:`digest.compose.status.status_of`."""
    notice: str
    base_url: str
    """Where its site is served, empty when nobody said."""
    sections: tuple[PlacedSection, ...]
    channels: tuple[ConfiguredChannel, ...]

    @property
    def code(self) -> str:
        """The primary code of its language, by which entries are known: ``zh``."""
        return self.language.partition("-")[0].lower()

    def key_at(self, moment: datetime) -> EditionKey:
        """The key of the edition of the local day `moment` (aware) falls on."""
        day = moment.astimezone(self.zone).date()
        return EditionKey(self.name, datetime.combine(day, self.at))

    def slots(self, after: datetime, until: datetime) -> tuple[Slot, ...]:
        """Its slots due after `after` and by `until` (both aware), earliest first."""
        return tuple(slots(self.zone, self.at, self.days, after, until))

    def deadline(self, slot: Slot) -> datetime:
        """The instant (UTC) of `latest_by` for the edition of this slot, never before the slot is due."""
        day = slot.nominal.date() + timedelta(days=self.latest_by < self.at)
        return max(slot.due, instant(datetime.combine(day, self.latest_by), self.zone))


@dataclass(frozen=True, slots=True)
class Config:
    """Everything config.toml says, checked, with plugins built."""

    path: Path
    folder: Path
    """What relative paths in it start from."""
    state: Path
    notes: Path
    collect: CollectSettings
    sources: tuple[ConfiguredSource, ...]
    disabled: tuple[DisabledSource, ...]
    signals: tuple[WeightedSignal, ...]
    filters: tuple[Filter, ...]
    rulings: tuple[Ruling, ...]
    watchlist: Watchlist
    topics: tuple[str, ...]
    lexicon: Mapping[str, Any]
    """The user's additions to the lexicon."""
    digests: tuple[DigestPlan, ...]
    model: ModelSettings | None = None
    """The language model to ask, if any."""

    @property
    def source_by_id(self) -> dict[str, Source]:
        """The enabled sources by id, in order."""
        return {one.source.id: one.source for one in self.sources}
