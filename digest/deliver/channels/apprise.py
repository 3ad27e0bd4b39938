"""The edition in brief to chats and their like, by the services that apprise speaks with."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from pydantic import ConfigDict

from digest.deliver.messages import messages
from digest.errors import DeliveryError, Then
from digest.model import Edition, Format, Rendition

if TYPE_CHECKING:
    from apprise import NotifyBase, NotifyFormat

_STATUS = re.compile(r"\berror=(\d{3})\b")
_PASSING = (408, 425, 429)
_COUNTER = len(" (10/10)") + 2
"""Characters of a message that its number takes, with the end of its line."""


@dataclass(frozen=True, slots=True)
class Apprise:
    """
    Sends the chat rendition to each chat, split between its parts where one message is too short for it.

    What is sent is text without markup. Redirects are not followed, nothing is kept on disk, and
    neither a receipt nor a fault names an address.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    chats: Mapping[str, str] = field(repr=False)
    """Where it goes, by names of your own: ``env:NAME`` for an address as apprise writes it."""
    messages: int = 3
    """At most so many a chat; what there is no room for is counted in the last."""
    timeout_seconds: float = 30.0
    """To connect, and for each answer."""

    def __post_init__(self) -> None:
        if not self.chats:
            raise ValueError("chats: there is none")
        if not 1 <= self.messages <= 9:
            raise ValueError("messages: between 1 and 9")
        if not self.timeout_seconds > 0:
            raise ValueError("timeout_seconds: more than 0")
        for name in self.chats:
            self._service(name)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The edition in brief."""
        return ("chat",)

    def targets(self) -> Sequence[str]:
        """The chats by their names: their addresses are secret."""
        return tuple(self.chats)

    def send(self, edition: Edition, renditions: Sequence[Rendition], target: str, now: datetime) -> str:
        """Send it; raises DeliveryError, ``held`` when a message arrived and the next one did not."""
        if not renditions:
            raise DeliveryError(target, "the edition was not rendered for chats")
        title, *parts = renditions[0].content.strip().split("\n\n")
        service = self._service(target)
        if service.title_maxlen > 0:
            title = title[: max(1, service.title_maxlen - _COUNTER)]
        room = service.body_maxlen - len(title) - _COUNTER
        told = messages(parts, room, self.messages)
        if not told:
            what = f"its messages hold {service.body_maxlen} characters, which is too few"
            raise DeliveryError(target, what, then="refused")
        for number, text in enumerate(told, 1):
            counted = f"{title} ({number}/{len(told)})" if len(told) > 1 else title
            with _heard() as said:
                arrived = service.notify(text, counted, body_format=_written_in(service))
            if not arrived:
                raise _fault(target, said, number, len(told))
        return "1 message" if len(told) == 1 else f"{len(told)} messages"

    def _service(self, name: str) -> NotifyBase:
        """What speaks with the chat; raises ``ValueError``, without the address, for one that cannot be."""
        with _heard():
            try:
                import apprise  # takes a tenth of a second, and comes with an extra
            except ImportError:
                raise ValueError("apprise is not installed: pip install 'market-digest[apprise]'") from None
            asset = apprise.AppriseAsset(
                app_id="Digest",
                async_mode=False,
                http_redirects=False,
                image_url_logo=None,
                image_url_mask=None,
                plugin_paths=[],
                secure_logging=True,
                storage_mode=apprise.PersistentStoreMode.MEMORY,
            )
            service = apprise.Apprise.instantiate(self.chats[name], asset=asset)
        if not service:
            raise ValueError(f"chats.{name}: not an address that apprise knows")
        if len(service) > 1:
            raise ValueError(f"chats.{name}: leads to {len(service)} chats; give each a name of its own")
        service.socket_connect_timeout = service.socket_read_timeout = self.timeout_seconds
        return service


def _written_in(service: NotifyBase) -> NotifyFormat | None:
    """Text, which apprise fits to the service; none, where it would only put backslashes in."""
    from apprise import NotifyFormat

    known: object = service.notify_format  # one, or a tuple of several
    return None if known in (NotifyFormat.MARKDOWN, (NotifyFormat.MARKDOWN,)) else NotifyFormat.TEXT


def _fault(target: str, said: Sequence[str], number: int, count: int) -> DeliveryError:
    """What went wrong, by the status in what apprise `said`, whose words may name addresses."""
    found = next((match for line in reversed(said) if (match := _STATUS.search(line))), None)
    status = int(found[1]) if found else 0
    what = f"answered {status}" if found else "no answer, or none that it could use"
    if number > 1:
        return DeliveryError(target, f"{what} to message {number} of {count}", then="held")
    again = not found or status in _PASSING or status >= 500
    then: Then = "again" if again else "owed"
    return DeliveryError(target, what, "" if again else "is its address still right?", then=then)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What apprise and its client say while the block runs; both would write addresses to a log."""
    said: list[str] = []
    listening = _Listening(said)
    loggers = [logging.getLogger(name) for name in ("apprise", "urllib3")]
    before = [(logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.propagate = False
        logger.setLevel(logging.WARNING)
        logger.addHandler(listening)
    try:
        yield said
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.removeHandler(listening)
            logger.propagate = propagate
            logger.setLevel(level)


class _Listening(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())
