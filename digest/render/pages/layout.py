"""Which pages a site has, and at which paths: decided for all of them before any is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import groupby

from digest import __version__
from digest.model import Archive, Content, Digest, EditionKey, Listing, Rendition
from digest.render.pages.histories import Histories, histories_of
from digest.render.place import Place
from digest.render.theme import Theme

SEARCH = "search.html"


@dataclass(frozen=True, slots=True)
class Layout:
    """The plan of a site."""

    archive: Archive
    theme: Theme
    folders: Mapping[EditionKey, str]
    histories: Histories
    digest_of: Callable[[EditionKey], Digest]

    @property
    def listings(self) -> tuple[Listing, ...]:
        """All editions in brief, latest first."""
        return self.archive.listings

    @property
    def language(self) -> str:
        """That of the latest edition: what pages about many editions are written in."""
        return self.listings[0].language if self.listings else "en"

    def months(self) -> tuple[tuple[str, tuple[Listing, ...]], ...]:
        """Editions by month, latest first: (``2026-02``, its editions)."""
        by_month = groupby(self.listings, key=lambda listing: f"{listing.key.day:%Y-%m}")
        return tuple((month, tuple(listings)) for month, listings in by_month)

    def place(self, path: str) -> Place:
        """Where a page at `path` stands: what every page of the site is given."""
        root = "../" * path.count("/")
        return Place(
            root=root or "./",
            archive=f"{root}archive.html",
            topics=f"{root}topics.html",
            search=f"{root}{SEARCH}",
            script=f"{root}{'search.js' if path == SEARCH else 'keys.js'}",
            canonical=self.address(path),
            feeds=bool(self.archive.base_url),
        )

    def address(self, path: str) -> str:
        """Where `path` will be served, empty when nobody knows."""
        return address_of(self.archive.base_url, path)

    def file(
        self, path: str, media_type: str, title: str, depends: Iterable[object], says: Callable[[], Content]
    ) -> Rendition:
        """A file of the site whose content is told by `depends`, the theme and this version alone."""
        parts = (__version__, self.theme.mark, self.archive.title, self.archive.base_url, path, *depends)
        mark = sha256("\0".join(map(str, parts)).encode(errors="replace")).hexdigest()[:32]
        return Rendition("site", path, media_type, says, title, mark)

    def page(
        self, path: str, title: str, template: str, depends: Iterable[object], **values: object
    ) -> Rendition:
        """A page about many editions, filled from `template`."""

        def written() -> str:
            theme = self.theme
            return theme.fill(
                template,
                title=title,
                name=self.archive.title,
                language=self.language,
                css=theme.style,
                style_hash=theme.style_hash,
                place=self.place(path),
                **values,
            )

        return self.file(path, "text/html", title, (self.language, *depends), written)


def lay_out(archive: Archive, theme: Theme) -> Layout:
    """The plan of the site of `archive`."""
    base = archive.base_url and address_of(archive.base_url, "")
    latest_first = tuple(sorted(archive.listings, key=lambda listing: listing.key.slot, reverse=True))
    folders = folders_of([listing.key for listing in latest_first])
    return Layout(
        archive=replace(archive, listings=latest_first, base_url=base),
        theme=theme,
        folders=folders,
        histories=histories_of(latest_first, folders),
        digest_of=lru_cache(maxsize=1)(archive.digest_of),
    )


def address_of(base_url: str, path: str) -> str:
    """Where `path` is served below `base_url`, empty without one."""
    return base_url and base_url.rstrip("/") + "/" + path.removesuffix("index.html")


def folders_of(keys: Sequence[EditionKey]) -> Mapping[EditionKey, str]:
    """The day for its first edition, day and hour for any after it: a path never changes later."""
    folders: dict[EditionKey, str] = {}
    taken: set[date] = set()
    for key in sorted(keys, key=lambda key: key.slot):
        folders[key] = f"{key.slot:%Y-%m-%d-%H%M}" if key.day in taken else key.day.isoformat()
        taken.add(key.day)
    return folders
