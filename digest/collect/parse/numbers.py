"""Numbers as machines write them, exact."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LONGEST = 60


def number(written: Any) -> Decimal | None:
    """`written` as an exact number, None when it is none: no thousands separators, no currency signs."""
    if isinstance(written, bool) or not isinstance(written, str | int | Decimal):
        return None
    text = str(written).strip()
    return Decimal(text) if len(text) <= _LONGEST and _NUMBER.fullmatch(text) else None
