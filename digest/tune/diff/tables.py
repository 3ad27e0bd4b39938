"""What changed between two editions of one day where no stories stand: tables, lines, notes."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model import Brief, Digest, Item


def table_changes(before: Digest, after: Digest) -> tuple[str, ...]:
    """One sentence for each heading under which something else stands, in the order of the page."""
    return tuple(_tables(before, after))


def _tables(before: Digest, after: Digest) -> Iterator[str]:
    """What changed among the items that are no stories, heading by heading."""
    was = {section.id: section for section in before.sections}
    now = {section.id: section for section in after.sections}
    for id in dict.fromkeys([*was, *now]):
        if id not in now:
            yield f"{was[id].title}: the section is not there any more"
            continue
        if id not in was:
            yield f"{now[id].title}: a new section"
            continue
        rows = [
            {_label(item): item for item in section.items if not isinstance(item, Brief)}
            for section in (was[id], now[id])
        ]
        told = [
            *(f"{label} enters" for label in rows[1] if label not in rows[0]),
            *(f"{label} leaves" for label in rows[0] if label not in rows[1]),
            *(
                f"{label} reads otherwise"
                for label in rows[0]
                if label in rows[1] and rows[0][label] != rows[1][label]
            ),
        ]
        if not told and list(rows[0]) != list(rows[1]):
            told = ["another order"]
        if told:
            yield f"{now[id].title}: {', '.join(told)}"


def _label(item: Item) -> str:
    label = getattr(item, "label", "") or f"a {item.layout}"
    return f"{label} ({item.side})" if item.layout == "mover" else str(label)
