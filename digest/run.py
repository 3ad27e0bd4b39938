"""
One edition, top to bottom: start reading here.

    collect → understand → group → rank → compose → render → deliver

:func:`run` walks the line and holds its three commit points: entries kept, edition published, receipts
signed. Each is safe to repeat, so a run that was cut off anywhere is simply run again.
:func:`think` is the part between the first two: no clock, no network, no disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from digest.collect import collect_into
from digest.compose import compose
from digest.compose.admit import Refusal, admit, muted, spoken
from digest.config import Config, DigestPlan
from digest.deliver import deliver, owed
from digest.deliver.preflight import held
from digest.deliver.recall import recall
from digest.errors import ConfigError, DeliveryError, QuorumError, StoreError
from digest.group import group
from digest.model import (
    AnnotatedEntry,
    Archive,
    Digest,
    Edition,
    EditionKey,
    Entry,
    Memory,
    ModelSettings,
    Receipt,
    RunReport,
    SourceOutcome,
    Story,
    Window,
)
from digest.model.edition import FIRST_LOOK
from digest.model.observation import latest
from digest.prepare import Prepared, prepare
from digest.protocols import Store, Surroundings, World
from digest.rank import rank
from digest.render import page_address, render, site
from digest.understand import understand
from digest.writing import written

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Material:
    """All that thinking is given: what is known at the moment the edition is made."""

    edition: Edition
    eligible: tuple[Entry, ...]
    refused: tuple[Refusal, ...]
    memory: Memory
    outcomes: tuple[SourceOutcome, ...]
    notes: tuple[str, ...]
    made: datetime


def run(
    config: Config,
    plan: DigestPlan,
    world: World,
    *,
    day: date | None = None,
    redo: bool = False,
    late: bool = False,
    quorum: float = 0.0,
    recalls: bool = True,
    progress: Progress = lambda stage: None,
    answered: Callable[[SourceOutcome], None] | None = None,
) -> RunReport:
    """
    Make and deliver one edition of `plan`: that of the local `day`, by default today's.

    A `late` one says so in its masthead. One that is published already is not built again unless
    `redo`; what is still owed is delivered. With less than the share `quorum` of the sources, or with
    nothing at all, there is no edition. A state that knows no edition is filled first from what was
    published, if `recalls`. Raises ConfigError, TemplateError or StoreError; what
    sources and targets do is in the report.
    """
    key = EditionKey(plan.name, datetime.combine(day, plan.at)) if day else plan.key_at(world.clock.now())
    today = world.clock.now().astimezone(plan.zone).date()
    if key.day > today:
        raise ConfigError("--date", f"{key.day} is yet to come", f"today is {today} in {plan.zone.key}")
    number = world.store.begin_run(str(key), world.clock.now())
    try:
        recalled, unread = recall(plan.name, plan.channels, world.store) if recalls else (0, ())
    except DeliveryError as fault:
        told = f"what was published cannot be read back: {fault}"
        report = RunReport(str(key), "no edition", problems=(told,), degraded=True)
    else:
        report = _run(config, plan, world, key, redo, late, quorum, progress, answered)
        report = replace(report, recalled=recalled, problems=unread + report.problems)
    world.store.end_run(number, world.clock.now(), report.state, report.problems)
    if report.state == "published":
        world.store.prune(world.clock.now())
    return report


def _run(
    config: Config,
    plan: DigestPlan,
    world: World,
    key: EditionKey,
    redo: bool,
    late: bool,
    quorum: float,
    progress: Progress,
    answered: Callable[[SourceOutcome], None] | None,
) -> RunReport:
    """The line itself, with its three commit points."""
    prepared = prepare(config, plan)
    published = None if redo else world.store.edition(key)
    if published:
        progress("render")
        return _deliver(plan, prepared, world, published, "already published")

    progress("collect")
    outcomes = collect_into(
        world.store.keep, config.sources, world.fetch, world.clock, answered, world.processes
    )

    material = gather(config, plan, world, key, outcomes, late=late)
    asked = len(outcomes)
    heard = sum(1 for one in outcomes if one.state != "failed")
    if heard < quorum * asked or not (material.eligible or heard):
        few = f"{heard or 'none'} of {asked} sources answered"
        short = QuorumError(str(key), few, "run again later")
        return RunReport(str(key), "no edition", outcomes, problems=(str(short),), degraded=True)

    digest = think(config, plan, prepared, material, progress)
    if config.model:
        progress("write")
        digest = write(config.model, digest, material, prepared, world.store, world)
    world.store.publish(key, digest)

    progress("render")
    delivered = _deliver(plan, prepared, world, digest, "published", only_owed=not redo)
    return replace(delivered, outcomes=outcomes)


def write(
    model: ModelSettings,
    digest: Digest,
    material: Material,
    prepared: Prepared,
    store: Store,
    world: World | None = None,
) -> Digest:
    """The edition with what a language model wrote and passed the check; without a `world`, as kept."""

    def reading(entries: Sequence[Entry]) -> tuple[AnnotatedEntry, ...]:
        return understand(entries, prepared.lexicon, prepared.detect)

    return written(digest, material.eligible, model, reading, store, world)


def think(
    config: Config,
    plan: DigestPlan,
    prepared: Prepared,
    material: Material,
    progress: Progress = lambda stage: None,
) -> Digest:
    """The edition, from what is known: pure, and the same for the same material."""
    progress("understand")
    understood = understand(material.eligible, prepared.lexicon, prepared.detect)

    progress("group")
    told = spoken(understood, material.edition)
    stories = group(told, material.memory.stories, config.source_by_id, config.rulings)

    return weigh(config, plan, stories, material, progress)


def weigh(
    config: Config,
    plan: DigestPlan,
    stories: Sequence[Story],
    material: Material,
    progress: Progress = lambda stage: None,
) -> Digest:
    """The edition, from the stories its material tells: what is left to do when only weights change."""
    sources = config.source_by_id
    edition, memory = material.edition, material.memory

    progress("rank")
    around = Surroundings(
        window=edition.window,
        sources=sources,
        watchlist=config.watchlist,
        topics=config.topics,
        judgements=memory.judgements,
        latest=latest(memory.observations, edition.window.end),
    )
    ranked = rank(stories, config.signals, around)

    progress("compose")
    return compose(
        edition,
        ranked,
        refused=(*material.refused, *muted(material.eligible, stories)),
        observations=memory.observations,
        memory=memory,
        sources=sources,
        outcomes=material.outcomes,
        sections=plan.sections,
        filters=config.filters,
        notes=material.notes,
        made=material.made,
        watchlist=config.watchlist,
        cool_down=plan.cool_down,
    )


def gather(
    config: Config,
    plan: DigestPlan,
    world: World,
    key: EditionKey,
    outcomes: Sequence[SourceOutcome],
    *,
    late: bool = False,
) -> Material:
    """What the edition `key` is made from: eligible and refused entries, memory, the editor's notes."""
    now = world.clock.now()
    window = window_of(world.store, plan, key, now, late=late)
    eligible, refused = admit(
        world.store.entries(window), window, world.store.first_seen(), config.source_by_id
    )
    edition = Edition(
        key=key,
        title=plan.title,
        zone=plan.zone.key,
        window=window,
        language=plan.code,
        others=plan.other_languages,
        word_budget=plan.word_budget,
        notice=plan.notice,
        late=late,
    )
    return Material(
        edition=edition,
        eligible=eligible,
        refused=refused,
        memory=world.store.memory(key, now),
        outcomes=with_trouble(outcomes, world.store, now),
        notes=notes_of(config, key),
        made=now,
    )


def with_trouble(
    outcomes: Sequence[SourceOutcome], store: Store, now: datetime
) -> tuple[SourceOutcome, ...]:
    """The outcomes, each with what is wrong with its source beyond this once."""
    known = {one.source_id: one.trouble(now) for one in store.health(now)}
    return tuple(replace(one, trouble=known.get(one.source_id, "")) for one in outcomes)


def notes_of(config: Config, key: EditionKey) -> tuple[str, ...]:
    """The editor's notes for the day of the edition, as Markdown."""
    note = config.notes / f"{key.day.isoformat()}.md"
    return (note.read_text(encoding="utf-8", errors="replace"),) if note.is_file() else ()


def window_of(
    store: Store, plan: DigestPlan, key: EditionKey, now: datetime, *, late: bool = False
) -> Window:
    """
    From the end of the last published edition before `key` to now.

    An edition of a past day ends at its own slot, so that it never tells what came later; one that is
    merely `late` tells all there is, and one that is made again covers what it covered.
    """
    slot = key.slot.replace(tzinfo=plan.zone).astimezone(UTC)
    past = key.slot.date() < now.astimezone(plan.zone).date()
    made = store.edition(key)
    if past and made is not None:
        return made.edition.window
    end = min(slot, now) if past and not late else now
    last = store.last_edition(plan.name, key)
    return Window(last or end - FIRST_LOOK, end, first=last is None)


def archive_of(plan: DigestPlan, store: Store) -> Archive:
    """All published editions of `plan`: in brief now, whole when they are asked for."""

    def whole(key: EditionKey) -> Digest:
        found = store.edition(key)
        if found is None:
            raise StoreError(str(key), "its record is gone", "run again")
        return found

    return Archive(plan.title, store.listings(plan.name), whole, plan.base_url)


def _deliver(
    plan: DigestPlan,
    prepared: Prepared,
    world: World,
    digest: Digest,
    state: Literal["published", "already published"],
    *,
    only_owed: bool = True,
) -> RunReport:
    """Render what the channels want and bring it to every target, or to those still owed it."""
    receipts: tuple[Receipt, ...] = ()
    if not only_owed or owed(str(digest.edition.key), plan.channels, world.store):
        wanted = {form for one in plan.channels for form in one.channel.formats}
        archive = archive_of(plan, world.store)
        address = page_address(archive, digest.edition.key)
        renditions = render(digest, prepared.theme, tuple(sorted(wanted - {"site"})), address)
        if "site" in wanted:
            renditions += site(archive, prepared.theme)
        receipts = deliver(
            digest.edition,
            renditions,
            plan.channels,
            world.store,
            world.clock,
            only_owed,
            held=held(digest, renditions, plan.channels, world.clock.now()),
        )
    return RunReport(
        edition=str(digest.edition.key),
        state=state,
        receipts=receipts,
        considered=digest.ledger.considered,
        stories=len(digest.accounts),
        printed=len(digest.briefs),
        degraded=digest.masthead.degraded,
        problems=tuple(r.detail for r in receipts if r.state != "delivered"),
    )
