"""Advertising, guesswork and opinion are called so, with the words that show it; news is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from digest.model import AnnotatedEntry

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
    ],
)
def test_news_is_no_noise(annotate: Annotate, title: str, text: str) -> None:
    assert annotate(title, text).noise == ()


def test_each_kind_is_told_once(annotate: Annotate) -> None:
    told = annotate("Sponsored: OrbitFi (Sponsored)", "This is a paid post.", categories=("Sponsored",))
    assert [finding.kind for finding in told.noise] == ["sponsored"]
