"""
What understanding costs, and how right its figures are.

Time: texts of 2 KB (a headline and summaries one after another), one core, beside two floors: the text
searched once with the lexicon's automaton alone, and once with one regular expression for numbers.
Right or wrong: the labelled sentences of the tests, precision and recall.
"""

from __future__ import annotations

import html
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from bench.corpus import corpus
from digest import understand as room
from digest.model import Entry
from digest.understand import understand
from digest.understand.language import load_detector
from digest.understand.lexicon import LEXICON_FILES, Lexicon

TEXTS, BYTES, ROUNDS = 200, 2048, 7
SETS = Path(__file__).parents[1] / "tests" / "understand"
Label = tuple[Decimal | str, ...]
SEEN = datetime(2026, 2, 6, tzinfo=UTC)
_NUMBER = re.compile(r"[$€£¥]?\d[\d,.]*\s?(?:%|[kKmMbB]n?\b|million|billion)?")


def main() -> None:
    """Print a row of times, then one for each labelled set."""
    folder = Path(room.__file__).parent / "lexicon"
    lexicon = Lexicon.parse({name: (folder / name).read_text(encoding="utf-8") for name in LEXICON_FILES})
    entries = list(long_entries())
    detect = load_detector()
    smalls = [entry.text.lower() for entry in entries]
    whole = fastest(lambda: understand(entries, lexicon, detect))
    names = fastest(lambda: [lexicon.candidates(e.text, s) for e, s in zip(entries, smalls, strict=True)])
    numbers = fastest(lambda: [_NUMBER.findall(small) for small in smalls])
    print(
        f"a text of 2 KB: {whole:.2f} ms; floors: names alone {names:.2f} ms, "
        f"numbers alone {numbers:.2f} ms"
    )
    for name in ("figures", "figures_unseen", "figures_fresh"):
        for parts, width in (("amount + unit", 2), ("all five parts", 5)):
            precision, recall, count = shares(lexicon, name, width)
            print(f"{name}, {parts}: precision {precision:.3f}, recall {recall:.3f} of {count} figures")


def fastest(work: Callable[[], object]) -> float:
    """Milliseconds of processor time a text, the best of several rounds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken) / TEXTS * 1000


def long_entries() -> Iterator[Entry]:
    """Entries of 2 KB, title and text together, from recorded days or else from the labelled sentences."""
    told = list(_told())
    at = 0
    for number in range(TEXTS):
        title = told[at % len(told)][0]
        text = ""
        while len(text.encode()) + len(title.encode()) < BYTES:
            text += told[at % len(told)][1] + " "
            at += 1
        text = text.encode()[: BYTES - len(title.encode())].decode(errors="ignore")
        yield Entry(str(number), "s", "", title, text, SEEN, language="en")


def _told() -> Iterator[tuple[str, str]]:
    folder = corpus()
    if folder is None:
        print("no corpus: set DIGEST_CORPUS to its folder; timed on the labelled sentences instead")
        yield from ((sentence, sentence) for name in ("figures",) for sentence, _ in labelled(name))
        return
    for path in sorted((folder / "days" / "cryptodigest_2026").glob("*.json"))[:30]:
        for item in json.loads(path.read_text(encoding="utf-8"))["news"]:
            plain = html.unescape(re.sub(r"<[^>]+>", " ", item.get("summary") or ""))
            if len(plain) > 80:
                yield item["title"], " ".join(plain.split())


def labelled(name: str) -> Iterator[tuple[str, Counter[Label]]]:
    """Each sentence of a labelled set with its figures: amount, unit, measure, direction, subject."""
    for line in (SETS / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            sentence, _, told = line.partition("\t")
            rows = [one.split("/") for one in told.split("; ") if one]
            yield sentence, Counter((Decimal(row[0]), *row[1:]) for row in rows)


def shares(lexicon: Lexicon, name: str, width: int) -> tuple[float, float, int]:
    """Precision, recall, and the number of figures labelled, on the first `width` parts."""
    right = found = wanted = 0
    for sentence, labels in labelled(name):
        entry = Entry("e", "s", "", "Untitled", sentence, SEEN, language="en")
        (told,) = understand([entry], lexicon, lambda _: "")
        read = Counter((f.amount, f.unit, f.measure, f.direction, f.subject)[:width] for f in told.figures)
        expected = _cut(labels, width)
        right += (read & expected).total()
        found += read.total()
        wanted += expected.total()
    return right / found, right / wanted, wanted


def _cut(labels: Counter[Label], width: int) -> Counter[Label]:
    cut: Counter[Label] = Counter()
    for label, count in labels.items():
        cut[label[:width]] += count
    return cut
