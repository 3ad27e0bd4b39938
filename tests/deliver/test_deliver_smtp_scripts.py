"""Each recipient gets each edition once, whatever a mail server does: scripts of faults, and storms."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.mail_faults import SCRIPTS, TO, Script, outcome_of, outcome_under, storm
from bench.mail_server import Fault
from digest.deliver import WAITS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_what_becomes_of_an_edition(script: Script, tmp_path: Path) -> None:
    outcome = outcome_of(script, tmp_path)
    assert (outcome.refused, outcome.held, outcome.owed) == (script.refused, script.held, script.owed)
    assert outcome.delivered == len(TO) - script.refused - script.held - script.owed
    assert outcome.lost == 0
    assert (outcome.doubled, outcome.unlike) == (script.doubled, 0)
    # No hammering: one try a round, and at most one connection more a round and a recipient.
    assert outcome.most_asked <= 1 + len(WAITS)
    assert outcome.connections <= 1 + len(WAITS) + len(TO)


def test_the_scripts_have_both_halves() -> None:
    assert {script.doubled > 0 for script in SCRIPTS} == {True, False}
    assert all(fault.at == "kept" for script in SCRIPTS if script.doubled for fault in script.faults)
    assert sum(1 for s in SCRIPTS if s.refused) > 3
    assert sum(1 for s in SCRIPTS if s.owed) > 3


@pytest.mark.parametrize("seed", range(12))
def test_passing_faults_of_all_kinds_together_lose_nothing(seed: int, tmp_path: Path) -> None:
    faults = storm(seed)
    outcome = outcome_under(faults, tmp_path)
    assert outcome.delivered + outcome.later == len(TO)
    assert (outcome.lost, outcome.unlike, outcome.refused, outcome.held) == (0, 0, 0, 0)
    assert outcome.doubled <= sum(fault.times for fault in faults if fault.at == "kept")


@pytest.mark.parametrize("seed", range(12))
def test_who_forbids_repeats_gets_none(seed: int, tmp_path: Path) -> None:
    outcome = outcome_under(storm(seed), tmp_path, resend=False)
    assert outcome.doubled == 0
    assert outcome.delivered + outcome.later + outcome.held == len(TO)


def test_a_lost_message_would_be_noticed(tmp_path: Path) -> None:
    """The count is not one that is always 0: a server that says 250 and keeps nothing loses them."""
    outcome = outcome_under([Fault("dot", "250 2.0.0 queued", times=2)], tmp_path)
    assert (outcome.delivered, outcome.lost) == (len(TO), len(TO))
