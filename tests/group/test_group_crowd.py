"""Headlines alone: what is alike among few may be one event, among many it is one topic."""

from __future__ import annotations

from told_entries import told

from digest.group import group
from digest.model import AnnotatedEntry

HALT = told("Marlowe exchange halts withdrawals after outage", id="halt", source="ledgerline")
STOP = told("Marlowe withdrawals stopped, customers wait", id="stop", source="blockpost")
AGAIN = told("Marlowe halts withdrawals after an outage", id="again", source="swiftwire")
CROWD = tuple(
    told(headline, id=f"other {number}", source=f"outlet {number}")
    for number, headline in enumerate(
        (
            "Marlowe exchange lists a token",
            "Marlowe customers get a card",
            "Marlowe hires a compliance chief",
            "Marlowe opens an office in Lisbon",
            "Marlowe withdrawals get cheaper",
            "Marlowe adds staking",
            "Marlowe exchange sued over fees",
            "Marlowe buys a broker",
            "Marlowe outage report promised",
            "Marlowe customers told to verify",
            "Marlowe halts its loyalty scheme",
            "Marlowe exchange volume doubles",
            "Marlowe wins a licence",
            "Marlowe exchange moves cold wallets",
            "Marlowe names an auditor",
            "Marlowe stops marketing in Spain",
        )
    )
)


def one_story(entries: tuple[AnnotatedEntry, ...], *ids: str) -> bool:
    stories = group(entries, (), {})
    return any(set(ids) <= {told.entry.id for told in story.entries} for story in stories)


def test_two_headlines_that_nothing_else_is_like_are_one_story() -> None:
    assert one_story((HALT, STOP), "halt", "stop")


def test_the_same_two_are_two_stories_in_a_crowd() -> None:
    assert not one_story((HALT, STOP, *CROWD), "halt", "stop")


def test_what_stands_out_is_one_story_in_a_crowd_too() -> None:
    assert one_story((HALT, AGAIN, STOP, *CROWD), "halt", "again")


def test_a_crowd_does_not_become_one_story() -> None:
    assert max(len(story.entries) for story in group(CROWD, (), {})) <= 2
