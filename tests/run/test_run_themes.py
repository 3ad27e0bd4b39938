"""Every theme that ships, and another language, makes a whole edition, and its mail passes preflight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from digest.collect.recorded import RecordedFetch
from digest.demo import EDITIONS, SAMPLE, RecordedClock, sample_config
from digest.protocols import World
from digest.run import run
from digest.store import open_store


@pytest.mark.parametrize(
    ("theme", "language"), [("terse", "en"), ("counsel", "en"), ("letter", "zh-Hans"), ("terse", "zh-Hans")]
)
def test_a_theme_makes_the_recorded_day(tmp_path: Path, theme: str, language: str) -> None:
    config = sample_config(tmp_path)
    plan = replace(config.digests[0], theme=theme, language=language)
    clock = RecordedClock(EDITIONS[-1])
    with open_store(config.state) as store:
        report = run(config, plan, World(clock, RecordedFetch(SAMPLE, clock), store))
    assert (report.state, report.problems) == ("published", ())
    assert {receipt.state for receipt in report.receipts} == {"delivered"}
