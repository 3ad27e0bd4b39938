"""
Every feed of the corpus read as it lies there, and what each one falls short by.

The measures: no exception, an entry from each document, and of the items a document has (counted in its
bytes, without a feed parser) how many became entries with a title, a link and a date, where the item gives
one. Then script-injection payloads through every field of every format of feed to every rendition, and
pages with selectors.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.corpus import corpus
from digest.collect.sources.feed import Feed
from digest.errors import ParseError
from digest.model import Entry, Request, Response, Source
from digest.protocols import Reading

_ITEM = re.compile(r"<((?:[\w-]+:)?(?:item|entry))(?:\s[^>]*)?>(.*?)</\1\s*>", re.S)
_SAYS = {
    "title": re.compile(r"<title(?:\s[^>]*[^/])?>\s*(?:<!\[CDATA\[\s*)?[^\s<\]]"),
    "link": re.compile(
        r"<link\b[^>]*>\s*(?:<!\[CDATA\[\s*)?(?:https?:|/|\w)|<(?:atom:)?link\b[^>]*href"
        r"|<guid[^>]*>\s*(?:<!\[CDATA\[)?https?:"
    ),
    "date": re.compile(
        r"<(?:pubDate|pubdate|published|updated|modified|issued|created|dc:date|dcterms:\w+)\b[^>]*>"
        r"\s*(?:<!\[CDATA\[\s*)?[^\s<]"
    ),
}
# UTF-8 taken for windows-1252 or Latin-1, and the other way round.
_MOJIBAKE = re.compile("[ÃÂ][\x80-\xbf€‚„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ]|â€[\x80-\xbf™œ“”¦]|Ð[\x80-\xbf]Ð|锟斤拷|ï¿½")


@dataclass(slots=True)
class Measured:
    """One document: what it has, what was read, what falls short."""

    name: str
    has: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    shortfalls: list[str] = field(default_factory=list)


def main() -> None:
    """Read all of it and print the shares, then every shortfall by name."""
    folder = corpus()
    if folder is None:
        print("no corpus: set DIGEST_CORPUS to its folder; this bench did not run")
        return
    counts = declared(folder / "INDEX.tsv")
    measured = [measure(folder / name, counts[name], name) for name in sorted(counts)]
    has: Counter[str] = sum((one.has for one in measured), Counter())
    got: Counter[str] = sum((one.read for one in measured), Counter())
    with_entries = sum(1 for one in measured if one.read["entries"])
    print(f"{with_entries} of {len(measured)} documents gave entries")
    for what in ("entries", "title", "link", "date"):
        print(f"  {what}: {got[what]} of {has[what]} ({got[what] / has[what]:.2%})")
    for one in measured:
        for shortfall in one.shortfalls:
            print(f"  {one.name}: {shortfall}")


def declared(index: Path) -> dict[str, int]:
    """For each feed of the corpus, how many items its index counts."""
    rows = (line.split("\t") for line in index.read_text(encoding="utf-8").splitlines())
    return {
        row[0]: int(found[1])
        for row in rows
        if row[0].startswith("feeds/") and (found := re.search(r"items=(\d+)", row[-1]))
    }


def measure(path: Path, items: int, name: str) -> Measured:
    """Read one document and hold it against its own bytes."""
    one = Measured(name)
    body = path.read_bytes()
    raw = [said(item) for item in different(body)]
    items -= repeated(body)
    one.has["entries"] = items
    try:
        reading = read(body, name)
    except ParseError as error:
        one.shortfalls.append(str(error))
        return one
    entries = reading.entries
    one.read["entries"] = len(entries)
    if len(entries) < items:
        one.shortfalls.append(
            f"{len(entries)} entries of {items} items: " + ("; ".join(reading.problems) or "not explained")
        )
    got: dict[str, list[object]] = {
        "title": [e.title for e in entries],
        "link": [e.url for e in entries],
        "date": [e.published for e in entries],
    }
    for what, values in got.items():
        there = sum(what in item for item in raw) if raw else items
        given = min(len([v for v in values if v]), there)
        one.has[what], one.read[what] = there, given
        if given < there:
            one.shortfalls.append(f"{what}: {given} of {there}")
    one.shortfalls += wrong(entries)
    return one


def read(body: bytes, name: str) -> Reading:
    """One document through the feed source, as if it were served without a charset."""
    url = "https://feeds.example.org/" + Path(name).name
    source = Source("s", "feed", url, "S")
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return Feed().read(source, Response(Request("s", url), url, 200, {}, body, at))


def different(body: bytes) -> list[str]:
    """The items in the bytes of an XML feed; one that stands there twice, byte for byte, once."""
    return list(dict.fromkeys(found[2] for found in _ITEM.finditer(body.decode("latin-1"))))


def repeated(body: bytes) -> int:
    """How many items stand there again, byte for byte."""
    return sum(1 for _ in _ITEM.finditer(body.decode("latin-1"))) - len(different(body))


def said(item: str) -> set[str]:
    """Which of title, link and date an item has."""
    return {what for what, pattern in _SAYS.items() if pattern.search(item)}


def wrong(entries: tuple[Entry, ...]) -> list[str]:
    """Characters that nobody wrote."""
    found = []
    words = "\n".join(f"{e.title}\n{e.text}" for e in entries)
    if spoiled := _MOJIBAKE.search(words):
        around = words[max(0, spoiled.start() - 20) : spoiled.end() + 20]
        found.append(f"mojibake: {around!r}")
    if count := words.count("\ufffd"):
        place = words.index("\ufffd")
        found.append(f"{count} U+FFFD: {words[max(0, place - 20) : place + 20]!r}")
    return found


if __name__ == "__main__":
    main()
