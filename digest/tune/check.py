"""Asks sources once and notes, beside what they give, how they may be asked next time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from digest.collect import collect, processors
from digest.collect.parse.urls import without_secrets
from digest.errors import SourceError
from digest.model import Request, Response, SourceOutcome
from digest.protocols import Clock, ConfiguredSource, Fetch


@dataclass(frozen=True, slots=True)
class Checked:
    """One source, asked just now."""

    outcome: SourceOutcome
    validators: tuple[str, ...]
    """Which of ``etag`` and ``date`` its answer carried: with neither it is sent whole every time."""
    moved: str
    """Where it answered from, without secrets, when that is not where it was asked."""


def check(
    sources: Sequence[ConfiguredSource],
    fetch: Fetch,
    clock: Clock,
    progress: Callable[[SourceOutcome], None] | None = None,
) -> tuple[Checked, ...]:
    """Every source asked once, in the order of `sources`; nothing is raised for what they do."""
    answers: dict[str, Response] = {}

    def noted(requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        for request, answer in fetch(requests):
            if isinstance(answer, Response):
                answers.setdefault(request.source_id, answer)
            yield request, answer

    outcomes = collect(sources, noted, clock, progress, processors()).outcomes
    return tuple(_checked(outcome, answers.get(outcome.source_id)) for outcome in outcomes)


def _checked(outcome: SourceOutcome, answer: Response | None) -> Checked:
    if answer is None:
        return Checked(outcome, (), "")
    known = (("etag", "etag"), ("last-modified", "date"))
    validators = tuple(word for name, word in known if answer.headers.get(name))
    moved = answer.url.partition("#")[0] != answer.request.url.partition("#")[0]
    return Checked(outcome, validators, without_secrets(answer.url) if moved else "")
