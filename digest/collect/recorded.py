"""A fetch that answers from recorded days: demo, replay and tests run the very pipeline on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from digest.collect.answer import judged
from digest.collect.parse.urls import without_secrets
from digest.errors import ConfigError, FetchError, SourceError
from digest.model import Request, Response
from digest.protocols import Clock

MAX_AGE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class _Exchange:
    at: datetime
    status: int
    headers: dict[str, str]
    body: str
    """Name of a file in the folder."""
    error: str


class RecordedFetch:
    """
    Answers from the ``recording.json`` of a folder, as if it were then.

    It holds ``{"exchanges": [{"at", "url", "status", "headers", "body"}]}``; `body` names a file beside
    it, and ``"error"`` in place of the last three a request that failed. Each address is answered with
    its latest exchange that is not after the clock's now and not older than `max_age`.
    """

    def __init__(self, folder: Path, clock: Clock, max_age: timedelta = MAX_AGE) -> None:
        """Raises :class:`~digest.errors.ConfigError` when there is no recording in `folder`."""
        self._folder = folder
        self._clock = clock
        self._max_age = max_age
        self._exchanges = _loaded(folder / "recording.json")

    def __call__(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        """Each request once, in order, with the recorded answer or error."""
        for request in requests:
            try:
                yield request, self._answer(request)
            except SourceError as error:
                yield request, error

    def _answer(self, request: Request) -> Response:
        now, where = self._clock.now(), without_secrets(request.url)
        known = self._exchanges.get(request.url, [])
        latest = next((e for e in known if now - self._max_age <= e.at <= now), None)
        if latest is None:
            raise FetchError(
                where, "not recorded", f"no answer of the {_hours(self._max_age)} before {now:%F %R} UTC"
            )
        if latest.error:
            raise FetchError(where, latest.error)
        try:
            body = (self._folder / latest.body).read_bytes() if latest.body else b""
        except OSError as error:
            raise FetchError(where, "its recorded body is missing", latest.body) from error
        return judged(request, request.url, latest.status, latest.headers, body, latest.at)


def _loaded(path: Path) -> dict[str, list[_Exchange]]:
    """The exchanges of each address, latest first."""
    try:
        document = json.loads(path.read_bytes())
        exchanges = [(told["url"], _exchange(told)) for told in document["exchanges"]]
    except OSError as error:
        raise ConfigError(str(path), "no recording here", error.strerror or "") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(str(path), "not a recording", f"{type(error).__name__}: {error}") from error
    by_url: dict[str, list[_Exchange]] = {}
    for url, exchange in sorted(exchanges, key=lambda one: one[1].at, reverse=True):
        by_url.setdefault(url, []).append(exchange)
    return by_url


def _exchange(told: dict[str, Any]) -> _Exchange:
    at = datetime.fromisoformat(told["at"])
    if at.tzinfo is None:
        raise ValueError(f"{told['at']} names no zone")
    headers = {name.lower(): value for name, value in told.get("headers", {}).items()}
    status = int(told["status"]) if "error" not in told else 0
    return _Exchange(at.astimezone(UTC), status, headers, told.get("body", ""), told.get("error", ""))


def _hours(age: timedelta) -> str:
    return f"{age.total_seconds() / 3600:g} hours"
