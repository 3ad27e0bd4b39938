"""A digest in one format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Format = Literal["page", "mail", "text", "markdown", "json", "site"]
"""``text`` is the mail's plain part; ``site`` is a file of the static site."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One rendered file; `path` is relative, with ``/`` between its parts."""

    format: Format
    path: str
    media_type: str
    content: str = field(repr=False)
    title: str = ""
    """The subject for a mail, the document's title otherwise."""
