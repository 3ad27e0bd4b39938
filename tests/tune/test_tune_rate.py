"""A story is marked by its words, and what is akin to it counts for more from then on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from digest.demo import EDITIONS, demo, sample_config
from digest.errors import DigestError
from digest.store import open_store
from digest.tune.rate import judged


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demo(folder)
    return folder


def run(sample: Path, *words: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "digest", *words], cwd=sample, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_judgement_holds_what_the_headline_is_about(sample: Path) -> None:
    config = sample_config(sample)
    with open_store(config.state) as store:
        edition = store.editions("sample")[0]
    made = judged(edition, "weekly RSI", 1, config, EDITIONS[-1])
    assert made.subjects == ("BTC",)
    assert len(made.sources) > 3
    assert (made.day, made.digest, made.mark) == (edition.edition.key.day, "sample", 1)
    returned = judged(edition, "Quayside attacker returns", -1, config, EDITIONS[-1])
    assert "ETH" not in returned.subjects, "a unit of a sum is no subject"
    with pytest.raises(DigestError, match="nothing matches"):
        judged(edition, "no such words", 1, config, EDITIONS[-1])
    refused = next(fate for fate in edition.ledger.fates if not fate.story_id)
    with pytest.raises(DigestError, match="is in no story"):
        judged(edition, refused.entry_id, 1, config, EDITIONS[-1])


def test_marks_are_kept_weighed_and_taken_back(sample: Path) -> None:
    # A mark of today says nothing of the days before it was made ...
    assert "up: " in run(sample, "rate", "Report on the interruption", "up")
    assert "the same to the byte" in run(sample, "diff")
    # ... unless it is asked what it would have done.
    told = run(sample, "diff", "--judged", "--json", code=3)
    terms = [
        term
        for edition in json.loads(told[: told.rindex("}") + 1])["editions"]
        for change in edition["changes"]
        for term in change["terms"]
    ]
    assert all(term["signal"] == "relevance" for term in terms)
    run(sample, "rate", "Report on the interruption", "clear")
    run(sample, "diff", "--judged", code=0)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("quayside", "upp"), 2, "did you mean 'up'"),
        (("no such words", "up"), 1, "nothing matches"),
        (("quayside", "up", "--date", "2026-01-01"), 1, "no such edition"),
    ],
)
def test_what_is_asked_wrongly_is_told(sample: Path, words: tuple[str, ...], code: int, told: str) -> None:
    assert told in run(sample, "rate", *words, code=code)
