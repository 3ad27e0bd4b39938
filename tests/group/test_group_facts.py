"""Stories known by their facts rather than their words, each rule with what it must not join."""

from __future__ import annotations

import pytest
from told_entries import Named, Sum, told

from digest.group import group
from digest.model import AnnotatedEntry, Direction

ETH: Named = ("ETH", "asset", "Ether")
TICKER: Named = ("ETH", "asset", "ETH")
ARB: Named = ("ARB", "asset", "Arbitrum")


def slide(*, hours: float = 2.0, amount: str = "$2,250", direction: Direction = "down") -> AnnotatedEntry:
    """A price move of one asset in words of its own."""
    value = amount.strip("$").replace(",", "")
    return told(
        f"Ether gives up {amount} and heads for the October floor",
        source="tokendesk",
        hours=hours,
        names=(ETH,),
        event="price move",
        figures=((value, "USD", "price", amount, direction),),
    )


WIRE = told(
    "ETH falls below $2,220",
    source="swiftwire",
    names=(TICKER,),
    event="price move",
    figures=(("2220", "USD", "price", "$2,220", "down"),),
)


def shelter(*figures: Sum, text: str, hours: float = 1.0) -> AnnotatedEntry:
    """A flow between two assets whose headline tells no amount."""
    return told(
        "Money leaves Arbitrum as traders seek the safety of Ether",
        source="tokendesk",
        hours=hours,
        names=(ARB, ETH),
        event="fund flow",
        text=text,
        figures=figures,
    )


FLOWS = told(
    "Ether sees $508.2M net inflow over 24 hours, Arbitrum $390.8M net outflow",
    source="swiftwire",
    names=(ETH, ARB),
    event="fund flow",
    figures=(
        ("508200000", "USD", "flow", "$508.2M", "in"),
        ("390800000", "USD", "flow", "$390.8M", "out"),
    ),
)


def wiped_out(language: str, title: str, event: str, *quotes: tuple[str, str]) -> AnnotatedEntry:
    """Headline figures in dollars and heads, with no name in any language."""
    return told(
        title,
        source=f"outlet-{language}",
        language=language,
        event=event,
        figures=tuple(
            (amount, "USD" if n == 0 else "", "", quote) for n, (amount, quote) in enumerate(quotes)
        ),
    )


ENGLISH = wiped_out(
    "en",
    "$1.93B gone across the market in one day as 402,117 traders are forced to close out",
    "liquidation",
    ("1930000000", "$1.93B"),
    ("402117", "402,117"),
)


def raises(company: str, rest: str, source: str) -> AnnotatedEntry:
    """A funding round of a company no lexicon knows."""
    return told(f"{company} raises {rest}", source=source, event="funding")


EXODUS_TEXT = (
    "Holders left the busiest positions together on Thursday amid doubts about valuations; a basket of "
    "favourites of the large funds fell 4.4% and nobody could name a trigger."
)
EXODUS_FIGURE: Sum = ("4.4", "percent", "change", "4.4%", "down")


def exodus(
    title: str, text: str, *, source: str, hours: float = 0.0, figures: tuple[Sum, ...] = (EXODUS_FIGURE,)
) -> AnnotatedEntry:
    """A market's day told at length."""
    return told(title, source=source, hours=hours, text=text, figures=figures)


MASS_EXIT = exodus("Mass exit on valuation doubts", EXODUS_TEXT, source="swiftwire")
OTHER_WORDS = (
    "Doubts about valuations sent holders out of the busiest positions. The favourites of the large funds, "
    "in one basket, fell 4.4% on Thursday; there was no trigger anybody could name."
)

ONE: dict[str, tuple[AnnotatedEntry, AnnotatedEntry]] = {
    "one price move in other words": (WIRE, slide()),
    "one price move, quoted a little lower": (WIRE, slide(amount="$2,212")),
    "one flow between two assets, an amount disputed": (
        FLOWS,
        shelter(
            ("500000000", "USD", "flow", "$500M", "in"),
            ("372000000", "USD", "flow", "$372M", "out"),
            text="Some $500M came to one while $372M left the other.",
        ),
    ),
    "two languages, two figures, one type of event": (
        ENGLISH,
        wiped_out(
            "zh",
            "全网单日爆仓金额合计19.3亿美元，被强制平仓者共402117人",
            "liquidation",
            ("1930000000", "19.3亿美元"),
            ("402117", "402117人"),
        ),
    ),
    "a document's number in two scripts": (
        told("Central bank tightens rules on tokens", document="Yinfa [2026] No. 42"),
        told("虚拟货币新规出台", source="haibao", language="zh", document="银发〔2026〕42号"),
    ),
    "a company no lexicon knows at the head of both": (
        raises("Ironlight", "$21M to scale marketplace for tokenised securities", "blockpost"),
        raises(
            "Ironlight", "$21 million to expand regulated marketplace for tokenised securities", "tokendesk"
        ),
    ),
    "much the same text under other headlines": (
        MASS_EXIT,
        exodus("Nobody wants to be last at the door", OTHER_WORDS, source="meridian", hours=9),
    ),
    "much the same text with two rare numbers and no figure": (
        told(
            "Trading resumed after the interruption",
            source="notices",
            text="Markets resumed at 15:40 UTC after 94 minutes; refunds for liquidated positions follow.",
        ),
        told(
            "Marlowe goes dark in a sell-off",
            text="Markets were down for 94 minutes, resumed at 15:40 UTC; liquidated get refunds.",
        ),
    ),
    "a token known by the unit of an amount": (
        told(
            "48M TALLOW unlocked", source="swiftwire", figures=(("48000000", "TALLOW", "", "48M TALLOW"),)
        ),
        told("Tallow unlocked, a tenth of all", source="blockpost"),
    ),
}

TWO: dict[str, tuple[AnnotatedEntry, AnnotatedEntry]] = {
    "the price moved back": (WIRE, slide(direction="up")),
    "a price without a direction may be any day's": (WIRE, slide(direction="")),
    "the next move down": (WIRE, slide(amount="$2,100")),
    "nearly the same price the same evening": (WIRE, slide(hours=7)),
    "a report of a series that tells the move too": (
        WIRE,
        told(
            "The Weekly Quarter, No. 6: what Ether gave up at $2,250",
            source="coinquarter",
            names=(ETH,),
            event="price move",
            figures=(("2250", "USD", "price", "$2,250", "down"),),
        ),
    ),
    "a flow of another amount": (
        FLOWS,
        shelter(("90000000", "USD", "flow", "$90M", "out"), text="Some $90M left."),
    ),
    "a flow the other way": (
        FLOWS,
        shelter(("508200000", "USD", "flow", "$508.2M", "out"), text="Some $508.2M left."),
    ),
    "a flow without an amount": (FLOWS, shelter(text="Nobody counted.")),
    "two languages, one figure of one type of event": (
        ENGLISH,
        wiped_out(
            "zh",
            "全网单日爆仓金额合计19.3亿美元，多单占八成以上",
            "liquidation",
            ("1930000000", "19.3亿美元"),
        ),
    ),
    "two languages, two figures, another type of event": (
        ENGLISH,
        wiped_out(
            "zh",
            "全网单日爆仓金额合计19.3亿美元，被强制平仓者共402117人",
            "fund flow",
            ("1930000000", "19.3亿美元"),
            ("402117", "402117人"),
        ),
    ),
    "the same number of another year": (
        told("Central bank tightens rules on tokens", document="Yinfa [2026] No. 42"),
        told(
            "Central bank tightens rules on tokens again", source="haibao", document="Yinfa [2025] No. 42"
        ),
    ),
    "the same number of another body": (
        told("Watchdog tightens rules on tokens", document="2026-42", body="nfa"),
        told("Watchdog tightens rules on tokens today", source="haibao", document="2026-42", body="fca"),
    ),
    "another company no lexicon knows": (
        raises("Corvid", "$18M in seed round led by venture investors", "blockpost"),
        raises("Harrow", "$18.5M in seed round led by venture investors", "tokendesk"),
    ),
    "much the same text from one outlet, which writes so every day": (
        MASS_EXIT,
        exodus("Nobody wants to be last at the door", OTHER_WORDS, source="swiftwire", hours=9),
    ),
    "much the same text two days later": (
        MASS_EXIT,
        exodus("Nobody wants to be last at the door", OTHER_WORDS, source="meridian", hours=48),
    ),
    "much the same text with another figure": (
        MASS_EXIT,
        exodus(
            "Nobody wants to be last at the door",
            OTHER_WORDS.replace("4.4%", "3.1%"),
            source="meridian",
            figures=(("3.1", "percent", "change", "3.1%", "down"),),
        ),
    ),
    "a figure in common and little else": (
        MASS_EXIT,
        exodus("Harvest report", "Wheat stocks fell 4.4% in the north, growers say.", source="meridian"),
    ),
    "another token's amount": (
        told(
            "48M TALLOW unlocked", source="swiftwire", figures=(("48000000", "TALLOW", "", "48M TALLOW"),)
        ),
        told("48M FERN unlocked", source="blockpost", figures=(("48000000", "FERN", "", "48M FERN"),)),
    ),
}


@pytest.mark.parametrize("case", ONE)
def test_one_event_by_its_facts(case: str) -> None:
    (story,) = group(ONE[case], (), {})
    assert len(story.entries) == 2
    assert story.merges[0].why


@pytest.mark.parametrize("case", TWO)
def test_two_events_by_their_facts(case: str) -> None:
    assert len(group(TWO[case], (), {})) == 2


def test_a_busy_day_of_one_asset_does_not_hide_a_move() -> None:
    other_days = [
        told(
            f"Ether falls, story {n}",
            id=str(n),
            source=f"s{n}",
            hours=1,
            names=(ETH,),
            event="price move",
            figures=((str(n * 5000), "USD", "price", str(n), "down"),),
        )
        for n in range(1, 40)
    ]
    stories = group([WIRE, slide(), *other_days], (), {})
    assert any({"swiftwire", "tokendesk"} <= set(story.sources) for story in stories)


@pytest.mark.parametrize(("language", "stories"), [("en", 1), ("es", 2), ("pt", 2), ("und", 2)])
def test_words_must_agree_more_where_a_language_is_less_known(language: str, stories: int) -> None:
    entries = (
        told("Marlowe suspende retiros bancarios tras fallo", language=language),
        told("Marlowe demanda retiros millonarios", language=language, source="blockpost"),
    )
    assert len(group(entries, (), {})) == stories


def test_names_alone_do_not_join_two_languages() -> None:
    entries = (
        told("Marlowe and Quayside end merger talks"),
        told("Marlowe与Quayside推出联名卡", language="zh", source="haibao"),
    )
    assert len(group(entries, (), {})) == 2


@pytest.mark.parametrize("language", ["en", "es", "ru", "und"])
def test_nearly_the_same_words_are_one_story_in_any_language(language: str) -> None:
    entries = (
        told("Marlowe suspende retiros tras fallo", language=language),
        told("Marlowe suspende todos retiros tras fallo", language=language, source="blockpost"),
    )
    assert len(group(entries, (), {})) == 1
