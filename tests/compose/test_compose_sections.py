"""The rules that fill the headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from compose_stories import NOW, Desk, act, board, observed, past, ranked, told
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from digest.compose.sections.also import Also
from digest.compose.sections.developing import Developing
from digest.compose.sections.flows import Flows
from digest.compose.sections.glance import Glance
from digest.compose.sections.market import Market
from digest.compose.sections.movers import Movers
from digest.compose.sections.notes import Notes
from digest.compose.sections.regulatory import Regulatory
from digest.compose.sections.top import Top
from digest.compose.sections.watchlist import Watchlist
from digest.model import Brief, FlowRow, Line, MoverRow, Observation, Part, RankedStory, Section
from digest.model.amounts import money
from digest.protocols import SectionRule

RULES = (Glance, Notes, Market, Flows, Movers, Top, Regulatory, Watchlist, Developing, Also)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_built_from_its_options_and_refuses_others(rule: type[Any]) -> None:
    adapter = TypeAdapter(rule)
    assert adapter.validate_python({}) == rule()
    with pytest.raises(ValidationError, match="no_such_option"):
        adapter.validate_python({"no_such_option": 1})


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_fills_its_heading_from_nothing(rule: type[SectionRule]) -> None:
    section = rule().fill("some", "Some", board())
    assert (section.id, section.title, section.items) == ("some", "Some", ())
    assert section.kind == rule.__name__.lower()


@pytest.mark.parametrize(
    ("rule", "option"),
    [(Top, "limit"), (Also, "limit"), (Developing, "limit"), (Flows, "rows"), (Movers, "each")],
)
def test_a_size_is_at_least_one(rule: type[Any], option: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(rule).validate_python({option: 0})


def headlines(section: Section) -> list[str]:
    return [item.headline for item in section.items if isinstance(item, Brief)]


def story(title: str, points: int = 50, **given: Any) -> RankedStory:
    return ranked(told(title, **given), points=points)


# --- top, also, regulatory ------------------------------------------------------------------------


def test_top_leaves_out_noise_worthless_and_yesterdays() -> None:
    stories = [
        story("Sponsored", 90, noise=["sponsored"]),
        story("Will it rise", 80, noise=["prediction"]),
        ranked(told("Again"), points=70, earlier=[past("Again")]),
        ranked(told("Again $5M"), points=60, earlier=[past("Again")]),
        ranked(told("Opinion"), parts=[Part("a", 1, 90, "x"), Part("noise", 1, -35, "opinion")]),
        story("Plain", 50),
        story("Worth nothing", 0),
    ]
    assert headlines(Top().fill("top", "", board(*stories))) == ["Again $5M", "Plain"]
    also = headlines(Also().fill("also", "", board(*stories)))
    assert also == ["Again", "Again $5M", "Opinion", "Plain"]


def test_a_story_told_by_others_too_is_no_noise() -> None:
    shared = ranked(told("Ad", noise=["sponsored"]), told("No ad", source="beta"))
    assert headlines(Top().fill("top", "", board(shared))) == ["Ad"]


def test_top_gives_room_to_others() -> None:
    stories = [story(f"Bitcoin {n}", 90 - n, event="market") for n in range(4)]
    stories += [story("Ether", 30, event="market"), story("Bitcoin lists", 20, event="listing")]
    assert headlines(Top(limit=4).fill("top", "", board(*stories))) == [
        "Bitcoin 0",
        "Bitcoin 1",
        "Ether",
        "Bitcoin lists",
    ]
    assert len(Top(limit=1).fill("top", "", board(*stories)).items) == 1


def test_also_is_one_line_each() -> None:
    section = Also(limit=2).fill("also", "", board(*(story(f"Story {n}", body="X" * 50) for n in range(3))))
    assert section.compact
    assert headlines(section) == ["Story 0", "Story 1"]
    assert not any(item.summary for item in section.items if isinstance(item, Brief))


def test_regulatory_goes_by_jurisdiction_and_then_by_points() -> None:
    stories = [
        story("A document", 60, source="regulator"),
        story("US rule", 50, act=act("US")),
        story("EU rule", 40, act=act("EU")),
        story("EU fine", 70, act=act("EU")),
        story("Not regulatory", 90),
    ]
    section = Regulatory().fill("regulatory", "", board(*stories))
    assert headlines(section) == ["EU fine", "EU rule", "US rule", "A document"]


@pytest.mark.parametrize(
    ("ranked_story", "claimed"),
    [
        (story("Rule", act=act()), True),
        (ranked(told("Report"), told("Rule", source="beta", act=act())), True),
        (story("Notice", source="regulator"), False),
        (ranked(told("Hack"), told("More", source="beta"), told("Aside", source="wire", act=act())), False),
        (story("Paid rule", act=act(), noise=["sponsored"]), False),
    ],
)
def test_what_regulatory_claims(ranked_story: RankedStory, claimed: bool) -> None:
    assert Regulatory().claims(ranked_story) is claimed
    assert Regulatory(sources=("regulator",)).claims(story("Notice", source="regulator"))


# --- flows ----------------------------------------------------------------------------------------


def flows(*observations: Observation, rule: Flows | None = None) -> tuple[list[FlowRow], str]:
    section = (rule or Flows()).fill("flows", "", board(observations=observations))
    return [item for item in section.items if isinstance(item, FlowRow)], " ".join(section.notes)


def test_flows_are_the_newest_of_each_chain_with_what_came_with_them() -> None:
    rows, notes = flows(
        observed("chain_net_flow", "Ethereum", 1, hours=26),
        observed("chain_net_flow", "Ethereum", "508200000", convention="positive is money coming in"),
        observed("chain_inflow", "Ethereum", 900),
        observed("chain_outflow", "Ethereum", -400),
        observed("chain_inflow", "Arbitrum", 900, hours=25),
        observed("chain_net_flow", "Arbitrum", "-390800000"),
    )
    assert [(row.label, row.net, row.inflow, row.outflow, row.share) for row in rows] == [
        ("Ethereum", Decimal(508200000), Decimal(900), Decimal(400), 100),
        ("Arbitrum", Decimal(-390800000), None, None, -77),
    ]
    assert (rows[0].source, rows[0].window, rows[0].measure) == ("Flow Desk", "24h", "net flow")
    for said in ("24h", "positive is money coming in"):
        assert said in notes


@pytest.mark.parametrize(
    ("days", "mean", "mean_days"),
    [(0, None, 0), (2, None, 2), (3, Decimal(20), 3), (7, Decimal(40), 7), (9, Decimal(40), 7)],
)
def test_the_mean_is_of_the_days_before(days: int, mean: Decimal | None, mean_days: int) -> None:
    now = observed("chain_net_flow", "Ethereum", 999)
    before = [observed("chain_net_flow", "Ethereum", 10 * n, hours=24 * n + 1) for n in range(1, days + 1)]
    ((row,), _) = flows(now, *before)
    assert (row.mean, row.mean_days) == (mean, mean_days)


def test_a_day_counts_once_by_its_last_value_and_only_of_the_same_thing() -> None:
    before = [observed("chain_net_flow", "Ethereum", n, hours=24 * n + 2) for n in (1, 2, 3)]
    noise = [
        observed("chain_net_flow", "Ethereum", 1000, hours=24 + 5),
        observed("chain_net_flow", "Ethereum", 1000, hours=2),
        observed("chain_net_flow", "Ethereum", 1000, hours=100, source="prices"),
        observed("chain_net_flow", "Ethereum", 1000, hours=100, window="7d"),
        observed("chain_net_flow", "Base", 1000, hours=100),
    ]
    rows, _ = flows(observed("chain_net_flow", "Ethereum", 5), *before, *noise)
    (row,) = [row for row in rows if row.label == "Ethereum"]
    assert (row.mean, row.mean_days) == (Decimal(2), 3)


def test_rows_go_by_size_and_what_is_not_shown_is_said() -> None:
    values = {"A": 5, "B": -9, "C": 7, "D": 0}
    rows, notes = flows(
        *(observed("chain_net_flow", chain, value) for chain, value in values.items()), rule=Flows(rows=2)
    )
    assert [(row.label, row.share) for row in rows] == [("B", -100), ("C", 78)]
    assert "2 more chains are not shown" in notes


def test_nothing_flows() -> None:
    rows, _ = flows(observed("chain_net_flow", "A", 0))
    assert [row.share for row in rows] == [0]


def test_one_source_fills_the_table() -> None:
    rows, _ = flows(
        observed("chain_net_flow", "A", 1, source="prices"),
        observed("chain_net_flow", "A", 2, source="flowdesk"),
        observed("chain_net_flow", "B", 3, source="prices"),
    )
    assert [(row.label, row.net) for row in rows] == [("A", Decimal(2))]


def test_a_stale_source_gives_way_to_a_fresh_one() -> None:
    rows, _ = flows(
        observed("chain_net_flow", "A", 2, source="flowdesk", hours=40),
        observed("chain_net_flow", "A", 1, source="prices"),
    )
    assert [(row.net, row.stale) for row in rows] == [(Decimal(1), False)]


def test_stale_is_marked_with_its_age() -> None:
    rows, notes = flows(observed("chain_net_flow", "Ethereum", 9, hours=41))
    assert [row.stale for row in rows] == [True]
    assert "Stale: Ethereum (41 hours old)." in notes


def test_the_fallback_is_told_as_what_it_is() -> None:
    supply = observed("stablecoin_supply_change", "Ethereum", 70)
    inflow = observed("chain_inflow", "Ethereum", 5)
    rows, notes = flows(supply, inflow, observed("chain_net_flow", "Ethereum", 9, hours=99))
    assert [(row.measure, row.net, row.inflow) for row in rows] == [
        ("stablecoin supply change", Decimal(70), None)
    ]
    assert "stablecoin supply change of each chain stands in for it" in notes
    assert flows(supply, rule=Flows(fallback="")) == ([], "No flow source answered.")


# --- movers ---------------------------------------------------------------------------------------


def coin(
    ticker: str,
    change: str | int,
    *,
    cap: int | None = 50_000_000,
    volume: int | None = 5_000_000,
    name: str = "",
    source: str = "prices",
    hours: float = 1,
) -> list[Observation]:
    given: list[tuple[str, str | int | None]] = [
        ("price_change_24h", change),
        ("price", 2),
        ("market_cap", cap),
        ("volume_24h", volume),
    ]
    return [
        observed(series, ticker, value, source=source, hours=hours, name=name or ticker)
        for series, value in given
        if value is not None
    ]


def movers(
    *coins: Sequence[Observation], rule: Movers | None = None, stories: Sequence[RankedStory] = ()
) -> tuple[list[MoverRow], str]:
    observations = [one for group in coins for one in group]
    section = (rule or Movers()).fill("movers", "", board(*stories, observations=observations))
    return [item for item in section.items if isinstance(item, MoverRow)], " ".join(section.notes)


def test_gainers_then_losers_each_from_the_largest() -> None:
    rows, notes = movers(
        coin("aio", "-27.8"), coin("up", 9), coin("upper", 12), coin("down", -3), coin("flat", 0)
    )
    assert [(row.side, row.label) for row in rows] == [
        ("gain", "UPPER"),
        ("gain", "UP"),
        ("loss", "AIO"),
        ("loss", "DOWN"),
    ]
    row = rows[2]
    assert (row.change, row.price, row.market_cap, row.volume) == (
        Decimal("-27.8"),
        Decimal(2),
        Decimal(50_000_000),
        Decimal(5_000_000),
    )
    assert (row.unit, row.source, row.as_of, row.stale) == (
        "USD",
        "Price Desk",
        NOW - timedelta(hours=1),
        False,
    )
    assert "Floors: market cap $20.0M, volume $1.0M." in notes
    assert "Change over 24h." in notes
    assert len(movers(coin("a", 1), coin("b", 2), rule=Movers(each=1))[0]) == 1


@pytest.mark.parametrize(
    ("observations", "reason"),
    [
        (coin("small", 50, cap=19_999_999), "1 below a floor"),
        (coin("thin", 50, volume=999_999), "1 below a floor"),
        (coin("unknown", 50, cap=None), "1 below a floor"),
        (coin("unknown", 50, volume=None), "1 below a floor"),
        (coin("usdt", 50), "1 stable"),
        (coin("newusd", 50), "1 stable"),
        (coin("eurx", 50, name="Euro Stablecoin"), "1 stable"),
        (coin("wbtc", 50), "1 wrapped"),
        (coin("xyz", 50, name="Lido Staked Ether"), "1 wrapped"),
        (coin("xyz", 50, name="Bridged USDC"), "1 wrapped"),
        (coin("dust", 50), "1 excluded by name"),
        (coin("gltch", "4112.9"), "$GLTCH +4,112.9"),
    ],
)
def test_what_is_left_out_is_counted_or_named(observations: list[Observation], reason: str) -> None:
    rows, notes = movers(coin("keep", 5), observations, rule=Movers(exclude=("DUST",)))
    assert [row.label for row in rows] == ["KEEP"]
    assert reason in notes


def test_the_allow_list_overrules_hygiene_and_says_so_but_not_the_floors() -> None:
    rule = Movers(allow=("HBTC", "WBTC"))
    rows, _ = movers(coin("hbtc", 34, name="HBTC Tokenised Bitcoin"), coin("wbtc", 40, cap=1), rule=rule)
    assert [(row.label, row.remark) for row in rows] == [("HBTC", "kept by allow list: wrapped token")]


def test_an_outlier_is_believed_when_another_source_saw_it() -> None:
    rows, _ = movers(coin("moon", 900), coin("MOON", 870, source="prices2"))
    assert [row.label for row in rows] == ["MOON"]
    assert movers(coin("moon", 900), coin("MOON", 12, source="prices2"))[0] == []
    assert movers(coin("moon", 900), coin("MOON", 870, source="prices2", hours=60))[0] == []


def test_a_mover_is_tied_to_the_best_story_that_is_about_it() -> None:
    stories = [
        story("Bitcoin and Ether and Arbitrum and HBTC", 80),
        story("HBTC trades above its peg", 40),
        story("Nothing to do with it", 90),
    ]
    ((row,), _) = movers(coin("hbtc", 34), rule=Movers(allow=("HBTC",)), stories=stories)
    assert (row.story, row.story_id) == ("HBTC trades above its peg", stories[1].story.id)
    ((row,), _) = movers(coin("aio", 34), stories=stories)
    assert (row.story, row.story_id) == ("", "")


@pytest.mark.parametrize("order", [(Movers(), Top()), (Top(), Movers())])
def test_a_mover_is_tied_to_printed_stories_only(order: tuple[SectionRule, ...]) -> None:
    desk = Desk().place(*order)
    prices = coin("arb", -14)
    printed = desk.compose(story("Arbitrum falls", 9), observations=prices)
    unprinted = desk.compose(story("Arbitrum falls", 0), observations=prices)
    for digest, ties in ((printed, ["Arbitrum falls"]), (unprinted, [""])):
        section = digest.section("movers")
        assert section is not None
        assert [item.story for item in section.items if isinstance(item, MoverRow)] == ties


def test_stale_movers_are_marked() -> None:
    rows, notes = movers(coin("aio", 5, hours=72))
    assert [row.stale for row in rows] == [True]
    assert "Stale: the oldest value is 3 days old." in notes


# --- at a glance ----------------------------------------------------------------------------------


def glance(
    *stories: RankedStory,
    observations: Sequence[Observation] = (),
    of: tuple[str, ...] = ("flows", "movers", "top"),
) -> dict[str, str]:
    desk = Desk().place(Glance(of), Flows(), Movers(allow=("HBTC",)), Top(), Regulatory())
    digest = desk.compose(*stories, observations=observations)
    return {item.label: item.text for item in digest.sections[0].items if isinstance(item, Line)}


FLOWS = [
    observed("chain_net_flow", "Ethereum", "508200000"),
    observed("chain_net_flow", "Base", "66400000"),
    observed("chain_net_flow", "Arbitrum", "-390800000"),
]


def test_at_a_glance() -> None:
    rsi = story("Current Bitcoin weekly RSI oversold signal comparable to June 2022.")
    prices = [*coin("hbtc", 34), *coin("aio", -27), *coin("up", 3)]
    assert glance(rsi, observations=[*FLOWS, *prices]) == {
        "On-chain flows": "$508.2M USD inflow to Ethereum today; $390.8M USD outflow from Arbitrum",
        "Biggest gainers/losers": "$HBTC, $AIO",
        "Top news": "Current Bitcoin weekly RSI oversold signal comparable to June 2022",
    }


@pytest.mark.parametrize(
    ("observations", "text"),
    [
        (FLOWS[2:], "$390.8M USD outflow from Arbitrum today"),
        ([observed("chain_net_flow", "Base", 2_000_000, window="7d")], "$2.0M USD inflow to Base over 7d"),
        ([observed("chain_net_flow", "Base", 12, unit="BTC", window="")], "12 BTC inflow to Base"),
        (
            [
                observed("stablecoin_supply_change", "Base", 2_000_000),
                observed("stablecoin_supply_change", "Tron", -1_000_000),
            ],
            "+$2.0M USD stablecoin supply change on Base today; "
            "−$1.0M USD stablecoin supply change on Tron",
        ),
        # noop
        ([observed("chain_net_flow", "Base", 0)], None),
        ([observed("chain_net_flow", "Base", 5, hours=50)], None),
        ([], None),
    ],
)
def test_flows_at_a_glance(observations: list[Observation], text: str | None) -> None:
    assert glance(observations=observations).get("On-chain flows") == text


def test_a_section_may_be_named_and_goes_by_its_heading() -> None:
    digest = Desk().place(Glance(("rules",)), rules=Regulatory())
    placed = (digest.sections[0], replace(digest.sections[1], title="Rules"))
    lines = Desk(placed).compose(story("EU rule...", act=act())).sections[0].items
    assert [(line.label, line.text, line.section) for line in lines if isinstance(line, Line)] == [
        ("Rules", "EU rule...", "rules")
    ]


@given(
    st.dictionaries(st.sampled_from("ABCDE"), st.integers(-(10**9), 10**9)),
    st.dictionaries(st.sampled_from(["aa", "bb", "cc", "dd"]), st.integers(-400, 400)),
    st.integers(1, 3),
)
def test_nothing_at_a_glance_that_is_not_below(
    nets: dict[str, int], changes: dict[str, int], rows: int
) -> None:
    observations = [observed("chain_net_flow", chain, net) for chain, net in nets.items()]
    observations += [one for ticker, change in changes.items() for one in coin(ticker, change)]
    desk = Desk().place(Glance(), Flows(rows=rows), Movers(each=rows))
    glance, flows, movers = desk.compose(observations=observations).sections
    below = {f"{money(abs(row.net))} USD" for row in flows.items if isinstance(row, FlowRow)}
    below |= {f"${row.label}" for row in movers.items if isinstance(row, MoverRow)}
    for line in glance.items:
        assert isinstance(line, Line)
        told_ = (
            line.text.replace(" today", "").split("; ")
            if line.section == "flows"
            else line.text.split(", ")
        )
        for part in told_:
            assert part.split(" inflow ")[0].split(" outflow ")[0] in below
