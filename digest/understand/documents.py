"""The dates and clauses an official document is told with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.model import Span
from digest.understand.document_numbers import laws_in
from digest.understand.phrases import Hit

_BARE = re.compile(r"\bNo\.\s?\d{1,5}\b|第?\d{1,4}号")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)}
_ANY_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_ANY_MONTH}(?:,?\s(?:19|20)\d\d)?"
    rf"|{_ANY_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?"
    r"|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)"
)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s({_ANY_MONTH}),?\s(\d{{4}})")
_MONTH_FIRST = re.compile(rf"({_ANY_MONTH})\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})")
_NUMERIC = re.compile(r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})日?")
_ISSUED = re.compile(
    r"\b(?:[Ii]ssued|[Dd]ated|[Pp]ublished|[Rr]eleased|[Aa]dopted|[Ss]igned|notice\sof|circular\sof|order\sof)\s"
    rf"(?:on\s)?({_DATE})|({_DATE})，?[^，。；\n]{{0,30}}?(?:发布|印发|公布)"
    r"|\n((?:19|20)\d\d年\d{1,2}月\d{1,2}日)$"
    rf"|\bOn\s({_DATE}),?\s[^.;\n]{{2,60}}?\b(?:issued|published|released|adopted|announced)\b"
)
_ISSUED_HINTS = (
    "ssued", "ated", "ublished", "eleased", "dopted", "igned", "notice", "circular", "order", "announced",
    "发布", "印发", "公布", "日",
)  # fmt: skip
"""One of these stands in every text that says when it was issued."""
_ON_ISSUANCE = re.compile(
    r"\b(?:effective|(?:into|in)\s(?:force|effect)|t(?:akes?|ook)\seffect)\b[^.;\n]{0,50}?\b(?:up)?(?:on|from|of|at)\s(?:the\s|its\s|their\s)?"
    r"(?:(?:day|date)\s(?:of|it\sis|they\sare)\s(?:its\s|their\s)?)?(?:issuance|issue|issued|publication|published|promulgation|release)\b"
    r"|自(?:发布|印发|公布|颁布)之日起(?:施行|实施|执行|生效)?",
    re.IGNORECASE,
)
_IMMEDIATELY = re.compile(
    r"\beffective\simmediately|\bwith\simmediate\seffect|\bt(?:akes?|ook)\seffect\s(?:immediately|at\sonce)|即日起(?:施行|实施|生效)",
    re.I,
)
_FROM_DATE = re.compile(
    r"\b(?:effective|t(?:akes?|ook)\seffect|(?:come|enter)s?\sinto\s(?:force|effect)|in\sforce|appl(?:y|ies)|compliance\sdate)\b[^.;\n]{0,40}?\s"
    rf"({_DATE})|\b(?:effective|commencement|compliance)\sdate\s(?:of|is|will\sbe)\s({_DATE})"
    rf"|(?:自|于|从)?({_DATE})起?(?:正式)?(?:施行|实施|执行|生效)",
)
_DAYS_AFTER = re.compile(
    r"\b(?:effective|takes?\seffect|into\sforce)\s(\d{1,3}\sdays\s(?:after|from|following)\s[^.,;\n]{3,50})"
)
_EFFECT_HINTS = (
    "effect", "force", "apply", "applies", "compliance date", "commencement date",
    "施行", "实施", "执行", "生效",
)  # fmt: skip
"""One of these stands in every text that says from when on: far faster to look for than the date."""
_AT_ONCE_HINTS = ("immediate", "at once", "即日起")
"""One of these stands in every text that is in force at once."""
_REPEAL_HINTS = (
    "repeal", "supersed", "replac", "rescind", "revok", "annul", "amend", "abolish", "withdr",
    "废止", "取代", "修订", "修改",
)  # fmt: skip
"""One of these stands in every sentence that repeals."""
_REPEAL = re.compile(
    r"\b(?:(?:repeal|supersed|replac|rescind|revok|annul|amend|abolish)[a-z]{0,5}|withdraws|withdrawn|withdrew)\b|废止|取代|修订|修改",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|shall be|be)\b|废止|取代|修订|修改")
_AFFECTS = re.compile(
    r"\b(?:applies\sto|apply\sto|prohibits?|prohibited|forbids?|forbidden|bans?|bars|requires?|(?:is|are)\s(?:required|obliged)\sto|"
    r"shall\s(?:not\s)?(?!be\b|not\b|enter\b|come\b|take\b|have\b)|must|may\sno\slonger|may\snot|no\sone\smay|"
    r"not\sallowed\sto|affects|covers|in\sscope)\b|适用于|禁止|不得|应当",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[;；。\n]|\.\s|,\s(?:and|but|while|which)\s")
_LONGEST_CLAUSE = 160


def repealed(text: str, sentences: list[Span], numbers: list[Hit[str]]) -> Hit[str] | None:
    """The number of the document that this one repeals, replaces or amends, if the text says so."""
    small = text.lower()
    if not any(hint in small for hint in _REPEAL_HINTS):
        return None
    for start, end in sentences:
        verb = _REPEAL.search(text, start, end)
        if not verb:
            continue
        full = [hit for hit in numbers if start <= hit.start < end] + laws_in(text, verb.end(), end)
        bare = [Hit(*m.span(), m.group()) for m in _BARE.finditer(text, verb.end(), end)]
        after = [hit for hit in (*full, *bare) if hit.start >= verb.end()]
        if after:
            return min(after, key=lambda hit: hit.start)
        before = [hit for hit in full if hit.end <= verb.start()]
        if before and _PASSIVE.search(text, before[-1].end, verb.end()):
            return before[-1]
    return None


def issued(text: str) -> str:
    """The date of issue as ISO 8601, or as written when no year stands with it; ``""`` when not told."""
    if not any(hint in text for hint in _ISSUED_HINTS):
        return ""
    found = _ISSUED.search(text)
    return iso_date(next(filter(None, found.groups()))) if found else ""


def effective(text: str) -> str:
    """``on issuance``, ``immediately``, a date as ISO 8601, the words for a delay, or ``""``."""
    small = text.lower()
    if not any(hint in small for hint in _EFFECT_HINTS):
        return ""
    if _ON_ISSUANCE.search(text):
        return "on issuance"
    if any(hint in small for hint in _AT_ONCE_HINTS) and _IMMEDIATELY.search(text):
        return "immediately"
    if "days" in small and (found := _DAYS_AFTER.search(text)):
        return found[1]
    found = _FROM_DATE.search(text)
    return iso_date(next(filter(None, found.groups()))) if found else ""


def affected(text: str, sentences: list[Span]) -> str:
    """The first clause of at most 160 characters that says who must or must not do what, unchanged."""
    for span in sentences:
        for start, end in _clauses(text, span):
            if end - start <= _LONGEST_CLAUSE and _AFFECTS.search(text, start, end):
                return text[start:end].strip(" ,.;。；")
    return ""


def _clauses(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for mark in _CLAUSE_ENDS.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end


def iso_date(written: str) -> str:
    """A written date as ISO 8601, or unchanged when it has no year or no such day exists."""
    if found := _NUMERIC.fullmatch(written):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(written):
        year, month, day = int(found[3]), _MONTH[found[2][:3].lower()], int(found[1])
    elif found := _MONTH_FIRST.fullmatch(written):
        year, month, day = int(found[3]), _MONTH[found[1][:3].lower()], int(found[2])
    else:
        return written.rstrip(".")
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else written
