"""The edition in brief for chats: what it tells, and that no chat reads more than words in it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from digest.model import Brief, Digest, Item, Line, Section
from digest.render import Theme, render
from digest.render.escaping import chat
from digest.render.links import link_chat

JOIN = "\u2060"


def told(desk: Digest, theme: Theme, address: str = "") -> str:
    return render(desk, theme, ("chat",), address)[0].content


def retold(desk: Digest, words: str, url: str = "https://a.example/x") -> Digest:
    """The desk with `words` wherever a source could have put them."""

    def item(one: Item) -> Item:
        if not isinstance(one, Brief):
            return replace(one, label=words, text=words) if isinstance(one, Line) else one
        tellings = tuple(replace(each, source=words) for each in one.tellings)
        return replace(one, headline=words, url=url, tellings=tellings, disagreements=())

    def section(one: Section) -> Section:
        return replace(one, items=tuple(map(item, one.items)))

    missing = tuple(replace(one, title=words, error=words) for one in desk.masthead.missing)
    return replace(
        desk, sections=tuple(map(section, desk.sections)), masthead=replace(desk.masthead, missing=missing)
    )


def test_it_tells_the_top_of_everything(desk: Digest, theme: Theme) -> None:
    said = told(desk, theme)
    first, *parts, last = said.strip().split("\n\n")
    assert first == "Morning desk, Fri 6 Feb 2026"
    assert f"{desk.masthead.answered} of {desk.masthead.asked} sources answered" in parts[0]
    assert all(f"Missing: {source.title}" in parts[0] for source in desk.masthead.missing)
    whole = [b for s in desk.sections if not s.compact for b in s.items if isinstance(b, Brief)]
    stories = [part for part in parts if "https://" in part]
    assert len(stories) == len(whole) > 3
    for brief, story in zip(whole, stories, strict=True):
        assert str(chat(brief.headline)) in story
        assert link_chat(brief.url) in story
        assert all(claim.figure.quote in story for d in brief.disagreements for claim in d.claims)
    lines = [item.text for s in desk.sections for item in s.items if item.layout == "line"]
    assert lines
    assert all(text in said for text in lines)
    assert last == "Edition desk/2026-02-06T07:00"
    assert told(desk, theme, "https://b.example/desk/2026-02-06/").endswith(
        "\n\nThe whole edition: https://b.example/desk/2026-02-06/\n"
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Bitcoin falls 9% to $60,000; Fed’s “dot plot” (2026) is #1: why?", None),
        ("Yinfa [2026] No. 42 & more", None),
        ("at 12:30:45, A/B", None),
        ("以太坊基金：2026年", None),
        ("@everyone look", f"@{JOIN}everyone look"),
        ("mail me@a.example", f"mail me@{JOIN}a.example"),
        ("<!channel> <@U123> <b>x</b>", f"‹!channel› ‹@{JOIN}U123› ‹b›x‹/b›"),
        ("**bold** _it_ ~~no~~ `code` ||spoiler||", "∗∗bold∗∗ ˍitˍ ∼∼no∼∼ ˋcodeˋ ∣∣spoiler∣∣"),
        ("[bank](https://evil.example)", f"[bank]{JOIN}(https:{JOIN}//evil.example)"),
        ("[bank][1] [1]: x", f"[bank]{JOIN}[1] [1]{JOIN}: x"),
        ("tg://user?id=1 www.evil.example", f"tg:{JOIN}//user?id=1 www{JOIN}.evil.example"),
        (":fire: :+1: sale", f":{JOIN}fire: :{JOIN}+1: sale"),
        ("a\\*b\\", "a∖∗b∖"),
        ("one\n\n# two\r\n> three\x00\u202e", "one # two › three"),
        ("{{ 7 * 7 }} {% x %}", "{{ 7 ∗ 7 }} {% x %}"),
    ],
)
def test_words_stay_words(desk: Digest, theme: Theme, words: str, shown: str | None) -> None:
    shown = words if shown is None else shown
    assert str(chat(words)) == shown
    said = told(retold(desk, words), theme)
    assert shown in said
    assert said.count("\n\n") == told(retold(desk, "Plain words"), theme).count("\n\n")
    assert re.findall(r"\S+://\S+", said) == re.findall(
        r"\S+://\S+", told(retold(desk, "Plain words"), theme)
    )


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/x-y/1?b=1&c=2#d", "https://a.example/x-y/1?b=1&c=2#d"),
        ("https://a.example/_x_/@everyone/*b*~c~", "https://a.example/%5Fx%5F/%40everyone/%2Ab%2A%7Ec%7E"),
        ("https://a.example/x)(", "https://a.example/x%29%28"),
        ("https://a.example/end.", "https://a.example/end%2E"),
        ("https://bank.example@evil.example/", "https://bank.example%40evil.example/"),
        ("javascript:alert(1)", "#"),
    ],
)
def test_addresses_stand_whole(url: str, shown: str) -> None:
    assert link_chat(url) == shown
