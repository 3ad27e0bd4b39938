"""Which entries are one story, and which are not however alike they look."""

from __future__ import annotations

from dataclasses import replace

import pytest
from told_entries import Named, told

from digest.group import COPY, group
from digest.model import AnnotatedEntry, Source

BTC: Named = ("BTC", "asset", "Bitcoin")
ETH: Named = ("ETH", "asset", "Ether")

ONE_STORY: dict[str, tuple[AnnotatedEntry, AnnotatedEntry]] = {
    "reworded, the name in common": (
        told("Quayside bridge drained of $41.5M in overnight exploit"),
        told("Attackers drain Quayside bridge overnight", source="blockpost"),
    ),
    "the sum disputed, the named subject the same": (
        told(
            "Hackers drained $41.5M from the Quayside bridge",
            figures=(("41500000", "USD", "loss", "$41.5M"),),
            event="exploit",
        ),
        told(
            "Quayside bridge drained of $70M by hackers",
            source="blockpost",
            figures=(("70000000", "USD", "loss", "$70M"),),
            event="exploit",
        ),
    ),
    "a count disputed": (
        told("Central bank and eight other departments issue notice on virtual currencies"),
        told("Nine departments issue notice on virtual currencies, central bank says", source="blockpost"),
    ),
    "a price told a little later": (
        told("Bitcoin falls to $64,500", names=(BTC,), figures=(("64500", "USD", "price", "$64,500"),)),
        told(
            "Bitcoin falls below $64,000",
            source="blockpost",
            hours=3,
            names=(BTC,),
            figures=(("64000", "USD", "price", "$64,000"),),
        ),
    ),
    "one outlet's form with another number": (
        told("Quayside bridge loses $41.5M"),
        told("Quayside bridge loses $43M", hours=1),
    ),
    "one form of two outlets": (
        told("PBoC bans tokenised assets outright"),
        told("China bans tokenised assets outright", source="blockpost"),
    ),
    "the outlet's name appended": (
        told("Brightloom raises $30 million in Series A round"),
        told("Brightloom raises $30 million in Series A round | The Block Post", source="blockpost"),
    ),
    "Chinese in Chinese": (
        told("中国人民银行等八部门发布虚拟货币风险通知", language="zh"),
        told("八部门联合发布通知防范虚拟货币风险", language="zh", source="haibao"),
    ),
    "across languages by entity and figure": (
        told(
            "Ether funds take in $508.2M",
            names=(ETH,),
            figures=(("508200000", "USD", "flow", "$508.2M"),),
        ),
        told(
            "以太坊基金单日流入5.082亿美元",
            source="haibao",
            language="zh",
            names=(("ETH", "asset", "以太坊"),),
            figures=(("508200000", "USD", "flow", "5.082亿美元"),),
        ),
    ),
    "across languages by a name no lexicon knows and a figure": (
        told("Marlowe pays for Quayside, $210M in all", figures=(("210000000", "USD", "", "$210M"),)),
        told(
            "Marlowe以2.1亿美元收购Quayside",
            source="haibao",
            language="zh",
            figures=(("210000000", "USD", "", "2.1亿美元"),),
        ),
    ),
    "one document in other words": (
        told("Central bank tightens rules on tokens", document="Yinfa [2026] No. 42"),
        told("银发42号文：虚拟货币新规", source="haibao", language="zh", document="Yinfa [2026] No. 42"),
    ),
    "one address, another headline": (
        told("Markets wrap", url="https://ledgerline.example/a"),
        told("Stocks sink as yields climb", url="https://ledgerline.example/a", source="blockpost"),
    ),
}

TWO_STORIES: dict[str, tuple[AnnotatedEntry, AnnotatedEntry]] = {
    "the same move of another coin": (
        told("Bitcoin falls 5% as traders flee risk", names=(BTC,), event="price move"),
        told("Ether falls 5% as traders flee risk", source="blockpost", names=(ETH,), event="price move"),
    ),
    "another token listed on the same exchange": (
        told("Marlowe lists FERN for trading", names=(("FERN", "asset", "FERN"),), event="listing"),
        told("Marlowe lists MOSS for trading", names=(("MOSS", "asset", "MOSS"),), event="listing"),
    ),
    "another body": (
        told("Fed holds interest rates steady", names=(("fed", "body", "Fed"),), event="rate decision"),
        told("ECB holds interest rates steady", names=(("ecb", "body", "ECB"),), event="rate decision"),
    ),
    "another company's round": (
        told(
            "Brightloom raises $30M in Series A",
            names=(("brightloom", "organisation", "Brightloom"),),
            figures=(("30000000", "USD", "funding", "$30M"),),
            event="funding",
        ),
        told(
            "Halden raises $45M in Series A",
            names=(("halden", "organisation", "Halden"),),
            figures=(("45000000", "USD", "funding", "$45M"),),
            event="funding",
        ),
    ),
    "another sum of the same measure": (
        told("Startup raises $30M in Series A", figures=(("30000000", "USD", "funding", "$30M"),)),
        told("Startup raises $45M in Series A", figures=(("45000000", "USD", "funding", "$45M"),)),
    ),
    "flows of another fund": (
        told("Bitcoin ETFs see $300M of inflows", names=(BTC,), event="fund flow"),
        told("Ether ETFs see $300M of inflows", names=(ETH,), event="fund flow"),
    ),
    "the next of a series": (
        told("Weekly on-chain report #5", source="ledgerline"),
        told("Weekly on-chain report #6", source="ledgerline"),
    ),
    "another day of a series": (
        told("Crypto market recap for February 5"),
        told("Crypto market recap for February 6", hours=20),
    ),
    "a prediction beside the news": (
        told("Bitcoin climbs above $70,000", names=(BTC,)),
        told("Bitcoin climbs above $70,000: $150,000 next?", names=(BTC,), noise="prediction"),
    ),
    "the same words three days later": (
        told("Quayside bridge drained by attackers"),
        told("Quayside bridge drained by attackers", hours=72.5, source="blockpost"),
    ),
    "one outlet's form with another name, known to no lexicon": (
        told("Marlowe to list FERN", text="Deposits for the pair open at noon UTC on Friday."),
        told(
            "Marlowe to list LUMO", text="Deposits for the pair open at noon UTC on Friday, Marlowe said."
        ),
    ),
    "another document": (
        told("Central bank issues notice on tokens", document="Yinfa [2026] No. 42"),
        told("Central bank issues notice on tokens", document="Yinfa [2021] No. 237", source="haibao"),
    ),
    "a common word only": (
        told("Bitcoin miners move to Texas", names=(BTC,)),
        told("Bitcoin loans gain favour with banks", names=(BTC,), source="blockpost"),
    ),
    "across languages, an entity but no figure": (
        told("Ether slides", names=(ETH,)),
        told("以太坊下跌", source="haibao", language="zh", names=(("ETH", "asset", "以太坊"),)),
    ),
    "across languages, a figure but no name": (
        told("Funds take in $508.2M", figures=(("508200000", "USD", "flow", "$508.2M"),)),
        told(
            "单日流入5.082亿美元",
            source="haibao",
            language="zh",
            figures=(("508200000", "USD", "flow", "5.082亿美元"),),
        ),
    ),
    "nothing to compare": (told("", id="a"), told("", id="b")),
}


@pytest.mark.parametrize("case", ONE_STORY)
def test_one_event_is_one_story(case: str) -> None:
    (story,) = group(ONE_STORY[case], (), {})
    assert len(story.entries) == 2
    (merge,) = story.merges
    assert 0 < merge.score <= COPY
    assert merge.why


@pytest.mark.parametrize("case", TWO_STORIES)
def test_two_events_are_two_stories(case: str) -> None:
    assert len(group(TWO_STORIES[case], (), {})) == 2


def test_the_evidence_names_words_and_figures() -> None:
    first = told("Quayside bridge drained of $41.5M", figures=(("41500000", "USD", "loss", "$41.5M"),))
    second = told(
        "Quayside bridge loses $41.5 million, drained overnight",
        source="blockpost",
        hours=1,
        figures=(("41500000", "USD", "loss", "$41.5 million"),),
    )
    (story,) = group((first, second), (), {})
    why = story.merges[0].why
    assert "quayside" in why
    assert "same figure $41.5M = $41.5 million" in why


def test_a_chain_of_likenesses_is_not_a_story() -> None:
    links = ("alpha bravo charlie", "charlie delta echo", "echo foxtrot golf", "golf hotel india")
    stories = group([told(words.title(), source=f"s{n}") for n, words in enumerate(links)], (), {})
    assert max(len(story.entries) for story in stories) <= 2


def test_a_veto_between_any_two_members_holds_for_the_group() -> None:
    plain = told("Traders flee risk as prices fall hard", source="a")
    bitcoin = told("Bitcoin: traders flee risk as prices fall hard", source="b", names=(BTC,))
    ether = told("Ether: traders flee risk as prices fall hard", source="c", names=(ETH,))
    for story in group((plain, bitcoin, ether), (), {}):
        assert not {"BTC", "ETH"} <= set(story.entities)


def test_copies_are_marked_as_one_voice() -> None:
    body = "The bridge halted withdrawals on Friday after its signer list was found to be empty. " * 6
    wire = told("Quayside halts withdrawals", text=body, source="ledgerline")
    copied = told("Bridge stops withdrawals - developing", text=body, source="haibao", hours=1)
    own = told(
        "Quayside halts withdrawals after exploit", text="Own words here.", source="blockpost", hours=2
    )
    (story,) = group((wire, copied, own), (), {})
    assert [merge.why for merge in story.merges if merge.score == COPY] == ["same text"]


def test_copies_of_copies_tell_no_story_longer_than_three_days() -> None:
    text = "Signers of the Quayside bridge were found empty."
    address = "https://a.example/1"
    entries = (
        told("", id="a", text=text),
        told("", id="b", text=text, url=address, hours=1),
        told("", id="c", text=text, url=address, hours=73),
    )
    stories = group(entries, (), {})
    assert [[entry.entry.id for entry in story.entries] for story in stories] == [["a", "b"], ["c"]]


def test_a_source_that_repeats_its_headline_next_day_tells_a_new_edition() -> None:
    first = told("Price analysis: top coins to watch", id="1", url="https://a.example/1")
    later = replace(
        told("Price analysis: top coins to watch", hours=24, id="2").entry, url="https://a.example/2"
    )
    second = replace(told("Price analysis: top coins to watch", hours=24, id="2"), entry=later)
    stories = group((first, second), (), {})
    assert all(merge.score < COPY for story in stories for merge in story.merges)


def _sources() -> dict[str, Source]:
    return {
        "pboc": Source("pboc", "page", "", "People's Bank of China", tier="primary"),
        "ledgerline": Source("ledgerline", "feed", "", "Ledgerline", tier="wire"),
        "blockpost": Source("blockpost", "feed", "", "Blockpost", tier="media"),
        "chatter": Source("chatter", "feed", "", "Chatter", tier="social"),
    }


LEADS: dict[str, tuple[tuple[AnnotatedEntry, ...], str]] = {
    "the primary document, though it came last and without text": (
        (
            told("Notice on virtual currencies issued by central bank", text="Long.", hours=0),
            told("Notice on virtual currencies", source="pboc", hours=5),
        ),
        "pboc",
    ),
    "not the social post that came first": (
        (
            told("Quayside bridge drained overnight", source="chatter"),
            told("Quayside bridge drained overnight by attackers", source="blockpost", hours=2),
        ),
        "blockpost",
    ),
    "the one with a text": (
        (
            told("Quayside bridge drained overnight", source="ledgerline"),
            told(
                "Quayside bridge drained by attackers",
                source="blockpost",
                text="Signers were empty.",
                hours=1,
            ),
        ),
        "blockpost",
    ),
    "the dated one": (
        (
            told("Quayside bridge drained overnight", source="ledgerline", dated=False),
            told("Quayside bridge drained overnight", source="blockpost", hours=1),
        ),
        "blockpost",
    ),
    "the earliest of equals": (
        (
            told("Quayside bridge drained overnight", source="blockpost", hours=1),
            told("Quayside bridge drained overnight", source="ledgerline"),
        ),
        "ledgerline",
    ),
}


@pytest.mark.parametrize("case", LEADS)
def test_the_lead_stands_for_the_story(case: str) -> None:
    entries, lead = LEADS[case]
    (story,) = group(entries, (), _sources())
    assert story.lead.entry.source_id == lead
    others = [entry.when for entry in story.entries[1:]]
    assert others == sorted(others)
