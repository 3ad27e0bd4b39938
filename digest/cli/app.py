"""The commands. Everything heavy is imported when a command needs it, so that help is instant."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest import __version__
from digest.cli.backup import backup, restore
from digest.cli.chosen import CONFIG, AsJson, ConfigPath, EditionDay, Name, near, plan_named, published
from digest.cli.config_show import show
from digest.cli.diff import diff
from digest.cli.doctor import doctor
from digest.cli.preflight import preflight
from digest.cli.preview import preview
from digest.cli.rate import rate
from digest.cli.replay import replay
from digest.cli.schedule import schedule
from digest.cli.send import send
from digest.cli.sources import sources_app
from digest.cli.templates import templates_app
from digest.errors import ConfigError, DigestError

if TYPE_CHECKING:
    from digest.config import Config, DigestPlan
    from digest.model import Digest, Format

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A market-intelligence desk in a box: feeds in, one trustworthy morning edition out.",
)
config_app = typer.Typer(no_args_is_help=True, help="config.toml itself.")
app.add_typer(sources_app, name="sources")
app.add_typer(config_app, name="config")
config_app.command()(show)
app.add_typer(templates_app, name="templates")
app.command()(schedule)
app.command()(preflight)
app.command()(preview)
app.command()(send)
app.command()(doctor)
app.command()(replay)
app.command()(diff)
app.command()(rate)
app.command()(backup)
app.command()(restore)

Day = Annotated[str, typer.Option("--date", help="The edition of this day, YYYY-MM-DD; today by default.")]


def main() -> None:
    """Run the command line; ends the process with the command's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no arrow is no reason to fail
    try:
        app()
    except DigestError as error:
        _end(str(error), error.exit_code)
    except BrokenPipeError:
        # Whoever read us has enough: nothing more is written, not even by the interpreter as it ends.
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _end(f"{error.filename or 'the system'}: {(error.strerror or str(error)).lower()}", 1)


def _end(fault: str, code: int) -> None:
    from digest.cli import screen

    screen.fault(fault)
    sys.exit(code)


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """A market-intelligence desk in a box: feeds in, one trustworthy morning edition out."""
    if version:
        typer.echo(f"digest {__version__}")
        raise typer.Exit


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Where; this folder by default.")] = Path()) -> None:
    """Start a project: a config.toml to tune and a folder for what is made."""
    from digest.cli.screen import say
    from digest.prepare import default_config

    target = folder / "config.toml"
    if target.exists():
        raise ConfigError(str(target), "is there already", "it is left as it is")
    folder.mkdir(parents=True, exist_ok=True)
    target.write_bytes(default_config().read_bytes())
    (folder / "out").mkdir(exist_ok=True)
    say(f"{target}: written. Next: `digest sources check`, then `digest run`.")


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--out", help="Where the editions go.")] = Path("out/demo"),
    json: AsJson = False,
) -> None:
    """A full edition from the recorded days that ship with the package: no network, no keys."""
    from digest.cli import report, screen
    from digest.demo import demo as make

    with screen.bar() as bar:
        made = make(folder, bar.stage)
    if json:
        screen.as_json(made)
    else:
        report.run_report(made)
        screen.say()
        screen.say(f"The page    {folder / 'site' / 'index.html'}")
        screen.say(f"The mail    {folder / 'mail'}")
        screen.say(f"Why         digest explain quayside --config {folder / 'config.toml'}")
        screen.say("Next        digest init, tune config.toml, digest run")
    raise typer.Exit(made.exit_code)


@app.command()
def run(
    config: ConfigPath = CONFIG,
    digest: Name = "",
    day: Day = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the edition; publish, send and remember nothing.")
    ] = False,
    redo: Annotated[bool, typer.Option("--redo", help="Build a published edition again.")] = False,
    json: AsJson = False,
) -> None:
    """Collect, and deliver one edition now."""
    from contextlib import nullcontext
    from dataclasses import replace

    from digest.cli import report, screen
    from digest.run import run as make
    from digest.store.lock import hold
    from digest.world import open_world

    settings = _config(config)
    plan = plan_named(settings, digest)
    if dry_run:
        plan = replace(plan, channels=())
    # A dry run works on a copy, so it need not wait for anybody.
    with (
        nullcontext() if dry_run else hold(settings.state),
        open_world(settings, scratch=dry_run) as world,
        screen.bar() as bar,
    ):
        made = make(
            settings,
            plan,
            world,
            day=_day(day),
            redo=redo or dry_run,
            progress=bar.stage,
            answered=lambda outcome: bar.step(len(settings.sources)),
        )
        edition = world.store.edition(plan.key_at(world.clock.now()) if not day else _key(plan, day))
    if dry_run:
        made = replace(made, state="dry run" if edition else made.state)
        if edition and not json:
            screen.say(_rendered(settings, plan, edition, "markdown"))
    if json:
        screen.as_json(made)
    else:
        report.run_report(made, to_stderr=dry_run)
    raise typer.Exit(made.exit_code)


@app.command()
def collect(config: ConfigPath = CONFIG, json: AsJson = False) -> None:
    """Only collect, between editions: what the sources have now is kept for the next one."""
    from digest.cli import report, screen
    from digest.collect import collect_into
    from digest.store.lock import hold
    from digest.world import open_world

    settings = _config(config)
    with hold(settings.state), open_world(settings) as world, screen.bar() as bar:
        bar.stage("collect")
        total = len(settings.sources)
        outcomes = collect_into(
            world.store.keep,
            settings.sources,
            world.fetch,
            world.clock,
            lambda outcome: bar.step(total),
            world.processes,
        )
    if json:
        screen.as_json(outcomes)
    else:
        report.outcomes(outcomes, settings)
    raise typer.Exit(report.exit_code_of(outcomes))


@app.command()
def render(
    config: ConfigPath = CONFIG,
    digest: Name = "",
    day: EditionDay = "",
    form: Annotated[
        str, typer.Option("--format", help="page, mail, text, markdown, json or chat.")
    ] = "markdown",
    theme: Annotated[str, typer.Option(help="A theme other than the digest's own.")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output by default.")
    ] = None,
) -> None:
    """Render an edition again from its record, in any format or theme."""
    from dataclasses import replace

    from digest.cli import screen

    settings = _config(config)
    plan = plan_named(settings, digest)
    edition = _edition(settings, plan, day)
    text = _rendered(settings, replace(plan, theme=theme or plan.theme), edition, form)
    if output:
        output.write_text(text, encoding="utf-8")
        screen.say(f"{output}: written")
    else:
        sys.stdout.write(text)


@app.command()
def explain(
    asked: Annotated[str, typer.Argument(help="A story's id, an entry's address, or words of a headline.")],
    config: ConfigPath = CONFIG,
    digest: Name = "",
    day: EditionDay = "",
    json: AsJson = False,
) -> None:
    """Why a story is in the edition, or why a link was left out."""
    from digest.cli import report, screen
    from digest.store import open_store
    from digest.tune.explain import explain as account

    settings = _config(config)
    plan = plan_named(settings, digest)
    with open_store(settings.state) as store:
        edition = published(store, plan, day)
        told = account(edition, asked, near(store, plan, edition))
    if json:
        screen.as_json(told)
    else:
        report.explanation(told)


@config_app.command("check")
def check_config(config: ConfigPath = CONFIG, json: AsJson = False) -> None:
    """Tell every fault of config.toml and of the templates it names, at once."""
    from digest.cli import screen
    from digest.prepare import prepare

    settings = _config(config)
    for plan in settings.digests:
        prepare(settings, plan)
    counts = {
        "sources": len(settings.sources),
        "disabled": len(settings.disabled),
        "signals": len(settings.signals),
        "filters": len(settings.filters),
        "digests": len(settings.digests),
    }
    if json:
        screen.as_json(counts)
    else:
        screen.say(f"{config}: good: " + ", ".join(f"{count} {what}" for what, count in counts.items()))


def _config(path: Path) -> Config:
    from digest.config import load_config

    return load_config(path)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if len(text) != len("2026-02-06") or day.year < 1970:
        raise ConfigError("--date", f"{text!r} is not a date", "write YYYY-MM-DD")
    return day


def _key(plan: DigestPlan, day: str) -> Any:
    from digest.model import EditionKey

    chosen = _day(day)
    assert chosen is not None  # noqa: S101  # callers ask only for a given day
    return EditionKey(plan.name, datetime.combine(chosen, plan.at))


def _edition(config: Config, plan: DigestPlan, day: str) -> Digest:
    from digest.store import open_store

    with open_store(config.state) as store:
        return published(store, plan, day)


def _rendered(config: Config, plan: DigestPlan, edition: Digest, form: str) -> str:
    from typing import get_args

    from digest.model import Format as Formats
    from digest.plugins import did_you_mean
    from digest.prepare import template_roots
    from digest.render import render
    from digest.render.theme import load_theme

    known = tuple(name for name in get_args(Formats) if name != "site")
    if form not in known:
        raise ConfigError("--format", f"there is no format {form!r}", did_you_mean(form, known))
    chosen: Format = form  # type: ignore[assignment]  # one of the known, checked above
    theme = load_theme(
        plan.theme, template_roots(config), zones=(edition.edition.zone,), language=plan.language
    )
    (rendition,) = render(edition, theme, (chosen,))
    return rendition.content
