"""Watchlist, developing and reported flows: what points to the stories above, and what it adds."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from compose_stories import Desk, board, observed, past, ranked, told

from digest.compose.sections.developing import Developing
from digest.compose.sections.flows import Flows
from digest.compose.sections.top import Top
from digest.compose.sections.watchlist import Watchlist
from digest.model import (
    AnnotatedEntry,
    Brief,
    Digest,
    FlowRow,
    Item,
    Pointer,
    RankedStory,
    ReportedFlow,
)
from digest.model import Watchlist as Followed

FOLLOWED = Followed(assets=("BTC",), words=("stablecoin",))
FALLS = ranked(told("Bitcoin falls to $60,000"), points=90)
MINOR = ranked(told("A Bitcoin fund changes its name"), points=5)
WORDED = ranked(told("Stablecoin bill delayed"), points=4)
OTHER = ranked(told("Ether staking opens"), points=80)


def items(digest: Digest, kind: str) -> tuple[Item, ...]:
    section = digest.section(kind)
    assert section is not None
    return section.items


def test_the_watchlist_points_to_what_stands_above_and_prints_the_rest_itself() -> None:
    desk = Desk().place(Top(limit=2), Watchlist())
    digest = desk.compose(FALLS, OTHER, MINOR, WORDED, watchlist=FOLLOWED)
    first, *others = items(digest, "watchlist")
    assert first == Pointer(FALLS.story.id, "Bitcoin falls to $60,000", "$BTC", FALLS.story.lead.entry.url)
    assert [b.headline for b in others if isinstance(b, Brief)] == [
        "A Bitcoin fund changes its name",
        "Stablecoin bill delayed",
    ]
    assert len({b.story_id for b in digest.briefs}) == len(digest.briefs) == 4


def test_a_ticker_is_followed_however_it_is_written() -> None:
    for written in ("btc", "$BTC", "Btc"):
        desk = Desk().place(Watchlist())
        digest = desk.compose(FALLS, OTHER, watchlist=Followed(assets=(written,)))
        assert [b.headline for b in items(digest, "watchlist") if isinstance(b, Brief)] == [
            FALLS.story.lead.title
        ]


def test_nothing_watched_is_nothing_printed() -> None:
    digest = Desk().place(Top(limit=1), Watchlist()).compose(FALLS, OTHER)
    assert items(digest, "watchlist") == ()


def test_a_pointer_to_a_story_that_the_budget_cut_is_gone() -> None:
    long = [ranked(told(f"Bitcoin story {n} with quite a few words"), points=50 - n) for n in range(9)]
    digest = Desk().place(Top(limit=8), Watchlist(limit=0)).words(30).compose(*long, watchlist=FOLLOWED)
    printed = {brief.story_id for brief in digest.briefs}
    pointed = [i.story_id for i in items(digest, "watchlist") if isinstance(i, Pointer)]
    assert 0 < len(pointed) < 8
    assert set(pointed) <= printed


def running(title: str, points: int, *, day: int = 2) -> RankedStory:
    return ranked(told(title), points=points, earlier=[past("Bridge halted", day=day)])


def test_what_stands_above_with_its_news_is_not_told_twice() -> None:
    digest = Desk().place(Top(limit=1), Developing()).compose(running("Bridge lost $41.5M", 90), OTHER)
    (brief,) = digest.briefs
    assert brief.status == "update"
    assert items(digest, "developing") == ()


def test_developing_prints_an_update_that_no_section_above_had_room_for() -> None:
    digest = Desk().place(Top(limit=1), Developing()).compose(OTHER, running("Bridge lost $41.5M", 40))
    (brief,) = items(digest, "developing")
    assert isinstance(brief, Brief)
    assert brief.status == "update"


def test_developing_does_not_tell_again_what_only_goes_on() -> None:
    digest = Desk().place(Top(limit=1), Developing()).compose(OTHER, running("Bridge still halted", 40))
    assert items(digest, "developing") == ()


def flow_story(title: str, direction: Literal["in", "out", ""], points: int = 50) -> RankedStory:
    entry = told(title)
    figures = tuple(replace(f, direction=direction, subject="BTC") for f in entry.figures)
    return ranked(replace(entry, figures=figures), points=points)


def reported(*stories: RankedStory, net: int = 0) -> list[ReportedFlow]:
    seen = [observed("chain_net_flow", "Ethereum", net)] if net else []
    section = Flows().fill("flows", "Flows", board(*stories, observations=seen))
    assert len([i for i in section.items if isinstance(i, FlowRow)]) == len(seen)
    return [item for item in section.items if isinstance(item, ReportedFlow)]


def test_a_flow_in_a_headline_is_reported_in_its_sources_words() -> None:
    (flow,) = reported(flow_story("Bitcoin funds see $545M leave", "out"))
    assert (flow.figure.quote, flow.figure.direction, flow.label) == ("$545M", "out", "Bitcoin")
    assert flow.headline == "Bitcoin funds see $545M leave"
    assert flow.source == "Alpha"


def test_what_the_table_says_already_is_not_reported_again() -> None:
    story = flow_story("Ethereum sees $508M arrive", "in")
    assert reported(story, net=508_200_000) == []
    assert len(reported(story, net=390_800_000)) == 1


def test_a_sum_without_direction_or_far_down_in_the_text_is_no_reported_flow() -> None:
    body: AnnotatedEntry = told("Funds had a week", "Investors took $545M out.")
    assert reported(flow_story("Bitcoin funds hold $545M", ""), ranked(body)) == []


def test_a_flow_of_a_story_that_is_not_printed_leads_to_its_source_only() -> None:
    story = flow_story("Bitcoin funds see $545M leave", "out", points=0)
    digest = Desk().place(Flows(), Top()).compose(story)
    (flow,) = (i for i in items(digest, "flows") if isinstance(i, ReportedFlow))
    assert flow.story_id == ""
    assert flow.url.startswith("https://alpha.example/")
