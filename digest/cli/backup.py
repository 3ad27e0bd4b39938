"""The commands that carry what is remembered away and bring it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from digest.store import BackupReport

ConfigPath = Annotated[
    Path, typer.Option("--config", "-c", help="The config file; its [state] says where the state lies.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
CONFIG = Path("config.toml")


def backup(
    file: Annotated[Path, typer.Argument(help="Where to; a backup that is there is replaced.")],
    config: ConfigPath = CONFIG,
    json: AsJson = False,
) -> None:
    """Write all that is remembered to one file, even while a digest is at work."""
    from digest.config import load_config
    from digest.store import backup as write

    _tell(write(load_config(config).state, file), "backed up", json)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `digest backup` wrote.")],
    config: ConfigPath = CONFIG,
    force: Annotated[
        bool, typer.Option("--force", help="Put it in the place of the state there is.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Make a backup what is remembered; it is checked first, and nothing is lost if it is not sound."""
    from digest.config import load_config
    from digest.store import restore as put

    _tell(put(file, load_config(config).state, force=force), "restored", json)


def _tell(report: BackupReport, what: str, json: bool) -> None:
    from digest.cli import screen

    if json:
        screen.as_json(report)
    else:
        size = f"{report.size / 1e6:.1f} MB"
        screen.say(f"{report.path}: {what}: {report.editions} editions, {report.entries} entries, {size}")
