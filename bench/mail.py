"""Lost and doubled messages over scripts of a mail server's faults, and over storms of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.mail_faults import SCRIPTS, TO, Outcome, outcome_of, outcome_under, storm

STORMS = 100
_COLUMNS = ("delivered", "refused", "held", "owed", "later", "lost", "doubled", "unlike", "connections")


def main() -> None:
    """Print a row a script, a row for all storms together, and the sums that matter."""
    with tempfile.TemporaryDirectory() as made:
        scripted = [
            (script.name, outcome_of(script, Path(made) / str(n))) for n, script in enumerate(SCRIPTS)
        ]
        stormy = [outcome_under(storm(seed), Path(made) / f"storm{seed}") for seed in range(STORMS)]
    print(f"{'':42}" + " ".join(f"{name:>9}" for name in _COLUMNS))
    for name, outcome in scripted:
        print(_row(name, [outcome]))
    print(_row(f"{STORMS} storms of 12 faults", stormy))
    every = [*(outcome for _, outcome in scripted), *stormy]
    print(
        f"{len(every) * len(TO)} deliveries: {_sum(every, 'lost')} lost, {_sum(every, 'doubled')} doubled, "
        f"{_sum(every, 'unlike')} of them with another Message-ID"
    )


def _row(name: str, outcomes: list[Outcome]) -> str:
    return f"{name:42}" + " ".join(f"{_sum(outcomes, column):9}" for column in _COLUMNS)


def _sum(outcomes: list[Outcome], column: str) -> int:
    return sum(getattr(outcome, column) for outcome in outcomes)
