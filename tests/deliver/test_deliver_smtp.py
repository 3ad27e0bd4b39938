"""Mail over SMTP: its options, its recipients, and what arrives at a real server."""

from __future__ import annotations

from collections.abc import Sequence
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from delivery_samples import NOW, edition, rendition
from pydantic import TypeAdapter, ValidationError

from bench.mail_server import Fault, MailServer, mail_server
from digest.config import load_config
from digest.deliver.channels.smtp import Smtp
from digest.errors import ConfigError, DeliveryError
from digest.model import Rendition

MAIL = rendition("mail", "<p>汇率</p>\n<p>.</p>\n", title="Bitcoin fällt")
TEXT = rendition("text", "汇率\n.\n..leading\n" + "x" * 3000 + "\n")
BOTH = (MAIL, TEXT)


def channel(server: MailServer, **options: Any) -> Smtp:
    options = {"to": ("reader@example.com",), "security": "none", **options}
    return Smtp("127.0.0.1", "Desk <desk@example.org>", port=server.port, timeout_seconds=20, **options)


def send(smtp: Smtp, renditions: Sequence[Rendition] = BOTH) -> list[str]:
    with smtp.open() as opened:
        return [opened.send(edition(), renditions, target, NOW) for target in smtp.targets()]


def test_one_message_a_recipient_over_one_connection() -> None:
    with mail_server() as server:
        told = send(channel(server, to=("a@example.com", "b@example.com"), reply_to="desk@example.net"))
    assert told == ["250 2.0.0 queued as 4F2A"] * 2
    assert [one.recipient for one in server.kept] == ["a@example.com", "b@example.com"]
    assert (server.asked("connect"), server.asked("quit")) == (1, 1)
    assert server.senders == ["desk@example.org"] * 2
    assert len({one.identity for one in server.kept}) == 2
    for one in server.kept:
        message = message_from_bytes(one.content, policy=policy.default)
        assert message["To"] == one.recipient
        assert message["Reply-To"] == "desk@example.net"
        assert message["Subject"] == "Bitcoin fällt"
        assert b"b@example.com" not in one.content or one.recipient == "b@example.com"


def test_it_arrives_as_it_was_written() -> None:
    with mail_server(seven_bit=True) as server:
        send(channel(server))
    content = server.kept[0].content
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 78
    assert b"\n" not in content.replace(b"\r\n", b"")
    message = message_from_bytes(content, policy=policy.default)
    text, html = (part.get_content() for part in message.iter_parts())
    assert text.splitlines() == TEXT.content.splitlines()
    assert html.splitlines() == MAIL.content.splitlines()


@pytest.mark.parametrize("first", [".", "..", ".hidden", "..\n.\n.", ". "])
def test_a_line_that_begins_with_a_dot(first: str) -> None:
    with mail_server() as server:
        send(channel(server), (MAIL, rendition("text", first + "\nlast\n")))
    message = message_from_bytes(server.kept[0].content, policy=policy.default)
    assert next(message.iter_parts()).get_content().splitlines() == [*first.split("\n"), "last"]


def test_a_server_that_knows_no_ehlo() -> None:
    with mail_server(Fault("ehlo", "500 what?")) as server:
        assert len(send(channel(server))) == 1
    assert server.asked("helo") == 1


def test_sent_alone_it_has_a_connection_of_its_own() -> None:
    with mail_server() as server:
        smtp = channel(server)
        smtp.send(edition(), BOTH, "reader@example.com", NOW)
        smtp.send(edition(), BOTH, "reader@example.com", NOW)
    assert (server.asked("connect"), server.asked("quit")) == (2, 2)
    assert len({one.identity for one in server.kept}) == 1


def test_no_connection_before_the_first_message() -> None:
    with mail_server() as server, channel(server).open():
        pass
    assert server.seen == []


@pytest.mark.parametrize("given", [(), BOTH[:1], BOTH[1:]])
def test_both_parts_or_no_message(given: tuple[Rendition, ...]) -> None:
    with mail_server() as server, pytest.raises(DeliveryError, match="not rendered"):
        send(channel(server), given)
    assert server.seen == []


def test_the_size_is_told_before_the_message_is_sent() -> None:
    with mail_server(size_limit=500) as server, pytest.raises(DeliveryError) as told:
        send(channel(server))
    assert told.value.then == "refused"
    assert "552" in str(told.value)
    assert str(told.value).endswith("(the message is too big for it, or the mailbox is full)")
    assert server.asked("rcpt") == server.asked("data") == 0


def test_reaching_the_server_sends_nothing() -> None:
    with mail_server() as server:
        told = channel(server).reach()
    assert told == f"127.0.0.1:{server.port}, none, no log-in"
    assert {stage for stage, _ in server.seen} == {"connect", "ehlo", "quit"}


def test_a_server_that_is_not_there() -> None:
    with mail_server() as server:
        pass
    with pytest.raises(DeliveryError) as told:
        send(channel(server))
    assert str(told.value) == f"127.0.0.1:{server.port}: no connection: connection refused"
    assert told.value.then == "again"


def test_a_name_that_is_nowhere() -> None:
    smtp = Smtp("mail.invalid", "desk@example.org", ("a@example.com",), timeout_seconds=10)
    with pytest.raises(DeliveryError, match=r"^mail\.invalid:587: its name cannot be looked up") as told:
        smtp.reach()
    assert told.value.then == "again"


# --- recipients -----------------------------------------------------------------------------------


def listed(path: Path, *to: str) -> Smtp:
    return Smtp("mail.example.org", "desk@example.org", to, recipients_path=str(path))


def test_recipients_from_a_file_come_after_those_named_each_once(tmp_path: Path) -> None:
    path = tmp_path / "readers.txt"
    path.write_text(
        "\ufeff# the desk\n\nb@example.com\n  c@EXAMPLE.com  # on trial\r\nA@example.com\n#d@example.com\n"
        "b+tag@example.com\nodd#name@example.com\n"
    )
    assert listed(path, "a@example.com").targets() == (
        "a@example.com",
        "b@example.com",
        "c@example.com",
        "b+tag@example.com",
        "odd#name@example.com",
    )
    path.write_text("new@example.com\n")
    assert listed(path).targets() == ("new@example.com",)


def test_a_line_that_is_no_address_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "readers.txt"
    path.write_text("a@example.com\nnobody\nReader <b@example.com>\nc@example.com\n")
    with mail_server() as server:
        smtp = channel(server, to=(), recipients_path=str(path))
        with smtp.open() as opened:
            for target in smtp.targets():
                try:
                    opened.send(edition(), BOTH, target, NOW)
                except DeliveryError as fault:
                    assert target in ("nobody", "Reader <b@example.com>")
                    assert fault.where == target
    assert [one.recipient for one in server.kept] == ["a@example.com", "c@example.com"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read: no such file or directory"),
        (b"", "names nobody"),
        (b"# none yet\n\n", "names nobody"),
        (b"caf\xe9@example.com\n", "is not UTF-8 text"),
    ],
)
def test_a_list_that_cannot_be_used(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "readers.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DeliveryError, match=told) as fault:
        listed(path, "a@example.com").targets()
    assert fault.value.where == str(path)


# --- options --------------------------------------------------------------------------------------

LEAST = {"host": "mail.example.org", "sender": "desk@example.org", "to": ["a@example.com"]}


def test_its_options() -> None:
    smtp = TypeAdapter(Smtp).validate_python(LEAST)
    assert smtp.targets() == ("a@example.com",)
    assert smtp.formats == ("mail", "text")
    assert (smtp.security, smtp.resend_when_unsure, smtp.at_most_once) == ("starttls", True, False)
    assert smtp.answer_seconds == 600


@pytest.mark.parametrize(
    "right",
    [
        {"security": "none"},
        {"security": "none", "host": "localhost", "username": "a", "password": "b"},
        {"security": "none", "host": "127.0.0.2", "username": "a", "password": "b"},
        {"security": "none", "host": "::1", "username": "a", "password": "b"},
        {"security": "tls", "username": "a", "password": "b"},
        {"host": "mail.exämple.org"},
        {"helo": "news.example.org"},
        {"helo": "[192.0.2.1]"},
        {"helo": "[IPv6:2001:db8::1]"},
        {"unsubscribe": "mailto:out@example.org", "list_id": "desk.example.org"},
    ],
)
def test_options_that_are_right(right: dict[str, object]) -> None:
    assert isinstance(TypeAdapter(Smtp).validate_python({**LEAST, **right}), Smtp)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"host": ""}, "not the name of a host"),
        ({"host": "mail example.org"}, "not the name of a host"),
        ({"host": "mail..org"}, "not the name of a host"),
        ({"host": ".org"}, "not the name of a host"),
        ({"host": "mail\r\nRSET"}, "not the name of a host"),
        ({"port": 70000}, "not a port"),
        ({"port": -1}, "not a port"),
        ({"security": "ssl"}, "'starttls', 'tls' or 'none'"),
        ({"security": "none", "username": "a", "password": "b"}, "in clear text"),
        (
            {"security": "none", "host": "localhost.example.org", "username": "a", "password": "b"},
            "clear",
        ),
        (
            {"security": "none", "host": "127.0.0.1.example.org", "username": "a", "password": "b"},
            "clear",
        ),
        ({"username": "a"}, "go together"),
        ({"password": "a"}, "go together"),
        ({"username": "a", "password": "schlüssel"}, "only ASCII"),
        ({"to": []}, "no recipient"),
        ({"to": ["nobody"]}, "'nobody' is not a mail address"),
        ({"sender": "desk"}, "'desk' is not a mail address"),
        ({"reply_to": "Desk <desk@example.org>"}, "without a name"),
        ({"list_id": "no dots"}, "not a list name"),
        ({"unsubscribe": "http://example.org"}, "not an https: or mailto: address"),
        ({"helo": "a b"}, "not a host name"),
        ({"helo": "a\r\nQUIT"}, "not a host name"),
        ({"timeout_seconds": 0}, "more than 0"),
        ({"answer_seconds": -1}, "more than 0"),
        ({"hots": "x"}, "hots"),
    ],
)
def test_a_wrong_option_is_told_when_the_channel_is_built(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        TypeAdapter(Smtp).validate_python({**LEAST, **wrong})


CONFIG = """
[[source]]
id = "a"
kind = "feed"
url = "https://example.com/feed"
[[digest]]
name = "daily"
title = "Desk"
[[channel]]
id = "mail"
kind = "smtp"
host = "mail.example.org"
sender = "desk@example.org"
recipients_path = "readers.txt"
username = "desk"
password = "env:MAIL_PASSWORD"
"""


def test_from_a_config_the_password_comes_from_the_environment_and_shows_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG)
    config = load_config(path, environment={"MAIL_PASSWORD": "correct-horse"})
    (configured,) = config.digests[0].channels
    assert isinstance(configured.channel, Smtp)
    assert configured.channel.password == "correct-horse"
    assert configured.channel.recipients_path == str(tmp_path / "readers.txt")
    assert "correct-horse" not in f"{config!r} {configured} {configured.channel!r}"


@pytest.mark.parametrize("wrong", ['security = "none"', 'password2 = "x"', "port = 99999"])
def test_no_fault_of_a_config_shows_the_password(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG + wrong + "\n")
    with pytest.raises(ConfigError) as told:
        load_config(path, environment={"MAIL_PASSWORD": "correct-horse"})
    assert "correct-horse" not in str(told.value)
