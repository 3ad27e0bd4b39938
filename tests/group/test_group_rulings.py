"""Pins and splits: what config says overrules words and vetoes."""

from __future__ import annotations

from told_entries import Named, told

from digest.group import COPY, group
from digest.model import Ruling

BTC: Named = ("BTC", "asset", "Bitcoin")
ETH: Named = ("ETH", "asset", "Ether")
LISTS = told("Marlowe lists Bitcoin", names=(BTC,), event="listing", url="https://a.example/1")
OTHER = told("Marlowe lists Ether", names=(ETH,), event="listing", source="blockpost", hours=100)
ALIKE = told("Marlowe lists Bitcoin today", names=(BTC,), event="listing", source="swiftwire")


def test_a_pin_joins_what_every_veto_forbids() -> None:
    assert len(group([LISTS, OTHER], (), {})) == 2
    pin = Ruling("one listing", "pin", ("https://a.example/1", "LISTS ETHER"))
    (story,) = group([LISTS, OTHER], (), {}, (pin,))
    (merge,) = story.merges
    assert merge.why == "pinned by one listing"
    assert merge.score < COPY


def test_a_split_parts_what_is_alike() -> None:
    assert len(group([LISTS, ALIKE], (), {})) == 1
    split = Ruling("two notices", "split", ("https://a.example/1", "bitcoin today"))
    stories = group([LISTS, ALIKE, OTHER], (), {}, (split,))
    assert {story.lead.title: story.split_by for story in stories} == {
        LISTS.title: ("two notices",),
        ALIKE.title: ("two notices",),
        OTHER.title: (),
    }


def test_a_split_parts_even_copies_and_pins() -> None:
    copy = told("Marlowe lists Bitcoin", source="blockpost", url="https://b.example/1")
    rules = (
        Ruling("apart", "split", ("https://a.example/1", "https://b.example/1")),
        Ruling("together", "pin", ("Marlowe lists",)),
    )
    assert len(group([LISTS, copy], (), {}, rules)) == 2


def test_what_no_side_or_both_sides_name_is_left_to_grouping() -> None:
    split = Ruling("apart", "split", ("Marlowe lists", "https://a.example/1"))
    (story,) = group([LISTS, ALIKE], (), {}, (split,))
    assert story.split_by == ()
    (one_side,) = group([LISTS, ALIKE], (), {}, (Ruling("s", "split", ("Marlowe", "no such words")),))
    assert one_side.split_by == ()
    assert len(group([LISTS, ALIKE], (), {}, (Ruling("p", "pin", ("no such words",)),))) == 1


def test_each_split_that_acts_is_named_in_the_order_of_the_config() -> None:
    rules = (
        Ruling("pair", "pin", ("Marlowe lists Bitcoin",)),
        Ruling("second", "split", ("lists Ether", "lists Bitcoin")),
        Ruling("first", "split", ("https://a.example/1", "Ether")),
    )
    stories = group([LISTS, ALIKE, OTHER], (), {}, rules)
    assert [story.split_by for story in stories] == [("second", "first"), ("second", "first")]


def test_a_split_holds_between_groups() -> None:
    third = told("Marlowe lists Bitcoin at noon", names=(BTC,), event="listing", source="haibao")
    split = Ruling("apart", "split", ("https://a.example/1", "at noon"))
    stories = group([LISTS, ALIKE, third], (), {}, (split,))
    for story in stories:
        titles = {entry.title for entry in story.entries}
        assert not {LISTS.title, third.title} <= titles
