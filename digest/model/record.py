"""The record of an edition: a digest as canonical JSON, and back."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from digest.model.digest import Digest


@cache
def _adapter() -> TypeAdapter[Digest]:
    return TypeAdapter(Digest)


def as_data(digest: Digest) -> dict[str, Any]:
    """The digest as plain JSON data: amounts as strings, times in ISO 8601 with ``Z``."""
    data: dict[str, Any] = _adapter().dump_python(digest, mode="json")
    return data


def write(digest: Digest) -> str:
    """Canonical JSON: sorted keys, two spaces, UTF-8 as is, one newline at the end."""
    return json.dumps(as_data(digest), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read(text: str) -> Digest:
    """The digest that :func:`write` wrote; raises ``ValueError`` for anything else."""
    return _adapter().validate_json(text)
