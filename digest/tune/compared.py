"""Recorded days under one config beside what went out, or beside another config."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from digest.config import Config, DigestPlan
from digest.errors import ConfigError
from digest.model import Judgement
from digest.plugins import did_you_mean
from digest.store import SqliteStore
from digest.tune.diff import Diff, diff
from digest.tune.replay import Replay


def compared(
    store: SqliteStore,
    digest: str,
    days: tuple[date, date],
    config: Config,
    against: Config | None = None,
    *,
    judgements: tuple[Judgement, ...] | None = None,
    called: str = "",
    progress: Callable[[str], None] = lambda stage: None,
) -> Diff:
    """
    The editions of the days from the first to the last, as `config` would have made them.

    Before is what went out, or what the config `against` would have made; `config` is `called` so in the
    diff, by default as its file. With `judgements` it weighs these in place of those of the day. Raises
    DigestError when there is no edition of these days.
    """
    replay = Replay(store, digest, *days)
    now = replay.under(config, _plan(config, digest), progress, judgements)
    if against is None:
        pairs = [(one.recorded, one.digest, one.unrecorded) for one in now]
        return diff(pairs, "what went out", called or config.path.name)
    was = replay.under(against, _plan(against, digest), progress)
    return diff(
        [(one.digest, other.digest, other.unrecorded) for one, other in zip(was, now, strict=True)],
        against.path.name,
        called or config.path.name,
    )


def _plan(config: Config, digest: str) -> DigestPlan:
    plans = {plan.name: plan for plan in config.digests}
    if digest not in plans:
        raise ConfigError(str(config.path), f"no [[digest]] named {digest!r}", did_you_mean(digest, plans))
    return plans[digest]
