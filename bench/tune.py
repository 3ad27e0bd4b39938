"""How fast a recorded day is made again when a weight changed, and a week compared."""

from __future__ import annotations

import itertools
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from bench.timing import seconds, told
from digest.collect import collect
from digest.collect.answer import judged
from digest.collect.remembered import RememberedFetch
from digest.config import Config, load_config
from digest.demo import RecordedClock, demo, sample_config
from digest.errors import SourceError
from digest.model import Request, Response
from digest.prepare import prepare
from digest.protocols import World
from digest.render import render
from digest.run import run
from digest.store import open_store, read_store
from digest.tune.compared import compared
from digest.tune.replay import Replay

RERANK_GOAL = 0.15
"""Seconds to weigh and render a real day anew after a weight changed."""


def main() -> None:
    """Print the times on the recorded days that ship, and on a busy week of twenty sources."""
    with tempfile.TemporaryDirectory() as folder:
        demo(Path(folder))
        config = sample_config(Path(folder))
        measure("the recorded days that ship", config, 3)
    with tempfile.TemporaryDirectory() as folder:
        measure(
            "a week of twenty sources, a new entry an hour each, six collections a day",
            busy_week(Path(folder)),
            7,
        )


def measure(name: str, config: Config, days: int) -> None:
    """One day again under other weights, and all days compared."""
    with read_store(config.state) as store:
        plan = config.digests[0]
        editions = store.editions(plan.name)
        last = editions[0].edition.key.day
        considered = editions[0].ledger.considered
        size = sum(one.ledger.considered for one in editions) // len(editions)
        print(f"{name}: {len(editions)} editions, {considered} entries in the last, {size} in the mean")
        prepared = prepare(config, plan)
        replay = Replay(store, plan.name, last, last)
        began = time.perf_counter()
        (one,) = replay.under(config, plan)
        taken = time.perf_counter() - began
        print(f"  a day made again, cold     {taken:.2f} s, {'the record' if one.same else 'DIFFERS'}")
        weights = itertools.count(2)

        def again() -> None:
            other = replace(
                config, signals=tuple(replace(s, weight=next(weights) / 20) for s in config.signals)
            )
            (made,) = replay.under(other, other.digests[0])
            render(made.digest, prepared.theme, ("page",))

        rounds = seconds(again, 5)
        verdict = "within" if statistics.median(rounds) <= RERANK_GOAL else "OVER"
        print(f"  weighed and rendered anew  {told(rounds)}, {verdict} the goal of {RERANK_GOAL} s")
        span = last - timedelta(days=days - 1), last
        heavy = replace(config, signals=tuple(replace(s, weight=s.weight * 2) for s in config.signals))
        rounds = seconds(lambda: compared(store, plan.name, span, heavy, config), 1)
        print(f"  {days} days compared, cold     {told(rounds)}")


CONFIG = """
[[digest]]
name = "desk"
title = "Desk"
[watchlist]
assets = ["BTC"]
[[section]]
kind = "top"
[[section]]
kind = "also"
[[signal]]
kind = "coverage"
[[signal]]
kind = "severity"
[[signal]]
kind = "authority"
[[signal]]
kind = "recency"
[[signal]]
kind = "relevance"
"""
SOURCES, SHOWN = 20, 30
NAMES = (
    "Quayside",
    "Lantern",
    "Meadow",
    "Harbour",
    "Cobalt",
    "Orchard",
    "Tallow",
    "Fernweh",
    "Marlowe",
    "Nettle",
)
DEEDS = (
    "Bridge drained of ${n}.5M by attackers",
    "Exchange lists FERN after {n} votes",
    "Protocol raises ${n}M from Oak Capital",
    "Bank fined ${n}0M by the SEC",
    "Labs halts withdrawals for {n} hours",
    "Chain votes to unlock {n}M tokens",
    "fund sees ${n}3M outflow in a week",
)


def busy_week(folder: Path) -> Config:
    """Feeds that show thirty entries each, one of them new every hour, for a week."""
    sources = "".join(
        f'[[source]]\nid = "s{n}"\nkind = "feed"\nurl = "https://s{n}.example/rss"\n'
        for n in range(SOURCES)
    )
    (folder / "config.toml").write_text(CONFIG + sources, encoding="utf-8")
    config = load_config(folder / "config.toml", environment={})
    began = datetime(2026, 3, 1, 7, tzinfo=UTC)
    clock = RecordedClock(began)

    def fetch(requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        for request in requests:
            now = clock.now()
            body = feed(int(request.source_id[1:]), int((now - began) / timedelta(hours=1)), began)
            yield request, judged(request, request.url, 200, {"content-type": "application/xml"}, body, now)

    with open_store(config.state) as store:
        remembered = RememberedFetch(fetch, store, config.sources, clock)
        world = World(clock, remembered, store)
        for day in range(8):
            for _ in range(6 if day else 0):
                brought = collect(config.sources, remembered, clock)
                store.keep(brought.entries, brought.observations, brought.outcomes)
                clock.moment += timedelta(hours=4)
            clock.moment = began + timedelta(days=day)
            run(config, config.digests[0], world)
    return config


def feed(source: int, hour: int, began: datetime) -> bytes:
    """What a feed shows at an hour: one entry an hour, some of them of the same events as the others'."""
    items = []
    for number in range(hour + SHOWN, hour, -1):
        at = began + timedelta(hours=number - SHOWN, minutes=source)
        event = number if (source + number) % 3 else number * 41 + source
        name, deed = NAMES[event % len(NAMES)], DEEDS[(event // 3) % len(DEEDS)]
        title = f"{name} {deed.format(n=2 + event % 83)}"
        text = (
            f"{title}. Outlet {source} was told so on {at:%A} by people who know the matter of {name} well."
        )
        items.append(
            f"<item><title>{escape(title)}</title><link>https://s{source}.example/{number}</link>"
            f"<description>{escape(text)}</description>"
            f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        )
    return f"<rss version='2.0'><channel><title>s{source}</title>{''.join(items)}</channel></rss>".encode()
