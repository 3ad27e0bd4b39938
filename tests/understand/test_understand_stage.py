"""The whole stage: order, spans, determinism, and any text whatever."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import AnnotatedEntry

Annotate = Callable[..., AnnotatedEntry]

PIECES = (
    "$508.2M", " inflow", " to ", "Ethereum", "5%", "-", "–", "3.2亿美元", "流出", "BTC", "$AIO",
    " the SEC ", "fines ", "No. ", "42", "Yinfa [2026] No. 42", "repeals", ". ", "。", "\n", "“", "(",
    "1,250", " BTC", "from ", "¥", "RMB", "ﬀİ", "\x00", "\u202e", "😀", "24/7", "half a billion",
    " dollars", "The post x appeared first on y.", "https://a.b/c",
)  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=texts, text=texts)
def test_any_text_is_understood_and_every_span_holds(annotate: Annotate, title: str, text: str) -> None:
    told = annotate(title, text)
    assert told.text.startswith(title)
    assert told.text[len(title) + 2 :] in text
    for figure in told.figures:
        start, end = figure.span
        assert told.text[start:end] == figure.quote != ""
    for mention in told.mentions:
        start, end = mention.span
        assert told.text[start:end] == mention.quote != ""
    ends = [end for _, end in told.sentences]
    assert all(start < end for start, end in told.sentences)
    assert all(start >= end for (start, _), end in zip(told.sentences[1:], ends, strict=False))
    assert all(start >= len(title) for start, _ in told.sentences)
    assert told.event is None or told.event.quote in told.text
    assert all(finding.quote in f"{title}\n{text}" for finding in told.noise)
    assert told == annotate(title, text)


def test_mentions_do_not_overlap_and_currencies_in_amounts_are_none(annotate: Annotate) -> None:
    told = annotate("3 billion yuan left China's yuan market", "Bitcoin Cash rose.")
    assert [m.entity for m in told.mentions] == ["china", "CNY", "BCH"]


def test_the_at_a_glance_day(annotate: Annotate) -> None:
    told = annotate("$508.2M USD inflow to Ethereum today; $390.8M USD outflow from Arbitrum")
    assert [(str(f.amount), f.unit, f.measure, f.direction, f.subject, f.period) for f in told.figures] == [
        ("508200000", "USD", "flow", "in", "ETH", "today"),
        ("390800000", "USD", "flow", "out", "ARB", "today"),
    ]


def test_long_hostile_text_is_only_long(annotate: Annotate) -> None:
    for piece in (
        "5-",
        "1,111",
        "$5M to ",
        "Aa ",
        "(",
        "No. 5 ",
        "Bank of Aaa and ",
        "share\n",
        "\n",
        "一",
    ):
        assert annotate("x", piece * (20_000 // len(piece))).text


PROGRAM = """
from pathlib import Path
from datetime import datetime, UTC
from digest import understand as room
from digest.model import Entry
from digest.understand import understand
from digest.understand.lexicon import LEXICON_FILES, Lexicon
folder = Path(room.__file__).parent / "lexicon"
lexicon = Lexicon.parse({n: (folder / n).read_text(encoding="utf-8") for n in LEXICON_FILES})
text = "The SEC fined Binance $4.3 billion. Arbitrum, Base and Optimism lost $5-10 million in June 2022."
entry = Entry("e", "s", "", "SEC fines Binance", text, datetime(2026, 2, 6, tzinfo=UTC))
print(understand([entry], lexicon, str))
"""


def test_the_hash_seed_changes_nothing() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(told) == 1
