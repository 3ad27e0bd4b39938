"""The static site, as files in a folder that any host can serve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict

from digest.deliver.site_files import published_records, write_site
from digest.model import Edition, Format, Rendition


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """
    Writes the files of the site that changed into one folder, each whole at every moment.

    Nothing is removed. The start page is written last, so that what it links to is there.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    path: str = "out/site"
    """The folder. The configuration makes it absolute, from where config.toml lies."""

    def __post_init__(self) -> None:
        if not self.path.strip():
            raise ValueError("path: an empty path is no folder")

    @property
    def formats(self) -> tuple[Format, ...]:
        """Files of the site."""
        return ("site",)

    def targets(self) -> Sequence[str]:
        """The folder alone."""
        return (self.path,)

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        """Write what changed; raises DeliveryError when a file cannot be written, or there are none."""
        return write_site(Path(target), renditions)

    def published(self) -> Iterator[str]:
        """The records of the editions in the folder."""
        return published_records(Path(self.path))
