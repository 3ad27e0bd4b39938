"""A digest in one format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Format = Literal["page", "mail", "text", "markdown", "json", "chat", "site"]
"""
``text`` is the mail's plain part; ``chat`` is the edition in brief: its title, then parts between
empty lines, the last of which leads on; ``site`` is a file of the static site.
"""


Content = str | bytes


@dataclass(frozen=True, slots=True)
class Rendition:
    """
    One rendered file; `path` is relative, with ``/`` between its parts.

    What it `says` is its content, or what makes it when it is asked for: of the files of a site most
    have not changed and are never asked.
    """

    format: Format
    path: str
    media_type: str
    says: Content | Callable[[], Content] = field(repr=False)
    title: str = ""
    """The subject for a mail, the document's title otherwise."""
    mark: str = ""
    """Two files of a path with the same mark, not empty, are the same; told without rendering them."""

    @property
    def data(self) -> bytes:
        """The file's bytes, rendered now if need be; raises TemplateError for a fault of a template."""
        said = self.says() if callable(self.says) else self.says
        return said if isinstance(said, bytes) else said.encode()

    @property
    def content(self) -> str:
        """The file as text; raises ``ValueError`` for an image."""
        said = self.says() if callable(self.says) else self.says
        return said if isinstance(said, str) else said.decode()
