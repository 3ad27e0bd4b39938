"""A figure alone is no update of a thread whose type of event cools down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from compose_stories import Desk, board, past, ranked, told

from digest.compose.sections.top import Top
from digest.model import Figure, PastStory, RankedStory

DAYS = {"price move": 1, "listing": 3}


def before(headline: str, day: int, event: str) -> PastStory:
    """Told on that day of February; the edition is of the 6th."""
    return replace(past(headline), edition=date(2026, 2, day), event=event)


def moved(title: str, *earlier: PastStory, event: str = "price move", source: str = "alpha") -> RankedStory:
    return ranked(told(title, source=source, event=event), earlier=earlier)


@pytest.mark.parametrize(
    ("title", "event", "day", "status"),
    [
        ("Bitcoin falls under $66K", "price move", 5, "day"),
        ("Bitcoin falls under $66K", "price move", 4, "update"),
        ("Coin lists at $66K", "listing", 3, "day"),
        ("Coin lists at $66K", "listing", 2, "update"),
        ("Bridge drained of $66K", "exploit", 5, "update"),
        ("Bank fined $66K", "enforcement", 5, "update"),
        ("Something of $66K", "", 5, "update"),
    ],
)
def test_a_new_figure_is_an_update_once_the_type_of_event_has_cooled_down(
    title: str, event: str, day: int, status: str
) -> None:
    story = moved(title, before("It was $70K", day, event), event=event)
    assert board(cool_down=DAYS).brief(story).status == status
    assert board().brief(story).status == "update"


def test_the_last_telling_counts() -> None:
    story = moved(
        "Bitcoin at $66K", before("It was $70K", 5, "price move"), before("$71K", 1, "price move")
    )
    assert board(cool_down=DAYS).brief(story).status == "day"


@pytest.mark.parametrize(
    ("story", "news"),
    [
        (
            moved("Bitcoin halted at $66K", before("Bitcoin at $70K", 5, "price move"), source="regulator"),
            ("primary document: The Regulator", "1 more outlet: The Regulator"),
        ),
        (
            moved("Exchange held at $66K", before("At $70K", 5, "price move"), event="enforcement"),
            ("now enforcement (“enforcement”)",),
        ),
    ],
)
def test_a_document_or_another_event_is_an_update_at_once(
    story: RankedStory, news: tuple[str, ...]
) -> None:
    brief = board(cool_down=DAYS).brief(story)
    assert (brief.status, brief.news) == ("update", news)


@pytest.mark.parametrize(
    ("title", "earlier", "status"),
    [
        ("Bitcoin falls 12%", "Bitcoin falls 6%", "update"),
        ("Bitcoin falls 11.9%", "Bitcoin falls 6 percent", "day"),
        ("Bitcoin falls 12%", "Bitcoin falls 3%, Ether 7%", "day"),
        ("Bitcoin falls 12%", "Bitcoin falls to $60K", "day"),
    ],
)
def test_a_move_twice_as_large_as_any_told_is_an_update_at_once(
    title: str, earlier: str, status: str
) -> None:
    quote = title.split()[-1]
    span = (len(title) - len(quote), len(title))
    entry = told(title, event="price move")
    entry = replace(entry, figures=(Figure(Decimal(quote[:-1]), "percent", quote, span),))
    story = ranked(entry, earlier=[before(earlier, 5, "price move")])
    assert board(cool_down=DAYS).brief(story).status == status


def test_noop_a_cooling_thread_with_nothing_new_holds_nothing() -> None:
    story = moved("Bitcoin at $70K", before("Bitcoin at $70K", 5, "price move"))
    brief = board(cool_down=DAYS).brief(story)
    assert (brief.status, brief.day, brief.news) == ("day", 2, ())


def test_top_leaves_it_out_and_the_ledger_says_why() -> None:
    held = moved("Bitcoin falls under $66K", before("Bitcoin at $70K", 5, "price move"))
    still = moved("Coin listed", before("Coin listed", 4, "listing"), event="listing")
    digest = replace(Desk().place(Top()), cool_down=DAYS).compose(held, still)
    assert digest.briefs == ()
    assert [account.dropped for account in digest.accounts] == [
        "told yesterday, nothing new but $66K, which is no update for 1 day (price move)",
        "told on 2026-02-04, nothing new",
    ]
    assert [fate.detail for fate in digest.ledger.fates] == [a.dropped for a in digest.accounts]
