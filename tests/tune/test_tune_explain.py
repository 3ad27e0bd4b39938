"""What explain tells: the right story, every fate with its rule and distance, and hints that are true."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.demo import demo, sample_config
from digest.errors import DigestError
from digest.model import Account, Digest, Fate, Part
from digest.store import open_store
from digest.tune.explain import explain
from digest.tune.moving import what_would_move


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Digest, ...]:
    """The sample's editions, latest first."""
    folder: Path = tmp_path_factory.mktemp("demo")
    demo(folder)
    with open_store(sample_config(folder).state) as store:
        return store.editions("sample")


def with_urls(digest: Digest, *urls: str) -> Digest:
    """The edition with its first entries at these addresses."""
    fates = tuple(replace(f, url=u) for f, u in zip(digest.ledger.fates, urls, strict=False))
    return replace(digest, ledger=replace(digest.ledger, fates=fates))


def test_a_query_tells_pages_apart_and_a_tracker_does_not(editions: tuple[Digest, ...]) -> None:
    digest = with_urls(editions[0], "https://a.example/n?id=1", "https://a.example/n?id=2&src=feed")
    second = digest.ledger.fates[1].entry_id
    for pasted in (
        "https://a.example/n?id=2",
        "a.example/n?utm_source=x&id=2",
        "https://m.a.example/n?id=2#x",
    ):
        assert explain(digest, pasted).headline == explain(digest, second).headline
    with pytest.raises(DigestError, match="nothing matches"):
        explain(digest, "https://a.example/n?id=3")
    both = explain(
        with_urls(editions[0], *(f"https://a.example/n?id={n}" for n in range(40))), "a.example/n"
    )
    assert both.others


def test_a_short_word_is_a_word_before_it_begins_an_id(editions: tuple[Digest, ...]) -> None:
    digest = editions[0]
    first, *others = digest.accounts
    named = replace(digest, accounts=(replace(first, story_id="bitc0ffee000"), *others))
    assert "bitcoin" in explain(named, "bitc").headline.casefold()
    assert explain(named, "bitc0f").account == named.accounts[0]
    assert explain(digest, digest.accounts[4].story_id[:6]).account == digest.accounts[4]


def test_words_that_mean_several_stories_name_the_others(editions: tuple[Digest, ...]) -> None:
    assert any("ETFs post" in other for other in explain(editions[0], "bitcoin").others)
    assert not explain(editions[0], "Quayside attacker returns 12,530").others


def test_words_side_by_side_go_before_words_scattered(editions: tuple[Digest, ...]) -> None:
    assert explain(editions[1], "what is a bridge").headline.startswith("What is a bridge?")


def test_the_thread_is_told_with_what_is_new(editions: tuple[Digest, ...]) -> None:
    latest, *before = editions
    status, *earlier = explain(latest, "Quayside attacker", before).thread
    assert status == "update, day 3: new figure: $24.3 million"
    assert [line[:10] for line in earlier] == ["2026-02-05", "2026-02-04"]
    assert explain(latest, "weekly RSI", before).thread == ("new: no earlier edition told it",)


def test_what_is_in_another_edition_is_pointed_to(editions: tuple[Digest, ...]) -> None:
    with pytest.raises(DigestError, match="--date 2026-02-06"):
        explain(editions[1], "Quayside attacker returns", editions)


def entry_of(digest: Digest, fate: Fate) -> str:
    return next(one.entry_id for one in digest.ledger.fates if one.fate == fate)


@pytest.mark.parametrize(
    ("edition", "fate", "said", "hint"),
    [
        (2, "too old", "too old: published 2026-02-0", "the last 24 hours"),
        (1, "too old", "too old: published 2025-11-18, 76 days too early", "48 hours"),
        (1, "duplicate", "duplicate: same address as in Ledgerline", "taken from ledgerline, as"),
        (0, "seen before", "seen before", "in the edition of 2026-02-0"),
        (1, "filtered", "rule no paid posts", "points do not move it past that rule"),
        (2, "below the cut", "noise: prediction", "never printed, whatever its points"),
    ],
)
def test_a_fate_is_told_with_its_rule_and_distance(
    editions: tuple[Digest, ...], edition: int, fate: Fate, said: str, hint: str
) -> None:
    digest = editions[edition]
    told = explain(digest, entry_of(digest, fate), editions[edition + 1 :])
    assert said in told.verdict
    assert any(hint in line for line in told.hints)


def test_every_story_and_every_entry_can_be_explained(editions: tuple[Digest, ...]) -> None:
    for digest in editions:
        for account in digest.accounts:
            assert explain(digest, account.story_id).account == account
            assert sum(part.points for part in account.parts) == account.points
        printed = {brief.story_id: brief.points for brief in digest.briefs}
        assert printed == {a.story_id: a.points for a in digest.accounts if a.section}
        for fate in digest.ledger.fates:
            assert explain(digest, fate.entry_id).verdict


SAID = st.dictionaries(st.sampled_from("abcd"), st.integers(-100, 100), min_size=1)


def account_of(id: str, place: int, said: dict[str, int], weights: dict[str, float]) -> Account:
    parts = tuple(
        Part(name, weights[name], points, "")
        for name, n in sorted(said.items())
        if (points := round(Decimal(repr(weights[name])) * n))
    )
    return Account(id, id, id, place, sum(p.points for p in parts), parts, (), (), (), "top")


@given(SAID, SAID, st.lists(st.sampled_from([0.3, 0.5, 1.0, 1.5, 2.0, 7.5]), min_size=4, max_size=4))
def test_the_weight_named_puts_the_story_above(
    said: dict[str, int], other: dict[str, int], weight: list[float]
) -> None:
    weights = dict(zip("abcd", weight, strict=True))
    both = [account_of("x", 0, said, weights), account_of("y", 0, other, weights)]
    best, second = (
        replace(a, place=n) for n, a in enumerate(sorted(both, key=lambda a: -a.points), start=1)
    )
    hints = what_would_move((best, second), second)
    assert hints[0].startswith(f"{best.points - second.points + 1} more point")
    if hints[1].startswith("so would"):
        name, new = hints[1].split()[4], hints[1].split()[7]
        changed = {**weights, name: float(new)}
        again = {"x": account_of("x", 0, said, changed), "y": account_of("y", 0, other, changed)}
        assert again[second.story_id].points > again[best.story_id].points
