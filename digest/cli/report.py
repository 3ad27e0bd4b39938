"""How a run, a collection and an explanation are told to a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from digest.cli import screen

if TYPE_CHECKING:  # what is printed was made by others: to print it, nothing of theirs is needed
    from digest.config import Config
    from digest.model import RunReport, SourceOutcome
    from digest.tune.check import Checked
    from digest.tune.explain import Explanation


def exit_code_of(outcomes: Sequence[SourceOutcome]) -> int:
    """0 all answered · 3 some failed · 1 none answered."""
    failed = sum(1 for one in outcomes if one.state == "failed")
    return 0 if not failed else 1 if failed == len(outcomes) else 3


def run_report(report: RunReport, *, to_stderr: bool = False) -> None:
    """One run, in a few lines."""
    console = screen.err if to_stderr else screen.out

    def say(text: str) -> None:
        console.print(text, markup=False)

    failed = [one for one in report.outcomes if one.state == "failed"]
    say(f"{report.edition}: {report.state}" + (", degraded" if report.degraded else ""))
    if report.recalled:
        editions = "edition was" if report.recalled == 1 else "editions were"
        say(f"  nothing was remembered: {report.recalled} published {editions} read back")
    if report.outcomes:
        answered = len(report.outcomes) - len(failed)
        say(f"  {answered} of {len(report.outcomes)} sources answered")
    for outcome in failed:
        say(f"  missing: {outcome.title}: {outcome.error}")
    if report.considered:
        say(f"  {report.considered} entries considered, {report.stories} stories, {report.printed} printed")
    for receipt in report.receipts:
        say(f"  {receipt.state}: {receipt.channel} → {receipt.target}: {receipt.detail}")
    if report.state == "already published" and not report.receipts:
        say("  nothing is owed; `digest send --channel ID` brings it to a channel again")
    if report.state == "published" and not report.receipts:
        say("  no channel is enabled: it was delivered nowhere")
    for problem in report.problems:
        screen.fault(problem)


def outcomes(told: Sequence[SourceOutcome], config: Config) -> None:
    """
    What every source gave, one line each, and what is switched off and why.

    Of more sources than anybody reads line by line, only those with a fault have one.
    """
    listed = told if len(told) <= _MOST_LISTED else [one for one in told if one.error]
    rows = screen.table("source", "", "entries", "dated", "values", "newest", "KB", "s", right=_NUMBERS)
    for one in listed:
        rows.add_row(
            one.source_id,
            one.state if one.state != "failed" else "FAILED",
            str(one.entries or ""),
            f"{100 * one.dated // one.entries} %" if one.entries else "",
            str(one.observations or ""),
            _day(one.newest),
            f"{one.size / 1000:.0f}" if one.size else "",
            f"{one.seconds:.1f}" if one.seconds else "",
        )
    if listed:
        screen.out.print(rows)
    for one in listed:
        if one.error:
            screen.say(f"{one.source_id}: {one.error}")
    if unlisted := len(told) - len(listed):
        entries = sum(one.entries for one in told)
        screen.say(f"{unlisted} sources without a fault are not listed (--json has all); {entries} entries")
    for off in config.disabled:
        screen.say(f"{off.source.id}: off: {off.reason or 'enabled = false'}")
    failed = sum(1 for one in told if one.state == "failed")
    screen.say(f"{len(told) - failed} of {len(told)} sources answered")


_MOST_LISTED = 200
_NUMBERS = ("entries", "dated", "values", "KB", "s")


def checked(told: Sequence[Checked], config: Config) -> None:
    """What every source gives and how it may be asked, one line each; then faults, and what is off."""
    rows = screen.table(
        "source", "HTTP", "", "entries", "dated", "values", "newest", "asks by", "KB", "s", right=_NUMBERS
    )
    rows.columns[0].no_wrap = True
    for one in told:
        did = one.outcome
        rows.add_row(
            did.source_id,
            str(did.status or ""),
            did.state if did.state != "failed" else "FAILED",
            str(did.entries or ""),
            f"{100 * did.dated // did.entries} %" if did.entries else "",
            str(did.observations or ""),
            _day(did.newest),
            ", ".join(one.validators),
            f"{did.size / 1000:.0f}" if did.size else "",
            f"{did.seconds:.1f}" if did.seconds else "",
        )
    screen.out.print(rows)
    for one in told:
        if one.outcome.error:
            screen.say(f"{one.outcome.source_id}: {one.outcome.error}")
        if one.moved:
            screen.say(f"{one.outcome.source_id}: answered from {one.moved}")
    for off in config.disabled:
        screen.say(f"{off.source.id}: off: {off.reason or 'enabled = false'}")
    failed = sum(1 for one in told if one.outcome.state == "failed")
    screen.say(f"{len(told) - failed} of {len(told)} sources answered")


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}Z" if moment else ""


def explanation(told: Explanation) -> None:
    """The full account of a story, or the fate of an entry."""
    screen.say(told.headline)
    screen.say(told.verdict)
    if told.account:
        rows = screen.table("points", "signal", "weight", "because", right=("points", "weight"))
        for part in told.account.parts:
            rows.add_row(f"{part.points:+d}", part.signal, f"{part.weight:g}", part.reason)
        rows.add_row(f"{told.account.points:+d}", "in all", "", "")
        screen.say()
        screen.out.print(rows)
        for line in told.thread:
            screen.say(f"thread  {line}")
        for merge in told.merges:
            screen.say(f"merged  {merge}")
        for split in told.splits:
            screen.say(f"kept apart {split}")
    for line in told.hints:
        screen.say(line)
    for other in told.others:
        screen.say(f"or did you mean  {other}")
