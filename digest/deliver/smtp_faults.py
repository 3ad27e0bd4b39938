"""What the answers of a mail server, and the faults of the way to it, mean for a delivery."""

from __future__ import annotations

import smtplib
import socket
import ssl
import unicodedata
from collections.abc import Sequence

from digest.errors import DeliveryError, Then

_LIMIT = 200
_LOG_IN_FIRST = {530, 534, 535, 538}
_HINTS = {
    530: "the server wants a log-in: set username and password",
    550: "the address may not exist, or the server does not trust this sender",
    552: "the message is too big for it, or the mailbox is full",
}


def readable(said: bytes | str, secrets: Sequence[str] = ()) -> str:
    """A server's words on one line, short, nothing invisible, none of `secrets` in them."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    for secret in secrets:
        text = text.replace(secret, "…")
    shown = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    line = " ".join(shown.split())
    return line if len(line) <= _LIMIT else line[: _LIMIT - 1] + "…"


def answer_fault(where: str, code: int, said: str, *, ours: bool) -> DeliveryError:
    """
    What an answer that is not the one hoped for means; `said` is readable already.

    4xx may pass. 5xx is for good when it is about the recipient or the message; when it is `ours` (the
    connection, the log-in, the sender) it wants mending here and the delivery stays owed.
    """
    told = f"{code} {said}".strip() if code > 0 else said
    if code // 100 == 4:
        return DeliveryError(where, f"not now: {told}", then="again")
    if code // 100 != 5:
        return DeliveryError(where, f"an answer that makes no sense: {told}", then="again")
    mend = ours or code in _LOG_IN_FIRST
    then: Then = "owed" if mend else "refused"
    return DeliveryError(where, f"refused: {told}", _HINTS.get(code, ""), then=then)


def connection_fault(where: str, fault: OSError) -> DeliveryError:
    """
    Why there is no connection, or none that may be used.

    What TLS refuses wants mending and stays owed; everything else may pass.
    """
    match fault:
        case smtplib.SMTPResponseException():
            return answer_fault(where, fault.smtp_code, readable(fault.smtp_error), ours=True)
        case ssl.SSLCertVerificationError():
            what = f"its certificate is not trusted: {fault.verify_message or fault.reason}"
            return DeliveryError(where, what, "nothing was sent; a private authority goes into ca_path")
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            return DeliveryError(where, "the connection broke while TLS was agreed on", then="again")
        case ssl.SSLError():
            what = f"TLS could not be agreed on: {fault.reason or fault}"
            return DeliveryError(where, what, "nothing was sent; is `security` right for this port?")
        case smtplib.SMTPServerDisconnected():
            what = str(fault).removeprefix("Connection unexpectedly closed").lstrip(": ")
            return DeliveryError(
                where, f"the connection broke: {what or 'closed by the server'}", then="again"
            )
        case smtplib.SMTPException():
            return DeliveryError(where, "its answers make no sense", then="again")
        case socket.gaierror():
            what = f"its name cannot be looked up: {fault.strerror}"
            return DeliveryError(where, what, "check host, and the network", then="again")
        case TimeoutError():
            return DeliveryError(where, "no answer in time", "check host and port", then="again")
    what = (fault.strerror or str(fault) or type(fault).__name__).lower()
    return DeliveryError(where, f"no connection: {what}", then="again")
