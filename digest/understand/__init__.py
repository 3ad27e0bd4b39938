"""Understand: entries in, entries with what was understood of them out; pure, and by rule alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from digest.model import AnnotatedEntry, Entry
from digest.understand.cover import covered
from digest.understand.events import find_event
from digest.understand.figures import find_figures
from digest.understand.language import tell_language
from digest.understand.lexicon import Lexicon
from digest.understand.mentions import find_mentions
from digest.understand.noise import find_noise
from digest.understand.phrases import lowered
from digest.understand.regulation import agreed, as_stated, find_act
from digest.understand.text import compose_text, sentence_spans

__all__ = ["understand"]


def understand(
    entries: Sequence[Entry], lexicon: Lexicon, detect: Callable[[str], str]
) -> tuple[AnnotatedEntry, ...]:
    """
    The entries, in the same order, each with what was understood of it.

    `detect` takes a text to a primary language code, or ``""``; it is asked only where neither the script
    nor the entry's own claim decides.
    """
    return tuple(_annotated(entry, lexicon, detect) for entry in entries)


def _annotated(entry: Entry, lexicon: Lexicon, detect: Callable[[str], str]) -> AnnotatedEntry:
    text, begins = compose_text(entry.title, entry.text)
    title_end = len(entry.title)
    sentences = sentence_spans(text, begins, len(text))
    plain = covered(text)
    small = lowered(plain)
    mentions = find_mentions(text, small, lexicon)
    figures = find_figures(plain, small, sentences, mentions, lexicon, title_end)
    counted = [figure.span for figure in figures]
    kept = tuple(
        mention
        for mention in mentions
        if lexicon.asset_class(mention.entity) != "currency"
        or not any(start <= mention.span[0] < end for start, end in counted)
    )
    event = find_event(text, small, title_end, sentences, kept, figures)
    found = find_act(text, small, title_end, sentences, kept, event, lexicon, entry.document)
    event, act = agreed(event, found)
    return AnnotatedEntry(
        entry=entry,
        language=tell_language(text, entry.language, detect),
        text=text,
        sentences=sentences,
        mentions=kept,
        figures=figures,
        event=event,
        noise=find_noise(entry),
        act=as_stated(act, entry.document),
    )
