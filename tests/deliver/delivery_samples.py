"""An edition, its renditions, and a clock that is moved by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from digest.model import Edition, EditionKey, Format, Rendition, Window

NOW = datetime(2026, 2, 6, 6, 0, 5, tzinfo=UTC)
SLOT = NOW.replace(hour=7, second=0, tzinfo=None)


class HandClock:
    """Time that stands still unless it is waited for; each reading is a second later."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


def edition(digest: str = "daily", title: str = "Morning desk") -> Edition:
    end = NOW
    return Edition(EditionKey(digest, SLOT), title, "Europe/Berlin", Window(end - timedelta(days=1), end))


def rendition(format: Format, content: str, path: str = "file", title: str = "A title") -> Rendition:
    return Rendition(format, path, "text/plain", content, title)


def page(path: str, content: str = "<!doctype html>\n") -> Rendition:
    return rendition("site", content, path)
