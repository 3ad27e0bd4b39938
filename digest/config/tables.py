"""The tables of config.toml as pydantic checks them: the keys, their types and their defaults."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from digest.model import EVENTS, Tier
from digest.model.slots import WEEKDAYS, Weekday

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
"""Lower-case letters, digits, ``-`` and ``_``."""
HourMinute = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A local time, as ``07:00``."""


_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_BASE = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")


class Table(BaseModel):
    """A table whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KindTable(BaseModel):
    """A table whose further keys are the options of its kind."""

    model_config = ConfigDict(extra="allow", frozen=True)

    kind: str

    @property
    def options(self) -> dict[str, Any]:
        """The keys that belong to the kind."""
        return dict(self.model_extra or {})


class StateTable(Table):
    """``[state]``."""

    path: str = ".digest"


class CollectTable(Table):
    """``[collect]``."""

    user_agent: str = Field(
        "market-digest/0.1 (+https://github.com/market-digest/market-digest)", min_length=3
    )
    deadline_seconds: float = Field(20, gt=0, le=600)
    budget_seconds: float = Field(60, gt=0, le=3600)
    pause_seconds: float = Field(0.5, ge=0, le=60)
    max_bytes: int = Field(10_000_000, ge=10_000, le=200_000_000)
    every_minutes: float = Field(60, ge=0, le=1440)


class ModelTable(Table):
    """``[model]``: the language model, which is optional."""

    enabled: bool = False
    url: str = ""
    name: str = ""
    key: str = ""
    notes: int = Field(8, ge=0, le=40)
    sections: bool = False
    words: int = Field(60, ge=20, le=150)
    budget_tokens: int = Field(30_000, ge=1_000, le=1_000_000)
    budget_seconds: float = Field(90, gt=0, le=900)

    @field_validator("url")
    @classmethod
    def _scheme(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return url


class WatchlistTable(Table):
    """``[watchlist]``."""

    assets: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class SourceTable(KindTable):
    """``[[source]]``."""

    id: Name
    url: str
    preset: str = ""
    title: str = ""
    weight: float = Field(1.0, ge=0, le=2)
    tier: Tier = "media"
    topics: tuple[str, ...] = ()
    language: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    enabled: bool = True
    reason: str = ""
    allow_private: bool = False
    every_minutes: float = Field(0, ge=0, le=1440)
    republish: bool = False

    @field_validator("url")
    @classmethod
    def _scheme(cls, url: str) -> str:
        if not url.startswith(("http://", "https://", "file:")):
            raise ValueError("must begin with http://, https:// or file:")
        return url


class SignalTable(KindTable):
    """``[[signal]]``."""

    name: str = ""
    weight: float = Field(1.0, ge=0, le=10)


class SectionTable(KindTable):
    """``[[section]]``."""

    id: Name | None = None
    title: str = ""


class FilterTable(Table):
    """``[[filter]]``."""

    name: str = Field(min_length=1)
    action: Literal["mute", "include"]
    enabled: bool = True
    words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()


class RulingTable(Table):
    """``[[pin]]`` and ``[[split]]``."""

    name: str = Field(min_length=1)
    entries: tuple[Annotated[str, StringConstraints(min_length=3)], ...] = Field(min_length=1)


COOL_DOWN = {"price move": 1, "launch": 3, "listing": 3, "personnel": 3, "funding": 3}
"""Days for which a figure alone is no update of a thread that was told, by type of event."""


class DigestTable(Table):
    """``[[digest]]``."""

    name: Name
    title: str
    zone: str = "UTC"
    at: HourMinute = "07:00"
    days: tuple[Weekday, ...] = Field(WEEKDAYS, min_length=1)
    latest_by: HourMinute | None = None
    expires_hours: float = Field(20, gt=0, le=168)
    quorum: float = Field(0.5, ge=0, le=1)
    language: str = Field("en", pattern=_LANGUAGE)
    other_languages: Literal["show", "evidence", "mute"] = "show"
    theme: str = "letter"
    word_budget: int = Field(1200, ge=100, le=20_000)
    cool_down: dict[str, Annotated[int, Field(ge=0, le=14)]] = Field(default_factory=COOL_DOWN.copy)
    notice: str = ""
    base_url: str = ""
    sections: tuple[str, ...] | None = None
    channels: tuple[str, ...] | None = None

    @field_validator("base_url")
    @classmethod
    def _served(cls, url: str) -> str:
        if url and not _BASE.fullmatch(url):
            raise ValueError("where the site is served, such as https://example.com/desk/; no ? and no #")
        return url

    @field_validator("cool_down")
    @classmethod
    def _known_types(cls, days: dict[str, int]) -> dict[str, int]:
        if unknown := [kind for kind in days if kind not in EVENTS]:
            raise ValueError(f"no such type of event: {', '.join(unknown)}; they are {', '.join(EVENTS)}")
        return days

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("no such time zone; an IANA name such as Europe/Berlin") from None
        return zone


class ChannelTable(KindTable):
    """``[[channel]]``."""

    id: Name
    enabled: bool = True


class ConfigFile(Table):
    """The whole of config.toml."""

    state: StateTable = StateTable()
    collect: CollectTable = CollectTable()  # type: ignore[call-arg]  # every field has a default
    watchlist: WatchlistTable = WatchlistTable()
    model: ModelTable = Field(default_factory=lambda: ModelTable.model_validate({}))
    lexicon: dict[str, Any] = Field(default_factory=dict)
    source: tuple[SourceTable, ...] = ()
    signal: tuple[SignalTable, ...] = ()
    section: tuple[SectionTable, ...] = ()
    filter: tuple[FilterTable, ...] = ()
    pin: tuple[RulingTable, ...] = ()
    split: tuple[RulingTable, ...] = ()
    digest: tuple[DigestTable, ...] = ()
    channel: tuple[ChannelTable, ...] = ()
