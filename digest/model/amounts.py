"""How amounts are written, everywhere the same: ``$508.2M``, ``−7.4 %``, ``1,250 BTC``."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "HKD": "HK$", "KRW": "₩", "¥": "¥"}
MINUS = "\N{MINUS SIGN}"
_SCALES = (
    (Decimal(10) ** 12, "T"),
    (Decimal(10) ** 9, "B"),
    (Decimal(10) ** 6, "M"),
    (Decimal(10) ** 3, "K"),
)


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` to `places` decimal places, half to even."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)


def compact(value: Decimal, places: int = 1) -> str:
    """The size of `value` (no sign) with a scale letter: ``508.2M``, ``64.5K``, ``12``."""
    size = abs(value)
    for scale, letter in _SCALES:
        if rounded(size / scale, places) >= 1:
            return f"{rounded(size / scale, places)}{letter}"
    return f"{rounded(size, places).normalize():f}" if size else "0"


def with_unit(text: str, unit: str) -> str:
    """`text` with its unit where readers expect it: before for a currency, after otherwise."""
    if unit in SYMBOLS:
        return f"{SYMBOLS[unit]}{text}"
    return f"{text} {unit}" if unit else text


def money(value: Decimal, unit: str = "USD", *, signed: bool = False) -> str:
    """``$508.2M``; with `signed`, ``+$508.2M`` or ``−$390.8M`` (a minus shows in any case)."""
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return sign + with_unit(compact(value), unit)


def price(value: Decimal, unit: str = "USD") -> str:
    """A price in full, with as many places as matter: ``$64,512``, ``$1.07``, ``$0.00001234``."""
    sign = MINUS if value < 0 else ""
    size = abs(value)
    if size >= 1000:
        text = f"{rounded(size, 0):,}"
    elif size >= 1 or not size:
        text = f"{rounded(size, 2):,}"
    else:
        text = f"{rounded(size, 3 - size.adjusted() - 1):f}"
    return sign + with_unit(text, unit)


def percent(value: Decimal, *, signed: bool = True, places: int = 1) -> str:
    """``+12.3 %`` or ``−7.4 %``, with a no-break space."""
    kept = rounded(value, places)
    sign = MINUS if kept < 0 else "+" if signed and kept > 0 else ""
    return f"{sign}{abs(kept):,}\N{NO-BREAK SPACE}%"
