"""The standard library's SMTP client, with a deadline for every whole answer."""

from __future__ import annotations

import io
import smtplib
import socket
import ssl
import time
from contextlib import suppress
from typing import Any

_FAREWELL = 5.0
"""Seconds a server has to answer QUIT."""
_LIMIT = 100_000
"""Bytes of one answer; honest ones have a few hundred."""


class SmtpClient(smtplib.SMTP):
    """
    An SMTP client that begins in clear text; constructing it connects.

    Each answer has a deadline. A socket's timeout alone is for one read: a server that sends a byte now
    and then would hold the run for as long as it likes.
    """

    patience: float
    """Seconds each further answer may take."""

    def __init__(self, host: str, port: int, helo: str, patience: float) -> None:
        self.patience = patience
        super().__init__(host, port, helo or None, patience)

    def getreply(self) -> tuple[int, bytes]:
        """The next answer; raises SMTPServerDisconnected when it has not come whole in time."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        if self.file is None:
            self.file = io.BufferedReader(_Answers(self.sock))
        self.file.raw.begin(self.patience)
        return super().getreply()

    def put(self, content: bytes) -> None:
        """Send `content` as it is; unlike `send` it leaves the connection open when that fails."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        self.sock.sendall(content)

    def leave(self) -> None:
        """Say goodbye and close; what the server makes of that changes nothing and raises nothing."""
        self.patience = min(self.patience, _FAREWELL)
        with suppress(OSError):
            self.quit()
        self.close()


class SmtpTlsClient(SmtpClient, smtplib.SMTP_SSL):
    """An SMTP client that speaks TLS from the first byte; constructing it connects."""

    def __init__(self, host: str, port: int, helo: str, patience: float, context: ssl.SSLContext) -> None:
        self.patience = patience
        smtplib.SMTP_SSL.__init__(self, host, port, helo or None, timeout=patience, context=context)


class _Answers(io.RawIOBase):
    """What the server sends, up to a deadline and a length."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__()
        self._sock = sock
        self._until = 0.0
        self._left = 0

    def begin(self, patience: float) -> None:
        """One more answer is waited for, `patience` seconds from now."""
        self._until = time.monotonic() + patience
        self._left = _LIMIT

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        wait = self._until - time.monotonic()
        if wait <= 0:
            raise TimeoutError("timed out")
        if self._left <= 0:
            raise OSError("an answer without end")
        usual = self._sock.gettimeout()
        self._sock.settimeout(wait)
        try:
            count = self._sock.recv_into(buffer)
        finally:
            self._sock.settimeout(usual)
        self._left -= count
        return count
