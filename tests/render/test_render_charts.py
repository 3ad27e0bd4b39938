"""Bars: the right way, the right length, told in words as well."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from desk_tables import flow
from lxml import etree

from digest.render.charts import flow_bar, mean_place

IN = flow("Ethereum", "500", 100, "900", "400", "100")


def rect(share: int) -> dict[str, str]:
    found = etree.fromstring(flow_bar(replace(IN, share=share))).find("rect")
    assert found is not None
    return {str(name): str(value) for name, value in found.attrib.items()}


@pytest.mark.parametrize(
    ("share", "side", "x", "width"),
    [(100, "in", "100", "100"), (25, "in", "100", "25"), (-77, "out", "23", "77"), (0, "in", "100", "0")],
)
def test_a_bar_grows_from_the_middle(share: int, side: str, x: str, width: str) -> None:
    bar = rect(share)
    assert (bar["class"], bar["x"], bar["width"]) == (side, x, width)


@pytest.mark.parametrize(
    ("net", "share", "mean", "place"),
    [
        ("500", 100, "100", 20),
        ("-500", -100, "100", 20),
        ("500", 100, "-100", -20),
        ("1", 1, "500", 100),
        ("0", 0, "10", None),
        ("5", 10, None, None),
    ],
)
def test_the_mean_is_on_the_same_scale(net: str, share: int, mean: str | None, place: int | None) -> None:
    row = replace(IN, net=Decimal(net), share=share, mean=Decimal(mean) if mean else None)
    assert mean_place(row) == place


def test_a_bar_says_what_it_shows() -> None:
    tree = etree.fromstring(flow_bar(replace(IN, label="<b>\u202eEther</b>")))
    assert tree.findtext("title") == "<b>Ether</b>: net +$500"
    assert "7 days before: +$100" in (tree.findtext("desc") or "")
