"""
How many of the stories an editor chose for his newsletter stand among the first of ours, that day.

The whole of thinking with the shipped signals, every source of weight 1 and nothing on the watchlist: an
edition a day, each with the memory of those before, as a reader gets it. Beside it the same without memory,
and the stories in the order of how many outlets tell them. Scored by the corpus's own scorer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.corpus import corpus
from bench.labelled import annotated
from digest.compose import compose
from digest.compose.sections.top import Top
from digest.config import Config, load_config
from digest.group import group
from digest.model import (
    AnnotatedEntry,
    Digest,
    Edition,
    EditionKey,
    Entry,
    Memory,
    RankedStory,
    Source,
    Watchlist,
    Window,
)
from digest.prepare import default_config
from digest.protocols import PlacedSection, Surroundings
from digest.rank import rank
from digest.store import open_store

POOL = "cryptodigest_2026"
DEEP = 20
"""As many stories of a day as are scored."""
Order = Callable[[Sequence[RankedStory]], Sequence[RankedStory]]


def main() -> None:
    """Print recall at 5, 10 and 20 for each order."""
    folder = corpus()
    if folder is None:
        print("no corpus: set DIGEST_CORPUS to its folder; this bench did not run")
        return
    config = load_config(default_config())
    entries = annotated(_entries(folder / "days" / POOL))
    gold = _days(folder / "days" / "gold_theblock_daily.tsv")
    print("shipped signals, an edition a day")
    _score(folder, _editions(entries, gold, config))
    orders: dict[str, Order] = {"shipped signals, without memory": list, "count of outlets": _by_outlets}
    for name, order in orders.items():
        print(name)
        alone = {day: _edition(entries, day, config, Memory(), order) for day in gold}
        _score(folder, {day: digest for day, digest in alone.items() if digest})


def _editions(
    entries: Sequence[AnnotatedEntry], gold: Sequence[date], config: Config
) -> dict[date, Digest]:
    """The editions of the days in `gold`, made after those of every day from the one before the first."""
    made: dict[date, Digest] = {}
    with tempfile.TemporaryDirectory() as place, open_store(Path(place)) as store:
        day = gold[0] - timedelta(1)
        while day <= gold[-1]:
            digest = _edition(entries, day, config, store.memory(_key(day), _window(day).end), list)
            if digest:
                store.publish(_key(day), digest)
                made[day] = digest
            day += timedelta(1)
    return {day: made[day] for day in gold if day in made}


def _entries(folder: Path) -> list[Entry]:
    """Every entry of the pool once."""
    found: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.json")):
        for one in json.loads(path.read_text(encoding="utf-8"))["news"]:
            when = datetime.fromisoformat(one["published"]).astimezone(UTC)
            entry = Entry(
                id=one["link"],
                source_id=one.get("source") or "unnamed",
                url=one["link"],
                title=one["title"],
                text=one.get("summary") or "",
                seen=when,
                published=when,
            )
            found.setdefault(entry.id, entry)
    return list(found.values())


def _days(gold: Path) -> list[date]:
    lines = gold.read_text(encoding="utf-8").splitlines()[1:]
    return sorted({date.fromisoformat(line.split("\t")[0]) for line in lines})


def _edition(
    entries: Sequence[AnnotatedEntry], day: date, config: Config, memory: Memory, order: Order
) -> Digest | None:
    """The first stories of a day and the day before as an edition prints them, whatever its length."""
    dates = (day - timedelta(1), day)
    pool = [told for told in entries if told.entry.published and told.entry.published.date() in dates]
    sources = {told.entry.source_id: _source(told.entry.source_id) for told in pool}
    if not pool:
        return None
    stories = group(pool, memory.stories, sources)
    window = _window(day)
    return compose(
        Edition(_key(day), "Daily", "UTC", window, word_budget=10**6),
        order(rank(stories, config.signals, Surroundings(window, sources))),
        refused=(),
        observations=(),
        memory=memory,
        sources=sources,
        outcomes=(),
        sections=(PlacedSection("top", "top", "Top", Top(limit=DEEP, min_points=-1000)),),
        filters=(),
        notes=(),
        made=window.end,
        watchlist=Watchlist(),
        cool_down={},
    )


def _by_outlets(ranked: Sequence[RankedStory]) -> Sequence[RankedStory]:
    return sorted(ranked, key=lambda one: -len(one.story.sources))


def _source(name: str) -> Source:
    return Source(name, "feed", "", name)


def _key(day: date) -> EditionKey:
    return EditionKey("daily", datetime.combine(day, datetime.min.time()))


def _window(day: date) -> Window:
    end = datetime.combine(day + timedelta(1), datetime.min.time(), UTC)
    return Window(end - timedelta(days=2), end)


def _score(folder: Path, editions: Mapping[date, Digest]) -> None:
    with tempfile.TemporaryDirectory() as place:
        ranked = Path(place) / "ranked.jsonl"
        lines = [
            json.dumps({"date": day.isoformat(), "stories": _stories(told)})
            for day, told in editions.items()
        ]
        ranked.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        gold, pool = folder / "days" / "gold_theblock_daily.tsv", folder / "days" / POOL
        scorer = folder / "score" / "score_daily.py"
        words = [sys.executable, str(scorer), str(pool), str(gold), str(ranked), "--pool-name", POOL]
        said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    print("\n".join(f"  {line}" for line in said.splitlines() if line.strip()))


def _stories(digest: Digest) -> list[dict[str, object]]:
    return [
        {
            "rank": place,
            "urls": [told.url for told in brief.tellings],
            "titles": [told.headline for told in brief.tellings],
        }
        for place, brief in enumerate(digest.briefs, start=1)
    ]
