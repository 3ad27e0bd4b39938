"""``digest templates``: which files a theme is made of, and one of them to change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.chosen import CONFIG, AsJson, ConfigPath
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.config import Config

templates_app = typer.Typer(no_args_is_help=True, help="The files of a theme.")


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """One file of a theme and where it comes from."""

    theme: str
    file: str
    path: str
    own: bool
    """Whether it lies beside config.toml."""


@templates_app.command("list")
def listed(config: ConfigPath = CONFIG, json: AsJson = False) -> None:
    """Every theme's files, and which of them are your own."""
    from digest.cli import screen
    from digest.config import load_config

    files = _files(load_config(config))
    if json:
        screen.as_json(files)
        return
    theme = ""
    for one in files:
        if one.theme != theme:
            theme = one.theme
            screen.say(f"{theme}")
        screen.say(f"  {one.file}{'   yours: ' + one.path if one.own else ''}")


@templates_app.command("eject")
def eject(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Such as letter/page/brief.html.")],
    config: ConfigPath = CONFIG,
) -> None:
    """Copy one file beside config.toml, where it takes the place of the one that ships."""
    from digest.cli import screen
    from digest.config import load_config
    from digest.plugins import did_you_mean
    from digest.render.theme import USUAL

    settings = load_config(config)
    known = {f"{one.theme}/{one.file}": one for one in _files(settings)}
    theme, _, name = file.partition("/")
    found = known.get(file) or (known.get(f"{USUAL}/{name}") if _is_theme(theme, known) else None)
    if found is None:
        hint = did_you_mean(file, known) or "`digest templates list` names them"
        raise ConfigError("FILE", f"there is no template {file!r}", hint)
    target = settings.folder / "templates" / file
    if target.exists():
        raise ConfigError(str(target), "is there already", "it is left as it is")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(Path(found.path).read_bytes())
    screen.say(f"{target}: yours now. Remove it, and the one that ships is used again.")


def _is_theme(name: str, known: dict[str, ThemeFile]) -> bool:
    return any(path.startswith(f"{name}/") for path in known)


def _files(settings: Config) -> tuple[ThemeFile, ...]:
    """Each file of each theme once, from the first place that has it, by theme and name."""
    from digest.prepare import template_roots

    own = settings.folder / "templates"
    found: dict[tuple[str, str], ThemeFile] = {}
    for root in map(Path, template_roots(settings)):
        for path in sorted(root.glob("*/**/*")):
            theme, *parts = path.relative_to(root).parts
            if path.is_file() and not any(part.startswith(".") for part in parts):
                key = (theme, "/".join(parts))
                found.setdefault(key, ThemeFile(*key, str(path), root == own))
    return tuple(found[key] for key in sorted(found))
