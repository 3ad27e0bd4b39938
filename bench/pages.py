"""Pages of the corpus: a list read by selectors, articles read whole, and how much of them is right."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bench.corpus import corpus
from digest.collect.sources.page import Page
from digest.errors import ParseError
from digest.model import Entry, Request, Response, Source

_LISTS = {
    "fatf-entry-page-2026-02.html.gz": Page(
        item='li:has(> a[href*="/publications/High-risk"])', headline=".cmp-list__item-title", link="a@href"
    ),
    # A page whose one item is the release itself.
    "nbs_cn_cpi_yoy_202607.html.gz": Page(
        item="html",
        headline='meta[name="ArticleTitle"]@content',
        link="",
        date='meta[name="PubDate"]@content',
        zone="Asia/Shanghai",
        summary=".txt-content",
    ),
}
# Where the text of an article is not found by itself: what it finds there is the site's own address.
_TEXTS = {"fatf-greylist-2026-02.html.gz": ".cmp-text"}
_WORDS = re.compile(r"\w+")
_RUN = 4


def main() -> None:
    """Read them and print what each gave, then the share of the articles' words that is right."""
    folder = corpus()
    if folder is None:
        print("no corpus: set DIGEST_CORPUS to its folder; this bench did not run")
        return
    regulators = folder / "pages" / "regulators"
    for name, page in _LISTS.items():
        for entry in read(page, regulators / name):
            print(f"  {name}: {entry.title} · {entry.url or '-'} · {told(entry)}")
    for path in sorted(regulators.glob("*.gz")):
        print(f"  {path.name}: " + ", ".join(told(entry) for entry in article(path)))
    bodies(folder / "pages" / "aeb")


def bodies(folder: Path) -> None:
    """Precision, recall and F1 of runs of four words against the gold texts, means over pages."""
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    scores, failed = [], []
    for name, page in sorted(gold.items()):
        entries = article(folder / "html" / f"{name}.html.gz")
        if not entries:
            failed.append(name)
        scores.append(score(entries[0].text if entries else "", page["articleBody"]))
    precision, recall = (sum(values) / len(scores) for values in zip(*scores, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(scores)} articles: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    print(f"  {len(failed)} without text: {', '.join(one[:12] for one in failed) or 'none'}")


def score(found: str, meant: str) -> tuple[float, float]:
    """Precision and recall of one text."""
    one, other = runs(found), runs(meant)
    right = sum((one & other).values())
    return right / max(1, sum(one.values())), right / max(1, sum(other.values()))


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Every run of four words; a shorter text is one run."""
    words = _WORDS.findall(text)
    return Counter(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def read(page: Page, path: Path, entry_id: str = "") -> tuple[Entry, ...]:
    """What a page kind makes of a stored page."""
    url = f"https://site.example/{path.name}"
    body, at = gzip.decompress(path.read_bytes()), datetime(2026, 11, 1, tzinfo=UTC)
    response = Response(Request("s", url, entry_id=entry_id), url, 200, {}, body, at)
    return page.read(Source("s", "page", url, "S"), response).entries


def article(path: Path) -> tuple[Entry, ...]:
    """The article a stored page is, as one that was followed."""
    selector = _TEXTS.get(path.name, "")
    try:
        return read(Page(item="li", headline="a", articles=1, article=selector), path, entry_id="a")
    except ParseError as error:
        print(f"  {path.name}: {error}")
        return ()


def told(entry: Entry) -> str:
    """An article in a few words."""
    return f"{len(entry.text)} characters, dated {entry.published}"


if __name__ == "__main__":
    main()
