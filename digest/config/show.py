"""Every setting of config.toml as it is in effect: its value, its default, and where it is set."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from digest import plugins
from digest.collect.parse.urls import without_secrets
from digest.config.edit import NAMED_BY
from digest.config.lines import line_of
from digest.config.presets import with_presets
from digest.config.tables import ConfigFile, KindTable

_GROUPS: Mapping[str, plugins.Group] = {
    "source": "digest.sources",
    "signal": "digest.signals",
    "section": "digest.sections",
    "channel": "digest.channels",
}
_SECRET_TABLES = ("headers", "chats")
HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Setting:
    """One key, as it is in effect."""

    path: str
    """As ``--set`` takes it: ``signal.recency.weight``."""
    value: Any
    """Without what is secret."""
    default: Any
    """None where there is none."""
    required: bool
    line: int | None
    """Where the file sets it; None where it does not."""

    @property
    def changed(self) -> bool:
        """Whether it is something else than its default; what has none always is."""
        return self.required or self.value != self.default


def settings(path: Path) -> tuple[Setting, ...]:
    """
    All settings of the config at `path`, in the order of the file's tables.

    Secrets stand as ``env:NAME`` where the file says so, else as ``***``. The file has to be one that
    :func:`digest.config.load_config` takes.
    """
    text = path.read_text(encoding="utf-8-sig")
    data, _ = with_presets(tomllib.loads(text))
    file = ConfigFile.model_validate(data)
    return tuple(_of_file(file, text))


def _of_file(file: ConfigFile, text: str) -> Iterator[Setting]:
    for name in type(file).model_fields:
        value = getattr(file, name)
        if name == "lexicon":
            for kind, names in value.items():
                for key, told in names.items():
                    line = line_of(text, f"lexicon.{kind}.{key}")
                    yield Setting(f"lexicon.{kind}.{key}", told, None, True, line)
        elif isinstance(value, tuple):
            for number, table in enumerate(value):
                called = next(str(v) for k in NAMED_BY[name] if (v := getattr(table, k, None)))
                yield from _of_table(table, f"{name}.{called}", f"{name}[{number}]", text, name)
        else:
            yield from _of_table(value, name, name, text, name)


def _of_table(table: BaseModel, path: str, where: str, text: str, kind: str) -> Iterator[Setting]:
    for key, field in type(table).model_fields.items():
        default = field.get_default(call_default_factory=True)
        required = default is PydanticUndefined
        yield _setting(
            table, path, where, text, key, getattr(table, key), None if required else default, required
        )
    if isinstance(table, KindTable) and kind in _GROUPS:
        plugin = plugins.load(_GROUPS[kind], table.kind, where)
        for option in dataclasses.fields(plugin):
            default, required = _default(option)
            value = table.options.get(option.name, default)
            yield _setting(table, path, where, text, option.name, value, default, required)


def _setting(
    table: BaseModel, path: str, where: str, text: str, key: str, value: Any, default: Any, required: bool
) -> Setting:
    given = key in table.model_fields_set or key in (table.model_extra or {})
    line = line_of(text, f"{where}.{key}") if given else None
    return Setting(f"{path}.{key}", _shown(key, _plain(value)), _plain(default), required, line)


def _default(option: dataclasses.Field[Any]) -> tuple[Any, bool]:
    if option.default is not dataclasses.MISSING:
        return option.default, False
    if option.default_factory is not dataclasses.MISSING:
        return option.default_factory(), False
    return None, True


def _plain(value: Any) -> Any:
    """The value as TOML has it: lists for tuples, tables for what is more."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain(dataclasses.asdict(value))
    return value


def _shown(key: str, value: Any) -> Any:
    if key in _SECRET_TABLES and isinstance(value, dict):
        return {name: _hidden(one) for name, one in value.items()}
    if isinstance(value, str) and value:
        if plugins.names_a_secret(key):
            return _hidden(value)
        return without_secrets(value) if "://" in value else value
    return value


def _hidden(value: str) -> str:
    return value if value.startswith("env:") else HIDDEN
