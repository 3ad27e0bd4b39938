"""Where a command's words go: results to standard output, progress and faults to standard error."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import TypeAdapter
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def as_json(value: Any) -> None:
    """Print a value of the house as JSON."""
    sys.stdout.write(json_of(value))


def json_of(value: Any) -> str:
    """A value of the house as JSON, with a line end."""
    data = TypeAdapter(type(value)).dump_python(value, mode="json")
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def say(text: str = "") -> None:
    """One plain line on standard output; nothing in it is read as markup."""
    out.print(text, markup=False)


def indented(text: str, first: int, then: int | None = None) -> None:
    """One line behind `first` spaces; on a terminal it is wrapped, with `then` spaces before the rest."""
    if not out.is_terminal:
        say(" " * first + text)
        return
    rest = " " * (first if then is None else then)
    for line in textwrap.wrap(text, out.width, initial_indent=" " * first, subsequent_indent=rest):
        say(line)


def fault(text: str) -> None:
    """A fault, on standard error, as plain text."""
    err.print(text, markup=False, style="red" if err.is_terminal else None)


def table(*headings: str, right: tuple[str, ...] = ()) -> Table:
    """An empty table in the house's style."""
    made = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for heading in headings:
        made.add_column(heading, justify="right" if heading in right else "left", overflow="fold")
    return made


class Bar:
    """Progress of one command: a bar on a terminal, nothing when piped."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None) if progress else None

    def stage(self, name: str) -> None:
        """A stage begins."""
        if self._progress and self._task is not None:
            self._progress.update(self._task, description=name, completed=0, total=None)

    def step(self, total: int) -> None:
        """One more of `total` is done."""
        if self._progress and self._task is not None:
            self._progress.update(self._task, advance=1, total=total)


@contextmanager
def bar() -> Iterator[Bar]:
    """A progress bar for as long as the block runs."""
    if not err.is_terminal:
        yield Bar(None)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        yield Bar(progress)
