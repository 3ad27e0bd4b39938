"""Replaces config.toml by another text of it, whole and only when that is good."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from digest.config.load import load_config
from digest.errors import ConfigError


def rewrite(path: Path, text: str) -> None:
    """
    Make `text` the content of the config at `path`, of which nobody ever sees a half.

    Raises ConfigError with every fault of `text` and leaves the file as it is; OSError when it cannot be
    written. A link to the file stays one, and its permissions stay as they are.
    """
    real = path.resolve()
    handle, name = tempfile.mkstemp(prefix=".config-", suffix=".toml", dir=real.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            load_config(aside, folder=path.parent)
        except ConfigError as fault:
            raise ConfigError.of(f"{path} would be faulty and stays as it is", fault.faults) from None
        aside.chmod(real.stat().st_mode & 0o7777)
        aside.replace(real)
    finally:
        aside.unlink(missing_ok=True)
