"""TLS as configured or not at all; the password to nobody but a server that is trusted, and once."""

from __future__ import annotations

import logging
import ssl
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from delivery_samples import NOW, edition, rendition

from bench.mail_server import ALWAYS, Fault, MailServer, mail_server
from digest.deliver.channels.smtp import Smtp
from digest.errors import DeliveryError

LOGIN = ("desk", "correct-horse-battery")
BOTH = (rendition("mail", "<p>x</p>\n"), rendition("text", "x\n"))
TO = ("a@example.com", "b@example.com", "c@example.com")


@dataclass(frozen=True)
class Authority:
    """Issues certificates and can be trusted by its file."""

    authority: trustme.CA
    path: str

    def server(self, *names: str, **more: Any) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(*names, **more).configure_cert(context)
        return context


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    made = trustme.CA()
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    made.cert_pem.write_to_path(str(path))
    return Authority(made, str(path))


def channel(server: MailServer, **options: Any) -> Smtp:
    options = {"host": "localhost", "to": TO, "timeout_seconds": 20, **options}
    return Smtp(sender="desk@example.org", port=server.port, **options)


def send_all(smtp: Smtp) -> list[DeliveryError | str]:
    told: list[DeliveryError | str] = []
    with smtp.open() as opened:
        for target in smtp.targets():
            try:
                told.append(opened.send(edition(), BOTH, target, NOW))
            except DeliveryError as fault:
                told.append(fault)
    return told


def refusal(smtp: Smtp) -> DeliveryError:
    """The fault that all targets are told, and that none of them was sent anything by."""
    told = send_all(smtp)
    assert len({str(one) for one in told}) == 1
    assert isinstance(told[0], DeliveryError)
    return told[0]


def with_login(server: MailServer, **options: Any) -> Smtp:
    return channel(server, username=LOGIN[0], password=LOGIN[1], **options)


# --- what works -----------------------------------------------------------------------------------


def test_starttls_and_a_log_in(authority: Authority) -> None:
    with mail_server(starttls=authority.server("localhost"), login=LOGIN) as server:
        smtp = with_login(server, ca_path=authority.path)
        assert send_all(smtp) == ["250 2.0.0 queued as 4F2A"] * 3
        assert smtp.reach() == f"localhost:{server.port}, starttls, logged in"
    assert server.passwords == [LOGIN[1]] * 2
    assert (len(server.kept), server.asked("connect")) == (3, 2)


def test_tls_from_the_first_byte_and_a_log_in(authority: Authority) -> None:
    with mail_server(tls=authority.server("localhost"), login=LOGIN) as server:
        smtp = with_login(server, security="tls", ca_path=authority.path)
        assert send_all(smtp) == ["250 2.0.0 queued as 4F2A"] * 3
    assert server.passwords == [LOGIN[1]]


def test_a_host_that_is_an_address_needs_it_in_the_certificate(authority: Authority) -> None:
    with mail_server(starttls=authority.server("127.0.0.1")) as server:
        smtp = channel(server, host="127.0.0.1", ca_path=authority.path)
        assert send_all(smtp) == ["250 2.0.0 queued as 4F2A"] * 3


def test_on_loopback_a_log_in_needs_no_tls() -> None:
    with mail_server(login=LOGIN) as server:
        assert len(send_all(with_login(server, security="none", host="127.0.0.1"))) == 3
    assert server.passwords == [LOGIN[1]]


def test_a_way_to_log_in_that_is_offered_and_not_there_is_passed_over(authority: Authority) -> None:
    unknown = Fault("auth", "504 5.5.4 unrecognised")
    with mail_server(unknown, starttls=authority.server("localhost"), login=LOGIN) as server:
        smtp = with_login(server, ca_path=authority.path)
        assert send_all(smtp) == ["250 2.0.0 queued as 4F2A"] * 3
    assert server.asked("auth") == 2


# --- no trust, no mail ----------------------------------------------------------------------------


def test_no_falling_back_to_clear_text() -> None:
    with mail_server(login=LOGIN) as server:
        fault = refusal(with_login(server))
    assert "does not offer STARTTLS, and nothing is sent in clear text" in str(fault)
    assert fault.then == "owed"
    assert (server.passwords, server.senders, server.kept) == ([], [], [])
    assert server.asked("connect") == 1


def test_an_old_server_without_ehlo_has_no_starttls() -> None:
    with mail_server(Fault("ehlo", "500 what?", times=ALWAYS), login=LOGIN) as server:
        assert "does not offer STARTTLS" in str(refusal(with_login(server)))
    assert server.passwords == []


Contexts = Callable[[Authority], ssl.SSLContext]


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda ca: ca.server("mail.example.org"), "Hostname mismatch"),
        (lambda ca: ca.server("127.0.0.1"), "Hostname mismatch"),
        (
            lambda ca: ca.server(
                "localhost",
                not_before=datetime(2020, 1, 1, tzinfo=UTC),
                not_after=datetime(2020, 2, 1, tzinfo=UTC),
            ),
            "certificate has expired",
        ),
        (lambda ca: Authority(trustme.CA(), "").server("localhost"), "unable to get local issuer"),
    ],
    ids=["another name", "an address", "expired", "a stranger's"],
)
def test_a_certificate_that_is_not_right_refuses(
    authority: Authority, made: Contexts, told: str, security: str
) -> None:
    context = made(authority)
    starttls, tls = (context, None) if security == "starttls" else (None, context)
    with mail_server(starttls=starttls, tls=tls, login=LOGIN) as server:
        fault = refusal(with_login(server, security=security, ca_path=authority.path))
    assert f"localhost:{server.port}: its certificate is not trusted: " in str(fault)
    assert told in str(fault)
    assert fault.then == "owed"
    assert (server.passwords, server.senders, server.kept) == ([], [], [])


def test_a_private_authority_is_not_trusted_unasked(authority: Authority) -> None:
    with mail_server(starttls=authority.server("localhost"), login=LOGIN) as server:
        fault = refusal(with_login(server))
    assert str(fault).endswith("(nothing was sent; a private authority goes into ca_path)")
    assert server.passwords == []


def test_tls_on_a_port_that_begins_in_clear_text(authority: Authority) -> None:
    with mail_server(login=LOGIN) as server:
        fault = refusal(with_login(server, security="tls", ca_path=authority.path))
    assert "TLS could not be agreed on" in str(fault)
    assert "is `security` right for this port?" in str(fault)
    assert server.passwords == []


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_authorities_that_cannot_be_read(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "ca.pem"
    if content:
        path.write_text(content)
    with mail_server() as server:
        fault = refusal(channel(server, ca_path=str(path)))
    assert fault.where == str(path)
    assert fault.then == "owed"
    assert server.senders == []


# --- the password ---------------------------------------------------------------------------------


def test_a_wrong_password_is_tried_once_and_named(authority: Authority) -> None:
    with mail_server(starttls=authority.server("localhost"), login=("desk", "another")) as server:
        fault = refusal(with_login(server, ca_path=authority.path))
    assert server.passwords == [LOGIN[1]]
    assert "user name or password not accepted: 535" in str(fault)
    assert "check username and password" in str(fault)
    assert fault.then == "owed"
    assert server.senders == []


def test_a_log_in_that_fails_for_now_may_pass(authority: Authority) -> None:
    busy = Fault("auth", "454 4.7.0 temporary")
    with mail_server(busy, starttls=authority.server("localhost"), login=LOGIN) as server:
        smtp = with_login(server, ca_path=authority.path)
        assert refusal(smtp).then == "again"
        assert send_all(smtp) == ["250 2.0.0 queued as 4F2A"] * 3


def test_a_log_in_that_is_wanted_and_not_configured(authority: Authority) -> None:
    with mail_server(starttls=authority.server("localhost"), login=LOGIN) as server:
        fault = refusal(channel(server, ca_path=authority.path))
    assert str(fault).endswith("(the server wants a log-in: set username and password)")
    assert fault.then == "owed"


def test_a_log_in_that_is_configured_and_not_offered() -> None:
    with mail_server() as server:
        fault = refusal(with_login(server, security="none"))
    assert "no way to log in that this program knows (offered: none)" in str(fault)
    assert server.senders == []


@pytest.mark.parametrize("says", ["535 no: {}", "454 {} {}", "535 desk/{}\x1b[31m"])
def test_a_password_that_a_server_repeats_is_not_repeated(
    authority: Authority, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="digest")
    echo = Fault("auth", says.format(LOGIN[1], LOGIN[1]), times=ALWAYS)
    with mail_server(echo, starttls=authority.server("localhost"), login=LOGIN) as server:
        smtp = with_login(server, ca_path=authority.path)
        fault = refusal(smtp)
    trace = "".join(traceback.format_exception(fault))
    assert LOGIN[1] not in f"{fault} {fault!r} {smtp!r} {trace} {caplog.text}"
    assert "\x1b" not in str(fault)


def test_an_answer_to_a_message_that_repeats_the_password(authority: Authority) -> None:
    echo = Fault("dot", f"554 5.7.1 you are {LOGIN[1]}", times=ALWAYS)
    with mail_server(echo, starttls=authority.server("localhost"), login=LOGIN) as server:
        told = send_all(with_login(server, ca_path=authority.path))
    assert [str(one) for one in told] == [f"{to}: refused: 554 5.7.1 you are …" for to in TO]
