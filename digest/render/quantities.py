"""Amounts as a language writes them: the same rounded number everywhere, with its own scales and units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from digest.model.amounts import SYMBOLS

_PLACES = {"K": 3, "M": 6, "B": 9, "T": 12}
_UNITS = {symbol: unit for unit, symbol in SYMBOLS.items() if unit != symbol}
_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(_UNITS, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<sign>[+\N{{MINUS SIGN}}]?)(?P<symbol>{_SYMBOL})?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>[KMBT])?"
    r"(?: (?P<unit>[A-Z][A-Z0-9.]{0,11}))?"
)
_RATIO = re.compile(
    r"(?P<sign>[+\N{MINUS SIGN}]?)(?P<number>\d[\d,]*(?:\.\d+)?)\N{NO-BREAK SPACE}(?P<of>%|pp)"
)


@dataclass(frozen=True, slots=True)
class Quantities:
    """How a language writes amounts; without any rule as :mod:`digest.model.amounts` does, in English."""

    scales: Mapping[str, int] = field(default_factory=dict)
    """Words for powers of ten by their exponent, largest first: ``{"亿" = 8, "万" = 4}``."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    """Names of currencies by code, written after the amount."""
    percent: str = ""
    """``{number}%``."""
    points: str = ""
    """Percentage points: ``{number}个百分点``."""

    def written(self, amount: str) -> str:
        """
        An amount that :mod:`digest.model.amounts` wrote, in this language; any other text as it is.

        No figure is rounded twice: what is read in one language is the very number read in another.
        """
        if not self.scales:
            return amount
        ratio = _RATIO.fullmatch(amount)
        if ratio:
            pattern = self.percent if ratio["of"] == "%" else self.points
            return pattern.replace("{number}", ratio["sign"] + ratio["number"])
        found = _AMOUNT.fullmatch(amount)
        if found is None or not (found["symbol"] or found["scale"] or found["unit"]):
            return amount
        return found["sign"] + self._with_unit(self._scaled(found["number"], found["scale"]), found)

    def _scaled(self, number: str, letter: str | None) -> str:
        if letter is None:
            return number
        value = Decimal(number.replace(",", "")).scaleb(_PLACES[letter])
        for word, exponent in self.scales.items():
            if value >= Decimal(10) ** exponent:
                return f"{value.scaleb(-exponent).normalize():,f}{word}"
        return f"{value.normalize():,f}"

    def _with_unit(self, number: str, found: re.Match[str]) -> str:
        unit = found["unit"] or ""
        if found["symbol"] is None:
            return f"{number} {unit}".strip()
        code = _UNITS[found["symbol"]]
        if code not in self.currencies:
            return f"{found['symbol']}{number} {unit}".strip()
        return number + self.currencies[code] + (f" {unit}" if unit not in ("", code) else "")
