"""Writes a story down as the edition prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from types import MappingProxyType

from digest.compose.because import because
from digest.compose.disagreement import disagreements_of
from digest.compose.status import Standing, status_of
from digest.compose.summary import summary_of
from digest.model import (
    AnnotatedEntry,
    Brief,
    Edition,
    Passage,
    RankedStory,
    RegulatoryAct,
    Source,
    Story,
    Telling,
)


def write_brief(
    ranked: RankedStory,
    edition: Edition,
    sources: Mapping[str, Source],
    *,
    compact: bool = False,
    cool_down: Mapping[str, int] = MappingProxyType({}),
) -> Brief:
    """The story in the edition's language where one of its entries is; `compact` has no summary."""
    story = ranked.story
    face = face_of(story, edition.language)
    summary = summary_of(story, face)
    standing = status_of(story, face, summary, sources, edition.key.day, cool_down)
    act = act_of(story)
    return Brief(
        story_id=story.id,
        thread=story.thread,
        headline=face.title,
        url=face.entry.url or next((t.entry.url for t in story.entries if t.entry.url), ""),
        language=face.language,
        event=event_of(story, act),
        status=standing.status,
        day=standing.day,
        news=standing.news,
        summary=() if compact else summary,
        tellings=tuple(_telling(told, sources) for told in story.entries),
        disagreements=disagreements_of(story, sources),
        points=ranked.points,
        because=because(ranked),
        published=face.entry.published,
        published_on=face.entry.published_on,
        assets=assets_of(story, face),
        act=act and _without_repeat(act, face.title, () if compact else summary),
        document=document_of(story, sources) if act else None,
    )


def standing_of(
    story: Story, edition: Edition, sources: Mapping[str, Source], cool_down: Mapping[str, int]
) -> Standing:
    """Whether the story is new to the reader, what is new in it, and what its cool-down holds back."""
    face = face_of(story, edition.language)
    return status_of(story, face, summary_of(story, face), sources, edition.key.day, cool_down)


def face_of(story: Story, language: str) -> AnnotatedEntry:
    """
    The entry whose headline the reader sees.

    The lead, unless it is in another language and another entry is in this one.
    """
    if story.lead.language in (language, "und"):
        return story.lead
    return next((told for told in story.entries if told.language == language), story.lead)


def assets_of(story: Story, face: AnnotatedEntry) -> tuple[str, ...]:
    """
    Ids of the assets the story is about: those the headline shown names, then those of the others.

    What only a text mentions, such as the coin a price is quoted in, is no subject.
    """
    headed = (
        mention.entity
        for told in (face, *story.entries)
        for mention in told.mentions
        if mention.kind == "asset" and mention.span[1] <= len(told.title)
    )
    return tuple(dict.fromkeys(headed))


_ACTS = frozenset(("enforcement", "consultation", "proposal", "rule", "notice", "speech"))
"""Types of event that are kinds of regulatory act as well."""


def event_of(story: Story, act: RegulatoryAct | None) -> str:
    """The type of event of the first entry that tells one; where it is a kind of act, that of the act."""
    told = next((told.event.kind for told in story.entries if told.event), "")
    return act.kind if act and told in _ACTS else told


def _without_repeat(act: RegulatoryAct, headline: str, summary: Sequence[Passage]) -> RegulatoryAct:
    """The act without a clause on who is affected that the reader has just read."""
    read = " ".join((headline, *(passage.text for passage in summary))).casefold()
    return replace(act, affects="") if act.affects.casefold() in read else act


def act_of(story: Story) -> RegulatoryAct | None:
    """
    The regulatory act of the story, as its first entry that knows of one has it.

    What that one leaves open is taken from the next of the same body and language that tells it.
    """
    acts = [(told.act, told.language) for told in story.entries if told.act]
    if not acts:
        return None
    act, language = acts[0]
    for other, spoken in acts[1:]:
        if (other.body, spoken) == (act.body, language):
            gaps = {f.name: getattr(other, f.name) for f in fields(act) if not getattr(act, f.name)}
            act = replace(act, **gaps)
    return act


def document_of(story: Story, sources: Mapping[str, Source]) -> Passage | None:
    """
    The longest text of the act itself that its source allows to be printed whole, None without one.

    The text of an entry that tells the act, without its headline; what only repeats that is no text.
    """
    texts = [
        Passage(body, told.entry.source_id, told.entry.url)
        for told in story.entries
        if told.act and (source := sources.get(told.entry.source_id)) and source.republish
        if (body := told.text[len(told.title) :].strip())
    ]
    return max(texts, key=lambda passage: len(passage.text), default=None)


def _telling(told: AnnotatedEntry, sources: Mapping[str, Source]) -> Telling:
    entry = told.entry
    source = sources.get(entry.source_id)
    return Telling(
        entry_id=entry.id,
        source_id=entry.source_id,
        source=source.title if source else entry.source_id,
        url=entry.url,
        headline=entry.title,
        tier=source.tier if source else "",
        language=told.language,
        published=entry.published,
        published_on=entry.published_on,
    )
