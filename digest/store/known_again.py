"""Entries known again although the parameters of their address have changed: each keeps its id."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from digest.model import Entry
from digest.store.schema import aliases
from digest.store.schema import entries as table
from digest.store.values import maybe_ticks

_KNOWN = select(table.c.id, table.c.source_id, table.c.url, table.c.title, table.c.text, table.c.published)


def by_known_ids(connection: Connection, shown: Sequence[Entry]) -> list[Entry]:
    """
    Entries shown together, in their order; one that was known under other parameters has its id of then.

    It is the same if source, title and address but for the parameters are the same, and it was published
    at the same moment; where that is a day without an hour, or not told, its text must be the same too.
    Two that are shown side by side are two. What was once known again stays so, whatever else changes.
    """
    ids = func.json_each(json.dumps([entry.id for entry in shown])).table_valued("value")
    known = set(connection.scalars(select(table.c.id).where(table.c.id.in_(select(ids.c.value)))))
    asked = select(aliases).where(aliases.c.id.in_(select(ids.c.value)))
    again: dict[str, str] = {row.id: row.entry_id for row in connection.execute(asked)}
    new = [entry for entry in shown if entry.id not in known and entry.id not in again]
    found = _found(connection, new, known | set(again.values()))
    if found:
        connection.execute(insert(aliases), [{"id": id, "entry_id": of} for id, of in found.items()])
    again |= found
    return [replace(entry, id=again[entry.id]) if entry.id in again else entry for entry in shown]


def known_by_others(connection: Connection) -> dict[str, str]:
    """Every id by which an entry is not known any more, with the one by which it is."""
    return {row.id: row.entry_id for row in connection.execute(select(aliases))}


def forget_aliases(connection: Connection) -> None:
    """Forget other ids of entries that are forgotten."""
    connection.execute(delete(aliases).where(aliases.c.entry_id.not_in(select(table.c.id))))


def _found(connection: Connection, new: Sequence[Entry], here: set[str]) -> dict[str, str]:
    """For each of the new entries that is known, its id of old; what is shown `here` is something else."""
    if not new:
        return {}
    named = func.json_each(json.dumps(sorted({entry.title for entry in new}))).table_valued("value")
    sources = func.json_each(json.dumps(sorted({entry.source_id for entry in new}))).table_valued("value")
    alike = table.c.source_id.in_(select(sources.c.value)), table.c.title.in_(select(named.c.value))
    gone: dict[tuple[str, str], list[Any]] = {}
    for row in connection.execute(_KNOWN.where(*alike)):
        if row.id not in here:
            gone.setdefault((row.source_id, row.title), []).append(row)
    found: dict[str, str] = {}
    for entry in new if gone else ():
        same = [row.id for row in gone.get((entry.source_id, entry.title), ()) if _is_same(entry, row)]
        if len(same) == 1 and same[0] not in found.values():
            found[entry.id] = same[0]
    return found


def _is_same(entry: Entry, known: Any) -> bool:
    if not entry.url or (entry.title, _bare(entry.url)) != (known.title, _bare(known.url)):
        return False
    at_an_hour = entry.published is not None and entry.published_on is None
    same_text = entry.text == known.text != ""
    return maybe_ticks(entry.published) == known.published and (at_an_hour or same_text)


def _bare(url: str) -> str:
    return url.partition("?")[0]
