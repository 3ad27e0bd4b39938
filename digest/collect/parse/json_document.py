"""JSON with its numbers exact."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from digest.collect.parse.charset import decoded
from digest.collect.parse.misplaced import instead
from digest.errors import ParseError
from digest.model import Response


def load(where: str, response: Response) -> Any:
    """
    The value of a JSON answer: numbers as int or Decimal, NaN and infinities as None.

    Raises :class:`~digest.errors.ParseError` when it is no JSON.
    """
    text = decoded(response.body, response.headers.get("content-type", ""))
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        if text.strip() and not text.lstrip().startswith("<"):
            told = error.msg if isinstance(error, json.JSONDecodeError) else "not to be read"
            raise ParseError(where, f"not valid JSON: {told}", "cut short, or not JSON at all") from error
        raise instead(where, text, "JSON") from error


def _no_number(_: str) -> None:
    return None
