"""Numbers of official documents, as each issuer writes them."""

from __future__ import annotations

import re

from digest.understand.phrases import Hit

_YEAR = r"(?:19|20)\d\d"
_FORMS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    # Yinfa [2026] No. 42
    (
        ("[", "〔", "("),
        re.compile(
            rf"\b[A-Z][A-Za-z]{{1,20}}(?:\s[A-Z][a-z]{{1,20}}){{0,3}}\s?[\[〔(]\s?{_YEAR}\s?[\]〕)]"
            r"\s?No\.?\s?\d{1,5}"
        ),
    ),
    # 银发〔2026〕42号, 中国人民银行公告〔2026〕第3号, 2026年第3号公告
    (
        ("号", "號"),
        re.compile(
            r"(?:中国人民银行|银|证监|国|财|发改|工信|网信|保监|金|汇|法|公|商|市监|建|税|环|科)[\u4e00-\u9fff]{0,8}"
            rf"[〔\[（(【]\s?{_YEAR}\s?[〕\])）】]\s?第?\d{{1,5}}号|(?<!\d){_YEAR}年第\d{{1,4}}号(?=公告|令|通告)"
            r"|金管\w{1,6}字第\d{4,14}號"
        ),
    ),
    # SEC: Release No. 34-99999, 34-99999, File No. S7-2026-05; CFTC: Release Number 9012-26
    (
        ("Release", "33-", "34-", "IA-", "IC-", "LR-", "AE-", "S7-"),
        re.compile(
            r"\bReleases?\s(?:Nos?\.|Numbers?)\s?(?:[A-Z]{1,4}-)?\d[\d-]{0,12}"
            r"|\b(?:34|33|IA|IC|LR|AAER|AE)-\d{4,6}\b|\bS7-\d{2,4}-\d{2}\b"
        ),
    ),
    # FCA and Bank of England: PS24/3, CP25/14, DP26/1, FG25/3, SS1/23
    (("/",), re.compile(r"\b(?:PS|CP|DP|FG|GC|TR|MS|CBA|SS|SoP)\d{1,2}/\d{1,3}\b")),
    # Federal Register
    (
        ("FR Doc", "Federal Register"),
        re.compile(r"\b(?:FR\sDoc\.?\s?(?:No\.?\s?)?|Federal\sRegister\s(?:document\s)?(?:No\.?\s)?)"
                   r"(20\d\d-\d{5})\b|\b(20\d\d-\d{5})\b"),
    ),
    # EBA/GL/2026/04, ESMA75-453128700-1408, ESMA/2025/1234, EIOPA-BoS-25/100
    (
        ("EBA", "ESMA", "EIOPA", "ECB/", "JC/", "JC 20", "CON/20"),
        re.compile(
            r"\b(?:EBA|ESMA|EIOPA|ECB|JC|CON)/(?:[A-Z]{1,4}/)?(?:20\d\d/)?\d{1,4}(?:/\d{1,3})?\b"
            r"|\bESMA\d{2,3}-[\d-]{2,20}\b|\bEIOPA-[A-Za-z]{2,4}-\d\d[/-]\d{2,4}\b|\bJC\s20\d\d\s\d{1,3}\b"
        ),
    ),
    # MAS: Notice PSN02, FSM-N27, CMG-N02, Notice 626, Guidelines PS-G02; SFC: 26EC12
    (
        ("PSN", "-N", "-G0", "Notice ", "EC"),
        re.compile(
            r"\b(?:Notice\s)?(?:PSN\d{2}[A-Z]{0,2}|(?:FSM|FAA|CMG|SFA|PS|DT)\s?(?:\d\d)?-[NG]\d{2})\b"
            r"|\bMAS\sNotice\s\d{3}[A-Z]?\b|\b2\dEC\d{1,3}\b"
        ),
    ),
    # HKMA: our reference B10/1C; RBI/2025-26/57; SEBI/HO/…
    (
        ("Ref", "RBI/", "SEBI/"),
        re.compile(
            r"(?<=Ref: )B\d{1,2}/\d{1,3}[A-Z]\b|(?<=Ref\.: )B\d{1,2}/\d{1,3}[A-Z]\b"
            r"|\bRBI/20\d\d-\d{2,4}/\d{1,4}\b|\bSEBI/HO/[\w&/()-]{5,70}\d"
        ),
    ),
    # Circular No. 12, Executive Order 14178, Staff Letter No. 26-05, OCC Bulletin 2026-3, FIN-2026-A001
    (
        ("No", "Order", "Bulletin", "Letter", "Circular", "-20", "Rundschreiben"),
        re.compile(
            r"\b(?:Circular|Notice|Order|Decree|Announcement|Resolution|Instruction|Bulletin|Letter|Directive|"
            r"Advisory|Direction|Ordinance)\s(?:No\.?|Number)\s?\d[\w/-]{0,16}"
            r"|\bRundschreiben\s20\d\d/\d{1,2}\b|\bExecutive\sOrder\s\d{5}\b|\b(?:Bulletin|Letter|Circular)\s#?\d{2,4}-\d{1,4}\b"
            r"|\bInterpretive\sLetter\s#?\d{4}\b|\b[A-Z]{2,6}-20\d\d-[A-Z]?\d{2,6}\b|\bFIL-\d{1,3}-20\d\d\b"
        ),
    ),
)  # fmt: skip
"""What a text must hold for a form to be looked for at all, and the form."""
_LAWS = re.compile(
    r"\b(?:Regulation|Directive|Decision)\s(?:\((?:EU|EC)\)\s)?(?:No\.?\s)?\d{2,4}/\d{1,4}(?:/E[CU])?\b"
)


def document_numbers(text: str) -> list[Hit[str]]:
    """Every document number in `text` with its place, in order and without overlap."""
    found = []
    for hints, form in _FORMS:
        if any(hint in text for hint in hints):
            for match in form.finditer(text):
                group = match.lastindex or 0
                found.append(Hit(*match.span(group), match[group]))
    found.sort(key=lambda hit: (hit.start, -hit.end))
    return [hit for place, hit in enumerate(found) if not place or hit.start >= found[place - 1].end]


def laws_in(text: str, start: int, end: int) -> list[Hit[str]]:
    """Acts of Union law named in ``text[start:end]``, which documents amend or repeal but do not bear."""
    return [Hit(*match.span(), match.group()) for match in _LAWS.finditer(text, start, end)]
