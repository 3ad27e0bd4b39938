"""An entry with what was understood of it, each finding with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.model.entry import Entry
from digest.model.figure import Figure, Span

EntityKind = Literal["asset", "body", "organisation", "person", "place"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names a known entity."""

    entity: str
    """The entity's id in the lexicon, such as ``BTC`` or ``pboc``."""
    kind: EntityKind
    name: str
    """The entity's usual name."""
    quote: str
    span: Span


EVENTS = (
    "closure", "consultation", "delisting", "enforcement", "exploit", "fund flow", "funding", "governance",
    "launch", "liquidation", "listing", "macro print", "merger", "notice", "outage", "personnel",
    "price move", "proposal", "rate decision", "rule", "ruling", "speech", "unlock",
)  # fmt: skip
"""Every type of event an entry may tell, in the order of the alphabet."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A judgement by rule and the words that led to it: an event type, a kind of noise."""

    kind: str
    quote: str


@dataclass(frozen=True, slots=True)
class RegulatoryAct:
    """What can be said of a regulator's act from one text; empty where the text is silent."""

    body: str
    """Id of the issuing body in the lexicon."""
    body_name: str
    jurisdiction: str
    """ISO 3166 alpha-2, ``EU``, or ``INT``."""
    kind: str
    """rule, proposal, enforcement, consultation, notice, speech."""
    number: str = ""
    issued: str = ""
    effective: str = ""
    repeals: str = ""
    affects: str = ""


@dataclass(frozen=True, slots=True)
class AnnotatedEntry:
    """
    An entry and what was understood.

    `text` is the title, a blank line, and the body without boilerplate; every span indexes into it.
    """

    entry: Entry
    language: str
    """BCP 47 primary code, ``und`` when it cannot be told."""
    text: str
    sentences: tuple[Span, ...]
    """Spans of the body's sentences (not the title), in order."""
    mentions: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    event: Finding | None = None
    noise: tuple[Finding, ...] = ()
    """sponsored, prediction, opinion, live blog …"""
    act: RegulatoryAct | None = None

    @property
    def title(self) -> str:
        """The headline, as the source wrote it."""
        return self.entry.title

    @property
    def when(self) -> datetime:
        """The best known time of the entry: published, else first seen (UTC)."""
        return self.entry.published or self.entry.seen

    def entities(self, kind: EntityKind | None = None) -> tuple[str, ...]:
        """Ids of the entities named, in order of first mention, of one kind or of all."""
        named = (m.entity for m in self.mentions if kind is None or m.kind == kind)
        return tuple(dict.fromkeys(named))

    def names(self, kind: EntityKind) -> tuple[str, ...]:
        """Usual names of the entities of one kind, in order of first mention."""
        return tuple(dict.fromkeys(m.name for m in self.mentions if m.kind == kind))
