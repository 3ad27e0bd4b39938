"""``file:`` addresses of the configuration."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from digest.collect.answer import judged
from digest.errors import FetchError
from digest.model import Request, Response


def is_file(request: Request) -> bool:
    """Whether a request names a file and no server."""
    return request.url[:5].lower() == "file:"


def read(request: Request, base: Path, most: int, now: datetime) -> Response | FetchError:
    """
    The file a request names, relative to the folder `base`, of at most `most` bytes.

    What is wrong with a file may be mended at any time, and nobody is bothered by another look.
    """
    path = base / unquote(urlsplit(request.url).path)
    try:
        if not path.is_file():
            return FetchError(request.url, "no such file", f"looked for {path}", retry_after=0.0)
        with path.open("rb") as file:
            body = file.read(most + 1)
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else "no valid name"
        return FetchError(request.url, f"cannot be read: {told}", str(path), retry_after=0.0)
    if len(body) > most:
        return FetchError(request.url, f"larger than {most:,} bytes", retry_after=0.0)
    try:
        return judged(request, request.url, 200, {}, body, now)
    except FetchError as error:
        return error
