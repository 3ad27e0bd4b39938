"""A list of recipients in a file, one address a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from digest.deliver.address import recipient_address
from digest.errors import DeliveryError

_COMMENT = re.compile(r"(^|\s)#.*")


def read_recipients(path: str) -> tuple[str, ...]:
    """
    The addresses in the file at `path`, in order; empty lines and what follows a ``#`` do not count.

    A line that is no address is among them: it fails by itself and holds up no other. Raises
    :class:`~digest.errors.DeliveryError` when the file cannot be read or has no line that counts.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise DeliveryError(path, "the list of recipients is not UTF-8 text") from fault
    except OSError as fault:
        what = (fault.strerror or str(fault)).lower()
        raise DeliveryError(path, f"the list of recipients cannot be read: {what}") from fault
    lines = (_COMMENT.sub("", line).strip() for line in text.splitlines())
    found = tuple(line for line in lines if line)
    if not found:
        raise DeliveryError(path, "the list of recipients names nobody", "one address a line")
    return found


def without_repeats(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each mailbox once, as it was written first; case does not make it another one."""
    written: dict[str, str] = {}
    for address in addresses:
        try:
            mailbox = recipient_address(address).addr_spec
        except ValueError:
            mailbox = address
        written.setdefault(mailbox.lower(), mailbox)
    return tuple(written.values())
