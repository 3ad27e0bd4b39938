"""What an entry says without the furniture of its page, and where its sentences are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.model import Span

_TITLE_GAP = "\n\n"
_REACH = 700
"""A line or sentence longer than this is no furniture."""

_FURNITURE = re.compile(
    r"""(?:
      (?:read|continue\sreading|learn|find\sout|see)\s*(?:more|the\sfull\s(?:story|article|report))\b.{0,160}
    | continue\sreading\b.{0,200}
    | (?:read|see)\salso\b.{0,200} | also\sread\b.{0,200}
    | (?:related|recommended|most\sread|more\sfrom|up\snext|you\smay\salso\slike)\b\s?:.{0,200}
    | \(?(?:additional\s)?(?:reporting|editing|writing|compiled|translated)\sby\s.{1,160}
    | (?:subscribe|sign\sup|follow\sus|join\s(?:us|our)|click\shere|download\s(?:the|our)\sapp
        |get\sthe\slatest)\b.{0,200}
    | (?:share|tweet|copy|copy\slink|facebook|twitter|x|linkedin|telegram|whatsapp|reddit|e-?mail|print|pin
        |comments?
        |share\s(?:this|on|via|with)\b.{0,60}|listen\sto\sthis\sarticle\b.{0,40}|\d{1,4}(?:\s(?:shares?|comments?|min(?:ute)?s?\sread))?)
    | (?:disclaimer|disclosure)\s?:.{0,600}
    | (?:photo|image|featured\simage|image\scredit|cover\simage)\s?(?:credit|by|via|from)?\s?:.{0,160}
    | all\srights\sreserved\.? | ©.{0,120}
    | by:?\s[^.。]{1,60}\|.{0,60}
    | (?:阅读更多|阅读原文|查看原文|原文链接|原文標題|相关阅读|延伸阅读|推荐阅读|责任编辑|責任編輯
        |免责声明|免責聲明|风险提示|本文来自|扫码关注|分享至|点击查看)
        .{0,300}
    | [（(](?:记者|編輯|编辑|作者).{1,60}[）)]
    )\s*[>»→…]*""",
    re.IGNORECASE | re.VERBOSE,
)
_APPEARED = re.compile(
    r"(?:^|\s)The (?:post|article) [^\n]{1,400}? (?:first )?appeared (?:first )?on [^\n]{1,160}$"
)
_CUT_OFF = re.compile(r"\s*(?:\[(?:…|\.{3}|&hellip;|&#8230;)\]|\(…\))\s*$")

_END = re.compile(
    r"""[.!?…。！？；\n](?:(?<=[.!?…])[.!?…]*["'”’»)\]]*(?=\s)|(?<=[。！？；])[。！？；]*[”’」』）"]*|(?<=\n)\n*)"""
)
"""What may end a sentence: one class of marks first, for which a text is searched fast."""
_OPENING = "([\"“'‘"
_ABBREVIATIONS = frozenset((
    "mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "vs", "etc", "eg", "ie", "e.g", "i.e",
    "approx", "dept", "est", "inc", "ltd", "corp", "co", "plc", "llc", "bros", "gov", "sen", "rep",
    "gen", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "no", "nos", "vol", "art", "sec", "fig", "para", "pp", "u.s", "u.k", "u.n", "e.u", "d.c",
    "a.m", "p.m", "u.a.e", "bn", "mn", "mln", "mio", "mrd", "rs", "cf", "al", "h.k", "rel", "ref",
    "op", "cit", "mt", "messrs",
))  # fmt: skip
_MAY_END = frozenset((
    "inc", "ltd", "corp", "co", "plc", "llc", "etc", "u.s", "u.k", "u.n", "e.u", "d.c", "a.m",
    "p.m", "u.a.e", "bn", "mn", "mln", "bros",
))  # fmt: skip
"""Abbreviations that stand at the end of sentences as well."""
_STARTERS = frozenset((
    "The", "A", "An", "In", "It", "This", "That", "These", "Those", "He", "She", "They", "We", "I",
    "But", "And", "However", "Meanwhile", "While", "As", "On", "At", "For", "According", "If",
    "When", "After", "Before", "Since", "With", "Its", "Their", "His", "Her", "Both", "All",
    "Some", "Most", "Many", "There", "Here", "To", "From", "By", "Under", "Despite",
))  # fmt: skip


def compose_text(title: str, body: str) -> tuple[str, int]:
    """
    The title, a blank line, and `body` without boilerplate; with the place where the body begins.

    Whole lines or sentences are taken from the two ends of the body and nothing is rewritten, so what
    is left is a substring of `body`. A first line that only repeats the title is dropped.
    """
    start, end = _without_title(title, body), len(body)
    start, end = _without_furniture(body, start, end)
    kept = body[start:end].strip()
    if not kept:
        return title, len(title)
    return title + _TITLE_GAP + kept, len(title) + len(_TITLE_GAP)


def sentence_spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of the sentences of ``text[start:end]``, in order, without surrounding white space."""
    return tuple(_sentences(text, start, end))


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    begun = start
    for mark in _END.finditer(text, start, end):
        if text[mark.start()] == "." and not _ends_sentence(text, begun, mark.start(), mark.end()):
            continue
        yield from _stripped(text, begun, mark.end())
        begun = mark.end()
    yield from _stripped(text, begun, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if left < right:
        yield start + left, start + right


def _ends_sentence(text: str, begun: int, stop: int, after: int) -> bool:
    """Whether the full stop at `stop` ends a sentence that began at `begun`; `after` is past its quotes."""
    following = text[after : after + 24].lstrip()
    if following[:1].islower():
        return False
    near = text[max(begun, stop - 16) : stop]
    word = near.split()[-1].lstrip(_OPENING) if near and not near[-1].isspace() else ""
    bare = word.lower()
    if bare in ("no", "nos"):
        return not following[:1].isdigit()
    if bare in _ABBREVIATIONS:
        return bare in _MAY_END and _first_word(following) in _STARTERS
    if len(word) == 1 and word.isupper():
        return _first_word(following) in _STARTERS
    numbers_a_list = word.isdigit() and len(word) <= 2
    return not (numbers_a_list and not text[begun : stop - len(word)].strip(_OPENING + " \n\t"))


def _first_word(text: str) -> str:
    return re.split(r"\W", text, maxsplit=1)[0]


def _without_title(title: str, body: str) -> int:
    """Where the body goes on after a first line equal to the title; 0 when it has none."""
    lead = len(body) - len(body.lstrip())
    end = body.find("\n", lead)
    first = body[lead : end if end >= 0 else len(body)]
    same = (
        bool(title.strip()) and first.strip().rstrip(".").casefold() == title.strip().rstrip(".").casefold()
    )
    return lead + len(first) if same else 0


def _without_furniture(body: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of what is left when furniture is taken from both ends."""
    while start < end:
        while end > start and body[end - 1].isspace():
            end -= 1
        near = max(start, end - _REACH)
        tail = body[near:end]
        appeared = _APPEARED.search(tail) if " appeared " in tail else None
        if cut := appeared or (_CUT_OFF.search(tail) if tail[-1:] in ("]", ")") else None):
            end = near + cut.start()
            continue
        if dropped := _last_furniture(body, near, end):
            end = dropped
            continue
        break
    while start < end:
        stop = body.find("\n", start, end)
        line = body[start : stop if stop >= 0 else end]
        if stop < 0 or (line.strip() and not _FURNITURE.fullmatch(line.strip())):
            break
        start = stop + 1
    return start, end


def _last_furniture(body: str, near: int, end: int) -> int:
    """Where the last line or sentence of ``body[near:end]`` begins if it is furniture, else 0."""
    line = body.rfind("\n", near, end) + 1 or near
    if line > near and _FURNITURE.fullmatch(body[line:end].strip()):
        return line
    start = _last_sentence(body, line, end)
    return start if start > line and _FURNITURE.fullmatch(body, start, end) else 0


def _last_sentence(body: str, line: int, end: int) -> int:
    """Where the last sentence of ``body[line:end]`` begins; its first character is no white space."""
    for mark in reversed(list(_END.finditer(body, line, end))):
        if mark.end() < end and (
            body[mark.start()] != "." or _ends_sentence(body, line, mark.start(), mark.end())
        ):
            return end - len(body[mark.end() : end].lstrip())
    return line
