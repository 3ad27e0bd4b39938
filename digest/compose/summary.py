"""Chooses the sentences a story is told in: the sources' own, unchanged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from digest.model import AnnotatedEntry, Figure, Passage, Span, Story

SHORTEST, LONGEST = 40, 320
"""Characters a sentence may have, those of scripts without spaces counted twice."""
FEWEST_WORDS = 6
FIRST_SENTENCES = 12
"""As far as a text is read: what matters stands near the top."""
SECOND = 0.5
"""From this share of words in common on, a second sentence adds too little to the first."""
SAME = 0.7
"""From this share of common words on, two sentences say the same."""

_WIDE = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WIDE_CHARACTER = re.compile(rf"[{_WIDE}]")
_TOKEN = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}]+")
_SMALL_WORDS = (
    "a an the and or of to in on at by for from with as is are was were be been has have had it its"
    " this that will would says said after over into"
)
_EMPTY_WORDS = frozenset(_SMALL_WORDS.split())
_TEASER = re.compile(
    r"\bhere(?:['’]s| is| are) (?:what|why|how|everything|the|a look)|\bread (?:on|more|the full)\b"
    r"|\bfind out\b|\b(?:need|want|have) to know\b|\bstay tuned\b|\bclick (?:here|to)\b|\bsubscribe\b"
    r"|\bsign up\b|\blearn more\b|\bnewsletter\b|\bfollow us\b|\bjoin (?:us|our)\b|\bcontinue reading\b"
    r"|\b(?:in )?this (?:article|post|story|piece|guide|video|episode)\b|\blet['’]s (?:dive|take|look)\b"
    r"|\bnot (?:financial|investment) advice\b|\bdisclaimer\b|\bappeared first on\b|\bmore details\b"
    r"|\ball rights reserved\b|\b(?:image|photo|source|credit)s?:|阅读全文|点击|订阅|免责声明",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:it|its|this|that|these|those|they|their|theirs|he|she|his|her|him|we|our|i|you|your|here|there"
    r"|however|but|and|so|or|also|yet|still|then|thus|hence|nor|meanwhile|moreover|furthermore|instead"
    r"|therefore|additionally|besides|nevertheless|nonetheless|consequently|otherwise|similarly|likewise"
    r"|such|both|in addition|as a result|by contrast|in contrast|for example|for instance"
    r"|on the other hand|the (?:move|latter|former|two|pair|duo|same))\b"
    r"|[它他她這这該该其但]|然而|此外|因此|不过|同时|而且|所以",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"the (?:(?:[a-z]+-)?(?:coin|token|cryptocurrency|company|firm|exchange|network|agency|regulator"
    r"|watchdog|protocol|fund|bank|platform|project|group|startup|lender|issuer|miner|attack|hack|exploit|incident"
    r"|decision|ruling|report|deal|news|announcement|statement|proposal|bill|plan|sale|drop|decline|rally"
    r"|surge|indicator|signal|metric|asset))\b",
    re.IGNORECASE,
)
"""A beginning that points to what stood before it: a reader of this sentence alone asks which one."""
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|[:：,，;；])\s*$")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that may stand alone, and what it carries."""

    told: AnnotatedEntry
    span: Span
    words: frozenset[str]
    figures: tuple[Figure, ...]
    entities: frozenset[str]
    score: int

    @property
    def amounts(self) -> frozenset[tuple[str, str]]:
        return frozenset(_amount(figure) for figure in self.figures)


def summary_of(story: Story, face: AnnotatedEntry) -> tuple[Passage, ...]:
    """
    None, one or two sentences; each is a substring of its entry's text.

    The first is the most telling one of `face`, or of the next entry in its language that has one. The
    second is the most telling of those that add a figure or a name, of the same entry before others;
    from another entry only a figure will do.
    """
    tellings = [face, *(t for t in story.entries if t is not face and t.language == face.language)]
    common = _common(story)
    title = _words(face.title)
    headed = _headed(face)
    sentences = [tuple(_sentences(told, title, headed, common)) for told in tellings]
    first = next((max(found, key=lambda s: s.score) for found in sentences if found), None)
    if first is None:
        return ()
    second = _second(first, sentences, headed)
    chosen = [first] if second is None else [first, second]
    if second is not None and second.told is first.told:
        chosen.sort(key=lambda sentence: sentence.span)
    return tuple(_passage(sentence) for sentence in chosen)


def _second(
    first: _Sentence, sentences: list[tuple[_Sentence, ...]], headed: frozenset[tuple[str, str]]
) -> _Sentence | None:
    end = len(first.told.title)
    named = first.entities | {m.entity for m in first.told.mentions if m.span[1] <= end}
    for found in sorted(sentences, key=lambda s: not (s and s[0].told is first.told)):
        adding = [
            one
            for one in found
            if one.span != first.span or one.told is not first.told
            if _likeness(one.words, first.words) < SECOND
            if 2 * len(one.amounts & first.amounts) <= len(one.amounts)
            if one.amounts - first.amounts - headed or (one.told is first.told and one.entities - named)
        ]
        if adding:
            return max(adding, key=lambda s: s.score)
    return None


def _sentences(
    told: AnnotatedEntry,
    title: frozenset[str],
    headed: frozenset[tuple[str, str]],
    common: frozenset[str],
) -> Iterator[_Sentence]:
    """The sentences of one entry that may stand alone and say more than the headline, in order."""
    for place, (start, end) in enumerate(told.sentences[:FIRST_SENTENCES]):
        text = told.text[start:end]
        if not stands_alone(text):
            continue
        figures = tuple(f for f in told.figures if start <= f.span[0] and f.span[1] <= end)
        entities = frozenset(m.entity for m in told.mentions if start <= m.span[0] and m.span[1] <= end)
        vague = _GENERIC.match(text.lstrip("“\"'‘«(—–- ")) is not None
        if vague and not entities:
            continue
        words = _words(text)
        adds = frozenset(_amount(figure) for figure in figures) - headed
        if _likeness(words, title) >= SAME and not adds:
            continue
        score = (
            max(0, 40 - 8 * place)
            + 8 * min(3, len(entities & common))
            + 6 * min(2, len(figures))
            + 4 * min(2, sum(1 for figure in figures if str(figure.amount) in common))
            - 16 * vague
        )
        yield _Sentence(told, (start, end), words, figures, entities, score)


def stands_alone(text: str) -> bool:
    """Whether a sentence can be read without what stood around it, and says something."""
    size = len(text) + len(_WIDE_CHARACTER.findall(text))
    head = text.lstrip("“\"'‘«(—–- ")
    first = head.split(" ", 1)[0]
    return (
        SHORTEST <= size <= LONGEST
        and re.match(r"[^\W_]|[$€£¥₩]", head) is not None
        and len(_TOKEN.findall(text)) >= FEWEST_WORDS
        and "://" not in text
        and "\n\n" not in text
        and not re.search(r"[?？]", text)
        and not _TEASER.search(text)
        and not _DANGLING.match(head)
        and not _CUT_OFF.search(text)
        and not (first.isalpha() and first.islower() and first.isascii())
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
    )


def _common(story: Story) -> frozenset[str]:
    """Entities and amounts that more than one entry names, or the lead's headline does."""
    named = Counter(
        name
        for told in story.entries
        for name in {*told.entities(), *(str(figure.amount) for figure in told.figures)}
    )
    end = len(story.lead.title)
    headed = {m.entity for m in story.lead.mentions if m.span[1] <= end}
    return frozenset(headed | {name for name, count in named.items() if count > 1})


def _headed(face: AnnotatedEntry) -> frozenset[tuple[str, str]]:
    return frozenset(_amount(figure) for figure in face.figures if figure.span[1] <= len(face.title))


def _amount(figure: Figure) -> tuple[str, str]:
    return str(figure.amount.normalize()), figure.unit


def _words(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text.casefold())) - _EMPTY_WORDS


def _likeness(words: frozenset[str], other: frozenset[str]) -> float:
    """The share of `words` that `other` has too, 0 to 1."""
    return len(words & other) / len(words) if words else 1.0


def _passage(sentence: _Sentence) -> Passage:
    told, (start, end) = sentence.told, sentence.span
    bold: list[Span] = []
    for figure in sorted(sentence.figures, key=lambda figure: figure.span):
        if not bold or figure.span[0] - start >= bold[-1][1]:
            bold.append((figure.span[0] - start, figure.span[1] - start))
    return Passage(told.text[start:end], told.entry.source_id, told.entry.url, tuple(bold))
