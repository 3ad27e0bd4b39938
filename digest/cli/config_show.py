"""``digest config show``: the settings in effect."""

from __future__ import annotations

import json as written
from typing import Annotated, Any

import typer

from digest.cli.chosen import CONFIG, AsJson, ConfigPath


def show(
    only: Annotated[str, typer.Argument(help="The beginning of keys: source.ledgerline, signal.")] = "",
    config: ConfigPath = CONFIG,
    changed: Annotated[bool, typer.Option("--changed", help="Only what differs from its default.")] = False,
    json: AsJson = False,
) -> None:
    """The settings in effect, what differs from its default, and the line that sets it."""
    from digest.cli import screen
    from digest.config import load_config
    from digest.config.show import settings

    load_config(config)
    told = tuple(
        one for one in settings(config) if one.path.startswith(only) and (one.changed or not changed)
    )
    if json:
        screen.as_json(told)
        return
    for one in told:
        default = "" if not one.changed or one.required else f"default {_toml(one.default)}"
        remarks = ", ".join(filter(None, (default, f"line {one.line}" if one.line else "")))
        screen.indented(f"{one.path} = {_toml(one.value)}" + (f"   # {remarks}" if remarks else ""), 0, 4)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return "none" if value is None else written.dumps(value, ensure_ascii=False, default=str)
