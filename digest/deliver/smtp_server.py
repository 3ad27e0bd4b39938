"""A mail server, and a connection to it that is secured and logged in as configured, or none."""

from __future__ import annotations

import base64
import smtplib
import ssl
from dataclasses import dataclass, field
from typing import Literal

from digest.deliver.smtp_client import SmtpClient, SmtpTlsClient
from digest.deliver.smtp_faults import answer_fault, connection_fault, readable
from digest.errors import DeliveryError

Security = Literal["starttls", "tls", "none"]

_WAYS = ("PLAIN", "LOGIN", "CRAM-MD5")
"""How to log in where TLS hides it; where nothing does, the one that keeps the password comes first."""
_NO_SUCH_WAY = 504


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how it is talked to."""

    host: str
    port: int
    security: Security
    username: str = ""
    password: str = field(default="", repr=False)
    helo: str = ""
    timeout: float = 60.0
    """Seconds to connect, and for each answer but the last."""
    answer_timeout: float = 600.0
    """Seconds for the answer to a whole message."""
    ca_path: str = ""

    @property
    def where(self) -> str:
        """Host and port, as errors tell them."""
        return f"{self.host}:{self.port}"

    def readable(self, said: bytes | str) -> str:
        """What it said, on one line, without the password in any form it goes over the wire in."""
        if not self.password:
            return readable(said)
        both = f"\0{self.username}\0{self.password}"
        packed = (base64.b64encode(text.encode()).decode() for text in (both, self.password))
        return readable(said, (*packed, self.password))


def connect(server: Server) -> SmtpClient:
    """
    A connection over which mail may be sent.

    Raises :class:`~digest.errors.DeliveryError`, and then nothing is left open. There is no falling
    back: where TLS is configured nothing is said in clear text but the wish for it.
    """
    try:
        client = _greeted(server)
        try:
            client.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                _secure(client, server)
            if server.password:
                _log_in(client, server)
        except BaseException:
            client.close()
            raise
    except OSError as fault:
        raise connection_fault(server.where, fault) from fault
    return client


def _greeted(server: Server) -> SmtpClient:
    if server.security == "tls":
        return SmtpTlsClient(server.host, server.port, server.helo, server.timeout, _trust(server))
    return SmtpClient(server.host, server.port, server.helo, server.timeout)


def _trust(server: Server) -> ssl.SSLContext:
    """Certificates are checked, and the name in them, by the system's authorities or `ca_path` alone."""
    try:
        return ssl.create_default_context(cafile=server.ca_path or None)
    except OSError as fault:
        what = f"no certificates to trust can be read: {fault.strerror or fault}"
        raise DeliveryError(server.ca_path, what, "ca_path names a file in PEM form") from fault


def _secure(client: SmtpClient, server: Server) -> None:
    context = _trust(server)
    if not client.has_extn("starttls"):
        what = "it does not offer STARTTLS, and nothing is sent in clear text"
        raise DeliveryError(server.where, what, 'check port; on 465 security is "tls"')
    client.starttls(context=context)
    client.ehlo_or_helo_if_needed()


def _log_in(client: SmtpClient, server: Server) -> None:
    """One try: a way the server does not know after all is none, a password it refuses is."""
    offered = client.esmtp_features.get("auth", "").upper().split()
    ways = [way for way in _WAYS if way in offered]
    if server.security == "none":
        ways.reverse()
    client.user, client.password = server.username, server.password
    for way in ways:
        try:
            client.auth(way, getattr(client, f"auth_{way.lower().replace('-', '_')}"))
        except smtplib.SMTPAuthenticationError as fault:
            if fault.smtp_code == _NO_SUCH_WAY:
                continue
            said = server.readable(fault.smtp_error)
            if fault.smtp_code // 100 == 4:
                raise answer_fault(server.where, fault.smtp_code, said, ours=True) from None
            what = f"user name or password not accepted: {fault.smtp_code} {said}"
            hint = "check username and password; many providers want an app password or a token"
            raise DeliveryError(server.where, what, hint) from None
        except smtplib.SMTPServerDisconnected:
            raise
        except (smtplib.SMTPException, ValueError):
            # What it asks for is not base64, or it never stops asking.
            what = "its answers to the log-in make no sense"
            raise DeliveryError(server.where, what) from None
        return
    told = readable(" ".join(offered)) or "none"
    what = f"no way to log in that this program knows (offered: {told})"
    raise DeliveryError(server.where, what, "check port and security")
