"""What a checked config.toml comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from digest.model import EditionKey, Filter, Source, Watchlist
from digest.protocols import ConfiguredChannel, ConfiguredSource, PlacedSection, WeightedSignal


@dataclass(frozen=True, slots=True)
class CollectSettings:
    """How sources are asked."""

    user_agent: str
    deadline_seconds: float
    """For one source, from the first packet to the last byte."""
    budget_seconds: float
    """For a whole collection."""
    max_bytes: int
    """Of one answer, after decompression."""


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
    language: str
    theme: str
    word_budget: int
    notice: str
    sections: tuple[PlacedSection, ...]
    channels: tuple[ConfiguredChannel, ...]

    def key_at(self, moment: datetime) -> EditionKey:
        """The key of the edition of the local day `moment` (aware) falls on."""
        day = moment.astimezone(self.zone).date()
        return EditionKey(self.name, datetime.combine(day, self.at))


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
    watchlist: Watchlist
    topics: tuple[str, ...]
    lexicon: Mapping[str, Any]
    """The user's additions to the lexicon."""
    digests: tuple[DigestPlan, ...]

    @property
    def source_by_id(self) -> dict[str, Source]:
        """The enabled sources by id, in order."""
        return {one.source.id: one.source for one in self.sources}
