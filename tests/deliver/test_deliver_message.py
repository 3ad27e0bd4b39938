"""The message: what its headers say, that nothing gets into them, that it reads back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import Any, cast

import pytest
from delivery_samples import NOW, edition, rendition
from hypothesis import example, given
from hypothesis import strategies as st

from digest.deliver.address import recipient_address, sender_address
from digest.deliver.message import build_message, clean_subject
from digest.errors import DeliveryError

HTML = "<!doctype html>\n<title>Morning</title>\n<p>$390.8M — “oversold”</p>\n"
TEXT = "Morning desk\n\n$390.8M — “oversold”\n.\nFrom here on: +12.3 %\n"
HEADERS = ["List-Id", "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]


def built(
    subject: str = "Bitcoin falls; ETF outflow of $390.8M",
    *,
    html: str = HTML,
    text: str = TEXT,
    digest: str = "daily",
    **options: Any,
) -> bytes:
    given: dict[str, Any] = {"sender": "Morning desk <desk@example.com>", "recipient": "reader@example.net"}
    mail = rendition("mail", html, title=subject)
    return build_message(edition(digest), mail, rendition("text", text), **given | {"now": NOW} | options)


def parsed(message: bytes) -> EmailMessage:
    return message_from_bytes(message, policy=policy.default)


def headers(message: bytes) -> Mapping[str, str]:
    """As a mail program shows them."""
    raw = parsed(message).raw_items()
    return {name: str(make_header(decode_header(value))) for name, value in raw}


def bodies(message: bytes) -> list[tuple[str, str]]:
    parts = parsed(message).iter_parts()
    return [
        (one.get_content_type(), cast("EmailMessage", one).get_content().replace("\r\n", "\n"))
        for one in parts
    ]


def test_the_message_says_what_it_is() -> None:
    message = built()
    told = headers(message)
    assert list(told) == [*HEADERS, "MIME-Version", "Content-Type"]
    assert told["From"] == "Morning desk <desk@example.com>"
    assert told["To"] == "reader@example.net"
    assert told["Subject"] == "Bitcoin falls; ETF outflow of $390.8M"
    assert told["Date"] == "Fri, 06 Feb 2026 06:00:05 +0000"
    assert told["List-Id"] == "<daily.example.com>"
    assert told["Auto-Submitted"] == "auto-generated"
    assert parsed(message).get_content_type() == "multipart/alternative"
    assert bodies(message) == [("text/plain", TEXT), ("text/html", HTML)]


def test_the_lines_are_short_seven_bit_and_end_in_crlf() -> None:
    long = "汇率 " * 3000 + "\n" + "word " * 3000 + "\n" + "x" * 3000 + "\n"
    message = built(
        "“Oversold” — 汇率 " * 12, html=long, text=long, sender="Утренний обзор <desk@example.com>"
    )
    assert message.isascii()
    assert b"\n" not in message.replace(b"\r\n", b"")
    assert b"\r" not in message.replace(b"\r\n", b"")
    assert max(len(line) for line in message.split(b"\r\n")) <= 76
    assert bodies(message) == [("text/plain", long), ("text/html", long)]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [("plain\n", "quoted-printable"), (HTML, "quoted-printable"), ("人民银行等八部门发布通知\n", "base64")],
)
def test_the_shorter_encoding_is_chosen(content: str, encoding: str) -> None:
    part = next(parsed(built(text=content)).iter_parts())
    assert part["Content-Transfer-Encoding"] == encoding


@pytest.mark.parametrize(
    "content", ["", "\n", "no end of line", "a\r\nb\rc\n", "\n\n.\n..\n", "--=_x--\n", "\0\x1b\n"]
)
def test_any_text_arrives(content: str) -> None:
    assert bodies(built(text=content))[0][1].splitlines() == (content or "\n").splitlines()


def test_the_same_edition_and_recipient_is_the_same_message() -> None:
    assert built() == built()
    later = built(now=NOW + timedelta(hours=3), html=HTML + "<p>mended</p>\n", subject="Another subject")
    assert headers(later)["Message-ID"] == headers(built())["Message-ID"]
    assert parsed(later).get_boundary() == parsed(built()).get_boundary()


def test_another_edition_or_recipient_is_another_message() -> None:
    ids = {
        headers(message)["Message-ID"]
        for message in (built(), built(digest="desk"), built(recipient="other@example.net"))
    }
    assert len(ids) == 3
    assert all(one.endswith("@example.com>") for one in ids)


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Bitcoin's “oversold” signal", "Bitcoin's “oversold” signal"),
        ("  two \t lines\r\nBcc: x@example.org ", "two lines Bcc: x@example.org"),
        ("=?utf-8?q?=0D=0ABcc:_x@example.org?=", "= ?utf-8?q?=0D=0ABcc:_x@example.org?="),
        ("=\r\n?utf-8?q?x?=", "= ?utf-8?q?x?="),
        ("=\u200b?utf-8?q?x?=", "= ?utf-8?q?x?="),
        ("a\x00b\x1b[31mc\u2028d\x85e\x7ff", "a b [31mc d e f"),
        ("\u202eevil\u202c so\u00adft\ufeff", "evil soft"),
        ("lone \ud800 half", "lone half"),
        ("{{ 7*7 }} <script>", "{{ 7*7 }} <script>"),
        ("x" * 1_000_000, "x" * 199 + "…"),
        ("", ""),
        ("\u200b\n", ""),
        # What must stay as it is.
        ("EBITDA < 5% & > 3% = ?", "EBITDA < 5% & > 3% = ?"),
        ("人民银行 等八部门：“通知” 🚀", "人民银行 等八部门：“通知” 🚀"),
        ("x" * 200, "x" * 200),
    ],
)
def test_a_title_becomes_a_subject(title: str, subject: str) -> None:
    assert clean_subject(title) == subject


@given(st.text(max_size=300))
@example('BB \\@=:)_-a"()汇= ?.= ?=B:utf-8,_ 汇?;= \\é')
@example("é =?utf-8?q?=0D=0ABcc:_x@y?= b")
@example("x" * 150)
@example("é" * 150 + " " + "x" * 45)
def test_no_title_gets_out_of_the_subject(title: str) -> None:
    told = headers(built(title))
    assert list(told) == [*HEADERS, "MIME-Version", "Content-Type"]
    assert told["Subject"] == (clean_subject(title) or "Morning desk")


@given(
    st.lists(st.sampled_from(["=?", "?=", "=?utf-8?q?", "=0D=0A", "Bcc:", " ", "é", "\r\n", "_", "x" * 70]))
)
def test_no_encoded_word_gets_out_of_the_subject(parts: list[str]) -> None:
    message = built("".join(parts))
    assert list(headers(message)) == [*HEADERS, "MIME-Version", "Content-Type"]
    assert parsed(message)["Bcc"] is None


@pytest.mark.parametrize(
    "sender",
    [
        "desk@example.com",
        "Desk <desk@example.com>",
        '"Desk, the (morning)" <desk@example.com>',
        "人民银行 晨报 <desk@example.com>",
        '"Müller, Desk" <desk@example.com>',
        f'"{"Müller, " * 20}" <desk@example.com>',
    ],
)
def test_any_sender_reads_back(sender: str) -> None:
    address = sender_address(sender)
    told = headers(built(sender=sender))["From"].replace('"', "")
    name = address.display_name
    assert told == (f"{name} <desk@example.com>" if name else "desk@example.com")


def test_a_domain_outside_ascii_is_written_in_its_ascii_form() -> None:
    told = headers(built(sender="desk@münchen.example", recipient="leser@MÜNCHEN.example"))
    assert told["From"] == "desk@xn--mnchen-3ya.example"
    assert told["To"] == "leser@xn--mnchen-3ya.example"


@pytest.mark.parametrize("text", ["reader@example.com", "a.b+c@sub.example.com", "o'neil@example.com"])
def test_an_address(text: str) -> None:
    assert recipient_address(text).addr_spec == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "reader",
        "reader@",
        "@example.com",
        "reader@@example.com",
        "reader@exa mple.com",
        "a@example.com, b@example.com",
        "a@example.com b@example.com",
        "Reader <reader@example.com>",
        "<reader@example.com>",
        "reader@example.com\r\nBcc: x@example.org",
        "reader@example.com\x00",
        "=?utf-8?q?a?=@example.com",
        "lesér@example.com",
        "reader@exam\u202eple.com",
        "reader@[127.0.0.1]",
        "reader@.example.com",
        "reader@example..com",
        "group: a@example.com;",
    ],
)
def test_no_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"address|letters outside ASCII"):
        recipient_address(text)
    with pytest.raises(DeliveryError):
        built(recipient=text)


def test_a_way_out_of_the_list() -> None:
    link = "https://example.com/leave?who=" + "a" * 200
    told = built(unsubscribe=link, list_id="morning.example.org")
    assert headers(told)["List-Id"] == "<morning.example.org>"
    assert f"List-Unsubscribe: <{link}>\r\n".encode() in told
    assert headers(told)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    by_mail = headers(built(unsubscribe="mailto:leave@example.com?subject=leave"))
    assert by_mail["List-Unsubscribe"] == "<mailto:leave@example.com?subject=leave>"
    assert "List-Unsubscribe-Post" not in by_mail
    assert "List-Unsubscribe" not in headers(built())


@pytest.mark.parametrize(
    "options",
    [
        {"unsubscribe": "http://example.com/leave"},
        {"unsubscribe": "https://example.com/a b"},
        {"unsubscribe": "https://example.com/>\r\nBcc: x@example.org"},
        {"unsubscribe": "https://example.com/" + "a" * 900},
        {"list_id": "no dots"},
        {"list_id": "a.b>\r\nBcc: x@example.org"},
    ],
)
def test_a_list_header_that_is_not_in_its_form_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(DeliveryError):
        built(**options)


def test_a_digest_of_any_name_has_a_list() -> None:
    assert headers(built(digest="晨报"))["List-Id"] == "<digest.example.com>"
    assert headers(built(digest="Desk & co."))["List-Id"] == "<Desk-co.example.com>"
