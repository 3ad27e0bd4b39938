"""Sources that ship described: a ``[[source]]`` may name one and say only what it wants otherwise."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any
from urllib.parse import quote

from digest.errors import ConfigError
from digest.plugins import did_you_mean

_FOLDER = resources.files("digest").joinpath("collect", "sources", "presets")
_WORD = re.compile(r"[\w .,&-]{1,80}")
"""What a parameter may be: nothing that could mean something within an address or an expression."""


def names() -> tuple[str, ...]:
    """Names of all presets, sorted."""
    files = (file.name for file in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml")))


def preset(name: str) -> dict[str, Any]:
    """The tables of the preset as they stand in its file; `name` is one of :func:`names`."""
    return tomllib.loads(_FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def with_presets(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[ConfigError]]:
    """
    The tables of a config with those of the presets they name, and the faults of naming them.

    In place of a source that cannot be joined stands one that is off, so that the rest can be checked.
    """
    sources = data.get("source")
    if not isinstance(sources, list) or not all(isinstance(table, dict) for table in sources):
        return dict(data), []
    joined: list[dict[str, Any]] = []
    faults: list[ConfigError] = []
    for number, table in enumerate(sources):
        try:
            joined.append(expanded(f"source[{number}]", table))
        except ConfigError as fault:
            faults.extend(fault.faults)
            id = table.get("id", f"source-{number}")
            joined.append({"id": id, "url": "file:", "kind": "feed", "enabled": False})
    return {**data, "source": joined}, faults


def expanded(where: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """
    A ``[[source]]`` with what its preset says below what it says itself.

    Tables are joined key by key, observations by their series. The parameters of the preset are keys of
    the source and are filled in; its id is the preset's name where it has none. Raises ConfigError whose
    `faults` are all there are: a preset that is not there, a parameter that is missing or no plain word.
    """
    name = given.get("preset", "")
    if not name:
        return dict(given)
    if not isinstance(name, str) or name not in names():
        hint = did_you_mean(str(name), names())
        raise ConfigError.of(where, [ConfigError(f"{where}.preset", f"there is no preset {name!r}", hint)])
    shipped = preset(name)
    parameters = shipped.pop("parameters", {})
    words, faults = {}, []
    for key, parameter in parameters.items():
        word = given.get(key, parameter.get("default"))
        if word is None:
            faults.append(ConfigError(f"{where}.{key}", "is missing", parameter["about"]))
        elif not isinstance(word, str) or not _WORD.fullmatch(word):
            faults.append(
                ConfigError(f"{where}.{key}", f"{word!r} is not a plain word", parameter["about"])
            )
        else:
            words[key] = word
    if faults:
        raise ConfigError.of(where, faults)
    own = {key: value for key, value in given.items() if key not in parameters}
    return {"id": name} | _joined(_filled(shipped, words), own)


def _filled(value: Any, words: Mapping[str, str], *, quoted: bool = False) -> Any:
    """`value` with ``{key}`` of every key as its word, in addresses percent-encoded."""
    if isinstance(value, dict):
        return {
            key: _filled(inner, words, quoted=key == "url" and "://" in str(inner))
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_filled(inner, words) for inner in value]
    if isinstance(value, str):
        for key, word in words.items():
            value = value.replace(f"{{{key}}}", quote(word, safe="") if quoted else word)
    return value


def _joined(shipped: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(shipped)
    for key, value in given.items():
        known = joined.get(key)
        if isinstance(known, dict) and isinstance(value, dict) and key != "headers":
            joined[key] = _joined(known, value)
        elif key == "observation" and isinstance(known, list) and isinstance(value, list):
            joined[key] = _observations(known, value)
        else:
            joined[key] = value
    return joined


def _observations(shipped: list[dict[str, Any]], given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each given series over the shipped one of its name (and of its fixed subject), new ones below."""
    joined = list(shipped)
    for one in given:
        places = [
            place
            for place, known in enumerate(shipped)
            if known["series"] == one.get("series")
            and one.get("subject_is", known.get("subject_is")) == known.get("subject_is")
        ]
        for place in places:
            joined[place] = {**joined[place], **one}
        if not places:
            joined.append(one)
    return joined
