"""Servers that aiosmtpd is too well-behaved for: slow, endless, nonsensical, breaking off."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from delivery_samples import NOW, edition, rendition

from digest.deliver.channels.smtp import Smtp
from digest.deliver.smtp_server import Server
from digest.deliver.smtp_session import SmtpSession
from digest.errors import DeliveryError

Talk = Callable[[socket.socket], None]
BOTH = (rendition("mail", "<p>x</p>\n"), rendition("text", "x\n"))


@contextmanager
def talking(*talks: Talk) -> Iterator[int]:
    """The port of a server that holds one conversation after another."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for talk in talks:
                one, _ = listening.accept()
                with one:
                    one.settimeout(20)
                    with suppress(OSError):  # the other side may leave whenever it likes
                        talk(one)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            thread.join(30)


def answers(*lines: bytes) -> Talk:
    """The greeting, then an answer to each line that comes, the last to all further ones."""

    def talk(one: socket.socket) -> None:
        one.sendall(lines[0])
        with one.makefile("rb") as said:
            for number, line in enumerate(said, 1):
                if line.startswith(b"QUIT"):
                    return
                one.sendall(lines[min(number, len(lines) - 1)])

    return talk


OK = b"250 ok\r\n"


def polite(after_the_dot: Callable[[], bool]) -> Talk:
    """Takes every message, and goes on when `after_the_dot` says so."""

    def talk(one: socket.socket) -> None:
        one.sendall(b"220 hi\r\n")
        with one.makefile("rb") as said:
            for line in said:
                if line == b".\r\n":
                    more = after_the_dot()
                    one.sendall(OK)
                    if not more:
                        return
                elif line.lower().startswith(b"data"):
                    one.sendall(b"354 go on\r\n")
                elif line[:4].lower() in (b"ehlo", b"mail", b"rcpt", b"quit"):
                    one.sendall(OK)

    return talk


def smtp(port: int, **options: Any) -> Smtp:
    options = {"security": "none", "timeout_seconds": 20, "answer_seconds": 20, **options}
    return Smtp("127.0.0.1", "desk@example.org", ("a@example.com",), port=port, **options)


def refusal(channel: Smtp) -> DeliveryError:
    with pytest.raises(DeliveryError) as told:
        channel.send(edition(), BOTH, "a@example.com", NOW)
    return told.value


def drip(one: socket.socket) -> None:
    for _ in range(200):
        one.sendall(b"2")
        time.sleep(0.05)


def flood(one: socket.socket) -> None:
    while True:
        one.sendall(b"220-more to come\r\n" * 1000)


@pytest.mark.parametrize(
    ("talk", "told"),
    [
        (drip, "the connection broke: timed out"),
        (flood, "the connection broke: an answer without end"),
        (answers(b"2" * 9000 + b"\r\n"), "refused: 500 Line too long."),
        (answers(b"hello there\r\n"), "an answer that makes no sense"),
        (answers(b"\x1b[2J\r\n"), "an answer that makes no sense"),
        (answers(b""), "the connection broke: timed out"),
        (lambda one: None, "the connection broke: closed by the server"),
    ],
    ids=["a byte now and then", "without end", "a long line", "nonsense", "control", "silence", "nothing"],
)
def test_a_greeting_that_is_none(talk: Talk, told: str) -> None:
    with talking(talk) as port:
        fault = refusal(smtp(port, timeout_seconds=0.7 if "timed out" in told else 20))
    assert told in str(fault)
    assert str(fault).isprintable()
    assert fault.then in ("again", "owed")


def test_each_answer_is_waited_for_as_long_as_is_configured() -> None:
    def wait() -> bool:
        time.sleep(1.2)
        return True

    slow = polite(wait)
    with talking(slow) as port:
        told = smtp(port).send(edition(), BOTH, "a@example.com", NOW)
    assert told == "250 ok"
    with talking(slow) as port:
        fault = refusal(smtp(port, answer_seconds=0.4))
    assert str(fault) == (
        "a@example.com: it may have arrived: the connection broke: timed out after the whole message "
        "(it is sent again as the same message)"
    )
    assert fault.then == "again"
    with talking(slow) as port:
        fault = refusal(smtp(port, answer_seconds=0.4, resend_when_unsure=False))
    assert str(fault).endswith("(held: resend_when_unsure is false)")
    assert fault.then == "held"


@pytest.mark.parametrize(
    ("lines", "told", "then"),
    [
        ((b"220 hi\r\n", OK, b"banana\r\n"), "makes no sense: na", "again"),
        ((b"220 hi\r\n", OK, OK, OK, OK), "makes no sense: 250 ok", "again"),
        ((b"220 hi\r\n", OK, OK, b"354 what\r\n"), "makes no sense: 354 what", "again"),
        (
            (b"220 hi\r\n", OK, OK, b"550-no\r\n550 such \xff\xe2\x80\xae\r\n"),
            "refused: 550 no such",
            "refused",
        ),
    ],
)
def test_answers_that_do_not_fit(lines: tuple[bytes, ...], told: str, then: str) -> None:
    with talking(answers(*lines)) as port:
        fault = refusal(smtp(port))
    assert told in str(fault)
    assert str(fault).isprintable()
    assert fault.then == then


@pytest.mark.parametrize("challenge", [b"334 !!!=\r\n", b"334 \r\n", b"334 VXNlcm5hbWU6\r\n", b"999 x\r\n"])
def test_a_log_in_that_leads_nowhere(challenge: bytes) -> None:
    hello = b"250-mail\r\n250 AUTH LOGIN\r\n"
    with talking(answers(b"220 hi\r\n", hello, challenge)) as port:
        fault = refusal(smtp(port, username="desk", password="correct-horse"))
    assert fault.where == f"127.0.0.1:{port}"
    assert fault.then == "owed"
    assert "correct-horse" not in f"{fault!r} {fault.__cause__!r}"


def test_in_clear_text_the_way_that_keeps_the_password_comes_first() -> None:
    heard: list[bytes] = []

    def talk(one: socket.socket) -> None:
        one.sendall(b"220 hi\r\n")
        given = [
            b"250-mail\r\n250 AUTH LOGIN PLAIN CRAM-MD5\r\n",
            b"334 PDE+\r\n",
            b"235 in\r\n",
            b"221 bye\r\n",
        ]
        with one.makefile("rb") as said:
            for line, answer in zip(said, given, strict=False):
                heard.append(line)
                one.sendall(answer)

    with talking(talk) as port:
        assert smtp(port, username="desk", password="correct-horse").reach().endswith("logged in")
    assert heard[1] == b"AUTH CRAM-MD5\r\n"


def test_a_server_that_breaks_off_in_the_message_to_say_why() -> None:
    def talk(one: socket.socket) -> None:
        one.sendall(b"220 hi\r\n")
        for answer in (OK, OK, OK, b"354 go on\r\n"):
            one.recv(1000)
            one.sendall(answer)
        one.recv(1000)
        one.sendall(b"552 5.3.4 that is too much\r\n")
        one.shutdown(socket.SHUT_WR)
        while one.recv(1_000_000):
            pass

    def cut(one: socket.socket) -> None:
        one.sendall(b"220 hi\r\n")
        for answer in (OK, OK, OK, b"354 go on\r\n"):
            one.recv(1000)
            one.sendall(answer)
        one.recv(1000)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    message = b"Subject: x\r\n\r\n" + b"x" * 70 * 500_000 + b"\r\n"
    with talking(cut, talk) as port:
        session = SmtpSession(Server("127.0.0.1", port, "none", timeout=20, answer_timeout=20))
        told = []
        for _ in range(2):
            with pytest.raises(DeliveryError) as fault:
                session.send("desk@example.org", "a@example.com", message)
            told.append(fault.value)
        session.close()
    assert told[0].then == "again"
    assert "the connection broke" in str(told[0]) or "no connection" in str(told[0])
    assert "may have arrived" not in str(told[0])
    assert (told[1].then, told[1].what) == ("refused", "refused: 552 5.3.4 that is too much")


def test_a_connection_that_was_closed_meanwhile_is_opened_again() -> None:
    once = polite(lambda: False)
    with (
        talking(once, once, once) as port,
        smtp(port).open() as opened,
    ):
        told = [opened.send(edition(), BOTH, f"{name}@example.com", NOW) for name in "abc"]
    assert told == ["250 ok"] * 3
