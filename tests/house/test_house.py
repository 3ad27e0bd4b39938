"""The house rules that a machine can hold."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from digest import plugins

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "digest").rglob("*.py"))
names = [str(path.relative_to(ROOT)) for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_a_module_does_one_thing_and_says_which(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring, "a module says in a line what it does"
    assert path.stem not in {"utils", "helpers", "common", "manager", "base", "misc"}


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_a_function_fits_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 80, f"{path}:{node.lineno} {node.name}"


def test_one_thing_is_called_one_thing() -> None:
    banned = re.compile(r"keep in sync|\bTODO\b|\bFIXME\b|\bXXX\b", re.IGNORECASE)
    for path in MODULES:
        assert not banned.findall(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("group", plugins.GROUPS)
def test_what_is_installed_is_what_pyproject_says(group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["entry-points"][group]
    installed = {p.name: p.value for p in entry_points(group=group) if p.value.startswith("digest.")}
    assert installed == declared, "install the package again"


@pytest.mark.parametrize(
    ("group", "folder"),
    [
        ("digest.sources", "collect/sources"),
        ("digest.signals", "rank/signals"),
        ("digest.sections", "compose/sections"),
        ("digest.channels", "deliver/channels"),
    ],
)
def test_every_plugin_file_is_registered(group: str, folder: str) -> None:
    registered = {p.value.split(":")[0] for p in entry_points(group=group)}
    for path in (ROOT / "digest" / folder).glob("*.py"):
        if path.stem != "__init__":
            assert f"digest.{folder.replace('/', '.')}.{path.stem}" in registered, path


def test_every_module_is_reachable() -> None:
    reached: set[str] = set()
    imports = {module_name(path): imports_of(path) for path in MODULES}
    todo = [
        "digest.__main__",
        *(p.value.split(":")[0] for g in plugins.GROUPS for p in entry_points(group=g)),
    ]
    while todo:
        name = todo.pop()
        if name in reached or name not in imports:
            continue
        reached.add(name)
        todo += [name.rpartition(".")[0], *imports[name]]
    assert not set(imports) - reached


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found
