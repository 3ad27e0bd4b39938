"""
What lies on the workbench: a recorded edition, changes to config.toml that are not saved, and their effect.

It knows nothing of the web. Every method leaves it in a state that can be shown: a change that does not
check is told as a fault, and the last edition that could be made stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

from digest.config import Config, DigestPlan, edit, load_config
from digest.errors import ConfigError, DigestError, TemplateError
from digest.model import Digest, Format, Judgement, Mark, Rendition
from digest.prepare import template_roots
from digest.protocols import Clock
from digest.render import load_theme, render
from digest.store import SqliteStore, open_store
from digest.tune.diff import EditionDiff, compare
from digest.tune.rate import judged
from digest.tune.replay import Replay

FORMATS: tuple[Format, ...] = ("page", "mail", "text", "markdown", "json", "chat")
Change = Literal["weight", "enabled"]
TUNED: Mapping[str, tuple[Change, ...]] = {
    "signal": ("weight",),
    "source": ("weight", "enabled"),
    "filter": ("enabled",),
}
"""What may be changed here, by the table it stands in."""


class Workbench:
    """One digest's recorded editions under a config that is being changed."""

    def __init__(self, path: Path, digest: str, store: SqliteStore, clock: Clock) -> None:
        """Raises ConfigError for a config that does not check, DigestError when nothing was published."""
        self.path = path
        self._digest = digest
        self._store = store
        self._clock = clock
        self.days = tuple(dict.fromkeys(key.day for key in store.keys(digest)))
        if not self.days:
            raise DigestError(digest, "no edition was published yet", "`digest run` makes one")
        self.changes: dict[edit.Path, Any] = {}
        self.fault = ""
        self.seconds = 0.0
        self.revision = 0
        self.saved = load_config(path)
        self.config = self.saved
        self._mark = _mark(path)
        self.theme = self._plan(self.config).theme
        self.choose(self.days[0])

    def choose(self, day: date) -> None:
        """Look at the edition of another day."""
        if day not in self.days:
            raise DigestError(str(day), "no edition of that day was published")
        self.day = day
        self._replay = Replay(self._store, self._digest, day, day)
        self._remake()

    def dress(self, theme: str) -> None:
        """Look at it in another theme; TemplateError when there is none of that name."""
        load_theme(theme, template_roots(self.config))
        self.theme = theme
        self.revision += 1

    def change(self, path: edit.Path, value: Any) -> None:
        """Change one value, or with None take the change back; a fault is told and changes nothing."""
        if len(path) != 3 or path[2] not in TUNED.get(path[0], ()):
            raise ConfigError(".".join(path), "cannot be changed here", "edit config.toml")
        before = dict(self.changes)
        self.changes.pop(path, None)
        if value is not None:
            self.changes[path] = value
        if not self._reload():
            self.changes = before

    def take_back(self) -> None:
        """Forget every change that is not saved: the edition is what config.toml says now."""
        self.changes.clear()
        if not self.look_again():
            self._reload()

    def look_again(self) -> bool:
        """Whether config.toml or a template was saved by somebody else; what it says now is taken up."""
        mark = _mark(self.path)
        if mark == self._mark:
            return False
        self._mark = mark
        try:
            self.saved = load_config(self.path)
        except ConfigError as fault:
            self.fault = str(fault)
            self.revision += 1
            return True
        self._reload()
        return True

    def save(self) -> None:
        """
        Write the changes into config.toml, comments and order kept.

        Raises ConfigError when the file does not check with them, or was changed since it was read.
        """
        if _mark(self.path) != self._mark:
            self.look_again()
            raise ConfigError(str(self.path), "was changed since it was read", "look at it, and save again")
        text = edit.changed(self.path.read_text(encoding="utf-8-sig"), self.changes)
        load_config(self.path, changes=self.changes)
        aside = self.path.with_name(f".{self.path.name}.part")
        aside.write_text(text, encoding="utf-8")
        aside.chmod(self.path.stat().st_mode)
        aside.replace(self.path)
        self._mark = _mark(self.path)
        self.changes.clear()
        self.saved = load_config(self.path)
        self._reload()

    def rate(self, story_id: str, mark: Mark) -> None:
        """Mark a story up or down, or take the mark back; kept in the state at once."""
        made = judged(self.digest, story_id, mark, self.config, self._clock.now())
        with open_store(self.config.state) as store:
            store.judge(made)
        self._remake()

    def rendition(self, format: Format) -> Rendition:
        """The edition as it would go out; raises TemplateError with file and line."""
        theme = load_theme(
            self.theme,
            template_roots(self.config),
            zones=(self.digest.edition.zone,),
            language=self._plan(self.config).language,
        )
        (made,) = render(self.digest, theme, (format,))
        return made

    def difference(self) -> EditionDiff:
        """This edition beside the one that the saved config makes."""
        return compare(self._base, self.digest)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The marks in force now."""
        return self._store.judgements(self._digest, self._clock.now())

    def _reload(self) -> bool:
        """Whether the config with its changes checks; then the edition is made again."""
        try:
            config = load_config(self.path, changes=self.changes)
        except ConfigError as fault:
            self.fault = str(fault)
            self.revision += 1
            return False
        self.config = config
        self._remake()
        return True

    def _remake(self) -> None:
        began = perf_counter()
        try:
            marks = self.judgements
            made = self._made(self.config, marks)
            base = made if self.config == self.saved else self._made(self.saved, marks)
        except (ConfigError, TemplateError) as fault:
            self.fault = str(fault)
        else:
            self.digest, self._base, self.fault = made, base, ""
        self.seconds = perf_counter() - began
        self.revision += 1

    def _made(self, config: Config, judgements: tuple[Judgement, ...]) -> Digest:
        (one,) = self._replay.under(config, self._plan(config), judgements=judgements)
        return one.digest

    def _plan(self, config: Config) -> DigestPlan:
        found = next((plan for plan in config.digests if plan.name == self._digest), None)
        if found is None:
            raise ConfigError(str(self.path), f"no [[digest]] is named {self._digest!r} any more")
        return replace(found)


def _mark(path: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when config.toml or one of the templates beside it does."""
    files = [path, *sorted((path.parent / "templates").rglob("*"))]
    stats = [(file, file.stat()) for file in files if file.is_file()]
    return tuple((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in stats)
