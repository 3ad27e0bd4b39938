"""Checks a text that a language model wrote: nothing may stand in it that its sources do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.compose.supported import unsupported
from digest.compose.words import NUMBER, WIDE, WORD, folded, is_capital
from digest.model import AnnotatedEntry, Figure

FEWEST_SHARED = 0.5
"""Share of a text's telling words that have to stand in its sources."""
_MARKUP = re.compile(r"https?:|www\.|[<>`{}|\\]|\]\(|\*\*|^\s*(?:#|[-*] )", re.MULTILINE)
_HOST = re.compile(r"[\w.-]*\w\.(?:[a-z]{2,}|[a-z]+/)[^\s,;:!?)]*")
"""A host without its scheme, which mail programs make a link all the same; also a name: "Crypto.com"."""
_PLAIN = re.compile(r"[^\W\d_]+")
"""A word without its hyphens, so that "twenty-five" holds two counts."""
_SENTENCE = re.compile(r"(?:^|[.!?。！？:：;]\s*|[\"“”(]\s*)$")
_COUNT_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds"
    " thousand thousands million millions billion billions trillion trillions half halved third quarter"
    " double doubled triple tripled quadrupled twofold threefold fourfold fivefold tenfold dozen dozens"
)
_NEGATION_WORDS = (
    "no not never none nor nobody nothing without denies denied deny refuses refused cannot isn't"
    " wasn't aren't weren't won't don't doesn't didn't hasn't haven't hadn't can't couldn't wouldn't"
)
_SMALL_WORDS = (
    "a an the and or but of to in on at by for from with as is are was were be been being has have had"
    " it its this that these those which who whose will would may might can could should says said"
    " saying after before over under into amid while when where than then also more most their his her"
    " they he she about against between during through since until according both other others per via"
    " up down out off one not no new now still s"
)
_OUTCOME_WORDS = (
    "approved approves rejected rejects banned bans legal illegal lawful unlawful guilty convicted"
    " acquitted bankrupt insolvent fined charged sued settled dismissed halted suspended resumed stolen"
    " failed fails passed passes won lost"
)
"""What was decided or befell somebody: the one word that turns a true sentence into a false one."""
_COUNTS = frozenset(_COUNT_WORDS.split())
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
_OUTCOMES = frozenset(_OUTCOME_WORDS.split())
_SMALL = frozenset(_SMALL_WORDS.split())


def objection(
    text: str,
    said: AnnotatedEntry,
    evidence: Sequence[AnnotatedEntry],
    *,
    language: str,
    most_words: int,
) -> str:
    """
    Why `text` must not be printed, in a reader's words and none of its own; ``""`` when it may.

    `said` is the text as the house understands it, `evidence` the entries it is about. Every number,
    asset, body and name in the text must stand in the evidence, a figure with the same unit and not
    with another direction; so must every word of denial or outcome, and half of its telling words. And
    each of its clauses has to stand on one sentence (:mod:`digest.compose.supported`).
    """
    known = "\n".join(told.text for told in evidence)
    checks = (
        _form(text, known, most_words),
        ""
        if said.language in (language, "und")
        else f"it is written in another language ({said.language})",
        _numbers(text, said, evidence, known),
        _entities(said, evidence),
        _names(text, known),
        _words(text, known),
        "it puts together what no source does" if unsupported(said, evidence) else "",
    )
    return next((fault for fault in checks if fault), "")


def _form(text: str, known: str, most_words: int) -> str:
    if not text.strip():
        return "it is empty"
    length = len(WORD.findall(text)) + len(WIDE.findall(text)) // 2
    if length > most_words:
        return f"it has {length} words, more than {most_words}"
    hosts = (host.rstrip(".").casefold() for host in _HOST.findall(text))
    strange = any(host not in known.casefold() for host in hosts)
    return "it holds markup or a link" if strange or _MARKUP.search(text) else ""


def _numbers(text: str, said: AnnotatedEntry, evidence: Sequence[AnnotatedEntry], known: str) -> str:
    """Numbers that no source has, as a figure of one unit and direction or at least as written."""
    figures = [figure for told in evidence for figure in told.figures]
    offset = said.text.find(text)
    proven: list[tuple[int, int]] = []
    for figure in said.figures:
        same = [one for one in figures if (one.amount, one.unit) == (figure.amount, figure.unit)]
        if same and not any(_agree(figure, one) for one in same):
            return "a figure goes the other way in the sources"
        # "$47" and "47%" are made of one number: that it is written somewhere does not make both true.
        if not same and figure.quote.casefold() not in known.casefold():
            return "it has a figure that no source has"
        proven.append((figure.span[0] - offset, figure.span[1] - offset))
    written = {folded(word) for word in (*NUMBER.findall(known), *_PLAIN.findall(known))}
    for found in (*NUMBER.finditer(text), *_PLAIN.finditer(text)):
        word = folded(found[0])
        is_number = found[0][0].isdigit() or word in _COUNTS
        inside = any(start <= found.start() and found.end() <= end for start, end in proven)
        if is_number and not inside and word not in written:
            return "it has a number that no source has"
    return ""


def _agree(figure: Figure, other: Figure) -> bool:
    return not figure.direction or not other.direction or other.direction == figure.direction


def _entities(said: AnnotatedEntry, evidence: Sequence[AnnotatedEntry]) -> str:
    known = {entity for told in evidence for entity in told.entities()}
    strange = next((m for m in said.mentions if m.entity not in known), None)
    return "it names what no source names" if strange else ""


def _names(text: str, known: str) -> str:
    """Words with a capital that stand in no source, unless they only begin a sentence."""
    spoken = set(map(folded, WORD.findall(known)))
    for found in WORD.finditer(text):
        word = found[0]
        if not is_capital(text, found.start()) or folded(word) in spoken:
            continue
        begins = _SENTENCE.search(text[: found.start()]) is not None
        if begins and word[1:].islower() and word.casefold() in _SMALL:
            continue
        return "it has a name that no source has"
    return ""


def _words(text: str, known: str) -> str:
    """Negations and outcomes that no source has, and texts that are mostly in words of their own."""
    spoken = set(map(folded, WORD.findall(known)))
    words = list(map(folded, WORD.findall(text)))
    denied = next((word for word in words if word in _NEGATIONS and not spoken & _NEGATIONS), "")
    if denied:
        return "it denies what no source denies"
    telling = [word for word in words if word not in _SMALL and not WIDE.search(word)]
    stems = {word[:5] for word in spoken}
    if any(word in _OUTCOMES and word[:5] not in stems for word in words):
        return "it tells an outcome that no source tells"
    shared = sum(1 for word in telling if word[:5] in stems)
    if telling and shared < FEWEST_SHARED * len(telling):
        return "most of its words stand in no source"
    pairs = [text[n : n + 2] for n in range(len(text) - 1) if len(WIDE.findall(text[n : n + 2])) == 2]
    if pairs and sum(1 for pair in pairs if pair in known) < FEWEST_SHARED * len(pairs):
        return "most of its words stand in no source"
    return ""
