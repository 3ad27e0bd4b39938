"""Real documents to measure on, where they are to be had."""

from __future__ import annotations

import os
from pathlib import Path


def corpus() -> Path | None:
    """The folder named by ``DIGEST_CORPUS``, or ``../shared/corpus`` beside the checkout; None without."""
    named = os.environ.get("DIGEST_CORPUS", "")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "corpus"
    return folder if folder.is_dir() else None
