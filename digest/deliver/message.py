"""An edition as one mail message to one recipient."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from email import policy
from email.header import Header, decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime
from hashlib import sha256

from digest.deliver.address import recipient_address, sender_address
from digest.deliver.mailing_list import list_headers, list_name
from digest.errors import DeliveryError
from digest.model import Edition, EditionKey, Rendition

_LINE = 76
_POLICY = policy.SMTP.clone(max_line_length=_LINE, cte_type="7bit")
_SUBJECT_LIMIT = 200


def build_message(
    edition: Edition,
    mail: Rendition,
    text: Rendition,
    *,
    sender: str,
    recipient: str,
    now: datetime,
    list_id: str = "",
    unsubscribe: str = "",
    reply_to: str = "",
) -> bytes:
    """
    The message with CRLF lines, ready for the wire: `text` and `mail` as alternatives.

    A function of its arguments to the byte. `list_id` names the list (by default the digest at the
    sender's domain), `unsubscribe` is an ``https:`` or ``mailto:`` address, `reply_to` a bare address.
    Before it is returned it is parsed again and must say what was meant. Raises
    :class:`~digest.errors.DeliveryError` when an address, a list name or the message so read is not
    right.
    """
    try:
        source, target = sender_address(sender), recipient_address(recipient)
        listed = list_headers(list_id or list_name(edition.key, source.domain), unsubscribe)
        if reply_to:
            listed["Reply-To"] = str(recipient_address(reply_to))
    except ValueError as fault:
        raise DeliveryError(recipient, str(fault)) from fault
    subject = clean_subject(mail.title) or clean_subject(edition.title)
    identity = message_id(edition.key, target, source.domain)
    meant = {
        **listed,
        "From": _shown_sender(source),
        "To": str(target),
        "Subject": subject,
        "Date": format_datetime(now),
        "Message-ID": identity,
        "Auto-Submitted": "auto-generated",
    }
    written = meant | {"From": _written_sender(source), "Subject": _encoded("Subject", subject)}
    body = EmailMessage(policy=_POLICY)
    body.set_content(text.content, cte=_encoding(text.content))
    body.add_alternative(mail.content, subtype="html", cte=_encoding(mail.content))
    # Neither quoted-printable nor base64 ever writes "=_", so no line of a part looks like this one.
    body.set_boundary(f"=_{sha256(identity.encode()).hexdigest()[:32]}")
    packed = "".join(f"{name}: {value}\r\n" for name, value in written.items()).encode() + bytes(body)
    _read_back(packed, meant, (text.content, mail.content), recipient)
    return packed


def message_id(key: EditionKey, recipient: Address, domain: str) -> str:
    """The same for the same edition and recipient, whenever and however often it is sent."""
    told = f"{key}\n{recipient.addr_spec}"
    return f"<{sha256(told.encode()).hexdigest()[:32]}@{domain}>"


def clean_subject(title: str) -> str:
    """
    A title as it may stand in a header: one line, nothing invisible, at most 200 characters.

    Every ``=?`` is broken: some mail libraries decode one even where it is text, and what comes out may
    be a header of its own (CVE-2024-6923).
    """
    kinds = ((character, unicodedata.category(character)) for character in title)
    shown = "".join("" if kind == "Cf" else " " if kind[0] in "CZ" else c for c, kind in kinds)
    subject = " ".join(shown.split()).replace("=?", "= ?")
    return subject if len(subject) <= _SUBJECT_LIMIT else subject[: _SUBJECT_LIMIT - 1].rstrip() + "…"


def _encoded(name: str, text: str) -> str:
    """
    `text` as it stands in the header `name`: as it is if it is ASCII for one line, else encoded.

    By the older of the two header writers of the standard library: the newer one mixes words that are
    encoded with words that are not, and some of what it so writes does not read back.
    """
    if text.isascii() and len(name) + 2 + len(text) <= _LINE:
        return text
    return Header(text, "utf-8", maxlinelen=_LINE, header_name=name).encode(linesep="\r\n")


def _shown_sender(address: Address) -> str:
    name = address.display_name
    return str(address) if name.isascii() else f"{name} <{address.addr_spec}>"


def _written_sender(address: Address) -> str:
    name = address.display_name
    return str(address) if name.isascii() else f"{_encoded('From', name)}\r\n <{address.addr_spec}>"


def _encoding(content: str) -> str:
    """The shorter of the two encodings that any server lets through unchanged."""
    size = len(content.encode())
    outside = size - sum(1 for character in content if character.isascii())
    return "base64" if outside * 5 > size - outside else "quoted-printable"


def _read_back(packed: bytes, meant: Mapping[str, str], bodies: Sequence[str], recipient: str) -> None:
    """Raise DeliveryError unless the message, parsed as a mail program does, says what was meant."""
    read = BytesParser(policy=policy.default).parsebytes(packed)
    headers = {name: str(make_header(decode_header(raw))) for name, raw in read.raw_items()}
    headers.pop("MIME-Version", None)
    headers.pop("Content-Type", None)
    if headers != meant or len(read) != len(meant) + 2:
        wrong = sorted(name for name in {**headers, **meant} if headers.get(name) != meant.get(name))
        what = f"the message does not read back as meant: {', '.join(wrong) or 'a header twice'}"
        raise DeliveryError(recipient, what)
    parts = [part.get_content() for part in read.iter_parts() if isinstance(part, EmailMessage)]
    if [part.splitlines() for part in parts] != [(body or "\n").splitlines() for body in bodies]:
        raise DeliveryError(recipient, "the message does not read back as meant: its text")
