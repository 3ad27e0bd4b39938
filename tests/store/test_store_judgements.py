"""Judgements: all are kept, the last of a thread is in force, and each moment has those of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from store_samples import DAY, MORNING, key

from digest.model import Judgement, Mark
from digest.store import open_store


def judgement(mark: Mark, thread: str = "t1", at: datetime = MORNING, digest: str = "daily") -> Judgement:
    day = at.date()
    return Judgement(at, digest, day, "s1", thread, "It’s “so”; 汇率", mark, ("SOL", "sec-us"), ("wire",))


def test_the_last_of_a_thread_is_in_force(tmp_path: Path) -> None:
    up, down = judgement(1), judgement(-1, at=MORNING + DAY)
    other = judgement(1, "t2", MORNING + timedelta(hours=1))
    with open_store(tmp_path) as store:
        for one in (up, other, down):
            store.judge(one)
        assert store.judgements("daily", MORNING + DAY) == (other, down)
        store.judge(judgement(0, "t2", MORNING + 2 * DAY))
        assert store.judgements("daily", MORNING + 2 * DAY) == (down,)
        assert store.judgements("weekly", MORNING + 2 * DAY) == ()


def test_an_edition_remembers_those_of_its_moment(tmp_path: Path) -> None:
    up, down = judgement(1), judgement(-1, at=MORNING + DAY)
    with open_store(tmp_path) as store:
        store.judge(up)
        store.judge(down)
        assert store.memory(key(), MORNING).judgements == (up,)
        assert store.memory(key(), MORNING - DAY).judgements == ()
        assert store.memory(key(), MORNING + DAY).judgements == (down,)
        assert store.memory(key(), MORNING + 100 * DAY).judgements == ()
