"""The headers by which mail programs know a list and the way out of it."""

from __future__ import annotations

import re

from digest.model import EditionKey

_NAME = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_WAY_OUT = re.compile(r"(https://|mailto:)[!#-;=?-~]+")
_LIMIT = 900
"""A header's line may be 998 characters long and these are not folded."""


def list_headers(name: str, unsubscribe: str) -> dict[str, str]:
    """
    The headers of the list `name` and, unless it is empty, of the way out of it.

    Raises ``ValueError`` in words when one of them is not in its form.
    """
    if not _NAME.fullmatch(name) or len(name) > _LIMIT:
        raise ValueError(f"{name!r} is not a list name such as digest.example.com")
    headers = {"List-Id": f"<{name}>"}
    if unsubscribe:
        if not _WAY_OUT.fullmatch(unsubscribe) or len(unsubscribe) > _LIMIT:
            raise ValueError(f"{unsubscribe!r} is not an https: or mailto: address")
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        if unsubscribe.startswith("https:"):
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def list_name(key: EditionKey, domain: str) -> str:
    """The name of a list that is given none: the digest at the sender's domain."""
    name = re.sub("[^A-Za-z0-9-]+", "-", key.digest).strip("-")
    return f"{name or 'digest'}.{domain}"
