"""The sentences a story is told in."""

from __future__ import annotations

import pytest
from compose_stories import ranked, told
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.summary import stands_alone, summary_of
from digest.model import AnnotatedEntry


def summary(*entries: AnnotatedEntry, face: int = 0) -> list[str]:
    return [passage.text for passage in summary_of(ranked(*entries).story, entries[face])]


FIRST = "Bitcoin slid on Thursday as traders cut their positions across venues."
FIGURE = "Liquidations came to $1.93 billion across all venues within one day."


def test_the_lead_tells_it_with_its_figure_in_bold() -> None:
    lead = told("Bitcoin falls", f"{FIRST} {FIGURE}")
    first, second = summary_of(ranked(lead).story, lead)
    assert (first.text, second.text) == (FIRST, FIGURE)
    assert [second.text[a:b] for a, b in second.bold] == ["$1.93 billion"]
    assert (first.source_id, first.url) == ("alpha", lead.entry.url)


def test_a_second_entry_is_heard_only_when_it_adds_a_figure() -> None:
    plain = told(
        "Bitcoin down", "Traders everywhere were said to be selling what they could.", source="beta"
    )
    counted = told("Bitcoin down", FIGURE, source="beta")
    lead = told("Bitcoin falls", FIRST)
    assert summary(lead, plain) == [FIRST]
    assert summary(lead, counted) == [FIRST, FIGURE]


def test_a_figure_told_already_is_not_added() -> None:
    lead = told("Liquidations reach $1.93 billion", FIRST)
    assert summary(lead, told("Bitcoin down", FIGURE, source="beta")) == [FIRST]


def test_the_next_entry_of_the_language_steps_in_where_the_lead_has_nothing_to_say() -> None:
    lead = told("Bitcoin falls", "Read on to find out what happened to all of them.")
    german = told("Bitcoin fällt", "Bitcoin ist am Donnerstag an allen Börsen gefallen.", language="de")
    english = told("Bitcoin down", FIRST, source="beta")
    assert summary(lead, german, english) == [FIRST]
    assert summary(lead, german) == []


def test_the_headline_is_not_repeated_unless_something_is_new() -> None:
    title = "Bitcoin slides as traders cut positions across venues"
    assert summary(told(title, "Bitcoin slides as the traders cut positions across venues.")) == []
    adding = "Bitcoin slides to $60,100 as traders cut positions across venues."
    assert summary(told(title, adding)) == [adding]


def test_the_sentence_that_names_what_the_story_is_about_is_the_one() -> None:
    telling = "Arbitrum lost $390.8M in a day as Ether went back to its own chain."
    lead = told(
        "Arbitrum loses funds", f"The week had been a calm one for most of the larger networks. {telling}"
    )
    assert summary(lead) == [telling]


@pytest.mark.parametrize(
    "sentence",
    [
        FIRST,
        "“Nothing was lost,” the exchange said in a note to all of its users.",
        "eToro opened its books to traders in eleven more countries this week.",
        "央行等八部门发布通知，明确虚拟货币相关业务活动属于非法金融活动。",
    ],
)
def test_a_sentence_that_stands_alone(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Too short to say much.",
        ", posted a $59.45 million net loss in the last quarter as prices weakened.",
        "images.example/528aHR0cHM6Ly9zMy5jb2ludGVsZWdyYXBoLmNvbS91cGxvYWRz.jpg==.",
        "Bitcoin fell by a third, as https://alpha.example/bitcoin-falls has told.",
        "It fell by a third within an hour and has not recovered since then.",
        "However, traders were not in the mood to buy more of it this time.",
        "“They” is a word that points to somebody who was named before it.",
        "Here’s what traders should be watching out for in the days to come.",
        "Is the bottom in for the oldest of all the crypto currencies by now?",
        "Sign up for the morning letter and never miss a market move again.",
        "Traders who had waited for a lower price were buying it again and…",
        "and the others, who had been waiting for it, were left with nothing.",
        "“Nothing was lost, the exchange said in a note to all of its users.",
        "The post Bitcoin falls to a new low for the year appeared first on Alpha.",
        "Bitcoin " + "very " * 70 + "much fell.",
        "此外，央行等八部门还发布通知，明确虚拟货币相关业务活动属于非法金融活动。",
    ],
)
def test_noop_a_sentence_that_does_not(sentence: str) -> None:
    assert not stands_alone(sentence)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Bitcoin falls", "Ether at $2,100", "Odd day"]),
            st.lists(
                st.sampled_from(
                    [FIRST, FIGURE, "It did.", "Ether fell to $2,100 in the night of all nights."]
                )
                | st.text(max_size=60).map(lambda text: f"{text}."),
                max_size=4,
            ).map(" ".join),
            st.sampled_from(["en", "zh"]),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_a_summary_is_made_of_the_sources_own_words(parts: list[tuple[str, str, str]]) -> None:
    entries = [told(t, body, source=f"s{n}", language=lang) for n, (t, body, lang) in enumerate(parts)]
    story = ranked(*entries).story
    passages = summary_of(story, entries[0])
    assert len(passages) <= 2
    by_source = {one.entry.source_id: one for one in entries}
    for passage in passages:
        assert passage.text in by_source[passage.source_id].text
        assert by_source[passage.source_id].language == entries[0].language
        quotes = {figure.quote for figure in by_source[passage.source_id].figures}
        assert all(passage.text[start:end] in quotes for start, end in passage.bold)


def test_a_sentence_that_points_back_gives_way_to_one_that_names_its_subject() -> None:
    naming = "Bitcoin traded at $60,100 in the morning, its lowest price since October."
    lead = told("A signal last seen in June 2022", f"The coin had been as weak only once before. {naming}")
    assert summary(lead) == [naming]
    assert (
        summary(told("A signal last seen in June 2022", "The coin had been as weak only once before."))
        == []
    )


def test_a_sentence_that_points_back_but_names_something_is_better_than_none() -> None:
    lead = told("Rescue planned", "The company will sell Bitcoin from its treasury until the end of May.")
    assert summary(lead) == ["The company will sell Bitcoin from its treasury until the end of May."]
