"""The words of the house: frozen values without behaviour of their own, and without I/O."""

from digest.model.annotated import (
    EVENTS,
    AnnotatedEntry,
    EntityKind,
    Finding,
    Mention,
    RegulatoryAct,
)
from digest.model.archive import Archive
from digest.model.digest import (
    Account,
    Brief,
    Claim,
    Digest,
    Disagreement,
    EntryFate,
    Fate,
    FlowRow,
    Item,
    Ledger,
    Line,
    Masthead,
    MeasureRow,
    MoverRow,
    Note,
    Passage,
    Pointer,
    ReportedFlow,
    ScheduledRow,
    Section,
    SourceLine,
    Status,
    Telling,
)
from digest.model.edition import Edition, EditionKey, Window
from digest.model.entry import DateOrigin, Entry, StatedDocument
from digest.model.exchange import Request, Response
from digest.model.figure import Bound, Direction, Figure, Span
from digest.model.filter import Filter, Watchlist
from digest.model.judgement import Judgement, Mark
from digest.model.kept import KeptAnswer, PastRun, Recording, SourceHealth
from digest.model.listing import ListedStory, Listing
from digest.model.manners import Pace, Robots, Validators, Wait
from digest.model.memory import Memory
from digest.model.observation import SCHEDULED, WHOLE_DAY, Observation
from digest.model.ranked import Part, RankedStory
from digest.model.rendition import Content, Format, Rendition
from digest.model.report import Collected, Receipt, RunReport, SourceOutcome
from digest.model.ruling import Ruling
from digest.model.source import Source, Tier
from digest.model.story import Merge, PastStory, Story
from digest.model.writing import ModelSettings, Prompt, Refused, Writing

__all__ = [
    "EVENTS",
    "SCHEDULED",
    "WHOLE_DAY",
    "Account",
    "AnnotatedEntry",
    "Archive",
    "Bound",
    "Brief",
    "Claim",
    "Collected",
    "Content",
    "DateOrigin",
    "Digest",
    "Direction",
    "Disagreement",
    "Edition",
    "EditionKey",
    "EntityKind",
    "Entry",
    "EntryFate",
    "Fate",
    "Figure",
    "Filter",
    "Finding",
    "FlowRow",
    "Format",
    "Item",
    "Judgement",
    "KeptAnswer",
    "Ledger",
    "Line",
    "ListedStory",
    "Listing",
    "Mark",
    "Masthead",
    "MeasureRow",
    "Memory",
    "Mention",
    "Merge",
    "ModelSettings",
    "MoverRow",
    "Note",
    "Observation",
    "Pace",
    "Part",
    "Passage",
    "PastRun",
    "PastStory",
    "Pointer",
    "Prompt",
    "RankedStory",
    "Receipt",
    "Recording",
    "Refused",
    "RegulatoryAct",
    "Rendition",
    "ReportedFlow",
    "Request",
    "Response",
    "Robots",
    "Ruling",
    "RunReport",
    "ScheduledRow",
    "Section",
    "Source",
    "SourceHealth",
    "SourceLine",
    "SourceOutcome",
    "Span",
    "StatedDocument",
    "Status",
    "Story",
    "Telling",
    "Tier",
    "Validators",
    "Wait",
    "Watchlist",
    "Window",
    "Writing",
]
