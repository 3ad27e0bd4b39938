"""The names we know, what they stand for, and when a word that looks like one is one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from digest.errors import ConfigError
from digest.model import EntityKind
from digest.understand.phrases import Hit, Phrases

LEXICON_FILES = (
    "coins.toml",
    "markets.toml",
    "organisations.toml",
    "bodies.toml",
    "people.toml",
    "places.toml",
)
"""Names of the data files in the folder ``digest/understand/lexicon``."""

_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
_CLASSES = (
    "coin",
    "stable",
    "wrapped",
    "chain",
    "equity",
    "fund",
    "index",
    "currency",
    "commodity",
    "rate",
)
_TICKERED = frozenset(("coin", "stable", "wrapped"))
_FIELDS: Mapping[str, frozenset[str]] = {
    "asset": frozenset(("name", "aliases", "ambiguous", "class")),
    "body": frozenset(("name", "aliases", "ambiguous", "jurisdiction", "tier")),
    "organisation": frozenset(("name", "aliases", "ambiguous")),
    "person": frozenset(("name", "aliases", "ambiguous")),
    "place": frozenset(("name", "aliases", "ambiguous", "iso")),
}


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing with a name."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    """Other names. One in lower case is found in any case, one with capitals as it is written."""
    ambiguous: frozenset[str] = frozenset()
    """Names of it that are ordinary words as well: only found with ``$`` or beside telling words."""
    asset_class: str = ""
    """Of an asset: coin, stable, wrapped, chain, equity, fund, index, currency, commodity, rate."""
    jurisdiction: str = ""
    """Of a body or a place: ISO 3166 alpha-2, ``EU`` or ``INT``."""
    tier: int = 0
    """Of a body: 1 moves markets by itself, 2 rules a market, 3 the others."""

    @property
    def tickered(self) -> bool:
        """Whether its id is a ticker people write."""
        return self.asset_class in _TICKERED

    @property
    def names(self) -> tuple[str, ...]:
        """Every form it is found by, each once; a ticker of one letter is none."""
        own = (self.id,) if self.tickered and len(self.id) > 1 else ()
        return tuple(dict.fromkeys((*own, self.name, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an entity's name."""

    written: str
    entity: Entity
    any_case: bool
    ambiguous: bool

    def fits(self, quote: str) -> bool:
        """Whether `quote`, which equals the form but for case, is in a case the form allows."""
        if self.any_case or quote == self.written:
            return True
        return quote.isupper() and not self.ambiguous and len(quote) > 5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All known entities, and every form of their names in one automaton."""

    entities: Mapping[str, Entity]
    _forms: Phrases[tuple[Form, ...]] = field(repr=False, compare=False)

    @classmethod
    def parse(cls, texts: Mapping[str, str], extra: Mapping[str, object] | None = None) -> Lexicon:
        """
        The lexicon of TOML `texts` by file name, and of `extra`: the user's tables of the same shape,
        ``{"asset": {"FOO": {"name": "Foo"}}}``, which add to entities of the same id or bring new ones.

        Raises ConfigError with every fault of one file: text that is not TOML, an unknown kind or field,
        a missing name, a name that two entities of one file or of two share.
        """
        entities: dict[str, Entity] = {}
        claimed: dict[str, str] = {}
        for file, text in texts.items():
            try:
                tables = tomllib.loads(text)
            except tomllib.TOMLDecodeError as error:
                raise ConfigError(file, f"not TOML: {error}") from error
            faults: list[ConfigError] = []
            for entity in _read_tables(tables, file, faults):
                if entity.id in entities:
                    faults.append(ConfigError(f"{file}: {entity.id}", "told twice", "ids are unique"))
                    continue
                entities[entity.id] = entity
                faults.extend(_claims(entity, claimed, file))
            if faults:
                raise ConfigError.of(file, faults)
        faults = []
        added = [_added(entity, entities) for entity in _read_tables(extra or {}, "lexicon", faults)]
        if faults:
            raise ConfigError.of("lexicon", faults)
        entities |= {entity.id: entity for entity in added}
        return cls(entities, _forms_of(entities, [entity.id for entity in added]))

    @property
    def assets(self) -> tuple[str, ...]:
        """Ids of all assets, in the order of the files."""
        return tuple(e.id for e in self.entities.values() if e.kind == "asset")

    def name(self, id: str) -> str:
        """The usual name of an entity, or the id itself when it is unknown."""
        known = self.entities.get(id)
        return known.name if known else id

    def kind(self, id: str) -> EntityKind | None:
        """The kind of an entity, None when it is unknown."""
        known = self.entities.get(id)
        return known.kind if known else None

    def asset_class(self, id: str) -> str:
        """coin, stable, wrapped, chain, equity, fund, index, currency, commodity, rate; else ``""``."""
        known = self.entities.get(id)
        return known.asset_class if known else ""

    def is_stable(self, id: str) -> bool:
        """Whether the asset is a token held at a currency's price."""
        return self.asset_class(id) == "stable"

    def is_wrapped(self, id: str) -> bool:
        """Whether the asset is a wrapped, staked or bridged form of another one."""
        return self.asset_class(id) == "wrapped"

    def jurisdiction(self, body: str) -> str:
        """Of a body or a place: ISO 3166 alpha-2, ``EU``, ``INT``; ``""`` when unknown."""
        known = self.entities.get(body)
        return known.jurisdiction if known else ""

    def tier(self, body: str) -> int:
        """1 moves markets by itself, 2 rules a market, 3 the others; 0 when unknown."""
        known = self.entities.get(body)
        return known.tier if known else 0

    def candidates(self, text: str, small: str) -> list[Hit[Form]]:
        """Every form in `text` whose case fits, overlaps included; `small` is the text lowered."""
        return [
            Hit(start, end, form)
            for start, end, forms in self._forms.places(small)
            for form in forms
            if form.any_case or form.fits(text[start:end])
        ]


def _forms_of(entities: Mapping[str, Entity], preferred: Iterable[str]) -> Phrases[tuple[Form, ...]]:
    """One automaton over all forms; a form that an entity of `preferred` has is that entity's alone."""
    forms: dict[str, dict[str, Form]] = {}
    taken: set[str] = set()
    order = [entities[id] for id in preferred]
    order += [entity for entity in entities.values() if entity not in order]
    for entity in order:
        for written in entity.names:
            any_case = written == written.lower()
            if written in taken:
                continue
            taken.add(written)
            form = Form(written, entity, any_case, written in entity.ambiguous)
            forms.setdefault(written.lower(), {})[written] = form
    return Phrases({small: tuple(by_writing.values()) for small, by_writing in forms.items()})


def _claims(entity: Entity, claimed: dict[str, str], file: str) -> Iterable[ConfigError]:
    for written in entity.names:
        owner = claimed.setdefault(written, entity.id)
        if owner != entity.id:
            yield ConfigError(
                f"{file}: {entity.id}", f"the name {written!r} is {owner}'s", "names are unique"
            )


def _added(entity: Entity, entities: Mapping[str, Entity]) -> Entity:
    """The entity itself, or joined with the one of its id."""
    known = entities.get(entity.id)
    if known is None or known.kind != entity.kind:
        return entity
    return Entity(
        id=known.id,
        kind=known.kind,
        name=entity.name,
        aliases=tuple(dict.fromkeys((known.name, *known.aliases, *entity.aliases))),
        ambiguous=known.ambiguous | entity.ambiguous,
        asset_class=entity.asset_class if entity.asset_class != "coin" else known.asset_class,
        jurisdiction=entity.jurisdiction or known.jurisdiction,
        tier=entity.tier or known.tier,
    )


def _read_tables(tables: Mapping[str, object], where: str, faults: list[ConfigError]) -> Iterable[Entity]:
    for kind, table in tables.items():
        if kind not in _FIELDS or not isinstance(table, Mapping):
            faults.append(
                ConfigError(f"{where}: {kind}", "not a kind of entity", f"one of {', '.join(_KINDS)}")
            )
            continue
        for id, fields in table.items():
            if not isinstance(fields, Mapping):
                faults.append(ConfigError(f"{where}: {kind}.{id}", "not a table", 'such as { name = "…" }'))
            elif entity := _read_entity(kind, id, fields, f"{where}: {kind}.{id}", faults):
                yield entity


def _read_entity(
    kind: str, id: str, fields: Mapping[str, object], where: str, faults: list[ConfigError]
) -> Entity | None:
    before = len(faults)
    unknown = sorted(set(fields) - _FIELDS[kind])
    faults += [
        ConfigError(where, f"unknown field {name!r}", f"{kind} has {_listed(kind)}") for name in unknown
    ]
    name = fields.get("name")
    if not isinstance(name, str) or not name.strip():
        faults.append(ConfigError(where, "has no name", 'give name = "…"'))
    aliases = _strings(fields, "aliases", where, faults)
    ambiguous = _strings(fields, "ambiguous", where, faults)
    asset_class = str(fields.get("class", "coin")) if kind == "asset" else ""
    if asset_class and asset_class not in _CLASSES:
        faults.append(ConfigError(where, f"unknown class {asset_class!r}", f"one of {', '.join(_CLASSES)}"))
    jurisdiction = fields.get("jurisdiction" if kind == "body" else "iso", "")
    if not isinstance(jurisdiction, str) or (kind in ("body", "place") and not jurisdiction.isupper()):
        faults.append(ConfigError(where, "has no jurisdiction", "ISO 3166 alpha-2, EU or INT"))
    tier = fields.get("tier", 2 if kind == "body" else 0)
    if not isinstance(tier, int) or tier not in (0, 1, 2, 3):
        faults.append(ConfigError(where, f"tier {tier!r} is not 1, 2 or 3"))
    kinds = {known: known for known in _KINDS}
    entity = Entity(
        id=id,
        kind=kinds[kind],  # type: ignore[index]  # checked by the caller
        name=str(name),
        aliases=aliases,
        ambiguous=frozenset(ambiguous),
        asset_class=asset_class,
        jurisdiction=str(jurisdiction),
        tier=tier if isinstance(tier, int) else 0,
    )
    stray = sorted(entity.ambiguous - set(entity.names))
    faults += [ConfigError(where, f"ambiguous {form!r} is not one of its names") for form in stray]
    return entity if len(faults) == before else None


def _listed(kind: str) -> str:
    return ", ".join(sorted(_FIELDS[kind]))


def _strings(
    fields: Mapping[str, object], key: str, where: str, faults: list[ConfigError]
) -> tuple[str, ...]:
    values = fields.get(key, ())
    if isinstance(values, (list, tuple)) and all(isinstance(v, str) and v.strip() for v in values):
        return tuple(str(v) for v in values)
    faults.append(ConfigError(where, f"{key} is not a list of names", f'such as {key} = ["…"]'))
    return ()
