"""The source report: what each source was worth over the last days, and what could be changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from digest.config import Config, DigestPlan, load_config
from digest.errors import DigestError
from digest.model import Window
from digest.store import SqliteStore
from digest.tune.diff import Diff, diff
from digest.tune.replay import Replay, Replayed
from digest.tune.suggest import Changes, Suggestion, suggestions
from digest.tune.worth import Worth, worth


@dataclass(frozen=True, slots=True)
class SourceReport:
    """Every source of a digest over some days."""

    digest: str
    first: date
    last: date
    editions: int
    recorded: int
    """Of the editions those whose answers are still kept: what the suggestions are tried on."""
    sources: tuple[Worth, ...]
    suggestions: tuple[Suggestion, ...]


def source_report(
    config: Config, plan: DigestPlan, store: SqliteStore, days: int, now: datetime
) -> SourceReport:
    """
    The report over the `days` up to the latest edition.

    Each suggestion has been tried on the recorded days among them. Raises DigestError when there is no
    edition.
    """
    told = store.editions(plan.name, days)
    if not told:
        raise DigestError(plan.name, "no such edition was published", "`digest run` makes one")
    last = told[0].edition.key.day
    first = last - timedelta(days=days - 1)
    editions = tuple(one for one in reversed(told) if one.edition.key.day >= first)
    start, end = editions[0].edition.window.start, editions[-1].masthead.made
    outcomes = [one for one in store.recording(start).outcomes if start < one.at <= end]
    figures = worth(
        config.source_by_id.values(),
        editions,
        store.entries(Window(start, end)),
        outcomes,
        store.health(end),
        store.judgements(plan.name, now),
        end,
    )
    tried = _Tried(config, plan, store, first, last)
    return SourceReport(
        digest=plan.name,
        first=editions[0].edition.key.day,
        last=last,
        editions=len(editions),
        recorded=tried.days,
        sources=figures,
        suggestions=suggestions(figures, tried.span, tried) if tried.days else (),
    )


class _Tried:
    """The diff of a change over those days whose answers are kept."""

    def __init__(
        self, config: Config, plan: DigestPlan, store: SqliteStore, first: date, last: date
    ) -> None:
        self._config = config
        self._plan = plan
        replay = Replay(store, plan.name, first, last)
        whole = [one.recorded.edition.key.day for one in replay.under(config, plan) if not one.unrecorded]
        self.days = len(whole)
        self.span = (last - whole[0]).days + 1 if whole else 0
        self._replay = Replay(store, plan.name, whole[0], last) if whole else replay
        self._before: tuple[Replayed, ...] = self._replay.under(config, plan)

    def __call__(self, changes: Changes) -> Diff:
        """What `changes` would have done."""
        config = load_config(self._config.path, folder=self._config.folder, changes=changes)
        plan = next(one for one in config.digests if one.name == self._plan.name)
        after = self._replay.under(config, plan)
        pairs = [(b.digest, a.digest, a.unrecorded) for b, a in zip(self._before, after, strict=True)]
        return diff(pairs, "now", "changed")
