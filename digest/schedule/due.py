"""What is due: decided from the hour and from what the store knows, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from digest.config import DigestPlan
from digest.model import EditionKey, SourceOutcome
from digest.model.slots import Slot

AGAIN = timedelta(minutes=10)
"""Between two attempts at the same thing."""
LATE = timedelta(minutes=10)
"""An edition begun this long after its slot is labelled late."""
_AHEAD = timedelta(days=15)
"""Every plan has a slot within this span, be it on one weekday and that day skipped at the date line."""


@dataclass(frozen=True, slots=True)
class Run:
    """Make the edition of a slot, or deliver what is owed of it when it is published already."""

    plan: DigestPlan
    slot: Slot
    late: bool = False
    quorum: float = 0.0
    """Share of sources below which it is not published yet."""

    @property
    def about(self) -> str:
        """The edition's key as text."""
        return str(key_of(self.plan, self.slot))


@dataclass(frozen=True, slots=True)
class Collect:
    """Collect between editions, so that nothing that is shown for an hour only is lost."""

    about: str = "collect"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the edition of a slot stands in the store."""

    told: bool = False
    """Whether it, another of its day, or one of the next days is published: it is made no more."""
    owed: bool = False
    """Whether it is published and some target still has to get it."""
    tried: datetime | None = None
    """When it was last brought to any target."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a decision is made from, besides the hour and the plans."""

    standings: Mapping[EditionKey, Standing] = field(default_factory=dict)
    """Of every slot that is due and has not expired."""
    outcomes: tuple[SourceOutcome, ...] = ()
    """The latest of each source, none of them later than the hour."""
    faults: Mapping[str, datetime] = field(default_factory=dict)
    """For what failed with a fault (`about`), when it may be tried again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now, in order, and when to decide again."""

    actions: tuple[Run | Collect, ...]
    wakes: Mapping[str, datetime]
    """Instants still to come, each under a name of its own."""


def due(now: datetime, plans: Sequence[DigestPlan], every: timedelta, known: Known) -> Decision:
    """
    What is due at `now` (aware): new editions first, then owed deliveries, then a collection.

    Of each plan the edition of its latest slot is made when neither it nor a later one is published,
    so that after days of downtime one is made and not all. One that fell short of its quorum waits
    and is tried again until its `latest_by`; then, and after at least one attempt, it takes what there
    is. `every` is the rhythm of collections, zero for none. Pure.
    """
    new: list[Run] = []
    owed: list[Run] = []
    wakes: dict[str, datetime] = {}
    waiting = False
    for plan in plans:
        open_slots = plan.slots(now - plan.expires, now)
        for slot in open_slots:
            key = key_of(plan, slot)
            standing = known.standings.get(key, Standing())
            if slot == open_slots[-1] and not standing.told:
                waiting = True
                action, moment = _edition(now, plan, slot, known)
                chosen = new
            elif standing.owed:
                action, moment = (
                    Run(plan, slot),
                    _after(standing.tried, now, _patience(standing.tried, slot)),
                )
                chosen = owed
            else:
                continue
            moment = max(moment, known.faults.get(str(key), now))
            if moment <= now:
                chosen.append(action)
            elif moment < slot.due + plan.expires:
                wakes[str(key)] = moment
        wakes[plan.name] = next_slot(plan, now).due
    actions: list[Run | Collect] = [*sorted(new, key=lambda run: run.slot.due), *owed]
    if every and not waiting:
        collected = _newest(known.outcomes)
        moment = max(collected + every if collected else now, known.faults.get(Collect().about, now))
        if moment <= now:
            actions.append(Collect())
        else:
            wakes[Collect().about] = moment
    return Decision(tuple(actions), wakes)


def key_of(plan: DigestPlan, slot: Slot) -> EditionKey:
    """The key of the edition of this slot."""
    return EditionKey(plan.name, slot.nominal)


def next_slot(plan: DigestPlan, now: datetime) -> Slot:
    """The first slot of `plan` after `now`."""
    return plan.slots(now, now + _AHEAD)[0]


def _edition(now: datetime, plan: DigestPlan, slot: Slot, known: Known) -> tuple[Run, datetime]:
    """How the edition of `slot` is to be made, and when: now, or when the sources had time to recover."""
    since = [outcome for outcome in known.outcomes if outcome.at >= slot.due]
    deadline = plan.deadline(slot)
    # One attempt with patience even after the deadline: a machine that just woke has no network yet.
    quorum = plan.quorum if now < deadline or not since else 0.0
    run = Run(plan, slot, now - slot.due >= LATE, quorum)
    recent = [outcome for outcome in since if outcome.at > now - AGAIN]
    answered = sum(1 for outcome in recent if outcome.state != "failed")
    asked_in_vain = recent and (not answered or answered < quorum * len(recent))
    if not asked_in_vain:
        return run, now
    again = _after(_newest(recent), now)
    return run, min(again, deadline) if deadline > now else again


def _after(tried: datetime | None, now: datetime, gap: timedelta = AGAIN) -> datetime:
    return now if tried is None or tried > now else tried + gap


def _patience(tried: datetime | None, slot: Slot) -> timedelta:
    """Between attempts at a delivery: as long again as it has waited, so that no server is hammered."""
    waited = tried - slot.due if tried else AGAIN
    return max(AGAIN, min(waited, timedelta(hours=2)))


def _newest(outcomes: Sequence[SourceOutcome]) -> datetime | None:
    return max((outcome.at for outcome in outcomes), default=None)
