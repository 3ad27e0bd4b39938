"""Mail as files: one message per recipient, to open in a mail program or to send by other means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from pydantic import ConfigDict

from digest.deliver.address import recipient_address, sender_address
from digest.deliver.files import write_whole
from digest.deliver.mailing_list import list_headers
from digest.deliver.message import build_message
from digest.errors import DeliveryError
from digest.model import Edition, Format, Rendition


@dataclass(frozen=True, slots=True)
class EmlFolder:
    """Writes one ``.eml`` file per edition and recipient into a folder; sends nothing."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    path: str = "out/mail"
    """The folder. The configuration makes it absolute, from where config.toml lies."""
    to: tuple[str, ...] = ("reader@example.com",)
    """Recipients: bare addresses."""
    sender: str = "Morning edition <digest@example.com>"
    """What stands under From: an address, with or without a name."""
    list_id: str = ""
    """Name of the list, such as ``digest.example.com``; by default the digest at the sender's domain."""
    unsubscribe: str = ""
    """An ``https:`` address that takes one-click requests, or a ``mailto:`` one."""

    def __post_init__(self) -> None:
        if not self.path.strip():
            raise ValueError("path: an empty path is no folder")
        sender_address(self.sender)
        for recipient in self.to:
            recipient_address(recipient)
        list_headers(self.list_id or "digest.example.com", self.unsubscribe)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The mail and its plain part."""
        return ("mail", "text")

    def targets(self) -> Sequence[str]:
        """The recipients, each once."""
        return tuple(dict.fromkeys(self.to))

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        """Write the message to `target`; raises DeliveryError when it cannot be made or written."""
        given = {one.format: one for one in renditions}
        if "mail" not in given or "text" not in given:
            raise DeliveryError(target, "the mail or its plain part was not rendered")
        message = build_message(
            edition,
            given["mail"],
            given["text"],
            sender=self.sender,
            recipient=target,
            now=now,
            list_id=self.list_id,
            unsubscribe=self.unsubscribe,
        )
        key = edition.key
        name = f"{quote(key.digest, safe='')}-{key.slot:%Y-%m-%d-%H%M}-{quote(target, safe='@')}.eml"
        write_whole(Path(self.path), [(name, message)])
        return str(Path(self.path) / name)
