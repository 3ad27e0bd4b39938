"""Edits config.toml as a person would: what is not changed keeps comments, order and spelling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Item, Key, Table

from digest.errors import ConfigError
from digest.plugins import did_you_mean

NAMED_BY = {
    "digest": ("name",),
    "channel": ("id",),
    "source": ("id", "preset"),
    "section": ("id", "kind"),
    "signal": ("name", "kind"),
    "filter": ("name",),
    "pin": ("name",),
    "split": ("name",),
}
"""For each table that is there several times, the keys whose value names one; the first it has counts."""

Path = tuple[str, ...]
"""``("source", "ledgerline", "weight")``: a table, the name of one if there are several, keys."""


def changed(text: str, changes: Mapping[Path, Any]) -> str:
    """
    The TOML `text` with each path of `changes` set to its value, or taken away where that is None.

    A key that is new stands below the last one of its table. Raises ConfigError for a path that leads
    nowhere and for a `text` that is no TOML.
    """
    document = _parsed(text)
    for path, value in changes.items():
        *tables, key = path
        holder = _holder(document, tables)
        if value is None:
            holder.pop(key, None)
        elif key in holder:
            holder[key] = value
        else:
            _insert(holder, key, value)
    return tomlkit.dumps(document)


def added(text: str, kind: str, *tables: Mapping[str, Any]) -> str:
    """The TOML `text` with one more ``[[kind]]`` of each of `tables`, in order, below the last there is."""
    document = _parsed(text)
    for values in tables:
        _add(document, kind, values)
    return tomlkit.dumps(document)


def _add(document: tomlkit.TOMLDocument, kind: str, values: Mapping[str, Any]) -> None:
    new = tomlkit.table()
    for key, value in values.items():
        new.add(key, value)
    several = document.get(kind)
    if not isinstance(several, AoT):
        several = tomlkit.aot()
        several.append(new)
        document.append(kind, several)
        return
    heading = _cut_trivia(several[-1])
    if heading:
        new.add(tomlkit.nl())
    several[-1].add(tomlkit.nl())
    several.append(new)
    for item in heading[1:]:
        several[-1].value.body.append((None, item))


def parsed_path(written: str) -> Path:
    """``source.ledgerline.weight`` as a path; raises ConfigError when it names no key in a table."""
    steps = tuple(step.strip() for step in written.split("."))
    if len(steps) < 2 or not all(steps):
        raise ConfigError(written, "names no key of a table", "such as signal.recency.weight")
    return steps


def parsed_value(written: str) -> Any:
    """What stands behind ``=`` as TOML; a word that is none is a text."""
    try:
        return tomlkit.value(written).unwrap()
    except (TOMLKitError, ValueError):
        return written


def _parsed(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except TOMLKitError as fault:
        raise ConfigError("config.toml", f"not TOML: {fault}") from None


def _holder(document: tomlkit.TOMLDocument, path: Sequence[str]) -> Any:
    """The table at `path`, made when it is a plain one that is not there."""
    table: Any = document
    steps = list(path)
    while steps:
        step = steps.pop(0)
        if step not in table:
            if step in NAMED_BY:
                raise ConfigError(step, f"there is no [[{step}]]")
            table[step] = tomlkit.table()
        table = table[step]
        if isinstance(table, AoT):
            if not steps:
                raise ConfigError(step, "there are several", f"name one: {step}.NAME.KEY")
            table = _named(table, step, steps.pop(0))
        if not isinstance(table, Mapping):
            raise ConfigError(".".join(path), "is no table")
    return table


def _named(several: AoT, kind: str, name: str) -> Any:
    """The table of this name; where more than one has it, the first."""
    names = [next((str(one[key]) for key in NAMED_BY.get(kind, ()) if one.get(key)), "") for one in several]
    if name not in names:
        raise ConfigError(f"{kind}.{name}", f"no [[{kind}]] of that name", did_you_mean(name, names))
    return several[names.index(name)]


def _insert(holder: Any, key: str, value: Any) -> None:
    """Put a new key below the last plain one, above the comments that lead on to what follows."""
    container: Container = holder.value if isinstance(holder, Table) else holder
    plain = [k for k, item in container.body if isinstance(k, Key) and not isinstance(item, Table | AoT)]
    if plain and isinstance(holder, Table):
        container._insert_after(plain[-1], key, value)  # appending puts it below trailing comments
    else:
        holder[key] = value


def _cut_trivia(table: Table) -> list[Item]:
    """Take the blank line and all that follows it off the end of `table`; returns what was taken."""
    body = table.value.body
    if body and isinstance(body[-1][1], Table):
        return _cut_trivia(body[-1][1])
    first = len(body)
    while first and body[first - 1][0] is None:
        first -= 1
    while first < len(body) and body[first][1].as_string().strip():
        first += 1
    taken = [item for _, item in body[first:]]
    del body[first:]
    return taken
