"""The files of the site in a folder: only what may have changed is rendered, and nothing is removed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from digest.deliver.files import write_whole
from digest.errors import DeliveryError, TemplateError
from digest.model import Rendition

MARKS = ".digest-marks.json"
"""What the files in the folder were made from: without it, all are rendered again."""
_FRONT = "index.html"


def write_site(folder: Path, files: Sequence[Rendition]) -> str:
    """
    Bring `folder` to what `files` say; returns in a few words what was done.

    Each file is whole at every moment, and the start page is written last, so that what it links to is
    there. The marks follow: a run that is cut off is finished by the next one. Raises
    :class:`~digest.errors.DeliveryError` when a file cannot be rendered or
    written, or there are none.
    """
    if not files:
        raise DeliveryError(str(folder), "no page of the site was rendered")
    known = _marks(folder)
    due = [one for one in files if not one.mark or one.mark != known.get(one.path) or _lost(folder, one)]
    ordered = sorted(due, key=lambda one: one.path == _FRONT)
    try:
        changed = write_whole(folder, ((one.path, _bytes_of(one)) for one in ordered))
    except TemplateError as fault:
        raise DeliveryError(str(folder), str(fault)) from fault
    marks = known | {one.path: one.mark for one in files if one.mark}
    if marks != known:
        write_whole(folder, [(MARKS, json.dumps(marks, indent=0, sort_keys=True).encode())])
    return f"{len(files)} files, {changed} written{left_out(files)}"


def published_records(folder: Path) -> Iterator[str]:
    """The records of the editions in the folder; raises DeliveryError when one cannot be read."""
    for path in sorted(folder.glob("*/edition.json")):
        try:
            yield path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise DeliveryError(str(path), f"cannot be read: {fault}") from fault


def left_out(files: Sequence[Rendition]) -> str:
    """What the site lacks, and why, for its receipt; empty when it has all there is."""
    if not any(one.path == "sitemap.xml" for one in files):
        return "; no feeds, site map and cards: the digest has no base_url"
    if not any(one.media_type == "image/png" for one in files):
        return "; no cards: `pip install market-digest[card]` brings what draws them"
    return ""


def _bytes_of(file: Rendition) -> Callable[[], bytes]:
    return lambda: file.data


def _lost(folder: Path, file: Rendition) -> bool:
    return not (folder / file.path).is_file()


def _marks(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / MARKS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
