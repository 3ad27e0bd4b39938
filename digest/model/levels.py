"""How a level of the market and its changes are written."""

from __future__ import annotations

from decimal import Decimal

from digest.model.amounts import MINUS, money, percent, price, rounded, with_unit
from digest.model.digest import MeasureRow

MILLION = Decimal(10) ** 6


def level_of(row: MeasureRow, value: Decimal | None = None) -> str:
    """The row's value, or another `value` of its kind: ``$64,512``, ``$2.3T``, ``58.2 %``, ``1.0834``."""
    amount = row.value if value is None else value
    if row.written == "share":
        return percent(amount, signed=False)
    if row.written == "index":
        return f"{rounded(amount, 1).normalize():f}"
    if row.written == "rate":
        return f"{rounded(amount, 4):f}" if amount < 1000 else with_unit(f"{rounded(amount, 0):,}", "")
    if row.written == "sum" or abs(amount) >= MILLION:
        return money(amount, row.unit)
    return price(amount, row.unit)


def change_of(row: MeasureRow, change: Decimal) -> str:
    """``+3.1 %``; for a share ``+0.4 pp``, for an index ``−7.0`` points."""
    if row.written not in ("share", "index"):
        return percent(change)
    kept = rounded(change, 1)
    sign = MINUS if kept < 0 else "+" if kept > 0 else ""
    unit = "\N{NO-BREAK SPACE}pp" if row.written == "share" else ""
    return f"{sign}{abs(kept):f}{unit}"
