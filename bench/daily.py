"""
How many of the stories an editor chose for his newsletter stand among the first of ours, that day.

The whole of thinking with the shipped signals, every source of weight 1 and nothing on the watchlist;
beside it the same stories in the order of how many outlets tell them. Scored by the corpus's own scorer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.corpus import corpus
from bench.labelled import annotated
from digest.compose import compose
from digest.compose.sections.top import Top
from digest.config import Config, load_config
from digest.group import group
from digest.model import Edition, EditionKey, Entry, Memory, RankedStory, Source, Watchlist, Window
from digest.prepare import default_config
from digest.protocols import PlacedSection, Surroundings
from digest.rank import rank

POOL = "cryptodigest_2026"
DEEP = 20
"""As many stories of a day as are scored."""
Order = Callable[[Sequence[RankedStory]], Sequence[RankedStory]]


def main() -> None:
    """Print recall at 5, 10 and 20 for both orders."""
    folder = corpus()
    if folder is None:
        print("no corpus: set DIGEST_CORPUS to its folder; this bench did not run")
        return
    config = load_config(default_config())
    entries = _entries(folder / "days" / POOL)
    days = _days(folder / "days" / "gold_theblock_daily.tsv")
    orders: dict[str, Order] = {"shipped signals": lambda ranked: ranked, "count of outlets": _by_outlets}
    rankings: dict[str, list[dict[str, object]]] = {name: [] for name in orders}
    for day in days:
        dates = (day - timedelta(1), day)
        pool = [one for one in entries if one.published and one.published.date() in dates]
        ranked = _ranked(pool, day, config)
        for name, order in orders.items():
            rankings[name].append({"date": day.isoformat(), "stories": _first(order(ranked), pool, day)})
    for name, ranking in rankings.items():
        print(name)
        _score(folder, ranking)


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


def _ranked(pool: Sequence[Entry], day: date, config: Config) -> tuple[RankedStory, ...]:
    sources = _sources(pool)
    stories = group(annotated(pool), (), sources)
    return rank(stories, config.signals, Surroundings(_window(day), sources))


def _first(ranked: Sequence[RankedStory], pool: Sequence[Entry], day: date) -> list[dict[str, object]]:
    """The first stories as an edition prints them, whatever its length."""
    key = EditionKey("daily", datetime.combine(day, datetime.min.time()))
    digest = compose(
        Edition(key, "Daily", "UTC", _window(day), word_budget=10**6),
        ranked,
        refused=(),
        observations=(),
        memory=Memory(),
        sources=_sources(pool),
        outcomes=(),
        sections=(PlacedSection("top", "top", "Top", Top(limit=DEEP, min_points=-1000)),),
        filters=(),
        notes=(),
        made=_window(day).end,
        watchlist=Watchlist(),
        cool_down={},
    )
    return [
        {
            "rank": place,
            "urls": [told.url for told in brief.tellings],
            "titles": [told.headline for told in brief.tellings],
        }
        for place, brief in enumerate(digest.briefs, start=1)
    ]


def _by_outlets(ranked: Sequence[RankedStory]) -> Sequence[RankedStory]:
    return sorted(ranked, key=lambda one: -len(one.story.sources))


def _sources(pool: Iterable[Entry]) -> dict[str, Source]:
    return {name: Source(name, "feed", "", name) for name in sorted({one.source_id for one in pool})}


def _window(day: date) -> Window:
    end = datetime.combine(day + timedelta(1), datetime.min.time(), UTC)
    return Window(end - timedelta(days=2), end)


def _score(folder: Path, ranking: Sequence[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        ranked = Path(place) / "ranked.jsonl"
        ranked.write_text("".join(json.dumps(day) + "\n" for day in ranking), encoding="utf-8")
        gold, pool = folder / "days" / "gold_theblock_daily.tsv", folder / "days" / POOL
        scorer = folder / "score" / "score_daily.py"
        words = [sys.executable, str(scorer), str(pool), str(gold), str(ranked), "--pool-name", POOL]
        said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    print("\n".join(f"  {line}" for line in said.splitlines() if line.strip()))
