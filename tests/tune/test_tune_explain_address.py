"""An address is found however it was pasted."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.demo import demo
from digest.errors import DigestError
from digest.model import Digest, record
from digest.tune.explain import explain


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Digest:
    folder: Path = tmp_path_factory.mktemp("demo")
    demo(folder)
    return record.read((folder / "site" / "2026-02-06" / "edition.json").read_text(encoding="utf-8"))


def test_a_link_is_found_however_it_was_pasted(edition: Digest) -> None:
    fate = next(one for one in edition.ledger.fates if one.fate == "merged" and one.url.count("/") > 3)
    bare = fate.url.removeprefix("https://").partition("?")[0].rstrip("/")
    expected = explain(edition, fate.entry_id)
    for pasted in (
        fate.url,
        f"http://{bare}",
        bare,
        f"https://www.{bare}/",
        f"https://{bare}?utm_source=mail&fbclid=1#comments",
        f"  HTTPS://{bare}  ",
    ):
        assert explain(edition, pasted) == expected, pasted


@pytest.mark.parametrize("asked", ["https://nowhere.example/page", "https://", "https:///x", "a@b.c/x"])
def test_what_is_nowhere_is_said(edition: Digest, asked: str) -> None:
    with pytest.raises(DigestError, match="nothing matches"):
        explain(edition, asked)
