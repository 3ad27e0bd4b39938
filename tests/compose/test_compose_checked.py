"""What a language model wrote is held against its sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.checked import objection
from digest.model import AnnotatedEntry, Entry
from digest.understand import understand
from digest.understand.language import load_detector
from digest.understand.lexicon import Lexicon

Reading = Callable[[str, str], AnnotatedEntry]
NOW = datetime(2026, 2, 6, tzinfo=UTC)
SOURCE = (
    "Quayside Bridge lost $41.5 million on Thursday",
    "Quayside Bridge said attackers took $41.5 million in two transactions. The team, led by Mira"
    " Castellan, paused deposits and offered a 10% bounty. Ether fell 3.2% after the attack of 5 February."
    " No customer of Harbor Exchange was affected, the company said, and withdrawals rose 12%.",
)


@pytest.fixture(scope="module")
def reading(lexicon: Lexicon) -> Reading:
    detect = load_detector()

    def read(title: str, text: str) -> AnnotatedEntry:
        entry = Entry("e", "alpha", "", title, text, seen=NOW, published=NOW)
        (told,) = understand([entry], lexicon, detect)
        return told

    return read


TRUE = [
    "Quayside Bridge lost $41.5 million to attackers.",
    "Attackers took $41.5M from Quayside Bridge in two transactions.",
    "The team paused deposits and offered a 10% bounty; Ether fell 3.2%.",
    "No customer of Harbor Exchange was affected.",
    "Quayside Bridge paused deposits after the attack on 5 February.",
    "Mira Castellan’s team offered a bounty.",
]
FALSE = {
    "another amount": "Quayside Bridge lost $45.1 million to attackers.",
    "another scale": "Quayside Bridge lost $41.5 billion to attackers.",
    "another unit": "Quayside Bridge lost €41.5 million to attackers.",
    "a number made a percentage": "Attackers took 41.5% of Quayside Bridge deposits.",
    "another direction": "Ether rose 3.2% after the attack.",
    "another count in words": "Attackers took $41.5 million in five transactions.",
    "another date": "Quayside Bridge paused deposits after the attack on 7 February.",
    "another month": "Quayside Bridge paused deposits after the attack of March.",
    "another name": "The team, led by Joan Castellan, paused deposits.",
    "another company": "Marlowe Exchange paused deposits after the attack.",
    "another asset": "Solana fell after the attack on the bridge.",
    "a beginning that is a name": "Binance paused deposits after the attack.",
    "a link": "Attackers took $41.5 million, see https://quayside.example now.",
    "a host without a scheme": "Attackers took $41.5 million; quayside.evil.com has refunds.",
    "a channel without a scheme": "Attackers took $41.5 million, ask the company at t.me/quayside.",
    "a count with a hyphen": "Attackers took $41.5 million in twenty-five transactions.",
    "a large count in words": "Attackers took $41.5 million in ninety transactions.",
    "a vague count in words": "Attackers took $41.5 million in dozens of transactions.",
    "a multiple": "Attackers took $41.5 million and Ether halved after the attack.",
    "another outcome": "Quayside Bridge was fined after the attack.",
    "a bare link": "Attackers took $41.5 million, see www.quayside.example now.",
    "HTML": "Attackers took <i>$41.5 million</i>.",
    "Markdown": "Attackers took **$41.5 million**.",
    "a list": "- Attackers took $41.5 million.",
    "a template": "Attackers took {{ 7*7 }} deposits.",
    "words of its own": "Panic spreads everywhere while clever buyers always profit handsomely.",
    "too long": "Attackers took deposits of the bridge. " * 12,
    "nothing": "   ",
}


def checked(reading: Reading, text: str, source: tuple[str, str] = SOURCE) -> str:
    return objection(text, reading("", text), [reading(*source)], language="en", most_words=60)


@pytest.mark.parametrize("text", TRUE)
def test_what_the_sources_say_may_be_said(reading: Reading, text: str) -> None:
    assert checked(reading, text) == ""


@pytest.mark.parametrize("case", FALSE)
def test_what_they_do_not_say_may_not(reading: Reading, case: str) -> None:
    fault = checked(reading, FALSE[case])
    assert fault
    assert "Binance" not in fault and "45.1" not in fault


def test_a_denial_of_ones_own(reading: Reading) -> None:
    source = (
        "Bridge pays users back",
        "The bridge said it will pay all users back in full by May.",
    )
    assert checked(reading, "The bridge will pay users back in full.", source) == ""
    assert checked(reading, "The bridge will not pay users back in full.", source) != ""


def test_a_name_that_looks_like_a_host_may_be_said(reading: Reading) -> None:
    source = ("Crypto.com pauses deposits", "Crypto.com paused deposits of U.S. customers on Thursday.")
    assert checked(reading, "Deposits of U.S. customers were paused by Crypto.com.", source) == ""
    assert checked(reading, "Deposits were paused, see crypto.com/refund now.", source) != ""


SWAPPED = (
    "SEC approves the spot Solana ETF of Marlowe",
    "The SEC approved the spot Solana ETF of Marlowe on Thursday. Bitcoin fell 5% while Ether rose 5%."
    " The SEC did not comment on Cardano.",
)
FALSE_IN_TRUE_WORDS = {
    "a denial added": (SWAPPED, "The SEC has not approved the spot Solana ETF of Marlowe."),
    "a denial left out": (SWAPPED, "The SEC commented on Cardano."),
    "another subject": (SWAPPED, "The SEC approved the Cardano ETF of Marlowe."),
    "subjects exchanged": (SWAPPED, "Bitcoin rose 5% while Ether fell 5%."),
    "everybody for nobody": (SOURCE, "A customer of Harbor Exchange was affected."),
    "figures exchanged": (SOURCE, "The team offered a 12% bounty, and Ether fell 10%."),
    "a move without a number": (SOURCE, "Ether rose after the attack."),
}


@pytest.mark.parametrize("case", FALSE_IN_TRUE_WORDS)
def test_true_words_put_together_falsely(reading: Reading, case: str) -> None:
    source, text = FALSE_IN_TRUE_WORDS[case]
    assert checked(reading, text, source) != ""


def test_what_is_put_together_as_the_source_does(reading: Reading) -> None:
    assert checked(reading, "Bitcoin fell 5% while Ether rose 5%.", SWAPPED) == ""
    assert checked(reading, "The SEC did not comment on Cardano.", SWAPPED) == ""


def test_another_language_is_refused(reading: Reading) -> None:
    text = "Quayside Bridge verlor nach Angaben des Teams einen großen Teil der Einlagen."
    assert "another language" in checked(reading, text)


def test_chinese_is_held_against_chinese(reading: Reading) -> None:
    source = (
        "央行等八部门发布通知",
        "中国人民银行等八部门发布通知，明确虚拟货币相关业务活动属于非法金融活动。",
    )
    told = reading(*source)

    def fault(text: str) -> str:
        said = replace(reading("", text), language="zh")
        return objection(text, said, [told], language="zh", most_words=60)

    assert fault("八部门发布通知，虚拟货币相关业务活动属于非法金融活动。") == ""
    assert fault("九十九部门发布通知，2031 年起虚拟货币合法。") != ""
    assert fault("股市今天大幅上涨，投资者纷纷买入科技股票。") != ""


@given(st.text(max_size=80))
def test_anything_can_be_checked(text: str) -> None:
    entry = Entry("e", "alpha", "", "", text, seen=NOW)
    said = AnnotatedEntry(entry, "en", f"\n\n{text}", ())
    known = AnnotatedEntry(replace(entry, text="Nothing happened."), "en", "\n\nNothing happened.", ())
    fault = objection(text, said, [known], language="en", most_words=60)
    assert fault == "" or len(fault) < 80
