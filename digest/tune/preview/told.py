"""What the page is told of the workbench, as plain data."""

from __future__ import annotations

from typing import Any

from digest.model import Account, Digest
from digest.prepare import template_roots
from digest.tune.preview.workbench import FORMATS, Workbench


def told(bench: Workbench) -> dict[str, Any]:
    """Everything beside the rendition itself; what is not saved is marked as changed."""
    changed = {".".join(path) for path in bench.changes}
    return {
        "revision": bench.revision,
        "config": bench.path.name,
        "digest": bench.digest.edition.key.digest,
        "day": bench.day.isoformat(),
        "days": [day.isoformat() for day in bench.days],
        "theme": bench.theme,
        "themes": _themes(bench),
        "formats": list(FORMATS),
        "fault": bench.fault,
        "seconds": round(bench.seconds, 3),
        "changed": sorted(changed),
        "signals": [{"name": one.name, "weight": one.weight} for one in bench.config.signals],
        "sources": _sources(bench),
        "filters": _filters(bench),
        "stories": [_story(one, bench.digest, bench) for one in bench.digest.accounts[:200]],
        "diff": _diff(bench),
    }


def _themes(bench: Workbench) -> list[str]:
    from pathlib import Path

    roots = (Path(root) for root in template_roots(bench.config))
    return sorted({path.name for root in roots for path in root.iterdir() if path.is_dir()})


def _sources(bench: Workbench) -> list[dict[str, Any]]:
    lines = {line.source_id: line for line in bench.digest.ledger.sources}
    on = [(one.source, True) for one in bench.config.sources]
    off = [(one.source, False) for one in bench.config.disabled]
    return [
        {
            "id": source.id,
            "title": source.title,
            "tier": source.tier,
            "weight": source.weight,
            "enabled": enabled,
            "used": lines[source.id].used if source.id in lines else 0,
        }
        for source, enabled in (*on, *off)
    ]


def _filters(bench: Workbench) -> list[dict[str, Any]]:
    dropped = [fate.detail for fate in bench.digest.ledger.fates if fate.fate == "filtered"]
    return [
        {
            "name": one.name,
            "action": one.action,
            "enabled": one.enabled,
            "dropped": sum(detail == f"rule {one.name}" for detail in dropped),
        }
        for one in bench.config.filters
    ]


def _story(account: Account, digest: Digest, bench: Workbench) -> dict[str, Any]:
    marks = {one.thread: one.mark for one in bench.judgements}
    headings = {section.id: section.title for section in digest.sections}
    return {
        "id": account.story_id,
        "place": account.place,
        "points": account.points,
        "headline": account.headline,
        "section": headings.get(account.section, ""),
        "dropped": account.dropped,
        "mark": marks.get(account.thread, 0),
        "parts": [
            {"signal": part.signal, "weight": part.weight, "points": part.points, "reason": part.reason}
            for part in account.parts
        ],
    }


def _diff(bench: Workbench) -> list[dict[str, Any]]:
    difference = bench.difference()
    return [
        *(
            {
                "kind": one.kind,
                "headline": one.headline,
                "where": one.where,
                "why": "; ".join((*map(str, one.terms), *([one.why] if one.why else []))),
            }
            for one in difference.changes
        ),
        *({"kind": "table", "headline": line, "where": "", "why": ""} for line in difference.tables),
    ]
