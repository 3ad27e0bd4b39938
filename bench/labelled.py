"""Headlines of the corpus that somebody sorted into stories, as the pipeline gets them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from digest import understand as understanding
from digest.model import AnnotatedEntry, Entry
from digest.understand import understand
from digest.understand.language import load_detector
from digest.understand.lexicon import LEXICON_FILES, Lexicon

CODES = {
    "eng": "en",
    "deu": "de",
    "fra": "fr",
    "spa": "es",
    "por": "pt",
    "rus": "ru",
    "slv": "sl",
    "ara": "ar",
    "zho": "zh",
}
_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A part of the corpus: entries as understood, and the label of each one's story."""

    name: str
    entries: tuple[AnnotatedEntry, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two headlines by their places, and whether they are one story: by all judges, and by a person."""

    one: int
    other: int
    same: bool
    human: bool | None


def annotated(entries: Sequence[Entry]) -> tuple[AnnotatedEntry, ...]:
    """Entries as the shipped lexicon understands them."""
    folder = Path(understanding.__file__).parent / "lexicon"
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in LEXICON_FILES}
    return understand(entries, Lexicon.parse(texts), load_detector())


def entry(
    id: str, title: str, when: datetime = _NOON, language: str = "", text: str = "", source: str = ""
) -> Entry:
    """One headline as a source of its own, unless one is named."""
    return Entry(
        id=id,
        source_id=source or id,
        url="",
        title=title,
        text=text,
        seen=when,
        published=when,
        language=language,
    )


def og2021(folder: Path) -> Labelled:
    """8,042 headlines in nine languages; some stories span languages."""
    rows = list(_rows(folder / "clusters" / "og2021_dev.csv"))
    entries = [
        entry(
            row["uri"],
            row["title"],
            datetime.fromisoformat(row["published"]).replace(tzinfo=UTC),
            CODES.get(row["lang"], ""),
        )
        for row in rows
    ]
    return Labelled("og2021_dev, all languages", annotated(entries), tuple(row["cluster"] for row in rows))


def english(part: Labelled) -> Labelled:
    """The English entries of a part, to be grouped by themselves."""
    kept = [
        (told, label)
        for told, label in zip(part.entries, part.labels, strict=True)
        if told.entry.language == "en"
    ]
    return Labelled(
        "og2021_dev, English", tuple(told for told, _ in kept), tuple(label for _, label in kept)
    )


def uci(folder: Path, *, timed: bool) -> Labelled:
    """6,366 English headlines of 87 large stories; their times may be withheld, as they tell labels."""
    rows = [row for row in _rows(folder / "clusters" / "uci_news_aggregator_part.csv") if row["STORY"]]
    entries = [
        entry(
            row["ID"],
            row["TITLE"],
            datetime.fromtimestamp(int(row["TIMESTAMP"]) / 1000, UTC) if timed else _NOON,
            "en",
            source=row["PUBLISHER"],
        )
        for row in rows
    ]
    name = "UCI part" if timed else "UCI part, times withheld"
    return Labelled(name, annotated(entries), tuple(row["STORY"] for row in rows))


def finance_pairs(folder: Path, *, opening: bool) -> tuple[tuple[AnnotatedEntry, ...], tuple[Pair, ...]]:
    """Finance headlines, with their opening words or without, and the pairs that were judged."""
    rows = list(_rows(folder / "clusters" / "finance_pairs" / "labeled_eval_set.csv"))
    entries: dict[str, Entry] = {}
    pairs = []
    for row in rows:
        sides = []
        for side in ("item_a", "item_b"):
            told = entry(
                row[f"{side}_id"],
                row[f"{side}_title"],
                datetime.fromisoformat(row[f"{side}_published_at"]).replace(tzinfo=UTC),
                "en",
                row[f"{side}_lede"] if opening else "",
            )
            sides.append(list(entries).index(told.id) if told.id in entries else len(entries))
            entries.setdefault(told.id, told)
        human = {"SAME": True, "DIFFERENT": False}.get(row["human_label"])
        pairs.append(Pair(sides[0], sides[1], row["final_label"] == "SAME", human))
    return annotated(tuple(entries.values())), tuple(pairs)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("# ") and line[:1] != "#")
