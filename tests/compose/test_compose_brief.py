"""A story as it is printed: language, tellings, status, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from compose_stories import SOURCES, act, board, edition, past, ranked, told

from digest.compose.brief import write_brief
from digest.model import Part, PastStory, RankedStory


def test_the_reader_sees_the_headline_in_the_editions_language_and_the_document_leads() -> None:
    notice = told("关于虚拟货币的通知", source="regulator", language="zh", act=act())
    report = told("Eight departments warn", source="alpha")
    brief = board().brief(ranked(notice, report))
    assert (brief.headline, brief.language, brief.url) == ("Eight departments warn", "en", report.entry.url)
    assert [(one.source, one.tier) for one in brief.tellings] == [
        ("The Regulator", "primary"),
        ("Alpha", "media"),
    ]
    assert brief.act == act()


def test_another_language_is_marked_where_there_is_nothing_else() -> None:
    brief = board().brief(ranked(told("比特币下跌", language="zh")))
    assert (brief.headline, brief.language) == ("比特币下跌", "zh")


def test_a_source_that_is_not_known_goes_by_its_id_and_an_address_is_found() -> None:
    story = ranked(told("One", source="gone", url=""), told("One", source="beta"))
    brief = write_brief(story, edition(), SOURCES)
    assert (brief.tellings[0].source, brief.tellings[0].tier) == ("gone", "")
    assert brief.url == story.story.entries[1].entry.url


def test_assets_are_those_a_headline_names() -> None:
    lead = told("Arbitrum drained", "While Bitcoin and Ether were quiet, Arbitrum lost money.")
    other = told("Ether on Arbitrum gone", source="beta")
    assert board().brief(ranked(lead)).assets == ("ARB",)
    assert board().brief(ranked(lead, other)).assets == ("ARB", "ETH")


def test_compact_has_no_summary_and_is_otherwise_the_same() -> None:
    story = ranked(told("Bitcoin falls", "Traders sold what they could on all of the venues on Thursday."))
    full, compact = board().brief(story), board().brief(story, compact=True)
    assert full.summary
    assert not compact.summary
    assert (compact.status, compact.because, compact.tellings) == (full.status, full.because, full.tellings)


def test_who_is_affected_is_not_said_twice() -> None:
    said = "No one may issue a stablecoin abroad without consent"
    read = told(
        "Notice on tokens", f"{said}. It holds for banks as well.", act=replace(act(), affects=said)
    )
    assert board().brief(ranked(read)).act == replace(act(), affects="")
    other = told("Notice on tokens", "Banks were told on Friday.", act=replace(act(), affects=said))
    assert board().brief(ranked(other)).act == replace(act(), affects=said)


def test_because_tells_the_strongest_reasons_once() -> None:
    parts = [
        Part("recency", 1.0, 3, "fresh"),
        Part("coverage", 1.0, 30, "told by 5 outlets"),
        Part("noise", 1.0, -40, "a prediction"),
        Part("severity", 1.0, 20, "exploit, $41.5M"),
        Part("relevance", 1.0, 10, "on your watchlist: ETH"),
    ]
    brief = board().brief(ranked(told("One"), parts=parts))
    assert brief.because == "told by 5 outlets; exploit, $41.5M; on your watchlist: ETH"
    assert board().brief(ranked(told("One"), parts=[Part("noise", 1.0, -1, "ad")])).because == ""


# --- status ---------------------------------------------------------------------------------------


def status(story: RankedStory) -> tuple[str, int, tuple[str, ...]]:
    brief = board().brief(story)
    return brief.status, brief.day, brief.news


def test_a_thread_never_told_is_new() -> None:
    assert status(ranked(told("Bridge drained of $41.5M"))) == ("new", 1, ())


@pytest.mark.parametrize(
    ("title", "body", "source", "before", "news"),
    [
        (
            "Bridge hacker returns ether",
            "The attacker sent $24M back to the bridge on Thursday morning.",
            "alpha",
            [past("Bridge drained of $41.5M")],
            ["new figure: $24M"],
        ),
        (
            "Bridge drained",
            "",
            "regulator",
            [past("Bridge drained")],
            ["primary document: The Regulator", "1 more outlet: The Regulator"],
        ),
    ],
)
def test_what_is_new(
    title: str, body: str, source: str, before: Sequence[PastStory], news: list[str]
) -> None:
    story = ranked(told(title, body, source=source), earlier=before)
    assert status(story) == ("update", 2, tuple(news))


def test_what_the_headline_says_is_not_said_again() -> None:
    story = ranked(told("Bridge hacker returns $24M"), earlier=[past("Bridge drained of $41.5M")])
    assert status(story) == ("update", 2, ())


def test_another_outlet_is_told_and_is_no_update() -> None:
    story = ranked(told("Bridge drained", source="beta"), earlier=[past("Bridge drained")])
    assert status(story) == ("day", 2, ("1 more outlet: Beta",))


def test_another_type_of_event_is_new() -> None:
    before = replace(past("Bridge drained"), event="exploit")
    told_again = ranked(told("Bridge drained", event="exploit"), earlier=[before])
    arrested = ranked(told("Bridge hacker held", event="enforcement"), earlier=[before])
    assert status(told_again) == ("day", 2, ())
    assert status(arrested) == ("update", 2, ("now enforcement (“enforcement”)",))


@pytest.mark.parametrize(
    ("title", "before"),
    [
        ("Bridge drained of $41.5M", past("Bridge drained of $41.5 million")),
        ("Bridge lost $1,250", past("Bridge lost US$1250 in a minute")),
        ("Bridge drained of $41.5M", past("Bridge drained", figures=["$41.5M"])),
        ("Bridge still closed", past("Bridge drained", day=4)),
    ],
)
def test_noop_nothing_new_but_the_day(title: str, before: PastStory) -> None:
    assert status(ranked(told(title), earlier=[before])) == ("day", before.day + 1, ())


def test_an_amount_is_new_although_an_old_one_begins_like_it() -> None:
    story = ranked(told("Bridge drained of $4"), earlier=[past("Bridge drained of $4.15M")])
    assert status(story)[0] == "update"
