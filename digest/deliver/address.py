"""Mail addresses, checked before anything is written to them."""

from __future__ import annotations

import re
import unicodedata
from email.headerregistry import Address

_NAMED = re.compile(r'(?P<name>"[^"<>\\]*" *|[^"<>\\]*)<(?P<address>[^<>]*)>')
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_LOCAL_LIMIT, _LIMIT = 64, 254
"""RFC 5321, 4.5.3.1."""


def sender_address(text: str) -> Address:
    """
    One address, with or without a name: ``Morning desk <desk@example.com>``.

    A domain outside ASCII becomes its ASCII form. Raises ``ValueError`` in words for anything else.
    """
    if any(unicodedata.category(character)[0] == "C" for character in text) or "=?" in text:
        raise ValueError(f"{text!r} is not a mail address: it has characters that no address has")
    named = _NAMED.fullmatch(text.strip())
    if not named:
        return _bare(text.strip())
    address = _bare(named["address"])
    name = " ".join(named["name"].strip(' "').split())
    return Address(name, address.username, address.domain)


def recipient_address(text: str) -> Address:
    """A bare address, ``reader@example.com``; raises ``ValueError`` in words for anything else."""
    if "<" in text:
        raise ValueError(f"{text!r}: give the address alone, without a name")
    return sender_address(text)


def _bare(text: str) -> Address:
    local, _, domain = text.rpartition("@")
    try:
        domain = domain.encode("idna").decode().lower()
    except UnicodeError:
        domain = ""
    if local and not local.isascii():
        raise ValueError(f"{text!r}: many mail servers refuse letters outside ASCII before the @")
    fits = len(local) <= _LOCAL_LIMIT and len(local) + 1 + len(domain) <= _LIMIT
    if not (fits and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise ValueError(f"{text!r} is not a mail address such as reader@example.com")
    return Address(username=local, domain=domain)
