"""What an HTTP answer is worth, live or recorded: a response to read, or an error with its mend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from digest.collect.parse.urls import without_secrets
from digest.errors import FetchError
from digest.model import Request, Response

LONGEST_WAIT = 86_400.0
"""Seconds of a Retry-After that are believed at most."""
_HINTS = {
    401: "it asks for credentials: set them under headers",
    402: "it asks for payment",
    403: "it refuses this client or network: try a User-Agent with a contact under headers",
    404: "the address may have changed",
    407: "a proxy stands between",
    410: "gone for good: remove the source",
    429: "asked too often: ask less, or later",
    451: "withheld for legal reasons",
}


def judged(
    request: Request, url: str, status: int, headers: Mapping[str, str], body: bytes, received: datetime
) -> Response:
    """
    The response, when it is a 200 with a body or a 304; `headers` have lower-case names.

    Raises :class:`~digest.errors.FetchError` with the status, a hint and the server's wish to be
    left alone for any other.
    """
    where = without_secrets(url)
    if status == 304:
        return Response(request, url, status, headers, b"", received)
    if status != 200:
        raise FetchError(
            where,
            f"HTTP {status}{_phrase(status)}",
            _HINTS.get(status, "the server's own fault: it may pass" if status >= 500 else ""),
            status=status,
            retry_after=_wait(headers.get("retry-after", ""), received),
        )
    if not body.strip():
        raise FetchError(where, "an empty answer", "HTTP 200 without a body", status=status)
    return Response(request, url, status, headers, body, received)


def _phrase(status: int) -> str:
    try:
        return f" {HTTPStatus(status).phrase}"
    except ValueError:
        return ""


def _wait(written: str, received: datetime) -> float | None:
    """Seconds a Retry-After asks for, given as such or as a date; None when it says nothing readable."""
    text = written.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return min(float(text), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - received).total_seconds(), 0.0), LONGEST_WAIT)
