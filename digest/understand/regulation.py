"""A regulator's act, when an entry tells of one: who, what kind, which document, from when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from digest.model import Finding, Mention, RegulatoryAct, Span, StatedDocument
from digest.understand.bodies import Body, bodies_in, body_named, known_body
from digest.understand.document_numbers import document_numbers
from digest.understand.documents import affected, effective, issued, repealed
from digest.understand.lexicon import Lexicon
from digest.understand.phrases import Hit, phrases_of

_ACTS = phrases_of(
    {
        "enforcement": """
        charges | charged | sues | sued | fines | fined | penalises | penalizes | penalised |
        penalized | settles | settled | sanctions | sanctioned | indicts | freezes | froze |
        seizes | seized | revokes | revoked | suspends | suspended | orders | ordered |
        verhängt | untersagt | inflige | sanciona | multa | cease and desist | enforcement action |
        final notice | obtains judgment | files complaint |
        files suit | shuts down | raids | wells notice | bars | 处罚 | 起诉 | 罚款 | 查处 | 责令 |
        立案
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
        adopts | adopted | final rule | final rules | finalises | finalizes | finalised |
        finalized | rules | rule | regulation | regulations | policy statement | executive order |
        规定 | 办法 | 新规
    """,
        "notice": """
        issues | issued | issue | publishes | published | publish | releases | released |
        announces | announced | clarifies | clarified | approves | approved | grants | granted |
        veröffentlicht | warnt | publie | publica | advierte | authorises | authorizes | licenses |
        rejects | rejected | denies | delays | delayed |
        extends | withdraws | warns | warned | notifies | grants licence | registers | opens | put |
        puts | notified | 发布 | 印发 | 批准 | 警示 | 提示 | 发文 | declares | declared | allows |
        approval | nod | clears | cleared
    """,
        "document": """
        notice | notices | circular | guidance | no-action letter | faq | warning notice | 通知 |
        公告 | 文
    """,
        "prohibition": """
        passes | enacts | ban | bans | banned | prohibit | prohibits | prohibited | outlaw |
        outlaws | outlawed | forbid | forbids | forbidden | requires | mandates | restricts |
        restrict | tightens | widens | widened | amends | repeals | mandatory | crackdown | 禁止
    """,
        "speech": "speech | remarks | testimony | testifies | keynote | 讲话 | 演讲 | 致辞",
    }
)
_NEAR = frozenset((
    "declares", "declared", "allows", "approval", "nod", "clears", "cleared",
    "issues", "issued", "issue", "publishes", "published", "publish", "releases", "released",
    "announces", "announced", "approves", "approved", "grants", "granted", "rejects", "rejected",
    "denies", "delays", "delayed", "extends", "withdraws", "warns", "warned", "put", "puts",
    "opens", "rule", "rules", "ruling", "orders", "ordered", "proposes", "proposed", "proposal",
    "draft", "drafts", "charges", "charged",
))  # fmt: skip
"""Words so common that they only tell an act right after the body's name."""
_WEIGHT = (
    "enforcement", "consultation", "proposal", "rule", "document", "prohibition", "speech", "notice",
)  # fmt: skip
"""What tells the kind of an act, the most telling first."""
_KINDS = {"document": "notice", "prohibition": "rule"}
_BROKEN = re.compile(
    r"[;:.!?。；]\s|\b(?:as|after|ahead of|while|before|despite|amid|awaits?|expects?|expected|says?|said|"
    r"told|may|might|could|when|until|officials?)\b",
    re.IGNORECASE,
)
_NOT_ACTOR = re.compile(
    r"\b(?:await\w{0,3}|ahead of|despite|over|with|against|versus|vs\.?|sues?|sued|urges?|asks?|tells?|"
    r"told|former|to|from|before|expect(?:s|ed)?|wants?|wanted|hopes?)\s(?:the\s|US\s|U\.S\.\s)?$|\bex-$",
    re.IGNORECASE,
)
_BY = re.compile(r"\s(?:[\w'’-]{1,30}\s){0,8}?(?:by|from|of)\s(?:the\s|US\s|U\.S\.\s)?", re.IGNORECASE)
_REACH, _SHORT_REACH, _LEAD = 70, 18, 500
_ALSO_EVENTS = frozenset(("enforcement", "consultation", "proposal", "rule"))
"""Kinds of act that are types of event as well."""
_RATES = frozenset(("rate decision", "macro print"))


def find_act(
    text: str,
    small: str,
    title_end: int,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    event: Finding | None,
    lexicon: Lexicon,
    stated: StatedDocument | None = None,
) -> RegulatoryAct | None:
    """
    The act of a body the entry tells of, or None for news that mentions a body in passing.

    A body must act in the title or the first sentence, or be named there beside a document's number; or
    be `stated` as the one that issued it. A decision on rates or a statistic is an event rather than a
    regulator's act. `small` is the text lowered and covered.
    """
    spans = [(0, title_end), *((start, min(end, start + _LEAD)) for start, end in sentences[:1])]
    acts = {span: _acts(small, span, mentions) for span in spans}
    told = (_acting(text, span, acts[span], mentions, lexicon) for span in spans if acts[span])
    acting = next(filter(None, told), None)
    named = _named(spans, mentions)
    issuer = body_named(stated.body, lexicon) if stated and stated.body else None
    if not acting and not named and not issuer:
        return None
    numbers = document_numbers(text)
    opening = [(0, title_end), *sentences[:3]]
    numbered = any(start <= hit.start < end for hit in numbers for start, end in opening)
    numbered = numbered or bool(stated and stated.number)
    if event and event.kind in _RATES and not numbered:
        return None
    titled = [hit.value for hit in acts[0, title_end] if _telling(hit, text)]
    if acting:
        body, kinds = issuer or acting[0], [*acting[1], *titled]
    elif issuer:
        body, kinds = issuer, [*titled, "document"]
    elif numbered and named:
        body, kinds = known_body(named, lexicon), [*titled, "document"]
    else:
        return None
    kind = min(kinds, key=_WEIGHT.index)
    return _act(text, body, _KINDS.get(kind, kind), list(sentences), numbers)


def as_stated(act: RegulatoryAct | None, stated: StatedDocument | None) -> RegulatoryAct | None:
    """The act with what its source states in fields of its own in place of what was read in the text."""
    if act is None or stated is None:
        return act
    kinds = [hit.value for hit in _ACTS.find(stated.kind.lower())]
    kind = min(kinds, key=_WEIGHT.index) if kinds else act.kind
    effective = stated.effective.isoformat() if stated.effective else act.effective
    return replace(
        act, kind=_KINDS.get(kind, kind), number=stated.number or act.number, effective=effective
    )


def agreed(event: Finding | None, act: RegulatoryAct | None) -> tuple[Finding | None, RegulatoryAct | None]:
    """
    Event and act, which tell the same kind where both tell one of an act.

    What stands beside the body's name decides; but a notice that binds somebody, from a day on or in the
    place of an older one, is the rule that the event calls it.
    """
    if event is None or act is None or event.kind not in _ALSO_EVENTS:
        return event, act
    binding = act.affects or act.effective or act.repeals
    if act.kind in _ALSO_EVENTS or (event.kind == "rule" and not binding):
        return replace(event, kind=act.kind), act
    return event, replace(act, kind=event.kind)


def _act(text: str, body: Body, kind: str, sentences: list[Span], numbers: list[Hit[str]]) -> RegulatoryAct:
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


def _named(spans: Sequence[Span], mentions: Sequence[Mention]) -> Mention | None:
    """The first body named in the title or the first sentence."""
    bodies = (m for m in mentions if m.kind == "body")
    return next((m for m in bodies if any(a <= m.span[0] < b for a, b in spans)), None)


def _acts(small: str, span: Span, mentions: Sequence[Mention]) -> list[Hit[str]]:
    """Words of acts in the span, but for those inside names (``Administration for Market Regulation``)."""
    start, end = span
    hits = [Hit(h.start + start, h.end + start, h.value) for h in _ACTS.find(small[start:end])]
    if not hits:
        return []
    names = [m.span for m in mentions if m.kind in ("body", "organisation") and start <= m.span[0] < end]
    return [hit for hit in hits if not any(a < hit.end and hit.start < b for a, b in names)]


def _telling(hit: Hit[str], text: str) -> bool:
    """Whether a word of the title tells the kind although it does not stand by the body."""
    return hit.value not in ("notice", "speech") and text[hit.start : hit.end].lower() not in _NEAR


def _acting(
    text: str, span: Span, acts: Sequence[Hit[str]], mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Body, list[str]] | None:
    """The first body in the span that does one of its `acts`, and the kinds of act it may be."""
    for body in bodies_in(text, span, mentions, lexicon):
        done = [act.value for act in acts if _by(text, act, body)]
        if not _NOT_ACTOR.search(text, max(span[0], body.start - 24), body.start):
            done += [act.value for act in acts if _done_by(text, act, body)]
        if done:
            return body, done
    return None


def _done_by(text: str, act: Hit[str], body: Body) -> bool:
    """``the FCA fined``, ``the SEC's final rule``."""
    between = text[body.end : act.start]
    if act.start < body.end or len(between) > _REACH or _BROKEN.search(between):
        return False
    common = text[act.start : act.end].lower() in _NEAR
    return not common or len(between) <= _SHORT_REACH


def _by(text: str, act: Hit[str], body: Body) -> bool:
    """``fined by the FCA``, ``a notice of the central bank``."""
    near = 0 <= body.start - act.end <= _REACH
    return near and _BY.fullmatch(text, act.end, body.start) is not None
