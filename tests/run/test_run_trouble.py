"""An edition says which of its sources have fallen silent, and a replay of it says so too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.config import load_config
from digest.model import Entry, Response, SourceOutcome
from digest.run import run
from digest.store import open_store
from digest.tune.replay import Replay
from digest.world import open_world

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>
<item><title>Quayside Bridge drained of $41.5M</title><link>https://paper.example/a</link></item>
</channel></rss>"""
CONFIG = """
[[digest]]
name = "morning"
title = "Morning"
[[section]]
kind = "top"
[[signal]]
kind = "recency"
[[channel]]
id = "page"
kind = "site"
path = "out"
[[source]]
id = "quiet"
title = "The Quiet One"
kind = "feed"
url = "file:feed.xml"
[[source]]
id = "broken"
title = "The Broken One"
kind = "feed"
url = "file:nothing.xml"
"""


def test_what_has_fallen_silent_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "feed.xml").write_text(FEED, encoding="utf-8")
    config = load_config(tmp_path / "config.toml")
    (plan,) = config.digests
    now = datetime.now(UTC)
    with open_world(config) as world:
        quiet = config.sources[0]
        (request,) = quiet.kind.requests(quiet.source)
        ((_, answer),) = list(world.fetch([request]))
        assert isinstance(answer, Response)
        known = quiet.kind.read(quiet.source, answer).entries[0].id
        for day in range(20, 3, -1):
            at = now - timedelta(days=day)
            entries = [Entry(f"{day} {n}", "quiet", "", f"Old news {day} {n}", "", at) for n in range(8)]
            outcomes = [
                SourceOutcome("quiet", "Q", "answered", at),
                SourceOutcome("broken", "B", "failed", at),
            ]
            world.store.keep([*entries, Entry(known, "quiet", "", "Quayside", "", at)], [], outcomes)
        report = run(config, plan, world)
        key = plan.key_at(world.clock.now())
        digest = world.store.edition(key)
        assert digest is not None
        assert report.state == "published"
        lines = {line.source_id: line for line in digest.ledger.sources}
        assert lines["quiet"].trouble == "silent 4 days; usually 8 a day"
        assert lines["broken"].trouble == "failed 18 times in a row; never answered"
        assert [line.source_id for line in digest.ledger.silent] == ["quiet"]
    with open_store(config.state) as store:
        (again,) = Replay(store, "morning", key.day, key.day).under(config, plan)
    told = {line.source_id: line.trouble for line in again.digest.ledger.sources}
    assert told == {name: line.trouble for name, line in lines.items()}
    page = next((tmp_path / "out").rglob("index.html")).read_text(encoding="utf-8")
    assert "Silent: <b>The Quiet One</b> (silent 4 days; usually 8 a day)" in page
    assert "failed 18 times in a row; never answered" in page
