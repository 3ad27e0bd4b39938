"""The packaged lexicon, and a short way to have one entry understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest import understand as room
from digest.model import AnnotatedEntry, Entry, StatedDocument
from digest.understand import understand
from digest.understand.lexicon import LEXICON_FILES, Lexicon

SEEN = datetime(2026, 2, 6, 12, tzinfo=UTC)
Annotate = Callable[..., AnnotatedEntry]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    folder = Path(str(room.__file__)).parent / "lexicon"
    return Lexicon.parse({name: (folder / name).read_text(encoding="utf-8") for name in LEXICON_FILES})


@pytest.fixture(scope="session")
def annotate(lexicon: Lexicon) -> Annotate:
    def annotated(
        title: str,
        text: str = "",
        *,
        language: str = "en",
        categories: tuple[str, ...] = (),
        document: StatedDocument | None = None,
    ) -> AnnotatedEntry:
        entry = Entry("e1", "s1", "", title, text, SEEN, language=language, categories=categories)
        (told,) = understand([replace(entry, document=document)], lexicon, lambda _: "")
        return told

    return annotated
