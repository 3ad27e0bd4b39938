"""The edition as a whole: homes, filters, the word budget, accounts, ledger, masthead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from compose_stories import NOW, Desk, act, board, observed, ranked, told
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.admit import Refusal
from digest.compose.budget import length, words
from digest.compose.sections.also import Also
from digest.compose.sections.flows import Flows
from digest.compose.sections.glance import Glance
from digest.compose.sections.movers import Movers
from digest.compose.sections.notes import Notes
from digest.compose.sections.regulatory import Regulatory
from digest.compose.sections.top import Top
from digest.model import Brief, Fate, Filter, Note, Part, RankedStory, Section, SourceOutcome, record
from digest.protocols import Board, PlacedSection

PAGE = Desk().place(Glance(), Notes(), Top(limit=3), Regulatory(), Also(limit=4))


def headlines(section: Section | None) -> list[str]:
    assert section is not None
    return [item.headline for item in section.items if isinstance(item, Brief)]


def story(title: str, points: int, **given: object) -> RankedStory:
    return ranked(told(title, **given), points=points)  # type: ignore[arg-type]


def test_sections_stand_where_they_are_configured_and_what_sums_up_is_filled_last() -> None:
    digest = PAGE.compose(story("Ether staking opens.", 10), notes=["Mind the **gap**.", "  "])
    assert [s.id for s in digest.sections] == ["glance", "notes", "top", "regulatory", "also"]
    (line,) = digest.sections[0].items
    assert line.layout == "line"
    assert line.text == "Ether staking opens"
    assert digest.sections[1].items == (Note("Mind the **gap**."),)


def test_a_story_goes_to_the_section_that_claims_it_although_another_is_before_it() -> None:
    digest = PAGE.compose(
        story("Regulator fines broker", 90, act=act(), source="regulator"), story("Bitcoin falls", 40)
    )
    assert headlines(digest.section("top")) == ["Bitcoin falls"]
    assert headlines(digest.section("regulatory")) == ["Regulator fines broker"]


def test_what_its_home_leaves_is_free_for_those_after_it() -> None:
    desk = Desk().place(Regulatory(limit=1), Also())
    digest = desk.compose(story("First rule", 9, act=act()), story("Second rule", 8, act=act()))
    assert headlines(digest.section("also")) == ["Second rule"]


def test_a_rule_of_the_same_kind_may_stand_twice() -> None:
    desk = Desk().place(first=Top(limit=1), second=Top(limit=1))
    digest = desk.compose(story("One", 9), story("Two", 8), story("Three", 7))
    assert [headlines(section) for section in digest.sections] == [["One"], ["Two"]]
    assert [account.section for account in digest.accounts] == ["first", "second", ""]


class Greedy:
    """A rule that prints what it was offered twice over, and a story it was not offered."""

    sums_up = False

    def __init__(self, foreign: Brief) -> None:
        self.foreign = foreign

    def claims(self, ranked: RankedStory) -> bool:
        return False

    def fill(self, id: str, title: str, board: Board) -> Section:
        briefs = [board.brief(one) for one in board.stories]
        return Section("wrong", "wrong", title, (*briefs, *briefs, self.foreign))


def test_no_rule_can_print_a_story_twice_or_one_it_was_not_offered() -> None:
    foreign = board().brief(story("Foreign", 1))
    placed = (
        PlacedSection("a", "kind", "A", Greedy(foreign)),
        PlacedSection("b", "kind", "B", Greedy(foreign)),
    )
    digest = Desk(placed).compose(story("One", 9), story("Two", 8))
    assert [(s.id, s.kind, headlines(s)) for s in digest.sections] == [
        ("a", "kind", ["One", "Two"]),
        ("b", "kind", []),
    ]


# --- filters --------------------------------------------------------------------------------------


def test_a_filter_is_named_in_ledger_and_account() -> None:
    mute = Filter("no dogs", "mute", words=("dogecoin",))
    digest = PAGE.compose(story("Dogecoin barks", 90), story("Bitcoin falls", 40), filters=[mute])
    assert headlines(digest.section("top")) == ["Bitcoin falls"]
    (fate,) = [fate for fate in digest.ledger.fates if fate.fate == "filtered"]
    assert (fate.title, fate.detail) == ("Dogecoin barks", "rule no dogs")
    assert digest.accounts[0].dropped == "rule no dogs"


FALLS = ranked(
    told("Bitcoin falls", event="market"), told("BTC 跌破 6 万美元", source="beta", language="zh")
)


@pytest.mark.parametrize(
    ("condition", "matches"),
    [
        (Filter("f", "mute", words=("bitcoin",)), True),
        (Filter("f", "mute", words=("跌破",)), True),
        (Filter("f", "mute", words=("gold", "FALLS")), True),
        (Filter("f", "mute", sources=("beta",)), True),
        (Filter("f", "mute", languages=("zh",)), True),
        (Filter("f", "mute", events=("market",)), True),
        (Filter("f", "mute", assets=("btc",)), True),
        (Filter("f", "mute", words=("bitcoin",), sources=("alpha",)), True),
        # noop
        (Filter("f", "mute", words=("bit",)), False),
        (Filter("f", "mute", words=("coin falls",)), False),
        (Filter("f", "mute", words=("bitcoin",), sources=("beta",)), False),
        (Filter("f", "mute", languages=("de",)), False),
        (Filter("f", "mute", events=("exploit",)), False),
        (Filter("f", "mute", assets=("ETH",)), False),
    ],
)
def test_what_a_filter_matches(condition: Filter, matches: bool) -> None:
    muted = PAGE.compose(FALLS, filters=[condition])
    assert (muted.ledger.count("filtered") == 2) is matches
    included = PAGE.compose(FALLS, filters=[replace(condition, action="include")])
    assert (included.ledger.count("filtered") == 0) is matches


def test_one_include_that_lets_it_in_is_enough_and_a_mute_is_stronger() -> None:
    rules = [
        Filter("gold", "include", words=("gold",)),
        Filter("btc", "include", assets=("BTC",)),
        Filter("no falls", "mute", words=("falls",)),
    ]
    digest = PAGE.compose(
        story("Bitcoin rises", 9), story("Bitcoin falls", 8), story("Ether rises", 7), filters=rules
    )
    assert [account.dropped for account in digest.accounts] == ["", "rule no falls", "rule gold, btc"]


# --- the word budget ------------------------------------------------------------------------------

LONG = "Bitcoin traders moved a great many coins to exchanges during a long and rather quiet night."


def test_the_budget_takes_from_the_foot_and_never_regulatory_or_the_best() -> None:
    desk = PAGE.words(25)
    digest = desk.compose(
        story("Best of them", 90, body=LONG),
        story("Second of them", 80, body=LONG),
        story("Third of them", 70),
        story("A rule", 5, body=LONG, act=act()),
        story("Small one", 30),
        story("Smaller one", 20),
        story("A document", 4, source="issuer"),
    )
    assert headlines(digest.section("top")) == ["Best of them"]
    assert headlines(digest.section("regulatory")) == ["A rule"]
    assert headlines(digest.section("also")) == ["A document"]
    dropped = {account.headline: account.dropped for account in digest.accounts}
    assert dropped["Second of them"] == "over the word budget of 25"
    assert dropped["Best of them"] == dropped["A document"] == ""


def test_compact_stories_go_before_full_ones_and_only_as_many_as_it_takes() -> None:
    stories = [story(f"Story number {n} of many", 90 - n) for n in range(7)]
    assert len(PAGE.words(35).compose(*stories).briefs) == 7
    digest = PAGE.words(30).compose(*stories)
    assert headlines(digest.section("top")) == [f"Story number {n} of many" for n in range(3)]
    assert headlines(digest.section("also")) == [f"Story number {n} of many" for n in (3, 4, 5)]


def test_a_quiet_day_is_short() -> None:
    digest = PAGE.compose()
    assert not any(section.items for section in digest.sections)
    assert (digest.masthead.words, digest.masthead.minutes) == (0, 1)
    assert digest.ledger.considered == 0


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("two words", 2), ("$508.2M in", 2), ("比特币 fell", 4), ("  a\n b ", 2)]
)
def test_words(text: str, count: int) -> None:
    assert words(text) == count


# --- accounts, ledger, masthead -------------------------------------------------------------------


def test_how_far_below_the_cut() -> None:
    desk = Desk().place(Top(limit=1))
    digest = desk.compose(
        story("Best", 50),
        story("Equal", 50),
        story("Next", 38),
        story("Near", 49),
        ranked(told("Ad", noise=["sponsored"]), points=20),
    )
    assert [account.dropped for account in digest.accounts] == [
        "",
        "no section had room for it",
        "12 points under the last printed story",
        "1 point under the last printed story",
        "noise: sponsored",
    ]
    assert digest.ledger.fates[2].fate == "below the cut"
    assert digest.ledger.fates[2].detail == digest.accounts[2].dropped


def test_entries_of_a_printed_story_are_used_and_merged() -> None:
    digest = PAGE.compose(
        ranked(told("Bitcoin falls"), told("Bitcoin slides", source="beta")),
        refused=[(told("Old").entry, "too old", "3 days"), (told("Undated").entry, "undated", "")],
        outcomes=[outcome("beta"), outcome("alpha", entries=9)],
    )
    fates = [(fate.title, fate.fate, fate.detail) for fate in digest.ledger.fates]
    assert fates == [
        ("Bitcoin falls", "used", ""),
        ("Bitcoin slides", "merged", "Bitcoin falls"),
        ("Old", "too old", "3 days"),
        ("Undated", "undated", ""),
    ]
    assert [(line.source_id, line.entries, line.used) for line in digest.ledger.sources] == [
        ("beta", 0, 1),
        ("alpha", 9, 1),
    ]


def outcome(source: str, *, failed: bool = False, entries: int = 0) -> SourceOutcome:
    return SourceOutcome(
        source,
        source.title(),
        "failed" if failed else "unchanged",
        NOW,
        entries,
        error="no answer" * failed,
    )


@pytest.mark.parametrize(("failed", "degraded"), [(0, False), (2, False), (3, True), (4, True)])
def test_the_masthead_names_the_missing(failed: int, degraded: bool) -> None:
    outcomes = [outcome(f"s{n}", failed=n < failed) for n in range(4)]
    masthead = PAGE.compose(outcomes=outcomes).masthead
    assert (masthead.answered, masthead.asked, masthead.degraded) == (4 - failed, 4, degraded)
    assert [one.source_id for one in masthead.missing] == [f"s{n}" for n in range(failed)]


def test_reading_time() -> None:
    many = [story(f"{'word ' * 99}{n}", 90 - n) for n in range(7)]
    masthead = Desk().place(Top(limit=7)).compose(*many).masthead
    assert (masthead.words, masthead.minutes) == (700, round(700 / 200))


# --- properties -----------------------------------------------------------------------------------

entries = st.builds(
    told,
    st.sampled_from(["Bitcoin falls", "Ether rises to $2,100", "Rule proposed", "A very odd day"]),
    st.sampled_from(["", LONG, f"{LONG} Outflows came to $390.8M on Arbitrum in the same long night."]),
    source=st.sampled_from(["alpha", "beta", "regulator"]),
    language=st.sampled_from(["en", "zh", "und"]),
    event=st.sampled_from(["", "market"]),
    noise=st.sampled_from([(), ("sponsored",)]),
    act=st.sampled_from([None, None, act("US"), act("CN")]),
)
fates: st.SearchStrategy[Fate] = st.sampled_from(["seen before", "too old", "undated", "duplicate"])
refusals: st.SearchStrategy[list[Refusal]] = st.lists(
    st.tuples(entries.map(lambda one: one.entry), fates, st.sampled_from(["", "detail"])), max_size=4
)


@st.composite
def rankings(draw: st.DrawFn) -> list[RankedStory]:
    points = sorted(draw(st.lists(st.integers(-20, 120), max_size=12)), reverse=True)
    stories = []
    for place, sum_ in enumerate(points):
        members = draw(st.lists(entries, min_size=1, max_size=3))
        unique = [
            replace(one, entry=replace(one.entry, id=f"{place}-{n}")) for n, one in enumerate(members)
        ]
        noisy = draw(st.booleans())
        parts = (Part("coverage", 1.0, sum_ + 5 * noisy, "told"), *([Part("noise", 1.0, -5, "ad")] * noisy))
        stories.append(ranked(*unique, id=f"s{place}", parts=parts))
    return stories


rules = st.lists(
    st.builds(
        Filter,
        st.sampled_from(["one", "two"]),
        st.sampled_from(["mute", "include"]),
        words=st.sampled_from([(), ("bitcoin",), ("rule", "odd")]),
        sources=st.sampled_from([(), ("alpha",)]),
    ),
    max_size=2,
)


@given(rankings(), refusals, rules, st.integers(0, 120))
def test_every_entry_has_one_fate_and_no_story_is_printed_twice(
    stories: list[RankedStory], refused: list[Refusal], filters: list[Filter], budget: int
) -> None:
    desk = PAGE.place(Glance(), Movers(), Top(limit=3), Regulatory(), Also(limit=4)).words(budget)
    digest = desk.compose(*stories, refused=refused, filters=filters)

    told_ids = [told.entry.id for one in stories for told in one.story.entries]
    assert [fate.entry_id for fate in digest.ledger.fates] == told_ids + [e.id for e, _, _ in refused]
    assert sum(n for _, n in digest.ledger.counts) == digest.ledger.considered
    printed = [brief.story_id for brief in digest.briefs]
    assert len(printed) == len(set(printed)) == digest.ledger.count("used")
    for account in digest.accounts:
        assert bool(account.section) is (account.story_id in printed) is not bool(account.dropped)

    texts = {told.entry.id: told.text for one in stories for told in one.story.entries}
    for brief in digest.briefs:
        for passage in brief.summary:
            assert any(passage.text in texts[one.entry_id] for one in brief.tellings)
            for start, end in passage.bold:
                assert passage.text[start:end].startswith("$")

    claimed = [one.story.id for one in stories if Regulatory().claims(one)]
    kept = {account.story_id for account in digest.accounts if not account.dropped.startswith("rule")}
    assert all(story_id in printed for story_id in claimed if story_id in kept)
    spared = [b for b in digest.briefs if b.story_id not in claimed and b.tellings[0].tier != "primary"]
    assert len(spared) <= 1 or sum(length(brief) for brief in digest.briefs) <= budget


@settings(deadline=None)
@given(rankings())
def test_the_same_for_the_same_and_the_record_holds_it(stories: list[RankedStory]) -> None:
    digest = PAGE.compose(*stories)
    assert PAGE.compose(*stories) == digest
    assert record.read(record.write(digest)) == digest


def test_observations_known_twice_count_once() -> None:
    now = observed("chain_net_flow", "Ethereum", 5)
    days = [observed("chain_net_flow", "Ethereum", n, hours=24 * n) for n in (3, 2, 1)]
    digest = Desk().place(Flows()).compose(observations=[now], remembered=[*days, now])
    (row,) = digest.sections[0].items
    assert row.layout == "flow"
    assert (row.net, row.mean, row.mean_days) == (Decimal(5), Decimal(2), 3)
    assert row.as_of == NOW - timedelta(hours=1)
