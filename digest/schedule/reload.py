"""A changed config.toml, taken up by a schedule that runs, or refused by name."""

from __future__ import annotations

from collections.abc import Callable

from digest.config import Config, load_config
from digest.errors import DigestError
from digest.schedule.desk import Desk
from digest.schedule.events import Event, Tell


class Reloading:
    """
    Looks at the config's file; for other content it gives another desk, else the one it is given.

    `build` makes a desk of a config and raises DigestError for one that cannot be worked with. A file
    that cannot be read, or has faults, is told once, and the desk goes on as it was.
    """

    def __init__(self, config: Config, build: Callable[[Config], Desk], tell: Tell) -> None:
        self._path = config.path
        self._build = build
        self._tell = tell
        self._known = self._content()

    def __call__(self, desk: Desk) -> Desk:
        """The desk to work at from now on."""
        content = self._content()
        if content == self._known:
            return desk
        self._known = content
        now = desk.clock.now()
        try:
            fresh = self._build(load_config(self._path))
        except DigestError as fault:
            self._tell(Event(now, "schedule", "config refused", (str(fault),), fault.exit_code))
            return desk
        self._tell(Event(now, "schedule", "config taken up", fresh.plans()))
        return fresh

    def _content(self) -> bytes | None:
        try:
            return self._path.read_bytes()
        except OSError:
            return None
