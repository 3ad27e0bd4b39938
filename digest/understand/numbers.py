"""Numbers as writers write them, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from digest.understand.phrases import Hit, Phrases
from digest.understand.units import BASIS, PERCENT, POINTS

LONGEST = 26
"""Characters in a number, beyond which it is no amount."""
_NUMBER = re.compile(
    r"""[0-9]{1,2}[-‑ ][1-7]/[248](?![0-9/])
      | [1-7]/[248](?=\ (?:of\ a\ |of\ one\ )?percentage\ point)
      | [0-9]{0,2}[¼½¾]
      | [0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])
      | [0-9]{1,3}(?:[\u00a0\u202f\u2009'’][0-9]{3})+(?:[.,][0-9]{1,2})?(?![0-9])
      | (?<=[$€£₽])[1-9][0-9]{0,2}(?:\ [0-9]{3})+(?![0-9])
      | [1-9][0-9]{0,2}(?:\ 000|(?:\ [0-9]{3}){2,})(?![0-9])
      | [0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]{1,2})?(?![0-9])
      | [0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9])
      | [0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])
      | [0-9]+,[0-9]{1,2}(?![0-9,])
      | [0-9]+(?:\.[0-9]+)?
      | \.[0-9]+""",
    re.VERBOSE,
)
_PLAIN = re.compile(r"[0-9]+(?![0-9.,'’\u00a0\u202f\u2009¼½¾/‑-])(?!\ [0-9])")
"""Digits that nothing can go on after: most numbers, and told at once."""
_STARTS = re.compile(r"[.0-9¼½¾]")
"""Where a number may begin: far faster to look for than the number itself."""
_FRACTIONS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
_MIXED = re.compile(r"(?:([0-9]+)[-‑ ])?([0-9])/([0-9])")
_HAN_DIGITS = {d: n for n, d in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000}
_HAN = re.compile(
    r"[零〇一二两兩三四五六七八九十百](?<![数數几幾多上近第零〇一二两兩三四五六七八九十百千万亿每周星].)"
    r"(?:(?<=百分之.)[零〇一二三四五六七八九十百]{0,4}(?:点[零〇一二三四五六七八九]{1,3})?"
    r"|(?<![零〇百])(?:[零〇一二三四五六七八九十百千]{0,6}[一二三四五六七八九十百千])?)"
)
_DOTTED = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_BY_DOTS = re.compile(
    r"\b(?:[Ee]l|[Ll]os|las|del|de|una?|y|por|que|en|con|[Dd]er|[Dd]ie|[Dd]as|den|auf|um|und|von|für|Prozent|Dollar|"
    r"Millionen|Milliarden|dólares|millones|mil|milhões|reais|le|les|des|à|il|di|per|van|het|een)\b"
)
_BY_COMMAS = re.compile(r"\b(?:the|of|and|to|for|with|its|was|by|on|an)\b")
_THIN = str.maketrans("", "", " \u00a0\u202f\u2009'’")

_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "hundred": 100,
}  # fmt: skip
_COUNTS_ELSEWHERE = {
    "Prozent": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "pour cent": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "por ciento": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
}
"""Counts from two on by the word for percent that follows them."""
_POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SHARES = {"percent": PERCENT, "per cent": PERCENT, "percentage points": POINTS, "basis points": BASIS}
_PARTS = {"quarter": Decimal("0.25"), "half": Decimal("0.5"), "three-quarter": Decimal("0.75")}
_OF_A_POINT = (
    "{}-point",
    "{} point",
    "{} percentage point",
    "{}-percentage-point",
    "{} of a percentage point",
    "{} a percentage point",
)


def numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Every number written in digits, in order."""
    reached = 0
    for start in _STARTS.finditer(text):
        at = start.start()
        if at >= reached and (found := _PLAIN.match(text, at) or _NUMBER.match(text, at)):
            reached = found.end()
            yield found


def counts_by_dots(text: str, start: int) -> bool:
    """Whether the sentence around `start` is in a language that writes a thousand as ``1.000``."""
    near = text[max(0, start - 120) : start + 80]
    return len(_BY_DOTS.findall(near)) > 2 * len(_BY_COMMAS.findall(near))


def value_of(written: str, *, dots: bool = False) -> Decimal:
    """
    What a match of ``numbers_in`` amounts to, separators of thousands and decimal commas understood.

    With `dots`, a dot before three digits separates thousands.
    """
    if written.isdigit():
        return Decimal(written)
    if dots and _DOTTED.fullmatch(written):
        return Decimal(written.replace(".", ""))
    if "/" in written and (mixed := _MIXED.fullmatch(written)):
        return Decimal(mixed[1] or 0) + Decimal(mixed[2]) / Decimal(mixed[3])
    if written[-1] in _FRACTIONS:
        return Decimal(written[:-1] or 0) + _FRACTIONS[written[-1]]
    plain = written.translate(_THIN)
    comma, dot = plain.rfind(","), plain.rfind(".")
    if comma > dot and (dot >= 0 or len(plain) - comma - 1 != 3):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if plain.count(".") > 1:
        return Decimal(plain.replace(".", ""))
    return Decimal(plain.replace(",", ""))


def han_numbers(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Every number in Chinese characters, scales from 万 on apart: where it stands and its value."""
    if text.isascii():
        return
    for found in _HAN.finditer(text):
        whole, _, rest = found.group().partition("点")
        value = Decimal(_han_value(whole))
        if rest:
            value += Decimal("0." + "".join(str(_HAN_DIGITS[c]) for c in rest))
        yield found.start(), found.end(), value


def _han_value(written: str) -> int:
    total = digit = 0
    for character in written:
        if power := _HAN_POWERS.get(character):
            total, digit = total + (digit or 1) * power, 0
        else:
            digit = _HAN_DIGITS[character]
    return total + digit


def worded_numbers(small: str) -> list[Hit[tuple[Decimal, str]]]:
    """Numbers in words in a lowered text, each with its unit when the words name one: percent, pp, bp."""
    return _WORDED.find(small)


def _words() -> Iterator[tuple[str, tuple[Decimal, str]]]:
    for word, value in _COUNTS.items():
        for power_word, power in _POWERS.items():
            yield f"{word} {power_word}", (value * Decimal(10) ** power, "")
        for share, unit in _SHARES.items():
            yield f"{word} {share}", (Decimal(value), unit)
        if value > 1:
            yield word, (Decimal(value), "")
    for share, counts in _COUNTS_ELSEWHERE.items():
        for value, word in enumerate(counts.split(), 2):
            yield f"{word} {share.lower()}", (Decimal(value), PERCENT)
    for power_word, power in _POWERS.items():
        yield f"a {power_word}", (Decimal(10) ** power, "")
        yield f"half a {power_word}", (Decimal(10) ** power / 2, "")
    for part, size in _PARTS.items():
        for form in _OF_A_POINT:
            yield form.format(part), (size, POINTS)


_WORDED = Phrases(dict(_words()))
