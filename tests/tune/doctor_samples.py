"""A project on disk, and a clock that is moved by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.config import Config, load_config
from digest.protocols import Fetch
from digest.world import http_fetch

NOW = datetime(2026, 2, 6, 12, 0, tzinfo=UTC)
CONFIG = """
[[digest]]
name = "morning"
title = "Morning"
zone = "Europe/Berlin"

[[section]]
kind = "top"
[[signal]]
kind = "recency"

[[source]]
id = "paper"
kind = "feed"
url = "file:paper.xml"
[[source]]
id = "wire"
kind = "feed"
url = "file:wire.xml"

[[channel]]
id = "mail"
kind = "eml"
to = ["a@example.com", "b@example.com"]
"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>
<item><title>Bridge drained</title><link>https://paper.example/a</link>
<pubDate>Fri, 06 Feb 2026 10:00:00 GMT</pubDate></item></channel></rss>"""


class HandClock:
    """Time that stands where it is put."""

    def __init__(self, now: datetime = NOW) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


def project(folder: Path, more: str = "") -> Path:
    """A project whose two sources are files; returns its config."""
    path = folder / "config.toml"
    path.write_text(CONFIG + more, encoding="utf-8")
    for name in ("paper", "wire"):
        (folder / f"{name}.xml").write_text(FEED, encoding="utf-8")
    return path


def fetch(config: Config) -> Fetch:
    """The sources as they are, files here."""
    return http_fetch(config, HandClock())


def loaded(folder: Path, more: str = "") -> Config:
    """The config of a project."""
    return load_config(project(folder, more))
