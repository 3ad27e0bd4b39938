"""The static site: a page for every edition at a path that stays, the latest in front, a list of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from digest.model import Archive, Digest, EditionKey, Rendition
from digest.render.edition import Place, markdown, page, record
from digest.render.mail import top
from digest.render.moments import month
from digest.render.plain import plain
from digest.render.theme import Theme


@dataclass(frozen=True, slots=True)
class Listed:
    """One edition in the list of all."""

    folder: str
    day: date
    digest: Digest
    headline: str
    """Of its top story, empty when it had none."""


def site(archive: Archive, theme: Theme, base_url: str = "") -> tuple[Rendition, ...]:
    """
    Every file of the site, paths relative to its root, in order of path within each edition.

    `base_url` is where the root will be served; without it pages name no canonical address. All links
    between pages are relative, so the site works from a folder on disk.
    """
    latest_first = sorted(archive.digests, key=lambda digest: digest.edition.key.slot, reverse=True)
    folders = _folders([digest.edition.key for digest in latest_first])
    files: list[Rendition] = []
    for at, digest in enumerate(latest_first):
        later = latest_first[at - 1] if at else None
        earlier = latest_first[at + 1] if at + 1 < len(latest_first) else None
        folder = folders[digest.edition.key]
        canonical = f"{base_url.rstrip('/')}/{folder}/" if base_url else ""
        place = Place(
            archive="../archive.html",
            markdown="index.md",
            record="edition.json",
            earlier=f"../{folders[earlier.edition.key]}/index.html" if earlier else "",
            later=f"../{folders[later.edition.key]}/index.html" if later else "",
            canonical=canonical,
        )
        files += [
            page(digest, theme, f"{folder}/index.html", place),
            markdown(digest, theme, f"{folder}/index.md"),
            record(digest, f"{folder}/edition.json"),
        ]
        if not later:
            files.append(page(digest, theme, "index.html", _in_front(place, folder)))
    files.append(_list(archive.title, latest_first, folders, theme))
    return tuple(replace(file, format="site") for file in files)


def _folders(keys: Sequence[EditionKey]) -> Mapping[EditionKey, str]:
    """The day for its first edition, day and hour for any after it: a path never changes later."""
    folders: dict[EditionKey, str] = {}
    taken: set[date] = set()
    for key in sorted(keys, key=lambda key: key.slot):
        folders[key] = f"{key.slot:%Y-%m-%d-%H%M}" if key.day in taken else key.day.isoformat()
        taken.add(key.day)
    return folders


def _in_front(place: Place, folder: str) -> Place:
    """The place of the latest edition at the root of the site."""
    return replace(
        place,
        archive="archive.html",
        markdown=f"{folder}/{place.markdown}",
        record=f"{folder}/{place.record}",
        earlier=place.earlier.removeprefix("../"),
    )


def _list(
    title: str, latest_first: Sequence[Digest], folders: Mapping[EditionKey, str], theme: Theme
) -> Rendition:
    listed = []
    for digest in latest_first:
        best = top(digest)
        key = digest.edition.key
        listed.append(Listed(folders[key], key.day, digest, best.headline if best else ""))
    months = [(name, tuple(of)) for name, of in groupby(listed, key=lambda listed: month(listed.day))]
    name = f"{plain(title)}: all editions"
    content = theme.fill(
        "archive.html",
        title=name,
        name=title,
        months=months,
        language=latest_first[0].edition.language if latest_first else "en",
        css=theme.style,
        style_hash=theme.style_hash,
        place=Place(),
    )
    return Rendition("site", "archive.html", "text/html", content, name)
