"""Addresses and identities."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.parse.identity import Mark, identities
from digest.collect.parse.urls import canonical, without_secrets


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("HTTP://Desk.Example:80/A?b=1", "http://desk.example/A?b=1"),
        ("https://desk.example:443", "https://desk.example/"),
        ("https://desk.example:8443/x", "https://desk.example:8443/x"),
        (
            "https://desk.example/x?utm_source=a&id=3&UTM_medium=b&fbclid=z#top",
            "https://desk.example/x?id=3",
        ),
        ("https://desk.example/x?b=2&a=1", "https://desk.example/x?b=2&a=1"),
        ("https://me:pw@desk.example/x", "https://desk.example/x"),
        ("/news/1", "https://base.example/news/1"),
        ("../2", "https://base.example/2"),
        ("//cdn.example/3", "https://cdn.example/3"),
        (" https://desk.example/\nx ", "https://desk.example/x"),
        ("https://exämple.example/ü b", "https://xn--exmple-cua.example/%C3%BC%20b"),
        # No web addresses:
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:desk@desk.example", ""),
        ("file:///etc/passwd", ""),
        ("http://", ""),
        ("http://[::1", ""),
        ("http://desk.example:port/", ""),
        ("https://desk.example/" + "x" * 3000, ""),
    ],
)
def test_one_spelling(written: str, spelled: str) -> None:
    base = "https://base.example/list/1" if "://" not in written or written.startswith("//") else ""
    assert canonical(written, base) == spelled


def in_google_news(target: str) -> str:
    raw = b"\x08\x13\x22" + bytes([len(target)]) + target.encode() + b"\xd2\x01\x00"
    return "https://news.google.com/rss/articles/" + urlsafe_b64encode(raw).decode().rstrip("=") + "?oc=5"


PAGE_ITSELF = "https://desk.example/2026/rates"


@pytest.mark.parametrize(
    "written",
    [
        "https://www.google.com/url?rct=j&sa=t&url=https://desk.example/2026/rates&ct=ga",
        "https://www.google.co.uk/url?q=https%3A%2F%2Fdesk.example%2F2026%2Frates&sa=U",
        in_google_news(PAGE_ITSELF),
        "http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=1&url=https%3a%2f%2fdesk.example%2f2026%2frates&c=2",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fdesk.example%2F2026%2Frates%3Ffbclid%3Dz&h=AT0",
        "https://us.rd.yahoo.com/finance/news/rss/story/*https://desk.example/2026/rates",
        "https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU=https%3a%2f%2fdesk.example%2f2026%2frates/RK=2/RS=x",
        "https://desk-example.cdn.ampproject.org/c/s/desk.example/2026/rates/amp",
        "https://www.google.com/amp/s/desk.example/2026/rates/amp",
        "https://desk.example/2026/rates/amp",
        "https://desk.example/2026/rates?amp=1",
        "https://desk.example/2026/rates?amp",
        "https://desk.example/2026/rates?outputType=amp&utm_source=x",
        "https://desk.example/2026/rates?source=rss&pk_campaign=feed&ns_mchannel=rss",
        # A wrapping within another.
        "https://www.google.com/url?url=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fdesk.example%252F2026%252Frates",
    ],
)
def test_the_target_written_in_an_address_is_the_address(written: str) -> None:
    assert canonical(written) == PAGE_ITSELF


@pytest.mark.parametrize(
    "written",
    [
        "https://t.co/y2GEQP09yM",
        "https://feedproxy.google.com/~r/desk/~3/abc/",
        "https://news.google.com/rss/articles/CBMiK0FVX3lxTE9kZTMzbWJmb08xdS1fX2ZoemFUbA",
        "https://news.google.com/rss/articles/CBM!",
        "https://www.google.com/url?url=javascript:alert(1)",
        "https://www.google.com/search?q=https://desk.example/",
        "https://desk.example/url?url=https://other.example/",
        "https://notgoogle.com/url?url=https://other.example/",
        "https://desk.example/amp",
        "https://desk.example/amplify",
        "https://desk.example/x?amplitude=1",
        "https://desk.example/x?ref=main&source=reuters&from=2026",
    ],
)
def test_an_address_that_only_resembles_one_stays(written: str) -> None:
    assert canonical(written).removesuffix("?oc=5") == written


def test_forms_of_one_page_are_one_entry() -> None:
    forms = (
        "https://desk.example/a",
        "http://m.desk.example/a",
        "https://www.desk.example/a/",
        "https://amp.desk.example/a",
    )
    assert len({id_of(form) for form in forms}) == 1
    assert id_of("https://en.m.desk.example/a") == id_of("https://en.desk.example/a") != id_of(forms[0])
    assert id_of("https://m.example/a") != id_of("https://example/a")


@given(st.text(max_size=50))
def test_any_address_is_none_or_settled(written: str) -> None:
    once = canonical("https://desk.example/" + written)
    assert once == "" or once.startswith("https://desk.example/")
    assert canonical(once) == once
    canonical(written)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:pw@desk.example/x", "https://desk.example/x"),
        (
            "https://desk.example/?api_key=1&page=2&X-Amz-Signature=3",
            "https://desk.example/?api_key=***&page=2&X-Amz-Signature=***",
        ),
        (
            "https://desk.example/?apikey=1&access_token=2",
            "https://desk.example/?apikey=***&access_token=***",
        ),
        (
            "https://desk.example/?keyword=bitcoin&monkey=1&author=x",
            "https://desk.example/?keyword=bitcoin&monkey=1&author=x",
        ),
        ("http://[::1", "an address that cannot be read"),
    ],
)
def test_secrets_are_not_shown(url: str, shown: str) -> None:
    assert without_secrets(url) == shown


def id_of(url: str = "", guid: str = "", title: str = "", source: str = "s") -> str:
    return identities(source, [Mark(url, guid, title)])[0]


def test_an_entry_is_its_address() -> None:
    first = id_of("https://desk.example/a", "1", "Old title")
    assert len(first) == 16
    assert first == id_of("https://desk.example/a", "2", "New title")
    assert first == id_of("http://www.desk.example/a/", "1", "Old title")
    assert first != id_of("https://desk.example/b", "1", "Old title")
    assert first != id_of("https://desk.example/a", source="other")


def test_without_an_address_of_its_own_the_guid_decides_then_the_title() -> None:
    assert id_of("", "1", "a") == id_of("", "1", "b") != id_of("", "2", "a")
    assert id_of("", "", "a") != id_of("", "", "b")
    assert id_of("https://desk.example/", "1", "a") != id_of("https://desk.example/", "2", "a")


def test_an_address_shared_by_entries_does_not_make_them_one() -> None:
    page = "https://desk.example/status"
    assert ids((page, "1", "a"), (page, "2", "b"), (page, "2", "b")) == 2
    assert ids((page, "", "a"), (page, "", "b")) == 2


def ids(*marks: tuple[str, str, str]) -> int:
    return len(set(identities("s", [Mark(*one) for one in marks])))


PAGE = "https://desk.example/live"
OLD, NEW = (datetime(2026, 2, day, tzinfo=UTC) for day in (5, 6))


def test_entries_that_share_all_but_title_or_date_stay_apart_and_the_oldest_stays_what_it_was() -> None:
    alone = id_of(PAGE, "1", "Rates held")
    told = identities("s", [Mark(PAGE, "1", "Rates cut", NEW), Mark(PAGE, "1", "Rates held", OLD)])
    assert told[1] == alone != told[0]
    told = identities("s", [Mark(PAGE, "1", "Rates held", NEW), Mark(PAGE, "1", "Rates held", OLD)])
    assert told[1] == alone != told[0]
    undated = identities("s", [Mark(PAGE, "1", "Rates cut"), Mark(PAGE, "1", "Rates held")])
    assert undated[1] == alone != undated[0]


def test_a_newer_one_does_not_change_what_the_earlier_are() -> None:
    two = [Mark(PAGE, "1", "Rates cut", NEW), Mark(PAGE, "1", "Rates held", OLD)]
    newest = Mark(PAGE, "1", "Rates cut again", NEW)
    assert identities("s", [newest, *two])[1:] == identities("s", two)


def test_what_is_the_same_in_all_is_one() -> None:
    same = Mark(PAGE, "1", "Rates held", OLD)
    assert len(set(identities("s", [same, same]))) == 1
