"""The packaged data is sound, bad data is told, and a user's words add to it."""

from __future__ import annotations

import pytest

from digest.errors import ConfigError
from digest.understand.cover import covered
from digest.understand.lexicon import Lexicon
from digest.understand.mentions import find_mentions
from digest.understand.phrases import lowered


def ids(lexicon: Lexicon, text: str) -> list[str]:
    return [m.entity for m in find_mentions(text, lowered(covered(text)), lexicon)]


def test_the_packaged_lexicon(lexicon: Lexicon) -> None:
    coins = [id for id in lexicon.assets if lexicon.asset_class(id) == "coin"]
    assert len(coins) >= 110
    assert lexicon.name("BTC") == "Bitcoin"
    assert lexicon.kind("pboc") == "body"
    assert lexicon.is_stable("USDT")
    assert not lexicon.is_stable("BTC")
    assert lexicon.is_wrapped("WBTC")
    assert not lexicon.is_wrapped("USDC")
    assert [lexicon.jurisdiction(b) for b in ("pboc", "ecb", "bis", "sec-us")] == ["CN", "EU", "INT", "US"]
    assert [lexicon.tier(b) for b in ("fed", "fca", "nobody")] == [1, 2, 0]


def test_unknown_ids_have_answers(lexicon: Lexicon) -> None:
    assert lexicon.name("NOPE") == "NOPE"
    assert lexicon.kind("NOPE") is None
    assert not lexicon.is_stable("NOPE")
    assert lexicon.jurisdiction("NOPE") == ""


def test_ids_look_like_what_they_are(lexicon: Lexicon) -> None:
    for id in lexicon.entities:
        if lexicon.kind(id) == "asset":
            assert id.isupper() or id.startswith("chain:"), id
        else:
            assert id == id.lower(), id


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("asset = [", "not TOML"),
        ('[planet]\nmars = { name = "Mars" }', "not a kind of entity"),
        ("[asset]\nFOO = {}", "has no name"),
        ("[asset]\nFOO = 1", "not a table"),
        ('[asset]\nFOO = { name = "Foo", colour = "red" }', "unknown field 'colour'"),
        ('[asset]\nFOO = { name = "Foo", class = "meme" }', "unknown class 'meme'"),
        ('[asset]\nFOO = { name = "Foo", aliases = "Foo" }', "not a list of names"),
        ('[asset]\nFOO = { name = "Foo", ambiguous = ["Bar"] }', "'Bar' is not one of its names"),
        ('[body]\nfoo = { name = "Foo" }', "has no jurisdiction"),
        ('[body]\nfoo = { name = "Foo", jurisdiction = "US", tier = 9 }', "tier 9"),
        ('[person]\na = { name = "Ann" }\nb = { name = "Ann" }', "'Ann' is a's"),
        ('[person]\na = { name = "Ann" }\n[organisation]\na = { name = "A Inc" }', "told twice"),
    ],
)
def test_bad_data_is_told(text: str, fault: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Lexicon.parse({"file.toml": text})
    assert fault in str(caught.value)
    assert "file.toml" in str(caught.value)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        Lexicon.parse({"file.toml": "[asset]\nFOO = {}\nBAR = {}"})
    assert len(caught.value.faults) == 2


def test_the_user_adds_names_and_entities() -> None:
    text = '[asset]\nFOO = { name = "Foo Coin" }'
    extra = {
        "asset": {"FOO": {"name": "Foo", "aliases": ["foo money"]}},
        "person": {"ann": {"name": "Ann Lee"}},
    }
    lexicon = Lexicon.parse({"file.toml": text}, extra)
    assert lexicon.name("FOO") == "Foo"
    assert ids(lexicon, "Foo Coin, Foo Money and Ann Lee") == ["FOO", "FOO", "ann"]


def test_a_name_the_user_gives_away_is_theirs() -> None:
    text = '[asset]\nFOO = { name = "Foo" }'
    lexicon = Lexicon.parse({"file.toml": text}, {"organisation": {"foo-inc": {"name": "Foo"}}})
    assert ids(lexicon, "Foo rises") == ["foo-inc"]


def test_the_users_faults_are_told_as_theirs() -> None:
    with pytest.raises(ConfigError, match=r"lexicon: asset\.FOO"):
        Lexicon.parse({}, {"asset": {"FOO": {"names": "Foo"}}})


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("$HBTC, $AIO", ["HBTC", "AIO"]),
        ("BTC and bitcoin and Bitcoin and BITCOIN", ["BTC"] * 4),
        ("比特币和以太坊", ["BTC", "ETH"]),
        ("BTC上涨", ["BTC"]),
        ("Arbitrum, Base and Optimism", ["ARB", "chain:base", "OP"]),
        ("a Base network outage", ["chain:base"]),
        ("the OP token unlock", ["OP"]),
        ("LINK price falls", ["LINK"]),
        ("Chainlink's LINK", ["LINK", "LINK"]),
        ("$NEAR and $one", ["NEAR", "ONE"]),
        ("Strategy buys bitcoin", ["strategy", "BTC"]),
        ("the People’s Bank of China and the PBoC", ["pboc", "pboc"]),
        ("Thai SEC, not the SEC", ["sec-th", "sec-us"]),
        ("S&P 500 and Nasdaq 100", ["SPX", "NDX"]),
        ("Bitcoin Cash", ["BCH"]),
        ("$btc", ["BTC"]),
        # What must not be found.
        ("Optimism fades, one link near the gas base", []),
        ("NEAR the end of ONE day", []),
        ("an AI strategy for the real economy", []),
        ("sol is the sun, ada a name, dot a point", []),
        ("subbitcoiner's metabtc", []),
        ("https://bitcoin.org/ETH and btc@ethereum.org", []),
        ("US$5, A$5 and $500M", []),
        ("the fed cattle", []),
        ("$USD and $lower", []),
    ],
)
def test_mentions(lexicon: Lexicon, text: str, entities: list[str]) -> None:
    assert ids(lexicon, text) == entities


@pytest.mark.parametrize(
    "text",
    [
        "One in three traders looked near the exit, a link in the chain",
        "AI and GAS prices weigh on the REAL economy, NEAR term",
        "NEAR-TERM RISKS GROW AS ONE FUND EXITS",
        "The Base case is a soft landing, and Optimism is growing",
        "A compound interest table, a maker of curves and the graph below",
        "The Avalanche warning in the Alps was lifted",
        "He sat by the Terra cotta wall under a stellar sky",
        "Click the LINK below. OP said so. MOVE on",
        "A block of ice, a circle of friends, a riot in town, strategy is all",
        "The SEC championship game in Atlanta",
        "A gold medal and a silver lining",
        "Time to strike while the iron is hot in Harmony, Texas",
        "Apples and a meta analysis of visa rules",
        "They raised the bar at the dash of noon",
        "GAS PRICES RISE 3% AND THE REAL PRICE OF FUEL IS HIDDEN",
        "Traders hover NEAR support, one cake and a mask later",
        "APT attack group strikes again, a core products company says",
        "Base metals gain 2%, the missing link between banks and chains",
        "Piece of CAKE: moving to ID checks and a SUN room",
    ],
)
def test_noop_ordinary_words_are_no_names(lexicon: Lexicon, text: str) -> None:
    doubtful = {e for e in ids(lexicon, text) if lexicon.kind(e) in ("asset", "organisation")}
    assert doubtful == set()


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("HYPE up 30% this week", ["HYPE"]),
        ("NEAR falls 12%", ["NEAR"]),
        ("LINK gains 4% as the SUI token slips", ["LINK", "SUI"]),
        ("MARA up 16%, Riot up 13%", ["mara", "riot"]),
        ("Gold fell 2% and silver lost 4%", ["XAU", "XAG"]),
        ("31 tonnes of gold", ["XAU"]),
        ("Silver shot up 5% and gold edged up 1%", ["XAG", "XAU"]),
        ("APT price slips, CAKE holders vote", ["APT", "CAKE"]),
        ("FLOW token relaunches and $GAS jumps 40%", ["FLOW", "GAS"]),
        ("Sui products lost money", ["SUI"]),
        ("Curve遭黑客攻击", ["CRV"]),
        ("Strategy上周增持", ["strategy"]),
        ("AI概念股与Web3", []),
        ("コインは上昇、ビットコインとイーサリアム", ["BTC", "ETH"]),
        ("코스피와 빗썸, 비트코인", ["KOSPI", "bithumb", "BTC"]),
        ("Сбербанк и биткоин", ["sberbank", "BTC"]),
    ],
)
def test_names_told_by_a_move_or_in_other_scripts(lexicon: Lexicon, text: str, entities: list[str]) -> None:
    assert ids(lexicon, text) == entities
