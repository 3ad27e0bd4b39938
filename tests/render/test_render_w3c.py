"""The W3C's checker over every page, mail and style sheet: no error, and no warning but one of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_desk import TITLES, hostile

from digest.model import Archive, Digest
from digest.render import load_theme, render, site

JAR = Path(sys.prefix) / "vnu.jar"
THEMES = ("letter", "terse", "counsel")
ALLOWED = {
    # It knows no hash of an inlined sheet, nor where a page is served: a real browser tests the policy.
    ".html": ("violates Content Security Policy",),
    # What mail programs go by instead of CSS, and what hides the preheader from one of them.
    ".mail.html": ("attribute on the", "“mso-hide”"),
    ".mail.css": ("“mso-hide”",),
}
"""What it may say of a file with this ending."""


@pytest.fixture(scope="module")
def checker() -> list[str]:
    java = shutil.which("java")
    lacks = [name for name, there in (("java", java), (str(JAR), JAR.exists())) if not there]
    if lacks and os.environ.get("CI") == "true":
        pytest.fail(f"not there: {', '.join(lacks)}")
    if lacks:
        pytest.skip(f"the W3C's checker needs {', '.join(lacks)}: `make test` brings the jar where npm is")
    return [
        str(java),
        "-Xss4m",
        "-jar",
        str(JAR),
        "--format",
        "json",
        "--also-check-css",
        "--no-langdetect",
        "--exit-zero-always",
    ]


def complaints(checker: list[str], folder: Path) -> list[str]:
    done = subprocess.run([*checker, str(folder)], capture_output=True, text=True, check=True)
    told = []
    for one in json.loads(done.stderr)["messages"]:
        file, said = Path(one.get("url", "").removeprefix("file:")), one["message"]
        allowed = (
            text for ending, texts in ALLOWED.items() if file.name.endswith(ending) for text in texts
        )
        if not any(text in said for text in allowed):
            told.append(f"{file.name}: {said}: {one.get('extract', '')}")
    return told


@pytest.mark.slow
def test_every_page_mail_and_style_sheet_is_valid(
    checker: list[str], desk: Digest, templates: str, tmp_path: Path
) -> None:
    for name, language in [*((name, "en") for name in THEMES), ("letter", "zh-Hans")]:
        theme = load_theme(name, [templates], ("America/New_York",), language)
        (tmp_path / f"{name}.{language}.css").write_text(str(theme.style), encoding="utf-8")
        (tmp_path / f"{name}.{language}.mail.css").write_text(str(theme.mail_style), encoding="utf-8")
        for at, title in enumerate(("", *TITLES[:10])):
            told = hostile(desk, title, "https://a.example/x?y=1&z=2") if title else desk
            for rendition in render(told, theme, ("page", "mail")):
                path = tmp_path / f"{name}.{language}.{at}.{rendition.format}.html"
                path.write_text(rendition.content, encoding="utf-8")
        for file in site(Archive.of("Morning desk", (desk,), "https://desk.example/"), theme):
            if file.path.endswith(".html"):
                path = tmp_path / f"{name}.{language}" / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(file.content, encoding="utf-8")
    assert complaints(checker, tmp_path) == []
