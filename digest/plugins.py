"""Finds a plugin by its name among the entry points of its group, and builds it from its options."""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from digest.errors import ConfigError, PluginError

Group = Literal["digest.sources", "digest.signals", "digest.sections", "digest.channels"]
_SECRET = re.compile(r"pass|secret|token|key|auth|cookie", re.IGNORECASE)
"""Keys whose value is never repeated in a message."""

GROUPS: tuple[Group, ...] = ("digest.sources", "digest.signals", "digest.sections", "digest.channels")


def names(group: Group) -> tuple[str, ...]:
    """Names of all installed plugins of a group, sorted."""
    return tuple(sorted(_points(group)))


def names_a_secret(key: str) -> bool:
    """Whether a key is named like one whose value is never to be shown."""
    return _SECRET.search(key) is not None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them when none is near and they are few."""
    choices = sorted(known)
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return "known: " + ", ".join(choices) if 0 < len(choices) <= 16 else ""


def load(group: Group, name: str, where: str) -> type[Any]:
    """The class behind a name; raises PluginError when it is not installed or does not import."""
    points = _points(group)
    if name not in points:
        thing = group.removeprefix("digest.").removesuffix("s")
        raise PluginError(where, f"no {thing} kind {name!r} is installed", did_you_mean(name, points))
    try:
        loaded: type[Any] = points[name].load()
    except ImportError as fault:
        raise PluginError(
            where, f"kind {name!r} does not import: {fault}", f"reinstall it: {points[name].value}"
        ) from fault
    return loaded


@cache
def _points(group: Group) -> Mapping[str, EntryPoint]:
    """What is installed: looked up once, since every look reads the notes of all packages."""
    return {point.name: point for point in entry_points(group=group)}


def options_of(plugin: type[Any]) -> tuple[inspect.Parameter, ...]:
    """The options a plugin takes, in order: its dataclass fields as parameters."""
    return tuple(inspect.signature(plugin).parameters.values())


def build(
    group: Group, name: str, options: Mapping[str, Any], where: str, beside: Iterable[str] = ()
) -> Any:
    """
    The plugin with its options, checked; `beside` are keys of the same table that are not options.

    Raises PluginError for a kind that is not there, and ConfigError whose `faults` name every option
    that does not fit, by key path under `where`.
    """
    plugin = load(group, name, where)
    try:
        # A class can be a key, whatever its type says.
        return _checker(plugin).validate_python(dict(options))  # type: ignore[arg-type]
    except ValidationError as refusal:
        known = [*(option.name for option in options_of(plugin)), *beside]
        raise ConfigError.of(where, faults_of(refusal, where, known)) from None


@cache
def _checker(plugin: type[Any]) -> TypeAdapter[Any]:
    """What checks the options of a plugin: made once, since hundreds of sources are of one kind."""
    return TypeAdapter(plugin)


def faults_of(refusal: ValidationError, where: str, known: Iterable[str] = ()) -> list[ConfigError]:
    """Every fault pydantic found, each as ``where.key: what (hint)`` in the words of a reader."""
    faults = []
    for error in refusal.errors(include_url=False):
        path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error["loc"])
        key = str(error["loc"][-1]) if error["loc"] else ""
        at = f"{where}{path}" if where else path.removeprefix(".")
        match error["type"]:
            case "extra_forbidden" | "unexpected_keyword_argument":
                faults.append(ConfigError(at, "no such key", did_you_mean(key, known)))
            case "missing" | "missing_argument":
                faults.append(ConfigError(at, "is missing"))
            case _:
                what = error["msg"].removeprefix("Value error, ")
                given = "" if names_a_secret(key) else _given(error.get("input"))
                faults.append(ConfigError(at, what[:1].lower() + what[1:], given))
    return faults


def _given(value: object) -> str:
    if isinstance(value, str | int | float | bool):
        text = repr(value)
        return f"given: {text if len(text) <= 60 else text[:57] + '…'}"
    return ""
