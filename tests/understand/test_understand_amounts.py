"""Ranges, bounds, signs and places of amounts; what each word says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from digest.model import AnnotatedEntry, Figure

Annotate = Callable[..., AnnotatedEntry]


def only(annotate: Annotate, text: str) -> Figure:
    (figure,) = annotate("Untitled", text).figures
    return figure


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("It cost $5M", "exact"),
        ("It cost about $5M", "about"),
        ("It cost nearly $5M", "about"),
        ("It cost ~$5M", "about"),
        ("It cost an estimated $5M", "about"),
        ("It cost more than $5M", "at least"),
        ("It cost over $5M", "at least"),
        ("It cost $5M+", "at least"),
        ("It cost $5M or more", "at least"),
        ("It cost up to $5M", "at most"),
        ("It cost as much as $5M", "at most"),
        ("It cost less than $5M", "at most"),
        ("约5亿美元", "about"),
        ("超过5亿美元", "at least"),
        ("5亿美元以上", "at least"),
        ("高达5亿美元", "at most"),
        ("The crossover $5M", "exact"),
    ],
)
def test_bounds(annotate: Annotate, text: str, bound: str) -> None:
    assert only(annotate, text).bound == bound


@pytest.mark.parametrize(
    ("text", "amounts", "quotes", "bounds"),
    [
        ("$5-10 million", (5_000_000, 10_000_000), ("$5-10 million",) * 2, ("at least", "at most")),
        ("5%–10%", (5, 10), ("5%", "10%"), ("exact", "exact")),
        ("5 to 10%", (5, 10), ("5 to 10%",) * 2, ("at least", "at most")),
        ("from 4.25 to 4.5%", ("4.25", "4.5"), ("4.25 to 4.5%",) * 2, ("exact", "exact")),
        ("from $1.2M to $1.5M", (1_200_000, 1_500_000), ("$1.2M", "$1.5M"), ("exact", "exact")),
        ("$60,000-65,000", (60_000, 65_000), ("$60,000-65,000",) * 2, ("at least", "at most")),
        ("从4.1%降至3.9%", ("4.1", "3.9"), ("4.1%", "3.9%"), ("exact", "exact")),
        (
            "between $5 and $10 billion",
            (5 * 10**9, 10**10),
            ("$5 and $10 billion",) * 2,
            ("at least", "at most"),
        ),
    ],
)
def test_ranges(
    annotate: Annotate,
    text: str,
    amounts: tuple[object, ...],
    quotes: tuple[str, ...],
    bounds: tuple[str, ...],
) -> None:
    figures = annotate("Untitled", text).figures
    assert [f.amount for f in figures] == [Decimal(str(a)) for a in amounts]
    assert tuple(f.quote for f in figures) == quotes
    assert tuple(f.bound for f in figures) == bounds


@pytest.mark.parametrize(
    "text", ["$5 million to 3 designers", "$5 million and 10 engineers", "$5 - the price"]
)
def test_what_is_no_range(annotate: Annotate, text: str) -> None:
    assert only(annotate, text).bound == "exact"


@pytest.mark.parametrize(
    ("text", "amount", "direction"),
    [
        ("ETH +5.2%", "5.2", "up"),
        ("ETH −7.4%", "7.4", "down"),
        ("ETH net flow: −$390.8M", "390800000", "out"),
        ("ETH net flow: +$12M", "12000000", "in"),
        ("a funding rate of -0.01%", "-0.01", ""),
        ("a sub-3% yield", "3", ""),
    ],
)
def test_signs(annotate: Annotate, text: str, amount: str, direction: str) -> None:
    figure = only(annotate, text)
    assert (figure.amount, figure.direction) == (Decimal(amount), direction)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("ETH fell 5% today", "today"),
        ("ETH fell 5% over 24 hours", "24 hours"),
        ("ETH fell 5% in the past 24h", "24 hours"),
        ("ETH 24小时下跌5%", "24 hours"),
        ("ETH fell 5% this week", "this week"),
        ("ETH fell 5% in June 2022", "June 2022"),
        ("ETH fell 5% in Q3 2025", "Q3 2025"),
        ("ETH fell 5% on Friday", "Friday"),
        ("ETH fell 5% since Friday, a bad sign", "Friday"),
        ("ETH fell 5%", ""),
        ("ETH fell 5% on Friday, 3% of it by noon on Monday", "Friday"),
    ],
)
def test_periods(annotate: Annotate, text: str, period: str) -> None:
    assert annotate("Untitled", text).figures[0].period == period


def test_amounts_have_no_exponent_and_no_needless_zeros(annotate: Annotate) -> None:
    figures = annotate("$508.2M and $10 and 0.50% and $1.5T").figures
    assert [str(f.amount) for f in figures] == ["508200000", "10", "0.5", "1500000000000"]


def test_a_figure_goes_on_with_the_measure_of_its_sentence(annotate: Annotate) -> None:
    flows = annotate("T", "ETFs had $1.2 billion of inflows, led by BlackRock with $700 million.").figures
    assert [(f.measure, f.direction, f.subject) for f in flows] == [
        ("flow", "in", ""),
        ("flow", "in", "blackrock"),
    ]
    bought = annotate("T", "Strategy bought 1,250 BTC, worth about $80 million.").figures
    assert {f.measure for f in bought} == {"purchase"}
    other = annotate("T", "ETFs had $1.2 billion of inflows. The office cost $3 million.").figures
    assert other[1].measure == ""


def test_titles_lend_their_only_asset(annotate: Annotate) -> None:
    assert annotate("Ether slides", "It fell 5% on Friday.").figures[0].subject == "ETH"
    assert annotate("Ether and XRP slide", "It fell 5% on Friday.").figures[0].subject == ""


def test_chinese_and_english_tell_the_same_flow(annotate: Annotate) -> None:
    english = only(annotate, "A net outflow of $390.8 million from Arbitrum over 24 hours")
    chinese = only(annotate, "过去24小时Arbitrum净流出3.908亿美元")
    assert (
        english.amount,
        english.unit,
        english.measure,
        english.direction,
        english.subject,
        english.period,
    ) == (
        chinese.amount,
        chinese.unit,
        chinese.measure,
        chinese.direction,
        chinese.subject,
        chinese.period,
    )
