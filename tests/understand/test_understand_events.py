"""Types of events, told by the title first, each with its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from digest.model import AnnotatedEntry
from digest.understand.event_rules import RULES

Annotate = Callable[..., AnnotatedEntry]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Hackers drain $41.5 million from Quayside Bridge", "exploit"),
        ("跨链桥遭攻击，损失4150万美元", "exploit"),
        ("Binance will list Lumo (LUMO)", "listing"),
        ("币安将上线PEPE永续合约", "listing"),
        ("Coinbase to delist three tokens", "delisting"),
        ("币安将下架三个代币", "delisting"),
        ("Bitcoin ETFs see $412M in outflows", "fund flow"),
        ("比特币ETF净流出2亿美元", "fund flow"),
        ("Crypto funds shed $1.68B in a week", "fund flow"),
        ("SEC charges Acme with fraud", "enforcement"),
        ("Exchange founder arrested in Spain", "enforcement"),
        ("证监会对某公司立案调查", "enforcement"),
        ("Judge dismisses suit against Coinbase", "ruling"),
        ("FCA adopts final rules on stablecoins", "rule"),
        ("央行等八部门发布通知", "notice"),
        ("SEC proposes new custody standard", "proposal"),
        ("FCA opens consultation on staking", "consultation"),
        ("Fed holds rates steady", "rate decision"),
        ("Bank of Norland keeps its rate at 2.25%", "rate decision"),
        ("美联储降息25个基点", "rate decision"),
        ("US inflation eases to 2.4% in January", "macro print"),
        ("Kalshi raises $300M from Sequoia", "funding"),
        ("某公司完成2000万美元A轮融资", "funding"),
        ("Kestrel to acquire Vaultmere for $210M", "merger"),
        ("Brannock agrees to merge with Larkfield", "merger"),
        ("Lumo launches mainnet", "launch"),
        ("Solana network suffers outage", "outage"),
        ("Marlowe halts trading, cites fault", "outage"),
        ("$1.93B liquidated in 24 hours", "liquidation"),
        ("全网爆仓19.3亿美元", "liquidation"),
        ("48M TALLOW unlocked", "unlock"),
        ("Orchard DAO votes to sell treasury", "governance"),
        ("Messari CEO steps down", "personnel"),
        ("Kyle exits Multicoin", "personnel"),
        ("Bitcoin plunges below $60,000", "price move"),
        ("比特币跌破6万美元", "price move"),
        ("US stocks fall 2%", "price move"),
    ],
)
def test_events(annotate: Annotate, title: str, kind: str) -> None:
    event = annotate(title).event
    assert event is not None
    assert event.kind == kind
    assert event.quote in title


@pytest.mark.parametrize(
    "title",
    [
        "A short guide to reading funding rates",
        "Strategy buys 1,142 BTC",
        "What is a bridge?",
        "Life hackathon for students",
        "Binance Academy adds a course",
        "The Federal Reserve building is old",
        "Analysts gather in Lisbon",
        "比特币是什么",
    ],
)
def test_titles_that_tell_no_event(annotate: Annotate, title: str) -> None:
    assert annotate(title).event is None


def test_the_title_wins_over_the_body(annotate: Annotate) -> None:
    event = annotate("Kalshi raises $300M", "The firm was hacked last year.").event
    assert event is not None
    assert event.kind == "funding"


def test_the_first_sentence_tells_what_the_title_does_not(annotate: Annotate) -> None:
    told = annotate("A bad Tuesday", "Quayside Bridge was hacked. It recovered.").event
    assert told is not None
    assert told.kind == "exploit"
    assert annotate("A bad Tuesday", "Nothing happened. Quayside Bridge was hacked.").event is None


def test_the_types_are_the_promised_ones() -> None:
    assert {rule.kind for rule in RULES} == {
        "exploit", "listing", "delisting", "fund flow", "enforcement", "rule", "proposal", "consultation",
        "rate decision", "macro print", "funding", "merger", "launch", "outage", "liquidation", "unlock",
        "governance", "personnel", "ruling", "price move", "closure",
    }  # fmt: skip
