"""
The digest: the one value every rendition is made from, in no format of its own.

Texts in it are plain text, amounts are exact, times are UTC. Its canonical JSON
(:mod:`digest.model.record`) is the record of the edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from digest.model.annotated import RegulatoryAct
from digest.model.edition import Edition
from digest.model.figure import Figure, Span
from digest.model.ranked import Part
from digest.model.report import SourceOutcome
from digest.model.story import Merge
from digest.model.writing import Writing

Status = Literal["new", "update", "day"]
"""``day``: the thread was told before and nothing new but time has come."""
Fate = Literal[
    "used", "merged", "duplicate", "seen before", "too old", "undated", "filtered", "below the cut"
]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a source, unchanged: a substring of the entry's text."""

    text: str
    source_id: str
    url: str
    bold: tuple[Span, ...] = ()
    """Spans of `text` that are figures."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One source's entry in a story: what a reader can open."""

    entry_id: str
    source_id: str
    source: str
    url: str
    headline: str
    tier: str
    language: str
    published: datetime | None
    published_on: date | None = None
    """Its day, where the source gave no hour."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a disagreement."""

    figure: Figure
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures of one measure and subject that differ between the sources of a story."""

    about: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A story as an edition prints it."""

    story_id: str
    thread: str
    headline: str
    url: str
    language: str
    event: str
    status: Status
    day: int
    """The how-many-th edition that tells the thread, from 1."""
    news: tuple[str, ...]
    """For an update: what was not there before and the headline does not say, in words."""
    summary: tuple[Passage, ...]
    tellings: tuple[Telling, ...]
    """Lead first."""
    disagreements: tuple[Disagreement, ...]
    points: int
    because: str
    """Why it is here: the signals that added most, in a reader's words."""
    published: datetime | None
    assets: tuple[str, ...] = ()
    act: RegulatoryAct | None = None
    published_on: date | None = None
    """Its day, where the source gave no hour."""
    written: str = ""
    """What a language model wrote of it, checked against its sources; empty without one."""
    document: Passage | None = None
    """The act's own text, whole, where its source's terms allow that to be printed."""
    layout: Literal["brief"] = "brief"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the edition at a glance."""

    label: str
    text: str
    section: str
    """Id of the section it is made from."""
    layout: Literal["line"] = "line"


@dataclass(frozen=True, slots=True)
class FlowRow:
    """Money over one chain in one window."""

    label: str
    net: Decimal
    """Positive is money coming in, whatever the source's own sign."""
    inflow: Decimal | None
    outflow: Decimal | None
    unit: str
    mean: Decimal | None
    """Mean of `net` over the days before, None when there are fewer than three."""
    mean_days: int
    share: int
    """Length of its bar: −100 to 100, of the largest net flow in the table."""
    as_of: datetime
    source: str
    url: str
    stale: bool = False
    measure: str = "net flow"
    """What `net` is: the net flow, or in words what stands in for it."""
    window: str = ""
    """The span it covers, such as ``24h``."""
    layout: Literal["flow"] = "flow"


@dataclass(frozen=True, slots=True)
class MoverRow:
    """An asset that moved."""

    side: Literal["gain", "loss"]
    label: str
    """Ticker, without the dollar sign."""
    name: str
    change: Decimal
    """Percent over 24 hours."""
    price: Decimal | None
    market_cap: Decimal | None
    volume: Decimal | None
    unit: str
    as_of: datetime
    source: str
    url: str
    story_id: str = ""
    """The story of this edition that names it, if one does."""
    story: str = ""
    remark: str = ""
    """Why it is listed although a rule would drop it, or a doubt about its value."""
    stale: bool = False
    layout: Literal["mover"] = "mover"


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A level of the market: a price, a sum, a rate, a share or an index."""

    label: str
    name: str
    value: Decimal
    unit: str
    written: Literal["price", "sum", "rate", "share", "index"]
    """How `value` is written; a share and an index move in points, the others in percent."""
    day: Decimal | None
    """Change over 24 hours, None when nothing known is that old."""
    week: Decimal | None
    """Change over 7 days."""
    trend: tuple[Decimal, ...]
    """Values of the 7 days up to `as_of`, oldest first and evenly thinned; empty when there are too few."""
    as_of: datetime
    source: str
    url: str
    stale: bool = False
    layout: Literal["measure"] = "measure"


@dataclass(frozen=True, slots=True)
class ReportedFlow:
    """Money in or out that a story reports, as distinct from a flow that was measured."""

    figure: Figure
    label: str
    """What it flowed into or out of, as far as the text says."""
    headline: str
    source: str
    url: str
    story_id: str = ""
    """The story of this edition that reports it, if it is printed."""
    layout: Literal["reported"] = "reported"


@dataclass(frozen=True, slots=True)
class ScheduledRow:
    """Something that is to happen, as a source announces it; it has a time or a day."""

    name: str
    label: str
    """Whose it is, such as ``USD``; empty where the source does not say."""
    importance: Literal["", "low", "medium", "high"]
    """What the source thinks of it; empty for a holiday and what it does not rate."""
    at: datetime | None
    on: date | None
    """Its day, where the source gave no hour."""
    source: str
    url: str
    layout: Literal["scheduled"] = "scheduled"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A story that has its home in another section."""

    story_id: str
    headline: str
    why: str
    """Why this section points to it, in words."""
    url: str = ""
    """What its headline leads to where the story itself cannot be pointed to."""
    layout: Literal["pointer"] = "pointer"


@dataclass(frozen=True, slots=True)
class Note:
    """The editor's own words, as Markdown."""

    markdown: str
    layout: Literal["note"] = "note"


Item = Brief | Line | FlowRow | MoverRow | MeasureRow | ReportedFlow | ScheduledRow | Pointer | Note


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it."""

    id: str
    kind: str
    title: str
    items: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences under the items: source, window, convention, what was left out."""
    compact: bool = False
    """Whether its briefs are one line each."""
    written: str = ""
    """What a language model wrote of it, checked against its stories' sources."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands at the head of an edition."""

    edition: Edition
    made: datetime
    answered: int
    asked: int
    missing: tuple[SourceOutcome, ...]
    """Sources that gave nothing this time, each with its error."""
    words: int
    minutes: int
    """Reading time, at 200 words a minute, at least 1."""
    degraded: bool = False


@dataclass(frozen=True, slots=True)
class EntryFate:
    """What became of one entry."""

    entry_id: str
    source_id: str
    title: str
    url: str
    fate: Fate
    detail: str = ""
    """The rule, the story it was merged into, or how far it was from the cut."""
    story_id: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in the ledger."""

    source_id: str
    title: str
    state: str
    entries: int
    dated: int
    used: int
    observations: int
    newest: datetime | None
    error: str = ""
    trouble: str = ""
    """What is wrong with it beyond this once, in words."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every entry and every source accounted for: the counts of fates add up to `considered`."""

    considered: int
    fates: tuple[EntryFate, ...]
    sources: tuple[SourceLine, ...]

    @property
    def silent(self) -> tuple[SourceLine, ...]:
        """Sources that answer and have brought nothing new for longer than is their way."""
        return tuple(one for one in self.sources if one.trouble and one.state != "failed")

    def count(self, fate: Fate) -> int:
        """How many entries met this fate."""
        return sum(1 for told in self.fates if told.fate == fate)

    @property
    def counts(self) -> tuple[tuple[Fate, int], ...]:
        """Every fate that occurred with its count, most frequent first, then by name."""
        names = {told.fate for told in self.fates}
        return tuple(sorted(((n, self.count(n)) for n in names), key=lambda nc: (-nc[1], nc[0])))


@dataclass(frozen=True, slots=True)
class Account:
    """The full account of one story, printed or not: what ``digest explain`` tells."""

    story_id: str
    thread: str
    headline: str
    place: int
    """Its place in the ranking, from 1."""
    points: int
    parts: tuple[Part, ...]
    merges: tuple[Merge, ...]
    entry_ids: tuple[str, ...]
    entities: tuple[str, ...]
    section: str
    """Id of its home section, empty when it was not printed."""
    dropped: str = ""
    """Why it was not printed."""
    split_by: tuple[str, ...] = ()
    """Names of the splits that keep an entry of it apart from one of another story."""


@dataclass(frozen=True, slots=True)
class Digest:
    """One edition, complete."""

    masthead: Masthead
    sections: tuple[Section, ...]
    accounts: tuple[Account, ...]
    """All stories, best first."""
    ledger: Ledger
    writing: Writing | None = None
    """What a language model did for it, when one was asked."""
    version: int = 1
    """Of the record's schema."""

    @property
    def edition(self) -> Edition:
        """Which edition this is."""
        return self.masthead.edition

    @property
    def briefs(self) -> tuple[Brief, ...]:
        """Every story printed, in the order of the page."""
        return tuple(i for section in self.sections for i in section.items if isinstance(i, Brief))

    def section(self, kind: str) -> Section | None:
        """The first section of this kind, if there is one."""
        return next((s for s in self.sections if s.kind == kind), None)
