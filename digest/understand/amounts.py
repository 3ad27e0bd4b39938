"""Numbers with a unit: what they amount to and the words they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from digest.model import Bound, Span
from digest.understand import units
from digest.understand.bounds import bound_of
from digest.understand.counts import count_after, count_before
from digest.understand.numbers import (
    LONGEST,
    counts_by_dots,
    han_numbers,
    numbers_in,
    value_of,
    worded_numbers,
)
from digest.understand.phrases import joins_words
from digest.understand.tokens import Token, token_after, token_before

_ENDS_NUMBER = frozenset(("", ".", ",", ";", ":", "!", "?", ")", "]", "'", "’", '"', "”", "/", "\n"))
_MINUS = "-−–‑"
_SMALLER_CJK = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)(千?[億亿억]|[万萬만]|(?=[枚円ド人株]))?")
"""What goes on a number of 兆, 億 or 万: ``3兆7000億``, ``6万5000``."""
_RANGE = re.compile(r"\s?[-–—‑~～〜至到]\s?|\s+(?:to|and)\s+")
_MOVE = re.compile(r"\s?(?:降至|升至|上调至|下调至|降到|升到|涨至|跌至|增至)\s?")
_OF_JAPAN = re.compile(
    r"\b(?:Japan\w*|Tokyo|Osaka|yen|Nikkei|BOJ|Metaplanet)\b|日本|日元|日圓|円|[\u3041-\u30fa]"
)
_OF_CHINA = re.compile(
    r"\b(?:China|Chinese|Beijing|Shanghai|Shenzhen|yuan|renminbi|RMB|PBOC|PBoC)\b|人民币|人民幣|中国|[的们这为]"
)
_NO_UNIT = re.compile(r" (?:in|and|of(?! (?:an?|one) percentage)|to|for|the|on|at|or|by|is|as|from|with)\b")
"""Words that end the look for a unit at once: most bare numbers have one after them."""
_HAN_COUNTER = re.compile(r"(?:枚|个|個|颗|顆)")
_STOP = re.compile(r"\s*(?:$|[.,;:!?)\]，。；）\n%]|to\b|in\b|by\b|per\b|from\b|on\b|this\b|range\b)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit at a place in the text. The size carries no sign; `sign` does."""

    size: Decimal
    unit: str
    span: Span
    sign: str = ""
    """``+``, ``-`` or nothing, as written."""
    bound: Bound = "exact"


@dataclass(frozen=True, slots=True)
class _Read:
    """A number and what stands around it, before it is known to be an amount."""

    number: Decimal
    scale: Decimal
    unit: str
    start: int
    end: int
    sign: str = ""
    before: bool = False
    """Whether the unit is a currency written before the number."""


def find_amounts(text: str, small: str, names: Sequence[Span], tokens: Mapping[int, Token]) -> list[Amount]:
    """
    Every amount of a covered text, in order; `small` is the same lowered.

    `names` are spans of names with digits in them (``S&P 500``), which are no amounts; `tokens` are the
    names of tokens by where they begin: a number before one is an amount of it.
    """
    yen = _yen_or_yuan(text)
    reads = [
        read
        for found in numbers_in(text)
        if len(found.group()) <= LONGEST and not (names and _within(names, found.start()))
        if (read := _read(text, found, tokens, yen))
    ]
    reads += [_read_words(text, hit.start, hit.end, *hit.value) for hit in worded_numbers(small)]
    reads += [read for found in han_numbers(text) if (read := _read_han(text, *found, tokens))]
    reads.sort(key=lambda read: (read.start, -read.end))
    return list(_amounts(text, small, reads))


def _within(names: Sequence[Span], at: int) -> bool:
    return any(start <= at < end for start, end in names)


def _yen_or_yuan(text: str) -> str:
    """What a bare ``¥`` in this text is: JPY, CNY, or as written when the text does not tell."""
    if "¥" not in text and "￥" not in text:
        return units.UNCLAIMED
    yen, yuan = _OF_JAPAN.search(text), _OF_CHINA.search(text)
    if yen and yuan:
        return units.UNCLAIMED
    return "JPY" if yen else "CNY" if yuan else units.UNCLAIMED


# --- one number -----------------------------------------------------------------------------------


def _read(text: str, found: re.Match[str], tokens: Mapping[int, Token], yen: str) -> _Read | None:
    start, end = found.span()
    if text[end : end + 1] in ("/", ":", ".") and text[end + 1 : end + 2].isdigit():
        return None
    unit, start = _unit_before(text, start, yen)
    if not unit and not (_stands_alone(text, start) and _may_have_unit(text, end, found.group())):
        return None
    sign, start = _plus_or_minus(text, start, found.start())
    written = found.group()
    dots = "." in written and len(written) > 4 and counts_by_dots(text, start)
    number = value_of(written, dots=dots)
    number, scale, end = _scale_after(text, end, number)
    before = bool(unit) and unit != units.PERCENT
    if before:
        if code := units.CODE_AFTER.match(text, end):
            unit, end = units.currency_of(code["code"]), code.end()
        elif cjk := units.CJK_CURRENCY_AFTER.match(text, end):
            end = cjk.end()
    elif not unit:
        unit, end = _unit_after(text, found, scale, end, tokens)
        if not unit:
            unit = count_before(text, start, written, scaled=scale > 1)
    if end < len(text) and joins_words(text[end]) and joins_words(text[end - 1]):
        return None
    return _Read(number, scale, unit, start, end, sign, before)


def _read_words(text: str, start: int, end: int, number: Decimal, unit: str) -> _Read:
    if not unit and (found := units.CURRENCY_AFTER.match(text, end)):
        unit, end = units.named_currency(found), found.end()
    elif not unit:
        unit, end = count_after(text, start, end, plain=False)
    # Already scaled, so that it takes no scale from a range it may stand in.
    return _Read(
        number / 10 if number >= 10 else number, Decimal(10 if number >= 10 else 1), unit, start, end
    )


def _read_han(
    text: str, start: int, end: int, number: Decimal, tokens: Mapping[int, Token]
) -> _Read | None:
    """A number in Chinese characters, which is an amount only with a unit: ``三万枚ETH``, ``百分之五``."""
    if text[max(0, start - 3) : start] == "百分之":
        return _Read(number, Decimal(1), units.PERCENT, start - 3, end)
    number, scale, end = _scale_after(text, end, number)
    if found := units.SHARE_AFTER.match(text, end) or units.CURRENCY_AFTER.match(text, end):
        # 一元 and 两元 are rather parts of other words.
        if number * scale < 10 and found.end() - end < 2:
            return None
        unit = str(found.lastgroup) if found.re is units.SHARE_AFTER else units.named_currency(found)
        return _Read(number, scale, unit, start, found.end())
    counter = _HAN_COUNTER.match(text, end)
    token = tokens.get(counter.end()) if counter else tokens.get(end)
    if token and scale * number > 1:
        return _Read(number, scale, token.ticker, start, token.end)
    if number == 1 and scale == 1:
        return None
    unit, end = count_after(text, start, end, plain=False)
    return _Read(number, scale, unit, start, end) if unit else None


def _unit_before(text: str, start: int, yen: str) -> tuple[str, int]:
    """The unit written before the number and where it begins; ``""`` and `start` when there is none."""
    if text[max(0, start - 3) : start] == "百分之":
        return units.PERCENT, start - 3
    near = start
    while near and start - near < 2 and text[near - 1] in " \u00a0\u202f" + _MINUS:
        near -= 1
    if not near or text[near - 1] not in units.SIGN_ENDS:
        return "", start
    sign = units.sign_before(text, near)
    if not sign or (near != start and sign[-1].isalnum() and text[near] in _MINUS):
        return "", start
    unit = units.currency_of(sign)
    return (yen if unit == units.UNCLAIMED else unit), near - len(sign)


def _plus_or_minus(text: str, start: int, digits: int) -> tuple[str, int]:
    """The sign written before the amount or between currency and digits; where the quote begins with it."""
    if digits > start and text[digits - 1] in _MINUS:
        return "-", start
    mark = text[start - 1] if start else ""
    before = text[start - 2] if start > 1 else " "
    free = not joins_words(before) and before not in ")]%" and before != mark
    if mark and mark in "+＋" + _MINUS and free:
        return ("+" if mark in "+＋" else "-"), start - 1
    return "", start


def _stands_alone(text: str, start: int) -> bool:
    """Whether a number without a currency before it belongs to no word, version, date or name."""
    if not start:
        return True
    mark = text[start - 1]
    before = text[start - 2] if start > 1 else " "
    if mark in "/:,.":
        return not before.isdigit()
    return not joins_words(mark) and mark not in "#_$€£"


def _may_have_unit(text: str, end: int, written: str) -> bool:
    """Whether what follows may be a unit; a number with separators may have its noun before it."""
    return text[end : end + 1] not in _ENDS_NUMBER or "," in written


def _scale_after(text: str, end: int, number: Decimal) -> tuple[Decimal, Decimal, int]:
    """The number, its scale, and where it ends with that."""
    found = units.SCALE_AFTER.match(text, end) if units.may_be_scale(text, end) else None
    if not found:
        return number, Decimal(1), end
    scale, end = units.scale_of(found), found.end()
    while text[end - 1] in "兆조亿億억万萬만" and (rest := _SMALLER_CJK.match(text, end)):
        smaller = units.scale_of_cjk(rest[2] or "")
        if Decimal(rest[1]) * smaller >= scale or not (rest[2] is not None or len(rest[1]) == 4):
            break
        number, end = number + Decimal(rest[1]) * smaller / scale, rest.end()
    return number, scale, end


def _unit_after(
    text: str, number: re.Match[str], scale: Decimal, end: int, tokens: Mapping[int, Token]
) -> tuple[str, int]:
    """The unit written after the number and its scale, and where it ends."""
    if _NO_UNIT.match(text, end):
        return "", end
    if found := units.SHARE_AFTER.match(text, end):
        return str(found.lastgroup), found.end()
    if found := units.CURRENCY_AFTER.match(text, end):
        return units.named_currency(found), found.end()
    if scale > 1 and (found := units.SCALED_CURRENCY_AFTER.match(text, end)):
        return units.named_currency(found), found.end()
    unit, reached = token_after(text, number, scaled=scale > 1, end=end, tokens=tokens)
    if unit:
        return unit, reached
    if token := token_before(text, number.start(), end, tokens):
        return token.ticker, end + 1
    return count_after(text, number.start(), end, plain=scale == 1 and number.group().isdigit())


# --- several together -----------------------------------------------------------------------------


def _amounts(text: str, small: str, reads: Sequence[_Read]) -> Iterator[Amount]:
    """The reads that have a unit of their own or by a range they stand in, without overlap."""
    reached = index = 0
    while index < len(reads):
        low = reads[index]
        index += 1
        if low.start < reached:
            continue
        if index < len(reads) and (pair := _range(text, low, reads[index])):
            low, high = pair
            index += 1
            reached = high.end
            quote = (low.start, high.end) if low.end != high.start else None
            bounds = _range_bounds(small, low.start)
            for one, bound in zip(pair, bounds, strict=True):
                yield Amount(
                    one.number * one.scale, one.unit, quote or (one.start, one.end), one.sign, bound
                )
        elif low.unit:
            reached = low.end
            bound = bound_of(small, low.start, low.end)
            yield Amount(low.number * low.scale, low.unit, (low.start, low.end), low.sign, bound)


def _range_bounds(small: str, start: int) -> tuple[Bound, Bound]:
    """``from 4 to 5`` tells two amounts, ``4 to 5`` the bounds of one."""
    moved = small[max(0, start - 6) : start].rstrip().endswith(("from", "从", "由"))
    return ("exact", "exact") if moved else ("at least", "at most")


def _range(text: str, low: _Read, high: _Read) -> tuple[_Read, _Read] | None:
    """Both ends of a range with the scale and unit they share; None when each stands for itself."""
    joint = text[low.end : high.start]
    if high.sign and not joint.strip():
        joint, high = joint + text[high.start], replace(high, sign="")
    if len(joint) > 6 or not (_RANGE.fullmatch(joint) or _MOVE.fullmatch(joint)):
        return None
    if joint.strip() == "and" and not text[max(0, low.start - 9) : low.start].rstrip().lower().endswith(
        "between"
    ):
        return None
    if not low.unit and high.unit and not high.before:
        scale = (
            high.scale
            if low.scale == 1 and (high.unit in units.CURRENCIES or low.number < 1000)
            else low.scale
        )
        return replace(low, unit=high.unit, scale=scale), high
    if not low.before:
        return None
    if high.unit not in ("", low.unit):
        return None
    if not high.unit and high.scale == 1 and joint.strip() == "to" and not _STOP.match(text, high.end):
        return None
    if low.scale == 1 and high.scale > 1 and low.number < high.number:
        return replace(low, scale=high.scale), replace(high, unit=low.unit)
    return None if high.unit else (low, replace(high, unit=low.unit))
