"""A week at a small desk: a feed that says what changed, a wire that does not, prices, and their moods."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from digest.collect import collect
from digest.collect.answer import judged
from digest.collect.remembered import RememberedFetch
from digest.config import Config, load_config
from digest.demo import RecordedClock
from digest.errors import FetchError, SourceError
from digest.model import Request, Response
from digest.protocols import World
from digest.run import run
from digest.store import open_store

MONDAY = datetime(2026, 3, 2, 7, tzinfo=UTC)
DAYS = 5
CONFIG = """
[[digest]]
name = "desk"
title = "Desk"

[watchlist]
assets = ["BTC"]

[[section]]
kind = "flows"
[[section]]
kind = "top"
limit = 3
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

[[source]]
id = "paper"
kind = "feed"
url = "https://paper.example/rss?token=s3cret"
[[source]]
id = "wire"
kind = "feed"
url = "https://wire.example/rss"
tier = "wire"
[[source]]
id = "bank"
kind = "feed"
url = "https://bank.example/rss"
tier = "primary"
[[source]]
id = "flows"
kind = "json"
url = "https://flows.example/net"
[[source.observation]]
series = "chain_net_flow"
rows = "@"
subject = "chain"
value = "net"
unit = "USD"
window = "24h"
"""

STORIES = (
    "Quayside Bridge drained of ${n}.5M by attackers",
    "Lantern Exchange lists FERN after {n} votes",
    "Meadow Protocol raises ${n}M from Oak Capital",
    "Harbour Court fines Tidewater Bank ${n}0M",
    "Bitcoin slips {n}% as miners sell",
    "Cobalt Labs halts withdrawals for {n} hours",
)


@dataclass
class Press:
    """What every address says at a moment, and how it says that nothing changed."""

    clock: RecordedClock
    failing: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    garbled: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)

    def __call__(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        for request in requests:
            self.clock.sleep(1.5)
            try:
                yield request, self.answer(request)
            except SourceError as fault:
                yield request, fault

    def answer(self, request: Request) -> Response:
        now, name = self.clock.now(), request.source_id
        if name in self.failing and self.failing[name][0] <= now < self.failing[name][1]:
            raise FetchError(request.url.partition("?")[0], "no answer within 20 s")
        body, headers = self.document(name, now), {"content-type": "application/xml"}
        if name in self.garbled and self.garbled[name][0] <= now < self.garbled[name][1]:
            return judged(request, request.url, 200, headers, b"<html><p>Just a moment</p></html>", now)
        if name == "paper":
            headers["etag"] = f'"{hash_of(body)}"'
            if dict(request.headers).get("If-None-Match") == headers["etag"]:
                return judged(request, request.url, 304, headers, b"", now)
        return judged(request, request.url, 200, headers, body, now)

    def document(self, name: str, now: datetime) -> bytes:
        hours = int((now - MONDAY) / timedelta(hours=1)) + 48
        if name == "flows":
            rows = [
                {"chain": chain, "net": (hours * size) % 977 - 400} for chain, size in (("A", 7), ("B", 13))
            ]
            return json.dumps(rows).encode()
        every = {"paper": 5, "wire": 2, "bank": 31}[name]
        latest = hours // every
        return rss(
            name, [item(name, number, every, hours) for number in range(latest, max(latest - 12, 0), -1)]
        )


def hash_of(body: bytes) -> str:
    return f"{sum(body) % 100_003}-{len(body)}"


def item(name: str, number: int, every: int, hours: int) -> tuple[str, str, str, str]:
    """Headline, link, text, date: told again in other words some hours later, undated or elsewhere."""
    at = MONDAY + timedelta(hours=number * every - 48)
    story = STORIES[(number * every // 3) % len(STORIES)].format(n=2 + (number * every // 40) % 7)
    mended = hours - number * every > 9
    title = story if not mended else f"{story}, officials say"
    text = f"{story}. The {name} was told on {at:%A} by people who know the matter well."
    dated = "" if mended and number % 5 == 0 else f"{at:%a, %d %b %Y %H:%M:%S} +0000"
    link = f"https://{name}.example/{number}" + (f"?v={hours // 4}" if number % 6 == 0 else "")
    return title, link, "" if mended and number % 7 == 0 else text, dated


def rss(name: str, items: list[tuple[str, str, str, str]]) -> bytes:
    told = "".join(
        f"<item><title>{escape(title)}</title><link>{link}</link><description>{escape(text)}</description>"
        + (f"<pubDate>{date}</pubDate>" if date else "")
        + "</item>"
        for title, link, text, date in items
    )
    return f"<rss version='2.0'><channel><title>{name}</title>{told}</channel></rss>".encode()


def desk(folder: Path, text: str = CONFIG) -> Config:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return load_config(folder / "config.toml", environment={})


def week(folder: Path) -> Config:
    """Five editions with collections in between, and everything that happens in a week."""
    config = desk(folder)
    plan = replace(config.digests[0], channels=())
    clock = RecordedClock(MONDAY - timedelta(hours=30))
    day = timedelta(days=1)
    press = Press(
        clock,
        failing={"wire": (MONDAY + day - timedelta(hours=3), MONDAY + day + timedelta(hours=1))},
        garbled={"bank": (MONDAY + 2 * day - timedelta(hours=1), MONDAY + 2 * day + timedelta(hours=5))},
    )
    with open_store(config.state) as store:
        fetch = RememberedFetch(press, store, config.sources, clock)
        world = World(clock, fetch, store)

        def collections(until: datetime, every: int = 3) -> None:
            while clock.now() < until:
                brought = collect(config.sources, fetch, clock)
                store.keep(brought.entries, brought.observations, brought.outcomes)
                clock.moment += timedelta(hours=every)
            clock.moment = until

        for number in range(DAYS):
            if number == 3:
                clock.moment = MONDAY + number * day + timedelta(hours=4)  # it slept, and is late
            else:
                collections(MONDAY + number * day)
            assert run(config, plan, world, late=number == 3).state == "published"
            if number == 1:
                clock.moment += timedelta(hours=2)
                assert run(config, plan, world, redo=True).state == "published"
        collections(MONDAY + DAYS * day - timedelta(hours=2))
    return config
