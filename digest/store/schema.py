"""The tables as they are now; how they came to be is in :mod:`digest.store.migrations`."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("first_answered", Integer, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("last_seen", Integer, nullable=False),
    Column("published", Integer),
    Column("updated", Integer),
    Column("language", Text, nullable=False),
    Column("authors", Text, nullable=False),
    Column("categories", Text, nullable=False),
    Column("date_origin", Text, nullable=False),
    Column("published_on", Text),
    Column("edited", Integer),
    Column("text_origin", Text, nullable=False, server_default="list"),
    Column("document", Text, nullable=False, server_default=text("''")),
    Index("entries_by_last_seen", "last_seen"),
    Index("entries_by_source", "source_id", "last_seen"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("entry_id", Text, nullable=False),
)

observations = Table(
    "observations",
    metadata,
    Column("series", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("window", Text, nullable=False),
    Column("as_of", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("convention", Text, nullable=False),
    PrimaryKeyConstraint("series", "subject", "source_id", "unit", "window", "as_of"),
    Index("observations_by_time", "as_of"),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("source_id", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("dated", Integer, nullable=False),
    Column("observations", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("size", Integer, nullable=False),
    Column("newest", Integer),
    Column("status", Integer),
    Column("whole", Boolean, nullable=False, server_default=text("1")),
    PrimaryKeyConstraint("source_id", "at"),
)

editions = Table(
    "editions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("window_end", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("listing", Text),
    UniqueConstraint("digest", "slot"),
)

stories = Table(
    "stories",
    metadata,
    Column("edition", Integer, ForeignKey("editions.number", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("event", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("entities", Text, nullable=False),
    Column("figures", Text, nullable=False),
    Column("urls", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("entries", Text, nullable=False, server_default=text("'[]'")),
    PrimaryKeyConstraint("edition", "place"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("edition", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("receipts_by_edition", "edition"),
)

bodies = Table(
    "bodies",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

responses = Table(
    "responses",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False),
    Column("body", Text, ForeignKey("bodies.sha256"), nullable=False),
    Column("received", Integer, nullable=False),
    Index("responses_by_address", "source_id", "url", "received"),
    Index("responses_by_body", "body"),
)

validators = Table(
    "validators",
    metadata,
    Column("source_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("moved", Text, nullable=False, server_default=""),
    Column("fresh", Float, nullable=False, server_default=text("0")),
    Column("pace", Text, nullable=False, server_default=text("'[]'")),
    Column("answered", Integer),
    PrimaryKeyConstraint("source_id", "url"),
)

waits = Table(
    "waits",
    metadata,
    Column("source_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("until", Integer),
    Column("status", Integer),
    Column("told", Text, nullable=False),
    Column("asked", Integer, nullable=False),
    PrimaryKeyConstraint("source_id", "url"),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("rules", Text, nullable=False),
    Column("read", Integer, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("edition", Text, nullable=False),
    Column("began", Integer, nullable=False),
    Column("ended", Integer),
    Column("state", Text, nullable=False),
    Column("problems", Text, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("story_id", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("mark", Integer, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Index("judgements_by_digest", "digest", "at"),
)

answers = Table(
    "answers",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("made", Integer, nullable=False),
)
