"""The docs stay true by themselves."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
import pytest
import typer.main
from pydantic import BaseModel

from digest import errors, model, plugins
from digest.cli.app import app
from digest.config import tables
from digest.render.filters import filters_of
from digest.render.words import ENGLISH

ROOT = Path(__file__).parents[2]
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
EVERYTHING = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "docs").rglob("*.md")))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def tables_of_the_config() -> list[type[BaseModel]]:
    found = [one for _, one in inspect.getmembers(tables, inspect.isclass)]
    return [one for one in found if issubclass(one, BaseModel) and one.__module__ == tables.__name__]


@pytest.mark.parametrize("table", tables_of_the_config(), ids=lambda table: table.__name__)
def test_every_config_key_is_documented(table: type[BaseModel]) -> None:
    for key in table.model_fields:
        assert f"`{key}`" in CONFIGURATION or f"[{key}]" in CONFIGURATION, f"{table.__name__}.{key}"


@pytest.mark.parametrize("group", plugins.GROUPS)
def test_every_kind_and_its_options_are_documented(group: plugins.Group) -> None:
    for kind in plugins.names(group):
        heading = re.search(rf"^###[^\n]*`{kind}`[^\n]*\n(.*?)(?=^#|\Z)", CONFIGURATION, re.M | re.S)
        assert heading, f"{group}: {kind}"
        for option in plugins.options_of(plugins.load(group, kind, kind)):
            assert f"`{option.name}`" in heading.group(1), f"{kind}.{option.name}"


def commands() -> list[tuple[str, Any]]:
    """Every leaf of the command tree, with the words that call it."""

    def walk(name: str, command: Any) -> list[tuple[str, Any]]:
        below = getattr(command, "commands", {})
        leaves = [leaf for key, sub in below.items() for leaf in walk(f"{name} {key}", sub)]
        return leaves or [(name, command)]

    return walk("digest", typer.main.get_command(app))


@pytest.mark.parametrize(("name", "command"), commands(), ids=[name for name, _ in commands()])
def test_every_command_is_in_the_readme_and_has_help(name: str, command: Any) -> None:
    assert f"`{name}" in README
    assert command.help, f"{name} is missing its help"
    for option in command.params:
        if option.param_type_name == "option":
            assert option.help, f"{name} {option.name} is missing its help"


def test_every_exit_code_is_in_the_readme() -> None:
    assert all(f"{code} " in README.partition("Exit codes:")[2] for code in (0, 1, 2, 3))


def test_every_error_is_documented() -> None:
    for name, error in inspect.getmembers(errors, inspect.isclass):
        if issubclass(error, errors.DigestError):
            assert f"`{name}`" in EVERYTHING, name


def test_every_word_of_the_house_is_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    types = [name for name in model.__all__ if dataclasses.is_dataclass(getattr(model, name))]
    for name in types:
        assert re.search(rf"`{name}`|\*\*{name.lower()}\*\*", glossary), name


def test_every_name_and_filter_of_the_templates_is_documented() -> None:
    told = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    environment = jinja2.Environment()
    filters = filters_of(ENGLISH)
    environment.filters.update(filters)
    files = [p for p in (ROOT / "templates").rglob("*.*") if p.suffix in {".html", ".txt", ".md", ".chat"}]
    parsed = [environment.parse(path.read_text(encoding="utf-8")) for path in files]
    used = {name for tree in parsed for name in jinja2.meta.find_undeclared_variables(tree)}
    used -= {macro.name for tree in parsed for macro in tree.find_all(jinja2.nodes.Macro)}
    set_inside = (one.target for tree in parsed for one in tree.find_all(jinja2.nodes.Assign))
    used -= {target.name for target in set_inside if isinstance(target, jinja2.nodes.Name)}
    assert used >= {"digest", "edition", "masthead"}
    for name in sorted(used | set(filters)):
        assert f"`{name}`" in told, name


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page}: {target}"
