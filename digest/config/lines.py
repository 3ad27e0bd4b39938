"""Finds the line of config.toml a key path points to, so that a fault can be mended at once."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?")
_STEP = re.compile(r"([A-Za-z0-9_-]+)(?:\[(\d+)\])?")


def line_of(text: str, path: str) -> int | None:
    """
    The 1-based line of the key `path` (``source[2].url``) in the TOML `text`.

    Falls back to the line of the table that should hold the key; None when there is none either.
    """
    steps = [(name, int(index) if index else None) for name, index in _STEP.findall(path)]
    if not steps:
        return None
    table, index = steps[0]
    key = next((name for name, _ in reversed(steps[1:]) if not name.isdigit()), None)
    if index is None and len(steps) == 1:
        return _line_of_table(text, table, None) or _line_of_key(text.splitlines(), 0, table)
    deep = ".".join(name for name, _ in steps[:-1])
    header = _line_of_table(text, table, index) or _line_of_table(text, deep, None)
    if header is None or key is None:
        return header
    return _line_of_key(text.splitlines(), header, key) or header


def _line_of_table(text: str, table: str, index: int | None) -> int | None:
    count = -1
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header and header.group(2) == table:
            count += 1
            if index is None or count == index:
                return number
    return None


def _line_of_key(lines: list[str], start: int, key: str) -> int | None:
    wanted = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*=""")
    table = _HEADER.match(lines[start - 1]) if start else None
    for number, line in enumerate(lines[start:], start + 1):
        header = _HEADER.match(line)
        if header and not (table and header.group(2).startswith(table.group(2) + ".")):
            return None
        if wanted.match(line):
            return number
    return None
