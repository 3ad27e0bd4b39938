"""A mail server on loopback that keeps what it is sent and fails where it is told to."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any, Literal

from aiosmtpd.smtp import MISSING, SMTP, AuthResult, LoginPassword

Stage = Literal[
    "connect",
    "ehlo",
    "helo",
    "auth",
    "mail",
    "rcpt",
    "data",
    "body",
    "dot",
    "kept",
    "after",
    "rset",
    "quit",
]
"""
Where a fault strikes. At ``body`` some of the message has come, at ``dot`` all of it, at ``kept`` it is
in the mailbox besides; ``after`` is right behind the 250 for it.
"""
ALWAYS = 1_000_000


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong: an answer such as ``451 later``, or ``drop``, or ``hang``."""

    at: Stage
    says: str
    to: str = ""
    """Only for this recipient; stages from `rcpt` to `after` count for each recipient by itself."""
    times: int = 1
    after: int = 0
    """How often the stage goes well first."""


@dataclass(frozen=True)
class Kept:
    """A message the server took."""

    recipient: str
    content: bytes

    @property
    def identity(self) -> str:
        """Its Message-ID."""
        return str(message_from_bytes(self.content)["Message-ID"])


@dataclass
class MailServer:
    """What the server is told, and what it saw."""

    faults: Sequence[Fault] = ()
    login: tuple[str, str] | None = None
    kept: list[Kept] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    """Stage and recipient of everything that was asked of it, in order."""
    passwords: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    port: int = 0
    protocols: list[SMTP] = field(default_factory=list)
    _met: Counter[tuple[int, str]] = field(default_factory=Counter)

    def asked(self, stage: Stage, recipient: str = "") -> int:
        """How often a stage was come to, for one recipient or for any."""
        return sum(1 for at, to in self.seen if at == stage and recipient in ("", to))

    def fault(self, stage: Stage, recipient: str) -> str | None:
        """What goes wrong now, if anything."""
        for number, fault in enumerate(self.faults):
            if fault.at == stage and fault.to in ("", recipient):
                self._met[number, recipient] += 1
                if fault.after < self._met[number, recipient] <= fault.after + fault.times:
                    return fault.says
        return None

    async def meet(self, stage: Stage, protocol: _Protocol, recipient: str = "") -> str | None:
        """Note that a stage was come to; returns the answer in place of the good one, if any."""
        self.seen.append((stage, recipient))
        return await self.strike(self.fault(stage, recipient), protocol)

    async def strike(self, says: str | None, protocol: _Protocol) -> str | None:
        """Do what a fault says; returns the answer, where it is one."""
        if says == "drop":
            if protocol.transport is not None:
                protocol.transport.abort()  # type: ignore[attr-defined]
            raise asyncio.CancelledError
        if says == "hang":
            await asyncio.sleep(3600)
        return says

    # --- as aiosmtpd calls them -------------------------------------------------------------------

    async def handle_EHLO(
        self, protocol: _Protocol, session: Any, envelope: Any, name: str, answers: list[str]
    ) -> list[str]:
        """The list of what the server can do."""
        if says := await self.meet("ehlo", protocol):
            return [says]
        session.host_name = name
        return answers

    async def handle_HELO(self, protocol: _Protocol, session: Any, envelope: Any, name: str) -> str:
        """The greeting of an older client."""
        if says := await self.meet("helo", protocol):
            return says
        session.host_name = name
        return "250 mail.test"

    async def handle_AUTH(self, protocol: _Protocol, session: Any, envelope: Any, words: Any) -> Any:
        """MISSING leaves it to `logged_in`."""
        return await self.meet("auth", protocol) or MISSING

    async def handle_MAIL(
        self, protocol: _Protocol, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """The sender."""
        if says := await self.meet("mail", protocol):
            return says
        self.senders.append(address)
        envelope.mail_from = address
        return "250 2.1.0 sender ok"

    async def handle_RCPT(
        self, protocol: _Protocol, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """The recipient."""
        if says := await self.meet("rcpt", protocol, address):
            return says
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 recipient ok"

    async def handle_DATA(self, protocol: _Protocol, session: Any, envelope: Any) -> str:
        """The whole message."""
        (recipient,) = envelope.rcpt_tos
        if says := await self.meet("dot", protocol, recipient):
            return says
        content = envelope.content
        self.kept.append(Kept(recipient, content if isinstance(content, bytes) else content.encode()))
        if says := await self.meet("kept", protocol, recipient):
            return says
        return "250 2.0.0 queued as 4F2A"

    async def handle_RSET(self, protocol: _Protocol, session: Any, envelope: Any) -> str:
        """The message begun is dropped."""
        return await self.meet("rset", protocol) or "250 2.0.0 ok"

    async def handle_QUIT(self, protocol: _Protocol, session: Any, envelope: Any) -> str:
        """The goodbye."""
        return await self.meet("quit", protocol) or "221 2.0.0 bye"

    def logged_in(
        self, protocol: SMTP, session: Any, envelope: Any, way: str, given: LoginPassword
    ) -> AuthResult:
        """Whether name and password are the right ones."""
        name, password = given.login.decode(), given.password.decode()
        self.passwords.append(password)
        return AuthResult(success=(name, password) == self.login, handled=False)


class _Protocol(SMTP):
    """The stages that aiosmtpd has no hook for."""

    def __init__(self, server: MailServer, **settings: Any) -> None:
        super().__init__(server, hostname="mail.test", ident="SMTP", **settings)
        self.server = server
        server.protocols.append(self)
        self._greeted = False

    async def push(self, status: Any) -> None:
        if not self._greeted:
            self._greeted = True
            if says := await self.server.meet("connect", self):
                await super().push(says)
                self._writer.close()
                raise asyncio.CancelledError
        await super().push(status)

    async def smtp_DATA(self, arg: str) -> None:
        recipients = self.envelope.rcpt_tos if self.envelope else []
        recipient = recipients[0] if recipients else ""
        if says := await self.server.meet("data", self, recipient):
            await self.push(says)
            return
        if says := self.server.fault("body", recipient):
            await self.push("354 go on")
            await self._reader.readuntil(b"\n")
            await self.push(await self.server.strike(says, self))
            self._writer.close()
            raise asyncio.CancelledError
        await super().smtp_DATA(arg)
        await self.server.meet("after", self, recipient)


@contextmanager
def mail_server(
    *faults: Fault,
    login: tuple[str, str] | None = None,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    size_limit: int | None = None,
    seven_bit: bool = False,
) -> Iterator[MailServer]:
    """A server that listens on 127.0.0.1 while the block runs."""
    server = MailServer(faults, login)
    settings: dict[str, Any] = {
        "tls_context": starttls,
        "data_size_limit": size_limit,
        "decode_data": seven_bit,
        "auth_require_tls": starttls is not None,
    }
    if login:
        settings |= {"authenticator": server.logged_in, "auth_required": starttls is not None}
    else:
        settings |= {"auth_exclude_mechanism": ("PLAIN", "LOGIN")}
    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(
        loop.create_server(lambda: _Protocol(server, loop=loop, **settings), "127.0.0.1", 0, ssl=tls)
    )
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(listening.close)
        asyncio.run_coroutine_threadsafe(_end(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(server: MailServer) -> None:
    """Nothing of a conversation is left behind."""
    for protocol in server.protocols:
        if protocol.transport is not None and not protocol.transport.is_closing():
            protocol.transport.abort()  # type: ignore[attr-defined]
        writer = getattr(protocol, "_writer", None)
        if writer is not None and not writer.transport.is_closing():  # a closed TLS transport has no abort
            writer.transport.abort()
    talking = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in talking:
        task.cancel()
    await asyncio.gather(*talking, return_exceptions=True)
    await asyncio.sleep(0)
