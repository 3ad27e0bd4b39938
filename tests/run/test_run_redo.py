"""An edition made again, and one made again when its day is over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from digest.collect.recorded import RecordedFetch
from digest.demo import EDITIONS, SAMPLE, RecordedClock, sample_config
from digest.protocols import World
from digest.run import run
from digest.store import open_store


def test_an_edition_of_a_past_day_made_again_covers_what_it_covered(tmp_path: Path) -> None:
    config = sample_config(tmp_path)
    (plan,) = config.digests
    clock = RecordedClock(EDITIONS[-1])
    with open_store(tmp_path / ".digest") as store:
        world = World(clock, RecordedFetch(SAMPLE, clock), store)
        first = run(config, plan, world)
        key = plan.key_at(clock.now())
        made = store.edition(key)
        assert made is not None
        clock.moment += timedelta(days=1)
        again = run(config, plan, world, day=key.day, redo=True)
        remade = store.edition(key)
    assert remade is not None
    assert (first.state, again.state) == ("published", "published")
    assert [b.headline for b in remade.briefs] == [b.headline for b in made.briefs]
    assert remade.edition.window == made.edition.window
    assert {receipt.state for receipt in again.receipts} == {"delivered"}
