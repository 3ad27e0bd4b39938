"""The pages about many editions: all of them, a month's, and what was told of one subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from digest.model import Listing, Rendition
from digest.render.pages.histories import History, Told
from digest.render.pages.layout import Layout
from digest.render.plain import plain, shortened

NEWEST = 31
"""Editions the archive's first page shows; all others stand in their month."""
TELLINGS = 60
"""Tellings the page of a subject shows; the search knows the others."""
RUNNING = 40
"""Threads the list of topics names, those told last."""


@dataclass(frozen=True, slots=True)
class Month:
    """The editions of one month."""

    id: str
    """``2026-02``."""
    name: str
    listings: tuple[Listing, ...]

    @property
    def year(self) -> str:
        """``2026``."""
        return self.id[:4]

    @property
    def path(self) -> str:
        """Of its page."""
        return f"{self.id}/index.html"


def list_files(layout: Layout) -> Iterator[Rendition]:
    """The archive, a page a month, the topics, and a page a thread, asset and body."""
    months = [Month(id, layout.theme.words.moments.month(of[0].key.day), of) for id, of in layout.months()]
    yield _archive(layout, months)
    for at, month in enumerate(months):
        yield _month(layout, months, at, month)
    if months:
        yield _topics(layout)
    for kind, history in layout.histories.all():
        yield _history(layout, kind, history)


def _archive(layout: Layout, months: Sequence[Month]) -> Rendition:
    years = [(year, tuple(of)) for year, of in groupby(months, key=lambda month: month.year)]
    newest = layout.listings[:NEWEST]
    return layout.page(
        "archive.html",
        _titled(layout, "Archive"),
        "archive.html",
        [*(one.mark for one in newest), *((month.id, len(month.listings)) for month in months)],
        newest=newest,
        years=years,
        folders=layout.folders,
    )


def _month(layout: Layout, months: Sequence[Month], at: int, month: Month) -> Rendition:
    later = months[at - 1] if at else None
    earlier = months[at + 1] if at + 1 < len(months) else None
    around = [one.id if one else "" for one in (earlier, later)]
    return layout.page(
        month.path,
        f"{plain(layout.archive.title)}: {month.name}",
        "site/month.html",
        [*around, *(one.mark for one in month.listings)],
        month=month,
        earlier=earlier,
        later=later,
        folders=layout.folders,
    )


def _topics(layout: Layout) -> Rendition:
    histories = layout.histories
    threads = tuple(histories.threads.values())[:RUNNING]
    assets = tuple(sorted(histories.assets.values(), key=_by_name))
    bodies = tuple(sorted(histories.bodies.values(), key=_by_name))
    counted = [(one.path, len(one.told), one.told[0].mark) for one in (*threads, *assets, *bodies)]
    return layout.page(
        "topics.html",
        _titled(layout, "Topics"),
        "site/topics.html",
        counted,
        threads=threads,
        assets=assets,
        bodies=bodies,
    )


def _titled(layout: Layout, form: str) -> str:
    return f"{plain(layout.archive.title)}: {layout.theme.words.plainly(form)}"


def _by_name(history: History) -> tuple[str, str]:
    return history.name.casefold(), history.path


def _history(layout: Layout, kind: str, history: History) -> Rendition:
    shown: tuple[Told, ...] = history.told[:TELLINGS]
    return layout.page(
        history.path,
        f"{shortened(plain(history.name), 120)}: {plain(layout.archive.title)}",
        "site/history.html",
        [kind, len(history.told), *(one.mark for one in shown)],
        kind=kind,
        history=history,
        shown=shown,
    )
