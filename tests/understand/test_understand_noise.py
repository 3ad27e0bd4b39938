"""Advertising, guesswork and opinion are called so, with the words that show it; news is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from digest.model import AnnotatedEntry
from digest.understand.noise import ANYWHERE, ANYWHERE_HINTS

Annotate = Callable[..., AnnotatedEntry]


@pytest.mark.parametrize(
    ("title", "text", "categories", "kind"),
    [
        ("Sponsored: Staking made simple", "", (), "sponsored"),
        ("Press release: OrbitFi opens", "", (), "sponsored"),
        ("OrbitFi opens (Sponsored)", "", (), "sponsored"),
        ("OrbitFi opens", "", ("Press Release",), "sponsored"),
        ("OrbitFi opens", "It opened.\nDisclosure: This is a paid post.", (), "sponsored"),
        ("OrbitFi opens", "LONDON, /PRNewswire/ -- OrbitFi opened.", (), "sponsored"),
        ("某项目上线", "本文为赞助内容", (), "sponsored"),
        ("Solana price prediction for 2027", "", (), "prediction"),
        ("XRP could hit $10 by June, says trader", "", (), "prediction"),
        ("Will Dogecoin reach $1?", "", (), "prediction"),
        ("比特币有望突破20万美元", "", (), "prediction"),
        ("Opinion: Bridges fail by design", "", (), "opinion"),
        ("Why bitcoin fell: here’s why", "", (), "opinion"),
        ("Bridges", "The views expressed are the author's own.", (), "opinion"),
        ("Bridges", "", ("Op-Ed",), "opinion"),
        ("Live updates: Fed decision", "", (), "live blog"),
        ("Live: crypto markets on Thursday", "", (), "live blog"),
        ("Top 5 altcoins for spring", "", (), "listicle"),
        ("Best meme coins to buy now", "", (), "listicle"),
        ("BlockDAG presale ends soon", "", (), "promo"),
        ("Tessera Wallet Goes Live - Press Release", "", (), "sponsored"),
        ("PR: Orbit opens its doors", "", (), "sponsored"),
        ("Can XRP hit $5 this cycle?", "", (), "prediction"),
        ("Best bitcoin casinos of the year", "", (), "promo"),
    ],
)
def test_noise(annotate: Annotate, title: str, text: str, categories: tuple[str, ...], kind: str) -> None:
    told = annotate(title, text, categories=categories)
    assert kind in [finding.kind for finding in told.noise]
    everything = "\n".join((title, text, *categories))
    assert all(finding.quote and finding.quote in everything for finding in told.noise)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Bitcoin falls below $60,000", "It fell. According to a press release, sales rose."),
        ("Fed could cut rates in March, minutes show", ""),
        ("SEC fines Acme for undisclosed sponsored posts by influencers", ""),
        ("Kalshi raises $300M", "The company may expand."),
        ("A lively market", ""),
        ("The top court rules against Acme", ""),
        ("Press releases must carry risk warnings, FCA says", ""),
        ("Public opinion on the digital euro shifts", ""),
        ("Sponsored transactions arrive on Sui", ""),
        ("Prediction markets take bets on the Fed", ""),
        ("Editorial staff of crypto outlet laid off", ""),
        ("Live cattle futures hit a record", ""),
        ("Casino operator files for bankruptcy", ""),
        ("SEC charges promoter of fake presale", ""),
    ],
)
def test_news_is_no_noise(annotate: Annotate, title: str, text: str) -> None:
    assert annotate(title, text).noise == ()


def test_each_kind_is_told_once(annotate: Annotate) -> None:
    told = annotate("Sponsored: OrbitFi (Sponsored)", "This is a paid post.", categories=("Sponsored",))
    assert [finding.kind for finding in told.noise] == ["sponsored"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Live markets: Bitcoin shrugs off an early decline", "live blog"),
        ("Morning Minute: Bitcoin slides back to $77K", "roundup"),
        ("The Daily: Messari CEO steps down, and more", "roundup"),
        ("Crypto for Advisors: What tokenisation changes", "roundup"),
        ("Asia Morning Briefing: Traders wait", "roundup"),
        ("Weekly Recap: five charts", "roundup"),
        ("CoinDesk 20 performance update: index falls 4.5%", "roundup"),
        ("早报：比特币跌破6万美元", "roundup"),
        ("Daily Digest | Thursday", "roundup"),
    ],
)
def test_columns_that_tell_many_stories(annotate: Annotate, title: str, kind: str) -> None:
    assert [finding.kind for finding in annotate(title).noise] == [kind]


@pytest.mark.parametrize(
    "title",
    [
        "Live Nation to accept bitcoin",
        "Bitcoin's last minute: the block that nearly split",
        "Protocol: what the word means",
        "Daily active users double on Base",
        "Bell Canada reports revenue of $6bn",
        "Brief outage halts trading at Marlowe",
        "Morning trading lifts bitcoin",
    ],
)
def test_noop_titles_like_those_of_columns(annotate: Annotate, title: str) -> None:
    assert annotate(title).noise == ()


def test_every_phrase_of_the_text_has_a_hint() -> None:
    phrases = [phrase.strip() for row in ANYWHERE.values() for phrase in row.split("|")]
    assert len(phrases) > 20
    assert [phrase for phrase in phrases if not any(hint in phrase for hint in ANYWHERE_HINTS)] == []
