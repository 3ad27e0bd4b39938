"""How currencies, shares and scales are written, before a number or after it."""

from __future__ import annotations

import re
from decimal import Decimal

PERCENT, POINTS, BASIS = "percent", "pp", "bp"

_SIGNS = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "AU$": "AUD", "A$": "AUD", "CA$": "CAD", "C$": "CAD",
    "NZ$": "NZD", "SG$": "SGD", "S$": "SGD", "R$": "BRL", "MX$": "MXN", "$": "USD", "＄": "USD",
    "€": "EUR", "£": "GBP", "CN¥": "CNY", "JP¥": "JPY", "¥": "¥", "￥": "¥", "₩": "KRW",
    "₹": "INR", "₽": "RUB", "₺": "TRY", "฿": "THB", "₫": "VND", "₱": "PHP", "₦": "NGN", "₪": "ILS",
    "₿": "BTC", "Ξ": "ETH", "Rs.": "INR", "Rs": "INR", "人民币": "CNY", "人民幣": "CNY",
    "RMB": "CNY",
}  # fmt: skip
_CODES = (
    "USD", "EUR", "GBP", "JPY", "CNY", "CNH", "HKD", "KRW", "INR", "CHF", "AUD", "CAD", "NZD",
    "SGD", "TWD", "BRL", "RUB", "TRY", "MXN", "ZAR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
    "ILS", "THB", "IDR", "MYR", "PHP", "VND", "AED", "SAR", "NGN", "KES", "EGP", "ARS", "CLP",
    "COP", "PKR", "BDT", "UAH", "KZT",
)  # fmt: skip
_WORDS = {
    "USD": r"(?:US|U\.S\.|American)[ -]dollars?|dollars?|US-Dollar|d[oó]lares|долл(?:аров|ара|ар|\.)?|"
    r"美元|美金|米ドル|ドル|달러",
    "HKD": r"Hong Kong dollars?|港元|港币|港幣",
    "AUD": r"Australian dollars?|澳元",
    "CAD": r"Canadian dollars?|加元",
    "SGD": r"Singapore dollars?|新元|坡元",
    "NZD": r"New Zealand dollars?|纽元",
    "TWD": r"(?:New )?Taiwan(?:ese)? dollars?|新台币|新臺幣|新台幣|台币",
    "EUR": r"euros?|евро|欧元|歐元|ユーロ|유로",
    "GBP": r"(?:British )?pounds?(?: sterling)?|英镑|英鎊|ポンド",
    "JPY": r"(?:Japanese )?yen|日元|日圆|日圓|円|엔",
    "CNY": r"(?:Chinese )?yuan|renminbi|RMB|元人民币|人民币|元",
    "KRW": r"(?:South )?Korean won|韩元|韓元|韩圜|원",
    "INR": r"(?:Indian )?rupees?|卢比",
    "CHF": r"Swiss francs?|瑞郎|瑞士法郎",
    "RUB": r"rou?bles?|рубл(?:ей|я|ь|\.)|卢布",
    "TRY": r"(?:Turkish )?liras?|里拉",
    "BRL": r"reais|雷亚尔",
    "ZAR": r"(?:South African )?rand",
    "NGN": r"naira",
    "AED": r"dirhams?",
    "ILS": r"shekels?",
    "THB": r"baht",
    "IDR": r"rupiah",
    "MYR": r"ringgit",
    "SEK": r"Swedish kron(?:or|a)",
    "UAH": r"hryvnias?",
    "KZT": r"tenge",
    "PLN": r"zloty|zlotys",
}
UNCLAIMED = "¥"
"""The unit of an amount whose text does not tell yuan from yen."""
CURRENCIES = frozenset((*_SIGNS.values(), *_CODES)) - {"BTC", "ETH"}
_SCALED_ONLY = {"KRW": r"won"}
"""Words that are units only after a scale: ``3 billion won``."""
_SHARES = {
    PERCENT: r"%(?!p\b)|％|﹪|per ?cent\b|pct\b|Prozent\b|por ciento\b|pour cent\b|процент\w{0,4}",
    POINTS: r"(?:of an? |of one )?percentage[ -]points?\b|ppts?\b|pp\b|%p\b|"
    r"Prozentpunkten?\b|puntos porcentuales\b|points? de pourcentage\b|процентн\w{2,3} пункт\w{0,3}|"
    r"个百分点|個百分點|百分点",
    BASIS: r"basis[ -]points?\b|bps\b|bp\b|"
    r"Basispunkten?\b|puntos (?:b[áa]sicos|base)\b|points? de base\b|базисн\w{2,3} пункт\w{0,3}|"
    r"个基点|個基點|基点|ベーシスポイント",
}
_SCALE_WORDS = {
    3: r"thousand|тыс\.?",
    5: r"lakhs?",
    6: r"millions?|mln|mio\.?|million(?:en|s)|mill[oó]n(?:es)?|milh(?:ões|ão)|milioni|"
    r"миллион(?:ов|а)?|млн\.?",
    7: r"crores?",
    9: r"billions?|bln|mrd\.?|milliarden?|milliards?|miliardi|mil millones|bilh(?:ões|ão)|"
    r"миллиард(?:ов|а)?|млрд\.?",
    12: r"trillions?|trln|trilh(?:ões|ão)|трлн\.?",
}
_SCALE_LETTERS = {3: "k|K", 6: "m|M|mm|MM|mn|Mn|MN", 9: "b|B|bn|Bn|BN", 12: "t|T|tn|Tn|TN|trn"}
_SCALE_CJK = {
    12: "万亿|萬億|兆|조",
    11: "千亿|千億",
    9: "十亿|十億",
    8: "亿|億|억",
    7: "千万|千萬",
    6: "百万|百萬",
    4: "万|萬|만",
    3: "千",
}

_CJK_FACTORS = {word: Decimal(10) ** power for power, row in _SCALE_CJK.items() for word in row.split("|")}


def _named(table: dict[str, str]) -> str:
    return "|".join(f"(?P<{name}>{pattern})" for name, pattern in table.items())


def _power(table: dict[int, str]) -> str:
    return "|".join(f"(?P<e{power}>{pattern})" for power, pattern in table.items())


_GAP = r"[ \u00a0\u202f\u2009]?"
_LONGEST_FIRST = sorted((*_SIGNS, *_CODES), key=lambda sign: (-len(sign), sign))
_SIGN_LENGTHS = sorted({len(sign) for sign in _LONGEST_FIRST}, reverse=True)
_ALL_SIGNS = frozenset(_LONGEST_FIRST)
SIGN_ENDS = frozenset(sign[-1] for sign in _LONGEST_FIRST)
"""What a currency sign before a number may end with: a quick look before the pattern."""
_GAPS = frozenset(" \u00a0\u202f\u2009")
_HYPHENS = frozenset("-‑")
_SCALE_BEGINS = frozenset(
    letter
    for table in (_SCALE_WORDS, _SCALE_LETTERS, _SCALE_CJK)
    for row in table.values()
    for written in row.split("|")
    for letter in (written[0], written[0].upper())
)
SCALE_AFTER = re.compile(
    rf"{_GAP}[-‑]?(?i:{_power(_SCALE_WORDS)})(?![^\W_])".replace("(?P<e", "(?P<w")
    + rf"|{_GAP}(?:{_power(_SCALE_LETTERS)})(?![A-Za-z0-9])(?![-‑ ](?:bills?|bonds?|notes?)\b)".replace(
        "(?P<e", "(?P<l"
    )
    + rf"|{_GAP}(?:{_power(_SCALE_CJK)})(?:多|余|餘)?".replace("(?P<e", "(?P<c")
)
SHARE_AFTER = re.compile(rf"[ \u00a0\u202f\u2009\-‑]?(?i:{_named(_SHARES)})")
CURRENCY_AFTER = re.compile(
    rf"[ \u00a0\u202f\u2009\-‑]?(?:(?i:de |d['’])?(?i:{_named(_WORDS)})(?:(?<![A-Za-zà-ÿ])|(?![A-Za-zà-ÿ]))"
    + rf"|(?P<code>{'|'.join(_CODES)}|usd|eur)(?![A-Za-z0-9])|(?P<sign>[$€£¥₩₽₺₹])(?![A-Za-z0-9]))"
)
SCALED_CURRENCY_AFTER = re.compile(rf"[ \u00a0]?(?i:{_named(_SCALED_ONLY)})(?![A-Za-z])")
CJK_CURRENCY_AFTER = re.compile(r"(?:美元|美金|人民币|元|港元|欧元|日元|英镑)")
"""A unit said again after an amount that has its sign before: ``人民币3亿元``."""
CODE_AFTER = re.compile(rf"{_GAP}(?P<code>{'|'.join(_CODES)})(?![A-Za-z0-9])")


def sign_before(text: str, end: int) -> str:
    """The longest currency sign or code that ends at `end` and is no part of a word; else ``""``."""
    for length in _SIGN_LENGTHS:
        sign = text[end - length : end] if end >= length else ""
        before = text[end - length - 1] if end > length else " "
        if sign in _ALL_SIGNS and not (before.isascii() and before.isalpha()):
            return sign
    return ""


def currency_of(sign: str) -> str:
    """The ISO 4217 code, or ticker, of a sign or code."""
    return _SIGNS.get(sign, "CNY" if sign == "CNH" else sign.upper())


def named_currency(found: re.Match[str]) -> str:
    """The code of a match of one of the patterns for currencies after a number."""
    group = str(found.lastgroup)
    return currency_of(found[group]) if group in ("code", "sign") else group


def may_be_scale(text: str, end: int) -> bool:
    """Whether what stands after a number begins as a scale does: a quick look before the pattern."""
    at = end + (text[end : end + 1] in _GAPS)
    at += text[at : at + 1] in _HYPHENS
    return text[at : at + 1] in _SCALE_BEGINS


def scale_of_cjk(written: str) -> Decimal:
    """The factor of a scale in Chinese, Japanese or Korean characters; 1 for none."""
    return _CJK_FACTORS.get(written, Decimal(1))


def scale_of(found: re.Match[str]) -> Decimal:
    """The factor a match of ``SCALE_AFTER`` stands for."""
    return Decimal(10) ** int(str(found.lastgroup)[1:])
