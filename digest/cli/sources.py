"""``digest sources``: find, list, check, import and export them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli.chosen import CONFIG, AsJson, ConfigPath
from digest.cli.source_report import report
from digest.errors import ConfigError, SourceError

if TYPE_CHECKING:
    from digest.config import Config
    from digest.model import Source
    from digest.tune.discover import FoundFeed

sources_app = typer.Typer(no_args_is_help=True, help="The sources of config.toml.")
sources_app.command("report")(report)

_HEADLINES = 3


@sources_app.command("check")
def check_sources(
    config: ConfigPath = CONFIG,
    only: Annotated[list[str] | None, typer.Argument(help="Ids of sources; all by default.")] = None,
    json: AsJson = False,
) -> None:
    """Ask every source once and say what it gives; nothing is kept."""
    from digest.cli import report as told
    from digest.cli import screen
    from digest.config import load_config
    from digest.plugins import did_you_mean
    from digest.tune.check import check
    from digest.world import SystemClock, http_fetch

    settings = load_config(config)
    known = settings.source_by_id
    for name in only or ():
        if name not in known:
            raise ConfigError(name, "no such source is enabled", did_you_mean(name, known))
    chosen = [one for one in settings.sources if not only or one.source.id in only]
    clock = SystemClock()
    with screen.bar() as bar:
        bar.stage("collect")
        checked = check(chosen, http_fetch(settings, clock), clock, lambda outcome: bar.step(len(chosen)))
    if json:
        screen.as_json(checked)
    else:
        told.checked(checked, settings)
    raise typer.Exit(told.exit_code_of([one.outcome for one in checked]))


@sources_app.command("list")
def list_sources(config: ConfigPath = CONFIG, json: AsJson = False) -> None:
    """Every source and how it has been doing: last answer, last new entry, rhythm, failures in a row."""
    from digest.cli import screen
    from digest.cli.source_list import listed, say
    from digest.config import load_config
    from digest.world import SystemClock

    rows = listed(load_config(config), SystemClock().now())
    if json:
        screen.as_json(rows)
    else:
        say(rows)


@sources_app.command("add")
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, or a page that has one.")],
    config: ConfigPath = CONFIG,
    id: Annotated[str, typer.Option("--id", help="Its id; made from its title by default.")] = "",
    title: Annotated[str, typer.Option("--title", help="As the edition prints it.")] = "",
    topics: Annotated[list[str] | None, typer.Option("--topic", help="May be given several times.")] = None,
    tier: Annotated[str, typer.Option("--tier", help="primary, wire, media, aggregator or social.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Its host may lie on a private address.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Find the feed at an address, show what it gives, and write it into config.toml."""
    from digest.cli import screen
    from digest.collect.parse.urls import without_secrets
    from digest.config import edit, load_config
    from digest.config.rewrite import rewrite
    from digest.tune.discover import discover, identifier, web_address
    from digest.world import SystemClock, http_fetch

    settings = load_config(config)
    asked = web_address(url)
    with screen.bar() as bar:
        bar.stage("search")
        found = discover(asked, http_fetch(settings, SystemClock()), allow_private=allow_private)
    if not found.feeds:
        for line in found.tried:
            screen.fault(f"  {line}")
        hint = 'a page without one can be read with kind = "page": docs/configuration.md'
        count = len(found.tried)
        where = "the one address tried" if count == 1 else f"any of {count} addresses"
        raise SourceError(without_secrets(asked), f"no feed at {where}", hint)
    best = found.feeds[0]
    ids = [one.id for one in _every(settings)]
    if owner := {_plain(one.url): one.id for one in _every(settings)}.get(_plain(best.url)):
        raise ConfigError(
            without_secrets(url),
            f"is there already, as {owner!r}",
            f"`digest sources check {owner}` asks it",
        )
    values = _table(best, id or identifier(title or best.title, best.url, ids), title, topics or [], tier)
    if allow_private:
        values["allow_private"] = True
    if not dry_run:
        rewrite(config, edit.added(config.read_text(encoding="utf-8-sig"), "source", values))
    shown = values | {"url": without_secrets(best.url)}
    if json:
        feeds = [replace(one, url=without_secrets(one.url)) for one in found.feeds]
        screen.as_json({"added": not dry_run, "source": shown, "feeds": feeds})
        return
    for one in found.feeds:
        _say_feed(one)
    screen.say()
    screen.say(edit.added("", "source", shown).rstrip())
    screen.say()
    written = f"{config}: not written: --dry-run" if dry_run else f"{config}: written, as {values['id']!r}"
    screen.say(written + (f"; the first of {len(found.feeds)} feeds" if len(found.feeds) > 1 else ""))


@sources_app.command("import")
def import_opml(
    file: Annotated[Path, typer.Argument(help="An OPML file, as feed readers export it.")],
    config: ConfigPath = CONFIG,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    json: AsJson = False,
) -> None:
    """Add the feeds of an OPML file; its folders become topics. None is asked yet."""
    from digest.cli import screen
    from digest.collect.parse.urls import without_secrets
    from digest.config import edit, load_config
    from digest.config.rewrite import rewrite
    from digest.tune.discover import identifier, web_address
    from digest.tune.opml import read_opml

    settings = load_config(config)
    ids = [one.id for one in _every(settings)]
    addresses = {_plain(one.url) for one in _every(settings)}
    tables: list[dict[str, Any]] = []
    refused: list[str] = []
    known = 0
    for feed in read_opml(str(file), file.read_bytes()):
        try:
            address = web_address(feed.url)
        except ConfigError as fault:
            refused.append(f"{feed.title or without_secrets(feed.url)}: {fault.what}")
            continue
        if _plain(address) in addresses:
            known += 1
            continue
        addresses.add(_plain(address))
        name = identifier(feed.title, address, ids)
        ids.append(name)
        values: dict[str, Any] = {"id": name, "kind": "feed", "url": address, "title": feed.title or name}
        values |= {"topics": list(feed.topics)} if feed.topics else {}
        values |= {"language": feed.language} if feed.language else {}
        tables.append(values)
    if tables and not dry_run:
        rewrite(config, edit.added(config.read_text(encoding="utf-8-sig"), "source", *tables))
    if json:
        added = [values | {"url": without_secrets(values["url"])} for values in tables]
        screen.as_json({"added": added, "known": known, "refused": refused, "written": not dry_run})
        return
    for line in refused:
        screen.fault(f"left out: {line}")
    for values in tables:
        screen.say(f"{values['id']}: {values['title']}" + _in(values.get("topics", [])))
    would = "would be added" if dry_run else "added"
    screen.say(f"{config}: {len(tables)} {would}, {known} there already, {len(refused)} left out")
    if tables and not dry_run:
        screen.say("Next: `digest sources check`")


@sources_app.command("export")
def export_opml(
    file: Annotated[Path | None, typer.Argument(help="Where to; standard output by default.")] = None,
    config: ConfigPath = CONFIG,
) -> None:
    """Write the feeds of config.toml as OPML; topics become folders."""
    import sys

    from digest.cli import screen
    from digest.collect.parse.urls import without_secrets
    from digest.config import load_config
    from digest.tune.opml import write_opml

    settings = load_config(config)
    every = _every(settings)
    feeds = [one for one in every if one.kind == "feed" and one.url.startswith(("http://", "https://"))]
    plain = [one for one in feeds if without_secrets(one.url) == one.url]
    for one in every:
        if one not in plain:
            why = "its address holds a secret" if one in feeds else "no feed on the web"
            screen.fault(f"left out: {one.id}: {why}")
    text = write_opml(settings.digests[0].title, plain)
    if file is None:
        sys.stdout.write(text)
    else:
        file.write_text(text, encoding="utf-8")
        screen.say(f"{file}: written: {len(plain)} feeds")


def _every(settings: Config) -> list[Source]:
    return [*(one.source for one in settings.sources), *(off.source for off in settings.disabled)]


def _plain(url: str) -> str:
    """An address as it is compared: whatever scheme, ``www.`` or last slash it is written with."""
    from digest.collect.parse.urls import canonical

    return canonical(url).partition("://")[2].removeprefix("www.").rstrip("/")


def _table(feed: FoundFeed, id: str, title: str, topics: list[str], tier: str) -> dict[str, Any]:
    values: dict[str, Any] = {"id": id, "kind": "feed", "url": feed.url, "title": title or feed.title}
    optional = {"tier": tier, "topics": topics, "language": feed.language.partition("-")[0].lower()}
    return values | {key: value for key, value in optional.items() if value}


def _say_feed(feed: FoundFeed) -> None:
    from digest.cli import screen
    from digest.collect.parse.urls import without_secrets

    screen.say(f"{feed.title}: {without_secrets(feed.url)}")
    newest = f", newest {feed.newest:%Y-%m-%d %H:%M}Z" if feed.newest else ""
    screen.say(f"  {feed.entries} entries, {100 * feed.dated // feed.entries} % dated{newest}")
    for headline in feed.headlines[:_HEADLINES]:
        screen.say(f"  · {headline}")


def _in(topics: list[str]) -> str:
    return f"  [{', '.join(topics)}]" if topics else ""
