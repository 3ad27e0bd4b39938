"""Where a page stands in a site, as addresses relative to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """The neighbours of a page; all empty for a page by itself."""

    root: str = ""
    """The folder of the site, with ``/`` at its end."""
    archive: str = ""
    topics: str = ""
    search: str = ""
    script: str = ""
    markdown: str = ""
    record: str = ""
    ledger: str = ""
    earlier: str = ""
    later: str = ""
    canonical: str = ""
    """The one address that is not relative, there when the site knows where it is served."""
    feeds: bool = False
    """Whether the site has feeds."""
    card: str = ""
    """The whole address of the picture it is shown by where somebody links to it."""
    description: str = ""
    threads: Mapping[str, str] = field(default_factory=dict)
    """By id, the pages of the threads that were told more than once."""
    assets: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    """By the id of their story, the pages with an act's own text."""
