"""Mail over SMTP: one message for each recipient, all over one connection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from pydantic import ConfigDict

from digest.deliver.address import recipient_address, sender_address
from digest.deliver.mailing_list import list_headers
from digest.deliver.message import build_message
from digest.deliver.recipients import read_recipients, without_repeats
from digest.deliver.smtp_server import Security, Server, connect
from digest.deliver.smtp_session import SmtpSession
from digest.errors import DeliveryError
from digest.model import Edition, Format, Rendition
from digest.protocols import Sender

_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Za-z:.]+\]")
_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")


@dataclass(frozen=True, slots=True)
class Smtp:
    """One message per edition and recipient, by a mail server, with TLS as configured or not at all."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    host: str
    """The mail server: a name its certificate has, or an address."""
    sender: str
    """What stands under From: an address, with or without a name."""
    to: tuple[str, ...] = ()
    """Recipients: bare addresses."""
    recipients_path: str = ""
    """A file with more of them, one a line; read anew for each edition."""
    port: int = 0
    """0 is the usual one: 587 for starttls, 465 for tls, 25 for none."""
    security: Security = "starttls"
    """How the connection is secured: by STARTTLS, by TLS from the first byte, or not at all."""
    username: str = ""
    password: str = field(default="", repr=False)
    """With `username`, to log in by; ``env:NAME`` in the configuration keeps it out of the file."""
    ca_path: str = ""
    """A file in PEM form with the authorities to trust, in place of the system's."""
    list_id: str = ""
    """Name of the list, such as ``digest.example.com``; by default the digest at the sender's domain."""
    unsubscribe: str = ""
    """An ``https:`` address that takes one-click requests, or a ``mailto:`` one."""
    reply_to: str = ""
    """Where answers go, when not to the sender: a bare address."""
    helo: str = ""
    """The name this machine gives itself; by default its own."""
    timeout_seconds: float = 60.0
    """To connect, and for each answer but the one to a whole message."""
    answer_seconds: float = 600.0
    """For the answer to a whole message; ten minutes are what RFC 5321 (4.5.3.2.6) asks for."""
    resend_when_unsure: bool = True
    """Whether a message that may have arrived goes out again, with the same Message-ID, or is held."""

    def __post_init__(self) -> None:
        _check_server(self)
        if not self.to and not self.recipients_path:
            raise ValueError("there is no recipient: `to` or `recipients_path` names some")
        sender_address(self.sender)
        for recipient in (*self.to, *([self.reply_to] if self.reply_to else [])):
            recipient_address(recipient)
        list_headers(self.list_id or "digest.example.com", self.unsubscribe)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The mail and its plain part."""
        return ("mail", "text")

    @property
    def at_most_once(self) -> bool:
        """Whether what may have arrived is held rather than sent again."""
        return not self.resend_when_unsure

    def targets(self) -> Sequence[str]:
        """
        The recipients of `to`, then of the file, each once.

        Raises DeliveryError when the file cannot be read or names nobody.
        """
        listed = read_recipients(self.recipients_path) if self.recipients_path else ()
        return without_repeats((*self.to, *listed))

    @contextmanager
    def open(self) -> Iterator[Sender]:
        """One connection for as many messages as are sent; none before the first."""
        session = SmtpSession(self._server, when_unsure="again" if self.resend_when_unsure else "held")
        try:
            yield _Outbox(self, session)
        finally:
            session.close()

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        """Send the message to `target`, one attempt, over a connection of its own."""
        with self.open() as outbox:
            return outbox.send(edition, renditions, target, now)

    def reach(self) -> str:
        """
        Connect, secure the connection, log in and leave; returns what was reached, in a few words.

        Sends nothing. Raises DeliveryError as :meth:`send` does.
        """
        connect(self._server).leave()
        done = "logged in" if self.password else "no log-in"
        return f"{self._server.where}, {self.security}, {done}"

    @property
    def _server(self) -> Server:
        return Server(
            host=self.host,
            port=self.port or _PORTS[self.security],
            security=self.security,
            username=self.username,
            password=self.password,
            helo=self.helo,
            timeout=self.timeout_seconds,
            answer_timeout=self.answer_seconds,
            ca_path=self.ca_path,
        )


@dataclass(frozen=True, slots=True)
class _Outbox:
    """The channel while its connection is open."""

    options: Smtp
    session: SmtpSession

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        given = {one.format: one for one in renditions}
        if "mail" not in given or "text" not in given:
            raise DeliveryError(target, "the mail or its plain part was not rendered")
        options = self.options
        message = build_message(
            edition,
            given["mail"],
            given["text"],
            sender=options.sender,
            recipient=target,
            now=now,
            list_id=options.list_id,
            unsubscribe=options.unsubscribe,
            reply_to=options.reply_to,
        )
        sender = sender_address(options.sender).addr_spec
        return self.session.send(sender, recipient_address(target).addr_spec, message)


def _check_server(options: Smtp) -> None:
    """Raise ValueError, which never repeats the password, for what no server can be reached by."""
    if not _is_host(options.host):
        raise ValueError(f"{options.host!r} is not the name of a host")
    if not 0 <= options.port <= 65535:
        raise ValueError(f"{options.port} is not a port")
    if bool(options.username) != bool(options.password):
        raise ValueError("username and password go together: give both or neither")
    if not (options.username + options.password).isascii():
        raise ValueError("username and password: only ASCII can be sent to every mail server")
    if options.security == "none" and options.password and not _LOOPBACK.fullmatch(options.host):
        raise ValueError('security "none" would send the password in clear text over the network')
    if options.helo and not _NAME.fullmatch(options.helo):
        raise ValueError(f"{options.helo!r} is not a host name or [address] to greet by")
    if not (options.timeout_seconds > 0 and options.answer_seconds > 0):
        raise ValueError("timeout_seconds and answer_seconds are more than 0")


def _is_host(name: str) -> bool:
    try:
        name.encode("idna")
    except UnicodeError:
        return False
    return bool(name) and name.isprintable() and " " not in name and not name.startswith(".")
