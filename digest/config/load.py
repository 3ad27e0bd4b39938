"""Reads config.toml into a :class:`Config`, or tells every fault of it at once."""

from __future__ import annotations

import os
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from digest import plugins
from digest.config import presets
from digest.config.lines import line_of
from digest.config.settings import CollectSettings, Config, DigestPlan, DisabledSource
from digest.config.tables import (
    ChannelTable,
    CollectTable,
    ConfigFile,
    DigestTable,
    FilterTable,
    KindTable,
    ModelTable,
    RulingTable,
    SectionTable,
    SignalTable,
    SourceTable,
    StateTable,
    WatchlistTable,
)
from digest.errors import ConfigError, PluginError
from digest.model import EVENTS, Filter, ModelSettings, Ruling, Source, Watchlist
from digest.protocols import ConfiguredChannel, ConfiguredSource, PlacedSection, WeightedSignal

T = TypeVar("T")

_FROM_ENVIRONMENT = 'it comes from the environment: "env:NAME"'
_SECRET = re.compile(r"^env:([A-Za-z_][A-Za-z0-9_]*)$")
_LOGIN = re.compile(r"(?<=://)[^/\s@]+@")
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")

_PATIENCE = timedelta(hours=2)
"""How long an edition waits for its quorum when the config does not say."""


def load_config(
    path: Path,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    changes: Mapping[tuple[str, ...], Any] | None = None,
) -> Config:
    """
    The config at `path`; relative paths in it start from `folder` (default: where it lies).

    With `changes` it is read as if they stood in the file already, by :func:`digest.config.edit.changed`.
    Values written ``env:NAME`` are taken from `environment` (default: the process's own). Raises
    ConfigError whose `faults` are all the faults found, each with its key path and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        hint = "`digest init` writes one, --config names another"
        raise ConfigError(str(path), "no such file", hint) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(str(path), f"cannot be read: {fault}") from None
    if changes:
        from digest.config import edit  # its parser is needed for nothing else

        text = edit.changed(text, changes)
    # The one place where the environment is read: secrets never stand in the file.
    known = os.environ if environment is None else environment  # noqa: TID251
    reader = _Reader(text, (folder or path.parent).resolve(), known)
    try:
        data, faults = presets.with_presets(tomllib.loads(text))
        reader.faults.extend(faults)
        tables = ConfigFile.model_validate(data)
    except tomllib.TOMLDecodeError as fault:
        found = _AT_LINE.search(str(fault))
        where = f"line {found.group(1)}" if found else "syntax"
        what = _AT_LINE.sub("", str(fault)).strip()
        raise ConfigError.of(str(path), [ConfigError(where, f"not TOML: {what}")]) from None
    except ValidationError as refusal:
        reader.faults.extend(plugins.faults_of(refusal, "", _all_keys()))
        raise ConfigError.of(str(path), reader.told()) from None
    config = reader.config(path, tables)
    if reader.faults:
        raise ConfigError.of(str(path), reader.told())
    return config


def _all_keys() -> list[str]:
    """Every key any table knows: what a misspelt one may have meant."""
    tables = (ConfigFile, StateTable, CollectTable, ModelTable, WatchlistTable, SourceTable, SignalTable)
    others = (SectionTable, FilterTable, RulingTable, DigestTable, ChannelTable)
    return sorted({key for table in (*tables, *others) for key in table.model_fields})


class _Reader:
    """Builds the parts one by one and gathers the faults of all of them."""

    def __init__(self, text: str, folder: Path, environment: Mapping[str, str]) -> None:
        self.text = text
        self.folder = folder
        self.environment = environment
        self.faults: list[ConfigError] = []
        self.secrets: list[str] = []

    def told(self) -> list[ConfigError]:
        """The faults, each with its line where that can be found, in the order of the file."""
        lined = []
        for fault in self.faults:
            line = line_of(self.text, fault.where)
            where = f"line {line}: {fault.where}" if line else fault.where
            lined.append(
                (line or 0, ConfigError(where, self._hidden(fault.what), self._hidden(fault.hint)))
            )
        return [fault for _, fault in sorted(lined, key=lambda pair: pair[0])]

    def _hidden(self, text: str) -> str:
        """`text` without the secrets that were filled in, and without users and passwords of addresses."""
        for secret in filter(None, self.secrets):
            text = text.replace(secret, "***")
        return _LOGIN.sub("***@", text)

    def config(self, path: Path, file: ConfigFile) -> Config:
        """The whole config; what is faulty is left out and told in `faults`."""
        self._unique("source", [table.id for table in file.source])
        self._unique("section", [table.id or table.kind for table in file.section])
        self._unique("digest", [table.name for table in file.digest])
        self._unique("channel", [table.id for table in file.channel])
        self._unique("filter", [table.name for table in file.filter])
        self._unique("pin", [table.name for table in file.pin])
        self._unique("split", [table.name for table in file.split])
        if not file.digest:
            self.faults.append(ConfigError("digest", "there is none", "add a [[digest]] with a name"))
        sources = [self._source(n, table) for n, table in enumerate(file.source)]
        asked = tuple(one for one in sources if isinstance(one, ConfiguredSource))
        if not asked and not self.faults:
            self.faults.append(ConfigError("source", "no source is enabled"))
        sections = [self._section(n, table) for n, table in enumerate(file.section)]
        channels = [self._channel(n, table) for n, table in enumerate(file.channel)]
        for number, rule in enumerate(file.filter):
            given = (*rule.words, *rule.sources, *rule.languages, *rule.events, *rule.assets)
            if not any(word.strip() for word in given):
                hint = "give words, sources, languages, events or assets"
                self.faults.append(ConfigError(f"filter[{number}]", "matches everything", hint))
            self._known(f"filter[{number}].events", rule.events, EVENTS)
            self._known(f"filter[{number}].sources", rule.sources, [table.id for table in file.source])
        for number, ruling in enumerate(file.split):
            if len(ruling.entries) < 2:
                hint = "name both sides"
                self.faults.append(ConfigError(f"split[{number}].entries", "keeps nothing apart", hint))
        watch = file.watchlist
        plans = tuple(
            self._digest(n, table, [one for one in sections if one], [c for c in channels if c], file)
            for n, table in enumerate(file.digest)
        )
        self._one_site_each(plans)
        return Config(
            path=path,
            folder=self.folder,
            state=self.folder / file.state.path,
            notes=self.folder / "notes",
            collect=CollectSettings(**file.collect.model_dump()),
            sources=asked,
            disabled=tuple(one for one in sources if isinstance(one, DisabledSource)),
            signals=tuple(
                WeightedSignal(table.name or table.kind, table.weight, signal)
                for n, table in enumerate(file.signal)
                if (signal := self._built("digest.signals", f"signal[{n}]", table)) is not None
            ),
            filters=tuple(Filter(**table.model_dump()) for table in file.filter),
            rulings=(
                *(Ruling(table.name, "pin", table.entries) for table in file.pin),
                *(Ruling(table.name, "split", table.entries) for table in file.split),
            ),
            watchlist=Watchlist(watch.assets, watch.bodies, watch.words),
            topics=watch.topics,
            lexicon=file.lexicon,
            digests=plans,
            model=self._model(file.model),
        )

    def _model(self, table: ModelTable) -> ModelSettings | None:
        """Where the language model answers, or None when none is asked."""
        if table.key and not _SECRET.match(table.key):
            self.faults.append(ConfigError("model.key", "stands there in plain text", _FROM_ENVIRONMENT))
        if _LOGIN.search(table.url):
            what = "a login stands there in plain text"
            self.faults.append(ConfigError("model.url", what, _FROM_ENVIRONMENT))
        if not table.enabled:
            return None
        for key in ("url", "name"):
            if not getattr(table, key):
                hint = "an endpoint such as http://localhost:11434/v1, and the model's name there"
                self.faults.append(
                    ConfigError(f"model.{key}", "is missing, and the model is enabled", hint)
                )
        given = table.model_dump(exclude={"enabled"})
        return ModelSettings(**{**given, "key": self._secret("model.key", table.key)})

    def _one_site_each(self, plans: tuple[DigestPlan, ...]) -> None:
        """Two digests in one site folder would write over each other."""
        owner: dict[str, str] = {}
        for number, plan in enumerate(plans):
            for one in plan.channels:
                for place in one.channel.targets() if "site" in one.channel.formats else ():
                    if owner.setdefault(place, plan.name) != plan.name:
                        what = f"the site of {one.id!r} is that of the digest {owner[place]!r}"
                        hint = "give each digest channels of its own: channels = [...]"
                        self.faults.append(ConfigError(f"digest[{number}].channels", what, hint))

    def _source(self, number: int, table: SourceTable) -> ConfiguredSource | DisabledSource | None:
        where = f"source[{number}]"
        source = Source(
            id=table.id,
            kind=table.kind,
            url=table.url,
            title=table.title or table.id,
            weight=table.weight,
            tier=table.tier,
            topics=table.topics,
            language=table.language,
            headers=tuple(
                (name, self._secret(f"{where}.headers", value) if table.enabled else value)
                for name, value in table.headers.items()
            ),
            allow_private=table.allow_private,
            every_minutes=table.every_minutes,
            republish=table.republish,
        )
        kind = self._built("digest.sources", where, table)
        if kind is None:
            return None
        return ConfiguredSource(source, kind) if table.enabled else DisabledSource(source, table.reason)

    def _section(self, number: int, table: SectionTable) -> PlacedSection | None:
        rule = self._built("digest.sections", f"section[{number}]", table)
        name = table.id or table.kind
        return rule and PlacedSection(name, table.kind, table.title or name.capitalize(), rule)

    def _channel(self, number: int, table: ChannelTable) -> ConfiguredChannel | None:
        where = f"channel[{number}]"
        options = {key: self._resolved(where, key, value) for key, value in table.options.items()}
        if not table.enabled:
            return None
        channel = self._built(
            "digest.channels", where, table, {**self._default_path(table.kind), **options}
        )
        return channel and ConfiguredChannel(table.id, channel)

    def _digest(
        self,
        number: int,
        table: DigestTable,
        sections: list[PlacedSection],
        channels: list[ConfiguredChannel],
        file: ConfigFile,
    ) -> DigestPlan:
        where = f"digest[{number}]"
        wanted = table.sections if table.sections is not None else [s.id for s in sections]
        ways = table.channels if table.channels is not None else [c.id for c in channels]
        self._known(f"{where}.sections", wanted, [t.id or t.kind for t in file.section])
        self._known(f"{where}.channels", ways, [t.id for t in file.channel])
        at = time.fromisoformat(table.at)
        return DigestPlan(
            name=table.name,
            title=table.title,
            zone=ZoneInfo(table.zone),
            at=at,
            days=table.days,
            latest_by=time.fromisoformat(table.latest_by) if table.latest_by else _later(at, _PATIENCE),
            expires=timedelta(hours=table.expires_hours),
            quorum=table.quorum,
            language=table.language,
            other_languages=table.other_languages,
            theme=table.theme,
            word_budget=table.word_budget,
            cool_down=table.cool_down,
            notice=table.notice,
            base_url=table.base_url,
            sections=_chosen(wanted, sections, lambda section: section.id),
            channels=_chosen(ways, channels, lambda channel: channel.id),
        )

    def _built(
        self,
        group: plugins.Group,
        where: str,
        table: KindTable,
        options: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            given = table.options if options is None else options
            return plugins.build(group, table.kind, given, where, type(table).model_fields)
        except PluginError as fault:
            self.faults.append(ConfigError(f"{fault.where}.kind", fault.what, fault.hint))
        except ConfigError as fault:
            self.faults.extend(fault.faults)
        return None

    def _resolved(self, where: str, key: str, value: Any) -> Any:
        """A channel's option with its secret filled in, and a path made absolute."""
        if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
            return {name: self._address(f"{where}.{key}.{name}", one) for name, one in value.items()}
        if not isinstance(value, str):
            return value
        if key == "path" or key.endswith("_path") or value.startswith(("./", "../")):
            return str(self.folder / value)
        return self._secret(f"{where}.{key}", value)

    def _default_path(self, kind: str) -> dict[str, str]:
        """A channel's own default for `path`, made absolute as one that is given would be."""
        if kind not in plugins.names("digest.channels"):
            return {}
        options = plugins.options_of(plugins.load("digest.channels", kind, kind))
        return {o.name: str(self.folder / o.default) for o in options if o.name == "path"}

    def _address(self, where: str, value: str) -> str:
        """One of a table of addresses, which say who may write there as well as where."""
        if "://" in value:
            self.faults.append(ConfigError(where, "stands there in plain text", _FROM_ENVIRONMENT))
        return self._secret(where, value)

    def _secret(self, where: str, value: str) -> str:
        named = _SECRET.match(value)
        if not named:
            return value
        secret = self.environment.get(named.group(1), "")
        self.secrets.append(secret)
        if not secret:
            self.faults.append(
                ConfigError(where, f"the environment has no {named.group(1)}", "set it before the run")
            )
        return secret

    def _known(self, where: str, given: Iterable[str], known: Collection[str]) -> None:
        for name in given:
            if name not in known:
                hint = plugins.did_you_mean(name, known)
                self.faults.append(ConfigError(where, f"there is no {name!r}", hint))

    def _unique(self, table: str, ids: list[str]) -> None:
        for name, count in Counter(ids).items():
            if count > 1:
                last = len(ids) - 1 - ids[::-1].index(name)
                self.faults.append(ConfigError(f"{table}[{last}]", f"{name!r} is there {count} times"))


def _chosen(wanted: Iterable[str], things: Iterable[T], name: Callable[[T], str]) -> tuple[T, ...]:
    by_name = {name(thing): thing for thing in things}
    return tuple(by_name[one] for one in wanted if one in by_name)


def _later(at: time, by: timedelta) -> time:
    return (datetime.combine(date.min, at) + by).time()
