"""
The static site: a page for every edition at a path that stays, and the ways from one to another.

No file is rendered before it is asked for, and each says by its mark whether it can have changed: a
site of a year that has one new edition costs what that edition costs.
"""

from __future__ import annotations

from digest.model import Archive, EditionKey, Rendition
from digest.render.pages.editions import edition_files
from digest.render.pages.feeds import feed_files
from digest.render.pages.layout import address_of, folders_of, lay_out
from digest.render.pages.lists import list_files
from digest.render.pages.search import search_files
from digest.render.theme import Theme

__all__ = ["page_address", "site"]


def site(archive: Archive, theme: Theme) -> tuple[Rendition, ...]:
    """
    Every file of the site, paths relative to its root: editions latest first, lists, search, feeds.

    All links between pages are relative, so that the site works from any folder, also on a disk.
    """
    layout = lay_out(archive, theme)
    return (*edition_files(layout), *list_files(layout), *search_files(layout), *feed_files(layout))


def page_address(archive: Archive, key: EditionKey) -> str:
    """Where the page of the edition `key` will be served, empty when nobody knows."""
    keys = {key, *(listing.key for listing in archive.listings)}
    return address_of(archive.base_url, f"{folders_of(tuple(keys))[key]}/index.html")
