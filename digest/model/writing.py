"""What a language model is asked to write, and what became of its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from digest.model.annotated import AnnotatedEntry


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Where a language model answers, and how much of it an edition may use."""

    url: str
    """The base address of an endpoint that speaks the OpenAI protocol, such as ``http://localhost:11434/v1``."""
    name: str
    """The model's name there."""
    key: str = field(default="", repr=False)
    notes: int = 8
    """For how many stories it is asked, best first."""
    sections: bool = False
    """Whether it also writes a brief for each section of whole stories."""
    words: int = 60
    """The most words of one text."""
    budget_tokens: int = 30_000
    """Tokens an edition may use, questions and answers."""
    budget_seconds: float = 90.0
    """Seconds an edition waits for all of them."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question, with the texts its answer must stand in."""

    subject: str
    """Id of the story, or of the section."""
    system: str
    user: str
    evidence: tuple[AnnotatedEntry, ...] = field(repr=False)
    most_words: int

    @property
    def mark(self) -> str:
        """What the answer is kept under: the same question has the same mark."""
        return sha256(f"{self.system}\0{self.user}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that was asked for and is not printed."""

    subject: str
    reason: str
    """In a reader's words."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What a language model wrote for an edition."""

    model: str
    placed: int
    """Texts that are printed."""
    refused: tuple[Refused, ...] = ()
    """Those that are not, where the sources' own sentences stand instead."""
