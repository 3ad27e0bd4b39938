"""Addresses and identities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.parse.identity import identities
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
    return identities(source, [(url, guid, title)])[0]


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
    assert len(set(identities("s", [(page, "1", "a"), (page, "2", "b"), (page, "2", "b")]))) == 2
    assert len(set(identities("s", [(page, "", "a"), (page, "", "b")]))) == 2
    assert len(set(identities("s", [(page, "1", "a"), (page, "1", "a, corrected")]))) == 1
