"""The recipes of docs/mail.md are configurations that load, with no secret in them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from digest.config import load_config
from digest.deliver.channels.smtp import Smtp

PAGE = (Path(__file__).parents[2] / "docs" / "mail.md").read_text(encoding="utf-8")
WHOLE, *RECIPES = re.findall(r"^```toml\n(.*?)^```", PAGE, re.M | re.S)
BEFORE = """
[[source]]
id = "a"
kind = "feed"
url = "https://example.com/feed"
[[digest]]
name = "daily"
title = "Desk"
"""


def smtp_of(text: str, folder: Path) -> Smtp:
    path = folder / "config.toml"
    path.write_text(BEFORE + text)
    environment = dict.fromkeys(re.findall(r'"env:(\w+)"', text), "secret")
    (channel,) = load_config(path, environment=environment).digests[0].channels
    assert isinstance(channel.channel, Smtp)
    return channel.channel


def recipe(text: str) -> str:
    """The first snippet of the page with its lines replaced by the recipe's, as the page says."""
    given: dict[str, Any] = tomllib.loads(text)
    lines = [line for line in WHOLE.splitlines() if line.partition(" =")[0] not in given]
    if "password" not in given:
        lines = [line for line in lines if not line.startswith(("username", "password"))]
    return "\n".join(lines) + "\n" + text


def test_the_first_snippet(tmp_path: Path) -> None:
    smtp = smtp_of(WHOLE, tmp_path)
    assert smtp.recipients_path == str(tmp_path / "readers.txt")
    assert smtp.unsubscribe.startswith("mailto:")


@pytest.mark.parametrize("text", RECIPES, ids=lambda text: tomllib.loads(text)["host"])
def test_a_recipe(text: str, tmp_path: Path) -> None:
    smtp = smtp_of(recipe(text), tmp_path)
    assert smtp.security != "none" or smtp.host == "127.0.0.1"
    assert bool(smtp.password) == (smtp.security != "none")
    assert smtp.password in ("", "secret")


def test_every_provider_has_one() -> None:
    assert len(RECIPES) == len(re.findall(r"^\*\*.*?\*\*", PAGE.partition("## Recipes")[2], re.M)) == 7
