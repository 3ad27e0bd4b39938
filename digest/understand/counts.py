"""What people count besides money and tokens: users, banks, jobs, tonnes, each noun a unit."""

from __future__ import annotations

import re

HEADS = {
    "people": r"people|persons|人(?![民均工类才气])|personas|Menschen|человек",
    "users": r"users?|subscribers?|用户|ユーザー|人のユーザー|пользовател\w{1,3}|usuarios|Nutzer",
    "customers": r"customers?|clients?|客户|顧客|고객",
    "employees": r"employees?|staff(?:ers)?|workers|名?员工|人员|従業員|직원",
    "jobs": r"jobs|job cuts|job losses|roles|positions|个?岗位|Stellen|Arbeitsplätze|рабочих мест",
    "claims": r"(?:jobless|unemployment|weekly)?\s?claims",
    "investors": r"investors?|名?投资者|投资人",
    "traders": r"traders?|名?交易员",
    "holders": r"holders?|持有者",
    "members": r"members",
    "victims": r"victims|名?受害者",
    "lawmakers": r"lawmakers|senators|legislators",
    "developers": r"developers",
    "merchants": r"merchants|retailers|商户",
    "banks": r"banks|lenders|家?银行|은행|bancos|Banken|banques|банк(?:ов|а)",
    "companies": r"companies|firms|家?(?:公司|企业)|社(?=が|は|の)|개사|empresas|Unternehmen|компани[йи]",
    "exchanges": r"exchanges|家?交易所",
    "states": r"(?<!United )states|个州",
    "countries": r"countries|nations|个?国家",
    "stores": r"stores|branches|outlets",
    "wallets": r"wallets|个?钱包",
    "addresses": r"addresses|个?地址",
    "accounts": r"accounts|个?账户",
    "validators": r"validators|个?验证者",
    "nodes": r"nodes|个?节点",
    "transactions": r"transactions|transfers|笔?交易(?![所对额量])",
    "ETFs": r"ETFs|只ETF",
    "tokens": r"tokens",
    "ATMs": r"ATMs",
    "miners": r"miners",
    "vehicles": r"vehicles|cars|辆车",
}
"""Units that are counted head by head, and how they are written after a number."""
BULKS = {
    "shares": r"shares|万?股(?![市价票东份权指])",
    "tonnes": r"(?:metric )?tonn?es|(?:metric )?tons|吨",
    "barrels": r"barrels|桶",
    "ounces": r"ounces|盎司",
    "points": r"points",
}
"""Units of things that are bought, moved and stored like money."""
COUNTED = frozenset((*HEADS, *BULKS))

_NO_BETWEEN = (
    r"in|and|of|to|for|the|on|at|or|by|an?|is|as|from|with|per|than|years?|days?|hours?|weeks?|months?|"
    r"minutes?|times|percent|more than|basis|percentage|billion|million|trillion|thousand"
)
_NOUNS = "|".join(f"(?P<{unit}>{pattern})" for unit, pattern in (HEADS | BULKS).items())
_AFTER = re.compile(
    rf"[ \u00a0](?:(?!(?:{_NO_BETWEEN})\b)[A-Za-z][\w-]{{1,14}}\s){{0,2}}(?i:{_NOUNS})\b(?![-’'])"
    rf"|(?:名|个|個|家|位|只|笔|辆)?(?:{_NOUNS.replace('(?P<', '(?P<c_')})(?<![A-Za-z])"
)
_BEGINNINGS = frozenset(run[:3] for run in re.findall(r"[^\W\d_]{3,}", _NOUNS.lower()))
"""With what letters any of these nouns begins."""
_HINT = re.compile(r"[ \u00a0][^\W\d_]|[\u3040-\u9fff\uac00-\ud7a3]")
_NAME_BEFORE = re.compile(r"([A-Z][A-Za-z]*)[ \u00a0]$")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\.?\s*$")
_OPENERS = frozenset((
    "some", "about", "nearly", "over", "around", "almost", "only", "roughly", "approximately", "another",
    "least", "than", "all", "for", "by", "with", "from", "of", "to", "and", "up", "the", "least", "just",
    "adds", "has", "now", "cuts", "at", "these", "those",
))  # fmt: skip
"""Words before a number that do not make it part of a name, though a capital may begin them."""
_NUMBERED = frozenset((
    "top", "layer", "day", "week", "month", "phase", "part", "version", "vol", "no", "number", "round",
    "chapter", "block", "level", "tier", "episode", "issue", "step", "windows", "ios", "android", "best",
    "article", "section", "title", "page", "series", "class", "form", "rule", "room", "next", "first",
))  # fmt: skip
_BEFORE = re.compile(
    r"(?P<noun>users|customers|subscribers|employees|payrolls|nonfarm payrolls|jobs|jobless claims|"
    r"claims|wallets|addresses|accounts|transactions|holders|validators|members|merchants)\b[^.;:!?\n%$€£¥]{0,60}?"
    r"(?:[0-9.]{1,5}(?:%| percent) )?"
    r"\b(?:to|by|at|hits?|reach(?:es|ed)?|were|was|totall?ed|of|past|above|below|top(?:s|ped)?|"
    r"rose|fell|grew|increased|decreased|declined|dropped|gained|jumped)"
    r"(?: (?:about|around|nearly|over|roughly|almost|a record|a seasonally adjusted))? $",
    re.IGNORECASE,
)
_SERIES = {
    "payrolls": "jobs",
    "nonfarm payrolls": "jobs",
    "jobless claims": "claims",
    "subscribers": "users",
}


def count_after(text: str, start: int, end: int, *, plain: bool) -> tuple[str, int]:
    """
    The unit counted by the number at ``text[start:end]`` and where its noun ends; else ``""`` and `end`.

    A `plain` number, of digits alone, may belong to a name instead: ``Windows 11 users``.
    """
    if not _may_count(text, end) or not (found := _AFTER.match(text, end)):
        return "", end
    unit = str(found.lastgroup).removeprefix("c_")
    mark = text[start - 1 : start]
    if mark and mark in "-‑–/.,#+_":
        return "", end
    if plain and _belongs_to_name(text, start, end, found):
        return "", end
    return unit, found.end()


def _may_count(text: str, end: int) -> bool:
    """Whether a noun that is counted may follow: far faster to tell than which one."""
    if not _HINT.match(text, end):
        return False
    if text[end] not in " \u00a0":
        return True
    return any(word[:3].lower() in _BEGINNINGS for word in text[end + 1 : end + 52].split(None, 3)[:3])


def count_before(text: str, start: int, written: str, *, scaled: bool) -> str:
    """The unit of a large bare number that a noun before it tells: ``claims rose to 231,000``."""
    if not scaled and "," not in written:
        return ""
    found = _BEFORE.search(text, max(0, start - 80), start)
    if not found:
        return ""
    noun = found["noun"].lower()
    return _SERIES.get(noun, noun)


def _belongs_to_name(text: str, start: int, end: int, noun: re.Match[str]) -> bool:
    written = text[start:end]
    if len(written) == 4 and written[:2] in ("19", "20"):
        return True
    before = _WORD_BEFORE.search(text, max(0, start - 16), start)
    if before and len(written) <= 3 and before[1].lower() in _NUMBERED:
        return True
    named = _NAME_BEFORE.search(text, max(0, start - 20), start)
    lowercase = not noun.group().split()[-1][0].isupper()
    return bool(named and lowercase and len(written) <= 3 and named[1].lower() not in _OPENERS)
