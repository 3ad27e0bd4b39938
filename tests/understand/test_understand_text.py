"""Boilerplate goes, sentences end where they end, and nothing is rewritten."""

from __future__ import annotations

import pytest

from digest.understand.text import compose_text, sentence_spans


def body_of(title: str, body: str) -> str:
    text, begins = compose_text(title, body)
    return text[begins:]


@pytest.mark.parametrize(
    "tail",
    [
        "The post Bitcoin falls appeared first on Coin Quarter.",
        "The post “ETFs: what now?” first appeared on Ledgerline",
        "Read more",
        "Continue reading on Ledgerline…",
        "(Reporting by Ann Lee; Editing by Bo Ray)",
        "Share",
        "Subscribe to our newsletter for more.",
        "Also read: Ether rises",
        "Disclaimer: this is not advice.",
        "责任编辑：王明",
        "Share\nTweet\nCopy link",
        "Read more\nThe post X appeared first on Y.",
    ],
)
def test_furniture_at_the_end_goes(tail: str) -> None:
    kept = "Bitcoin fell 5% on Friday. Traders blamed the Fed."
    assert body_of("Title", f"{kept}\n{tail}") == kept


@pytest.mark.parametrize(
    "body",
    [
        "The post office raised prices. It appeared in court.",
        "He said readers want to read more books than ever before, and that is a fact.",
        "Bitcoin fell.\nThe reporting season begins on Monday with three banks.",
        "Shares fell. Share prices recovered later.",
        "Copy trading grew by half.",
    ],
)
def test_sentences_that_only_look_like_furniture_stay(body: str) -> None:
    assert body_of("Title", body) == body


def test_furniture_at_the_end_of_the_last_line_goes_too() -> None:
    assert body_of("T", "Bitcoin fell. Read more on Ledgerline.") == "Bitcoin fell."
    assert body_of("T", "Bitcoin fell and […]") == "Bitcoin fell and"


def test_lines_of_furniture_at_the_head_go() -> None:
    assert body_of("T", "0\nShare\ncopy\nBitcoin fell today.") == "Bitcoin fell today."


def test_a_first_line_equal_to_the_title_goes() -> None:
    assert compose_text("Bitcoin falls", "Bitcoin falls.\nIt did.") == ("Bitcoin falls\n\nIt did.", 15)
    assert body_of("Bitcoin falls", "Bitcoin falls again.\nIt did.") == "Bitcoin falls again.\nIt did."


def test_without_a_body_the_text_is_the_title() -> None:
    assert compose_text("Bitcoin falls", " \n") == ("Bitcoin falls", 13)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rose 1.5% to $3.20. Then it fell.", ["It rose 1.5% to $3.20.", "Then it fell."]),
        ("The U.S. SEC sued Acme Inc. on Monday.", ["The U.S. SEC sued Acme Inc. on Monday."]),
        ("He moved to the U.S. The SEC followed.", ["He moved to the U.S.", "The SEC followed."]),
        ("J. Powell spoke. Mr. Lee heard.", ["J. Powell spoke.", "Mr. Lee heard."]),
        ("Notice No. 42 applies. No. 7 does not.", ["Notice No. 42 applies.", "No. 7 does not."]),
        ("“It is over.” She left.", ["“It is over.”", "She left."]),
        ("跌了5%。明天呢？不知道！", ["跌了5%。", "明天呢？", "不知道！"]),
        ("他说：“结束了。”然后离开。", ["他说：“结束了。”", "然后离开。"]),
        ("One line\nanother line", ["One line", "another line"]),
        ("1. First item. It is long.", ["1. First item.", "It is long."]),
        ("Really? Yes! Well…  Fine.", ["Really?", "Yes!", "Well…", "Fine."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_spans(text, 0, len(text))] == sentences
