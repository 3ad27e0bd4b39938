"""Scripts in every field of every format of feed, all the way to a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.injection import edition_of, executed, faults

PAYLOADS = (
    "<script>alert(1)</script>",
    "<ScRiPt >alert(2)</sCrIpT\t>",
    '"><img src=x onerror=alert(3)>',
    "'><svg/onload=alert(4)>",
    "</title></style></textarea></noscript><script>alert(5)</script>",
    "javascript:alert(6)",
    "java\tscript:alert(7)",
    " \x01javascript:alert(8)",
    "data:text/html,<script>alert(9)</script>",
    "&lt;script&gt;alert(10)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(11)&#62;",
    "<a href='javascript:alert(12)'>rates</a>",
    '" autofocus onfocus=alert(13) x="',
    "<details open ontoggle=alert(14)>rates</details>",
    "<iframe srcdoc='<script>parent.alert(15)</script>'></iframe>",
    "<math><mi xlink:href='javascript:alert(16)'>rates</mi></math>",
    "]]><script>alert(17)</script><![CDATA[",
    "--><script>alert(18)</script><!--",
    "{{ 7*7 }}<script>alert(19)</script>{% raw %}",
    "<style>@import 'javascript:alert(20)'</style>rates",
    "<meta http-equiv=refresh content='0;url=javascript:alert(21)'>",
    "[rates](javascript:alert(22))",
    "<img src=x onerror\x00=alert(23)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(24)>'>",
    "\u202e<script>alert(25)</script>",
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    files, entries = edition_of(PAYLOADS, tmp_path_factory.mktemp("injection"))
    assert entries >= 2 * len(PAYLOADS)
    return files


def test_nothing_of_a_source_is_markup_in_any_file(files: list[Path]) -> None:
    assert len(files) >= 3
    assert [f"{path.name}: {fault}" for path in files for fault in faults(path)] == []
    told = "".join(path.read_text() for path in files)
    assert "alert(3)" in told
    assert "&lt;img src=x onerror" in told or "&quot;&gt;" in told


def test_nothing_of_a_source_is_executed(files: list[Path], browser: Browser) -> None:
    assert executed(browser, files) == []


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "raw.html"
    path.write_text(f"<!doctype html><body>{PAYLOADS[0]}{PAYLOADS[2]}{PAYLOADS[11]}")
    return path


def test_what_survives_would_be_seen(raw: Path) -> None:
    assert len(list(faults(raw))) == 3


def test_what_survives_would_be_heard(raw: Path, browser: Browser) -> None:
    assert executed(browser, [raw]) == ["raw.html: 1", "raw.html: 3"]
