"""A regulator's act, when an entry tells of one: who, what kind, which document, from when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.model import Finding, Mention, RegulatoryAct, Span
from digest.understand.documents import affected, document_numbers, effective, issued, repealed
from digest.understand.lexicon import Lexicon
from digest.understand.phrases import Hit, phrases_of

_ACTS = phrases_of(
    {
        "enforcement": """
        charges | charged | sues | sued | fines | fined | penalises | penalizes | penalised |
        penalized | settles | settled | sanctions | sanctioned | indicts | freezes | froze | seizes |
        seized | revokes | revoked | suspends | suspended | orders | ordered | cease and desist |
        enforcement action | final notice | obtains judgment | files complaint | files suit |
        shuts down | raids | wells notice | bars | 处罚 | 起诉 | 罚款 | 查处 | 责令 | 立案
    """,
        "consultation": """
        consults | consultation | consultation paper | seeks comment | seeks comments |
        seeks feedback | seeks views | requests comment | invites comments | discussion paper |
        call for evidence | 征求意见 | 公开咨询 | 咨询
    """,
        "proposal": """
        proposes | proposed | proposal | draft | drafts | drafting | plans to require | 拟 | 草案
    """,
        "rule": """
        adopts | adopted | final rule | final rules | finalises | finalizes | finalised | finalized |
        rules | rule | regulation | regulations | policy statement | passes | enacts | bans | banned |
        prohibits | prohibited | outlaws | forbids | requires | mandates | restricts |
        executive order | amends | repeals | 禁止 | 规定 | 办法 | 新规
    """,
        "notice": """
        notice | notices | circular | guidance | issues | issued | issue | publishes | published |
        publish | releases | released | announces | announced | clarifies | clarified | approves |
        approved | grants | granted | authorises | authorizes | licenses | rejects | rejected |
        denies | delays | delayed | extends | withdraws | warns | warned | warning | statement |
        no-action letter | faq | notifies | grants licence | registers | opens | put | puts |
        notified | 发布 | 印发 | 通知 | 公告 | 批准 | 警示 | 提示 | 发文
    """,
        "speech": "speech | remarks | testimony | testifies | keynote | 讲话 | 演讲 | 致辞",
    }
)
_NEAR = frozenset(
    """issues issued issue publishes published publish releases released announces announced approves approved grants granted rejects
    rejected denies delays delayed extends withdraws warns warned put puts opens rules rule orders ordered proposes proposed proposal
    draft drafts charges charged""".split()
)
"""Words so common that they only tell an act right after the body's name."""
_BROKEN = re.compile(
    r"[;:.!?。；]\s|\b(?:as|after|ahead of|while|before|despite|amid|awaits?|expects?|expected|says?|said|told|may|might|could|when|until|official|officials)\b",
    re.IGNORECASE,
)
_NOT_ACTOR = re.compile(
    r"\b(?:await\w*|ahead of|despite|over|with|against|versus|vs\.?|sues?|sued|urges?|asks?|tells?|told|former|ex-|by former|to|from|before)\s(?:the\s|US\s|U\.S\.\s)?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\s(?:[\w'’-]{1,30}\s){0,8}?(?:by|from)\s(?:the\s|China'?’?s\s|US\s|U\.S\.\s)?$", re.IGNORECASE
)
_REACH, _SHORT_REACH = 70, 18
_WORD = r"[A-Z][\w’'&-]{1,24}"
_UNKNOWN_BODY = re.compile(
    rf"(?:{_WORD}\s(?:(?:and|of|for|the)\s){{0,2}}){{1,5}}(?:Authority|Commission|Agency|Bureau|Regulator|Directorate|Ministry|Supervisor|"
    rf"Inspectorate|Board|Council)(?:\s(?:of|for)\s(?:the\s)?{_WORD}(?:\s(?:and\s)?{_WORD}){{0,3}})?"
    rf"|(?:Central|Reserve|National|State)\sBank\sof\s(?:the\s)?{_WORD}(?:\s{_WORD}){{0,2}}"
    rf"|(?:Ministry|Department|Bureau|Office|Commission)\s(?:of|for)\s{_WORD}(?:\s(?:and\s|of\s)?{_WORD}){{0,3}}"
)
_ARTICLES = re.compile(r"^(?:The|A|An|In|By|On|At|From|And|But|When|After)\s")
_LEAD = 500


@dataclass(frozen=True, slots=True)
class _Body:
    """A body named in the title or the first sentence, known to the lexicon or not."""

    id: str
    name: str
    jurisdiction: str
    start: int
    end: int


def find_act(
    text: str,
    small: str,
    title_end: int,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    event: Finding | None,
    lexicon: Lexicon,
) -> RegulatoryAct | None:
    """
    The act of a body the entry tells of, or None for news that mentions a body in passing.

    A body must act in the title or the first sentence, or a document number stand there beside the name of
    a body anywhere. A decision on rates or a statistic is an event rather than a regulator's act. `small`
    is the text lowered and covered.
    """
    spans = [(0, title_end), *((start, min(end, start + _LEAD)) for start, end in sentences[:1])]
    numbers = document_numbers(text)
    headed = [hit for hit in numbers if any(start <= hit.start < end for start, end in spans)]
    if event and event.kind in ("rate decision", "macro print") and not headed:
        return None
    acting = None
    for span in spans:
        acting = acting or _acting(text, small, span, mentions, lexicon)
    if acting is None and headed:
        known = next((m for m in mentions if m.kind == "body"), None)
        if known is None:
            return None
        body = _known(known, lexicon)
        acting = body, _kind_of_lead(small, spans)
    if acting is None:
        return None
    body, kind = acting
    return _act(text, body, kind, list(sentences), numbers)


def _act(
    text: str, body: _Body, kind: str, sentences: list[Span], numbers: list[Hit[str]]
) -> RegulatoryAct:
    old = repealed(text, sentences, numbers)
    number = next((hit.value for hit in numbers if old is None or hit.value != old.value), "")
    return RegulatoryAct(
        body=body.id,
        body_name=body.name,
        jurisdiction=body.jurisdiction,
        kind=kind,
        number=number,
        issued=issued(text),
        effective=effective(text),
        repeals=old.value if old else "",
        affects=affected(text, sentences),
    )


def _acting(
    text: str, small: str, span: Span, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[_Body, str] | None:
    """The first body in the span that does something a body does, and what kind of act it is."""
    start, end = span
    acts = [Hit(h.start + start, h.end + start, h.value) for h in _ACTS.find(small[start:end])]
    if not acts:
        return None
    for body in sorted(_bodies(text, span, mentions, lexicon), key=lambda one: one.start):
        if _NOT_ACTOR.search(text, max(start, body.start - 24), body.start):
            passive = [act for act in acts if _passive(text, act, body)]
            if passive:
                return body, passive[0].value
            continue
        done = [act for act in acts if _done_by(text, act, body)]
        done += [act for act in acts if _passive(text, act, body)]
        if done:
            return body, _weightiest(done)
    return None


_WEIGHT = ("enforcement", "consultation", "proposal", "rule", "speech", "notice")


def _weightiest(acts: Sequence[Hit[str]]) -> str:
    """``publishes final rules`` is a rule, ``issues a consultation`` a consultation."""
    return min((act.value for act in acts), key=_WEIGHT.index)


def _done_by(text: str, act: Hit[str], body: _Body) -> bool:
    gap = text[body.end : act.start]
    if act.start < body.end or len(gap) > _REACH or _BROKEN.search(gap):
        return False
    common = text[act.start : act.end].lower() in _NEAR
    return not common or len(gap) <= _SHORT_REACH


def _passive(text: str, act: Hit[str], body: _Body) -> bool:
    return (
        act.end <= body.start
        and len(text[act.end : body.start]) <= _REACH
        and bool(_BY.fullmatch(text, act.end, body.start))
    )


def _kind_of_lead(small: str, spans: Sequence[Span]) -> str:
    kinds = [hit.value for start, end in spans for hit in _ACTS.find(small[start:end])]
    named = [kind for kind in kinds if kind in ("consultation", "enforcement", "proposal")]
    return named[0] if named else "notice" if "notice" in kinds else kinds[0] if kinds else "notice"


def _known(mention: Mention, lexicon: Lexicon) -> _Body:
    return _Body(mention.entity, mention.name, lexicon.jurisdiction(mention.entity), *mention.span)


def _bodies(text: str, span: Span, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[_Body]:
    known = [m for m in mentions if m.kind == "body" and span[0] <= m.span[0] < span[1]]
    yield from (_known(mention, lexicon) for mention in known)
    for found in _UNKNOWN_BODY.finditer(text, *span):
        start, end = found.span()
        if article := _ARTICLES.match(found.group()):
            start += article.end()
        if any(m.span[0] < end and start < m.span[1] for m in known):
            continue
        name = text[start:end]
        places = (m for m in mentions if m.kind == "place" and start <= m.span[0] and m.span[1] <= end)
        place = next(places, None)
        jurisdiction = lexicon.jurisdiction(place.entity) if place else ""
        yield _Body(_slug(name), name, jurisdiction, start, end)


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower().replace("’", "").replace("'", "")))
