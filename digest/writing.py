"""
The language model's part of an edition, when one is configured: questions out, checked texts in.

Thinking asks (:mod:`digest.compose.writing`), this module carries the questions to the model and its
answers back, and thinking checks and places them. Answers are kept by the question they answer, so that
an edition can be made again without the model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from digest.compose.writing import note_prompts, place, section_prompts, tokens_of
from digest.errors import SourceError
from digest.model import AnnotatedEntry, Digest, Entry, Request
from digest.model.writing import ModelSettings, Prompt
from digest.protocols import Store, World

Understand = Callable[[Sequence[Entry]], tuple[AnnotatedEntry, ...]]
NOT_KEPT = "no answer to this was kept"
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_CLOSED = re.compile(r"^.*</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_OPENED = re.compile(r"<think(?:ing)?>.*$", re.DOTALL | re.IGNORECASE)
LONGEST = 4_000
"""Characters of an answer that are looked at."""


def written(
    digest: Digest,
    entries: Sequence[Entry],
    settings: ModelSettings,
    understand: Understand,
    store: Store,
    world: World | None = None,
) -> Digest:
    """
    The digest with what the model wrote, as far as it passes the check.

    `entries` are those the digest was made from. Without a `world` only answers that `store` has count.
    Whatever the model does, the digest comes back, within `settings.budget_seconds` of waiting.
    """
    wanted = {told.entry_id for brief in digest.briefs for told in brief.tellings}
    annotated = {told.entry.id: told for told in understand([e for e in entries if e.id in wanted])}
    notes = note_prompts(digest, annotated, settings)
    desk = _Desk(settings, understand, store, world)
    digest = place(digest, desk.answered(notes), settings)
    if settings.sections:
        left = settings.budget_tokens - sum(tokens_of(prompt, settings) for prompt in notes)
        asked = section_prompts(digest, annotated, settings, left)
        digest = place(digest, desk.answered(asked), settings)
    return digest


class _Desk:
    """Where questions go out from and answers come in."""

    def __init__(
        self, settings: ModelSettings, understand: Understand, store: Store, world: World | None
    ) -> None:
        self._settings = settings
        self._understand = understand
        self._store = store
        self._world = world
        self._end = _seconds(world) + settings.budget_seconds if world else 0.0

    def answered(self, prompts: Sequence[Prompt]) -> list[tuple[Prompt, AnnotatedEntry | str]]:
        """Each question with its answer as understood, or why there is none; in order."""
        told: dict[str, str] = {}
        faults: dict[str, str] = {}
        for prompt in prompts:
            kept = self._store.answer_to(prompt.mark)
            if kept is not None:
                told[prompt.mark] = kept
        missing = [prompt for prompt in prompts if prompt.mark not in told]
        for prompt, answer in self._asked(missing):
            if isinstance(answer, SourceError):
                faults[prompt.mark] = answer.what
            else:
                told[prompt.mark] = answer
        return [
            (one, self._read(one, told[one.mark]) if one.mark in told else faults.get(one.mark, NOT_KEPT))
            for one in prompts
        ]

    def _asked(self, prompts: Sequence[Prompt]) -> Iterator[tuple[Prompt, str | SourceError]]:
        """The model's own words to each question, as they come; each is kept."""
        world = self._world
        if world is None or not prompts:
            return
        left = self._end - _seconds(world)
        if left < 1:
            fault = SourceError(self._settings.name, "the time for the model was used up")
            yield from ((prompt, fault) for prompt in prompts)
            return
        asked = {self._request(prompt, left): prompt for prompt in prompts}
        for request, answer in world.fetch(asked):
            prompt = asked[request]
            said = answer if isinstance(answer, SourceError) else _text_of(answer.body, self._settings.name)
            if isinstance(said, str):
                self._store.keep_answer(prompt.mark, said, world.clock.now())
            yield prompt, said

    def _request(self, prompt: Prompt, seconds: float) -> Request:
        settings = self._settings
        body = {
            "model": settings.name,
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user},
            ],
            "temperature": 0,
            "max_tokens": 20 * settings.words,
            "stream": False,
        }
        key = (("authorization", f"Bearer {settings.key}"),) if settings.key else ()
        return Request(
            source_id="model",
            url=f"{settings.url.rstrip('/')}/chat/completions",
            headers=(("content-type", "application/json"), ("accept", "application/json"), *key),
            allow_private=True,
            body=json.dumps(body, ensure_ascii=False, sort_keys=True).encode(),
            seconds=seconds,
        )

    def _read(self, prompt: Prompt, text: str) -> AnnotatedEntry:
        """The answer as the house understands a text of that story's time."""
        like = prompt.evidence[0].entry
        entry = replace(like, id=prompt.mark, source_id="model", url="", title="", text=text, language="")
        (understood,) = self._understand([entry])
        return understood


def _seconds(world: World) -> float:
    return world.clock.now().timestamp()


def _text_of(body: bytes, model: str) -> str | SourceError:
    """The text of an answer in the OpenAI protocol, without what the model thought on the way."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return SourceError(model, "it did not answer as the protocol says")
    if not isinstance(content, str):
        return SourceError(model, "it did not answer as the protocol says")
    said = _OPENED.sub("", _CLOSED.sub("", _THOUGHT.sub("", content)))
    text = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    text = text.removeprefix('"').removesuffix('"') if text.count('"') == 2 and text[:1] == '"' else text
    return text[:LONGEST] if text else SourceError(model, "it answered nothing")
