"""Every type of event by titles that tell it and titles that only use its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from digest.model import AnnotatedEntry
from digest.understand.event_rules import RULES

Annotate = Callable[..., AnnotatedEntry]

TOLD = {
    "exploit": (
        "Attackers drain $1.4M from lending protocol Pellow",
        "Marlowe Exchange says hot wallet was hacked",
        "Security breach at Osprey Pay exposes 30,000 accounts",
        "某交易所热钱包被盗",
        "Thieves swipe $4M from Orchard's vaults",
        "Price oracle manipulated as Pellow loses $9M",
    ),
    "listing": (
        "Kraken to list TALLOW on Thursday",
        "Coinbase adds support for Lumo (LUMO)",
        "OKX上线SUI现货",
        "Circle prices IPO, begins trading on NYSE",
    ),
    "delisting": (
        "Binance to delist five tokens on 12 March",
        "OKX will remove trading pairs with low volume",
        "币安将下架四个交易对",
        "Bithumb ends support for four tokens",
    ),
    "fund flow": (
        "Ether ETFs take $120M of inflows as bitcoin funds bleed",
        "Crypto funds see second week of outflows",
        "以太坊ETF净流入1亿美元",
        "Investors pile $900M into gold ETFs",
    ),
    "enforcement": (
        "CFTC sues three states over event contracts",
        "Spain arrests suspect in kidnapping of wallet founder",
        "Arizona AG charges Kalshi with illegal betting",
        "Osprey reaches settlement with SEC over staking",
        "FCA fines Osprey Pay £4m",
        "Treasury sanctions broker of stolen tools",
        "证监会对某公司罚款500万元",
        "New York attorney general accuses Tallow of hiding losses",
        "Dutch police raid offices of crypto mixer",
    ),
    "ruling": (
        "Judge shoots down bid for new trial",
        "Appeals court upholds dismissal of token suit",
        "Deputy sentenced to six years for extortion",
        "California man jailed for 78 months over theft",
        "法院判处创始人七年",
    ),
    "rule": (
        "Brazil's central bank bans stablecoins in cross-border payments",
        "FCA adopts final rules on staking",
        "Cambodia’s parliament passes law against scam compounds",
        "President signs executive order on digital assets",
    ),
    "proposal": (
        "SEC proposes exemption for some interfaces",
        "Senate committee backs crypto bill",
        "US lawmakers introduce bill on event contracts",
        "财政部公布草案",
    ),
    "consultation": (
        "EU opens consultation on stablecoin rules",
        "Treasury seeks comment on state oversight",
        "央行就新办法公开征求意见",
        "Bank of England invites feedback on systemic stablecoins",
    ),
    "rate decision": (
        "Fed holds rates amid higher inflation outlook",
        "Norges Bank raises its policy rate to 4.25%",
        "ECB leaves rates unchanged",
        "欧洲央行宣布降息25个基点",
        "Bank of Japan lifts rates to highest since 1995",
        "Sweden's Riksbank stands pat",
    ),
    "macro print": (
        "US core CPI rose 0.3% in May",
        "Payrolls climb by 88,000",
        "美国失业率升至4.2%",
        "German factory-gate prices fall 0.4%",
    ),
    "funding": (
        "Haun raises $1 billion for funds in blockchain",
        "Lumen closes $63 million Series A",
        "某公司完成3000万美元B轮融资",
        "Robotics startup Quill valued at $2B after new round",
    ),
    "merger": (
        "Mastercard to acquire BVNK for up to $1.8 billion",
        "Brannock to merge with Larkfield in all-stock deal",
        "Kraken's parent buys exchange Bitnomial",
        "Coinbase completes purchase of Deribit",
    ),
    "launch": (
        "Schwab launches spot trading for retail clients",
        "Tempo unveils privacy zones",
        "某公链主网启动",
    ),
    "outage": (
        "Korea halts trading as indexes drop 10%",
        "Marlowe suspends withdrawals",
        "Osprey network goes down for four hours",
        "某公链宕机两小时",
        "Robinhood app down for thousands of users",
        "Binance halts deposits on BNB Smart Chain",
    ),
    "closure": (
        "Trading game Tallow to shut down after two years",
        "Solvane winds down weeks after $29M hack",
        "ATM operator Osprey files for Chapter 11",
        "某交易平台宣布破产",
        "Wallet maker Tessera to close its doors after seven years",
        "Crypto lender Harrow enters administration",
    ),
    "liquidation": (
        "$550 million in shorts liquidated",
        "Liquidations near $1B as bitcoin slips",
        "过去24小时全网爆仓5亿美元",
    ),
    "unlock": (
        "Aptos token unlock adds 11M APT to supply",
        "48M TALLOW unlocks on Thursday",
        "本周SUI将解锁4400万枚",
    ),
    "governance": (
        "Orchard DAO votes to cut emissions",
        "Token holders approve fee switch",
        "Aave governance vote opens",
    ),
    "personnel": (
        "Bitcoin Depot CEO departs",
        "JPMorgan hires former Goldman executive",
        "Osprey Pay appoints new chair",
        "Crypto.com cuts 12% of staff",
        "StarkWare cuts jobs as revenue plunges 99% from peak",
        "某公司首席执行官辞职",
        "Kraken names co-CEO as founder moves to board",
    ),
    "price move": (
        "Bitcoin retakes $71,000",
        "Ether slumps to $1,700",
        "Gold climbs 2% to a record",
        "Crypto market sheds $80B; bitcoin down 6%",
        "XRP nears $2 after 5% gain",
        "Bitcoin drops to a two-week low as $300 million in longs are liquidated",
        "Bitcoin slides as ETF outflows set a record",
        "以太坊跌破1800美元",
        "Zcash rockets 30% to a seven-year high",
        "Stocks slump as tech selloff deepens",
    ),
}

NOOPS = (
    # exploit
    "How to exploit idle cash: a treasury guide",
    "Growth hacks for small funds",
    "Developers meet at a hackathon in Lisbon",
    "Ten life hacks for busy traders",
    # listing, delisting
    "How long does a Nasdaq delisting notice last?",
    "Bucket list of a crypto tourist",
    "Our waiting list for the conference is closed",
    "A list of wallets with passkeys",
    # fund flow
    "Cash flow statements explained",
    "Inflow valves of a hydro plant in Norway",
    # enforcement
    "Fine art on the blockchain",
    "A fine balance between growth and caution",
    "Battery charges in ten minutes",
    "Central bank tests instant settlement of tokenized deposits",
    "Exchange takes charge of its own custody, regulator says",
    "US government moves bitcoin tied to 2016 Bitfinex hack",
    # ruling, rule
    "Ruling the waves: the shipping billionaires",
    "Three golden rules of bookkeeping",
    "Turkey's ruling party meets on Sunday",
    "As a rule, markets hate surprises",
    "Simple rules for a calm portfolio",
    # proposal, consultation
    "A marriage proposal written in a smart contract",
    "The bill came to thirty dollars",
    # rate decision
    "Rate cut hopes fade",
    "Fed officials gather in Wyoming",
    "Three members call for a rate hike",
    # macro print
    "What is inflation, and why does it matter?",
    # funding
    "Central banker raises doubts over stablecoins",
    "She raised her hand at the meeting",
    "Concerns raised over bridge design",
    # merger
    "Strategy buys $1.3B in Bitcoin as holdings grow",
    "BitMine buys $10.2 million in ETH",
    "El Salvador buys more bitcoin",
    # launch
    "Launch pads and rockets: a brief history",
    "Police launch manhunt after kidnapping",
    "US and Israel launch strikes",
    "Exchange launches legal action to get coins back",
    # outage
    "Magic Eden doubles down on Solana",
    # liquidation, unlock
    "How to unlock your phone",
    # governance
    "Corporate governance in family firms",
    # personnel
    "He left the building at noon",
    "An appointment with the dentist",
    "White House chief of staff speaks of crypto",
    "Tether hires an auditor",
    # price move
    "The rise and fall of a trading floor",
    "The team steps up its pace",
    "Hut 8 posts a wider quarterly loss",
    "A long climb to the summit",
    "PYUSD comes to 70 countries",
)


@pytest.mark.parametrize(("kind", "title"), [(kind, title) for kind, row in TOLD.items() for title in row])
def test_a_title_that_tells_it(annotate: Annotate, kind: str, title: str) -> None:
    event = annotate(title).event
    assert event is not None
    assert event.kind == kind
    assert event.quote.strip() == event.quote != ""
    assert event.quote in title


@pytest.mark.parametrize("title", NOOPS)
def test_noop_a_title_that_only_has_the_words(annotate: Annotate, title: str) -> None:
    assert annotate(title).event is None


def test_every_type_has_titles() -> None:
    assert set(TOLD) == {rule.kind for rule in RULES}
    assert all(len(titles) >= 3 for titles in TOLD.values())
