"""The edition's record to a program of somebody's own, as one signed request."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from urllib.parse import SplitResult, urlsplit

from pydantic import ConfigDict

from digest import __version__
from digest.errors import DeliveryError, Then
from digest.model import Edition, Format, Rendition

_PASSING = (408, 425, 429)
_GONE = 410


@dataclass(frozen=True, slots=True)
class Webhook:
    """
    Posts the record of an edition, with a signature by which the receiver knows that it is genuine.

    Redirects are not followed: what is signed for one address is sent to no other.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    url: str = field(repr=False)
    """Where it goes; ``env:NAME`` keeps one with a token out of the file. Receipts name its host alone."""
    secret: str = field(repr=False)
    """What the signature is made with: ``env:NAME``."""
    insecure: bool = False
    """Whether an ``http:`` address is meant."""
    timeout_seconds: float = 30.0

    def __post_init__(self) -> None:
        parts = _split(self.url)
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.username or parts.fragment:
            raise ValueError("url: an https address, without a user and without a fragment")
        if not (self.url.isascii() and self.url.isprintable()) or " " in self.url:
            raise ValueError("url: only printable ASCII can be asked for")
        if parts.scheme == "http" and not self.insecure:
            raise ValueError("url: http sends everything in the clear; `insecure = true` if that is meant")
        if len(self.secret) < 8:
            raise ValueError("secret: at least 8 characters")
        if not self.timeout_seconds > 0:
            raise ValueError("timeout_seconds: more than 0")

    @property
    def formats(self) -> tuple[Format, ...]:
        """The record."""
        return ("json",)

    def targets(self) -> Sequence[str]:
        """The host alone: paths and queries of hooks are secret as a rule."""
        return (_split(self.url).netloc,)

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        """Post the record; raises DeliveryError for any answer but 2xx."""
        if not renditions:
            raise DeliveryError(target, "the record was not rendered")
        body = renditions[0].data
        stamp = str(int(now.timestamp()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"market-digest/{__version__}",
            "X-Digest-Edition": str(edition.key),
            "X-Digest-Timestamp": stamp,
            "X-Digest-Signature": signature(self.secret, stamp, body),
        }
        status, reason, retry = self._post(target, body, headers)
        if 200 <= status < 300:
            return f"answered {status}"
        then: Then = "refused" if status == _GONE else "owed"
        if status in _PASSING or status >= 500:
            then = "again"
        hint = (
            "give the address it leads to" if 300 <= status < 400 else retry and f"asks to wait {retry} s"
        )
        raise DeliveryError(target, f"answered {status} {reason}".rstrip(), hint, then=then)

    def _post(self, target: str, body: bytes, headers: dict[str, str]) -> tuple[int, str, str]:
        """Status, reason and the seconds it asks to be left alone."""
        parts = _split(self.url)
        host = parts.hostname or ""
        connection = (
            http.client.HTTPConnection(host, parts.port, timeout=self.timeout_seconds)
            if parts.scheme == "http"
            else http.client.HTTPSConnection(
                host, parts.port, timeout=self.timeout_seconds, context=ssl.create_default_context()
            )
        )
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            retry = answer.getheader("Retry-After", "")
            return answer.status, _words(answer.reason), retry if retry.isdigit() else ""
        except ssl.SSLCertVerificationError as fault:
            raise DeliveryError(
                target, f"its certificate is not trusted: {fault.verify_message}"
            ) from fault
        except TimeoutError:
            told = f"no answer within {self.timeout_seconds:g} s"
            raise DeliveryError(target, told, then="again") from None
        except (OSError, http.client.HTTPException) as fault:
            told = getattr(fault, "strerror", None) or type(fault).__name__
            raise DeliveryError(target, f"cannot be reached: {told}".lower(), then="again") from fault
        finally:
            connection.close()


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """``sha256=`` and the HMAC-SHA256 (RFC 2104) of timestamp, full stop and body, in hex."""
    signed = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={signed.hexdigest()}"


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ValueError("url: not an address") from None
    return parts


def _words(reason: str) -> str:
    return "".join(mark for mark in reason if mark.isprintable())[:80]
