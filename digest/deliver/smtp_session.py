"""One connection to a mail server, over which messages go out one after another."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from digest.deliver.smtp_client import SmtpClient
from digest.deliver.smtp_faults import answer_fault, connection_fault
from digest.deliver.smtp_server import Server, connect
from digest.errors import DeliveryError

_DOT = re.compile(rb"(?m)^\.")
_TOO_BIG = 552
_SHORT = 5.0
"""Seconds for the word of a server that broke off in the middle of a message."""


class SmtpSession:
    """
    Sends over one connection, opened when it is first needed and again when it was lost.

    A fault of the server itself (no connection, no trust, no log-in, the sender refused) is found out
    once and then told for every further message without asking again: a wrong password is tried once.
    """

    def __init__(self, server: Server, *, when_unsure: Literal["again", "held"] = "again") -> None:
        self._server = server
        self._when_unsure = when_unsure
        self._client: SmtpClient | None = None
        self._fault: DeliveryError | None = None

    def send(self, sender: str, recipient: str, message: bytes) -> str:
        """
        Hand over `message` (lines that end in CRLF) from one bare address to another.

        Returns what the server said when it took it. Raises :class:`~digest.errors.DeliveryError`
        whose ``then`` says what becomes of the delivery.
        """
        client = self._ready(sender, len(message))
        with self._noticed(recipient):
            self._expect(2, client.rcpt(recipient), recipient)
            self._expect(3, client.docmd("DATA"), recipient)
            self._hand_over(client, message, recipient)
        code, said = answer = self._last_answer(client, recipient)
        self._expect(2, answer, recipient)
        return f"{code} {self._server.readable(said)}".strip()

    def close(self) -> None:
        """Take leave; raises nothing."""
        client, self._client = self._client, None
        if client is not None:
            client.leave()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _ready(self, sender: str, size: int) -> SmtpClient:
        """A connection on which the server has taken `sender`: the one at hand, else a new one."""
        if self._client is not None:
            # It may have been closed by now, or have had its fill of messages: a new one tells.
            with suppress(OSError):
                if _sender_taken(self._client, sender, size)[0] // 100 == 2:
                    return self._client
            self._drop()
        if self._fault is not None:
            fault = self._fault
            raise DeliveryError(fault.where, fault.what, fault.hint, then=fault.then)
        try:
            client = self._client = connect(self._server)
            with self._noticed(self._server.where):
                answer = _sender_taken(client, sender, size)
                self._expect(2, answer, self._server.where, ours=answer[0] != _TOO_BIG)
        except DeliveryError as fault:
            if fault.then != "refused":
                self.close()
                self._fault = fault
            raise
        return client

    def _hand_over(self, client: SmtpClient, message: bytes, recipient: str) -> None:
        """All of the message and the dot behind it; a server may break off and say why."""
        try:
            client.put(_DOT.sub(b"..", message) + b".\r\n")
        except OSError:
            client.patience = min(_SHORT, self._server.timeout)
            self._expect(2, client.getreply(), recipient)
            raise

    def _last_answer(self, client: SmtpClient, recipient: str) -> tuple[int, bytes]:
        """The answer to the whole message; without one nobody can tell whether it was taken."""
        client.patience = self._server.answer_timeout
        try:
            code, said = client.getreply()
        except smtplib.SMTPException as fault:
            code, said, why = -1, b"", connection_fault(recipient, fault).what
        else:
            why = f"an answer that makes no sense: {code} {self._server.readable(said)}"
        client.patience = self._server.timeout
        if code // 100 in (2, 4, 5):
            return code, said
        self._drop()
        what = f"it may have arrived: {why} after the whole message"
        again = self._when_unsure == "again"
        hint = "it is sent again as the same message" if again else "held: resend_when_unsure is false"
        raise DeliveryError(recipient, what, hint, then=self._when_unsure)

    def _expect(self, wanted: int, answer: tuple[int, bytes], where: str, *, ours: bool = False) -> None:
        """Raise what an answer of another class than `wanted` (its first digit) means."""
        code, said = answer
        if code // 100 == wanted:
            return
        self._begin_anew()
        raise answer_fault(where, code, self._server.readable(said), ours=ours)

    def _begin_anew(self) -> None:
        """Leave what was begun, by the connection itself when the server does not agree to less."""
        try:
            anew = self._client is not None and self._client.rset()[0] // 100 == 2
        except OSError:
            anew = False
        if not anew:
            self._drop()

    @contextmanager
    def _noticed(self, where: str) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            self._drop()
            raise connection_fault(where, fault) from fault


def _sender_taken(client: SmtpClient, sender: str, size: int) -> tuple[int, bytes]:
    return client.mail(sender, [f"SIZE={size}"] if client.has_extn("size") else [])
