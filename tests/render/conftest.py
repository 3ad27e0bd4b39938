"""The edition and the theme these tests render."""

from __future__ import annotations

from pathlib import Path

import pytest
from morning_desk import morning_desk

from digest.model import Digest
from digest.render import Theme, load_theme

TEMPLATES = Path(__file__).parent.parent.parent / "templates"


@pytest.fixture(scope="session")
def templates() -> str:
    """The folder of themes."""
    return str(TEMPLATES)


@pytest.fixture(scope="session")
def theme(templates: str) -> Theme:
    """The default theme."""
    return load_theme("letter", [templates], zones=("America/New_York",))


@pytest.fixture(scope="session")
def desk() -> Digest:
    """A rich edition."""
    return morning_desk()
