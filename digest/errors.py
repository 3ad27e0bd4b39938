"""
The tree of errors: every fault a user can meet, and nothing else.

    DigestError                  where: what (hint)
    ├── ConfigError              config.toml, or a value it names
    ├── PluginError              a kind that is not there or does not fit its options
    ├── SourceError              one source, this time; never ends a run
    │   ├── FetchError           no usable answer
    │   └── ParseError           an answer that cannot be read
    ├── QuorumError              too few sources answered for an edition
    ├── TemplateError            a template: file and line
    ├── DeliveryError            one target, this time
    └── StoreError               the state beside config.toml

Programming errors are not in the tree: they are never swallowed or renamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal


class DigestError(Exception):
    """
    A fault told as ``where: what (hint)``.

    ``exit_code`` is what a command that ends with this error returns to the shell.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        super().__init__(where, what, hint)
        self.where = where
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        told = f"{self.where}: {self.what}" if self.where else self.what
        return f"{told} ({self.hint})" if self.hint else told


class ConfigError(DigestError):
    """One or more faults of the configuration, all told at once."""

    exit_code = 2

    def __init__(self, where: str, what: str, hint: str = "", faults: Sequence[ConfigError] = ()) -> None:
        super().__init__(where, what, hint)
        self.faults: tuple[ConfigError, ...] = tuple(faults)

    @classmethod
    def of(cls, path: str, faults: Sequence[ConfigError]) -> ConfigError:
        """Gather `faults` of the file `path` into one error that lists them all."""
        count = f"{len(faults)} fault" + ("s" if len(faults) != 1 else "")
        return cls(path, count, faults=faults)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {fault}" for fault in self.faults)])


class PluginError(DigestError):
    """A plugin that is not installed, does not load, or does not take its options."""

    exit_code = 2


class SourceError(DigestError):
    """What one source failed at; the run goes on and the edition names it."""


class FetchError(SourceError):
    """
    No usable answer came.

    ``status`` is the HTTP status where there was one; ``retry_after`` the seconds the server asked
    to be left alone, where it said so.
    """

    def __init__(
        self,
        where: str,
        what: str,
        hint: str = "",
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(where, what, hint)
        self.status = status
        self.retry_after = retry_after


class ParseError(SourceError):
    """An answer came and cannot be read as what the source is configured to be."""


class QuorumError(DigestError):
    """Too few sources answered to call the result an edition."""


class TemplateError(DigestError):
    """A template that cannot be loaded or rendered; `where` is file and line."""

    exit_code = 2


Then = Literal["again", "owed", "refused", "held"]
"""What becomes of a delivery that did not come through."""


class DeliveryError(DigestError):
    """
    One target that could not be reached.

    ``then`` says what becomes of the delivery: ``again`` is tried once more in this run, since the
    fault may pass; ``owed`` stays for the next run, since it wants mending first; ``refused`` is settled:
    the target does not take this edition; ``held`` too: the edition may have arrived, and is not to
    arrive twice.
    """

    def __init__(self, where: str, what: str, hint: str = "", *, then: Then = "owed") -> None:
        super().__init__(where, what, hint)
        self.then: Then = then


class StoreError(DigestError):
    """The state folder or the database in it cannot be used."""
