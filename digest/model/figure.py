"""An amount somebody wrote, with the words it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Bound = Literal["exact", "about", "at least", "at most"]
Direction = Literal["", "in", "out", "up", "down"]
Span = tuple[int, int]
"""Start and end in code points, as a Python slice takes them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One amount found in an annotated entry's text.

    Always ``text[start:end] == quote`` for that text.
    """

    amount: Decimal
    unit: str
    """
    ISO 4217 code, ``percent``, ``pp``, ``bp``, a token's ticker, or what is counted (``banks``, ``users``).

    ``¥`` stays as it is where the text does not tell yuan from yen.
    """
    quote: str
    span: Span
    measure: str = ""
    """flow, price, change, volume, market cap, funding, loss, fine, level, count …; empty if not told."""
    direction: Direction = ""
    subject: str = ""
    """Id of the entity the amount is about, empty if not told."""
    period: str = ""
    bound: Bound = "exact"
