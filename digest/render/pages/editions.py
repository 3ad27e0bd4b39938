"""The files of each edition: its page, its ledger, its Markdown and its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import relpath

from digest.model import ListedStory, Listing, Rendition
from digest.render.edition import document, ledger, markdown, page, record
from digest.render.pages.card import DRAWS, card
from digest.render.pages.histories import History, file_name
from digest.render.pages.layout import Layout
from digest.render.place import Place
from digest.render.plain import plain, shortened


def edition_files(layout: Layout) -> Iterator[Rendition]:
    """Those of every edition, latest first; after those of the latest, it once more as the start page."""
    for at, listing in enumerate(layout.listings):
        yield from _files(layout, at, listing)
        if not at:
            yield _page(layout, at, listing, "index.html")


def _files(layout: Layout, at: int, listing: Listing) -> Iterator[Rendition]:
    key, folder = listing.key, layout.folders[listing.key]
    theme, digest_of = layout.theme, layout.digest_of
    yield _page(layout, at, listing, f"{folder}/index.html")
    path = f"{folder}/ledger.html"
    place = replace(layout.place(path), earlier="index.html")
    yield layout.file(
        path,
        "text/html",
        listing.title,
        [listing.mark],
        lambda: ledger(digest_of(key), theme, place),
    )
    yield layout.file(
        f"{folder}/index.md",
        "text/markdown",
        listing.title,
        [listing.mark],
        lambda: markdown(digest_of(key), theme).content,
    )
    yield layout.file(
        f"{folder}/edition.json",
        "application/json",
        listing.title,
        [listing.mark],
        lambda: record(digest_of(key)).content,
    )
    for story in listing.stories:
        if story.has_document:
            yield _document(layout, listing, story)
    if DRAWS and layout.archive.base_url:
        path = f"{folder}/card.png"
        yield layout.file(path, "image/png", listing.title, [listing.mark], lambda: card(digest_of(key)))


def _document(layout: Layout, listing: Listing, story: ListedStory) -> Rendition:
    """The page with an act's own text."""
    path = f"{layout.folders[listing.key]}/{_document_file(story)}"
    place = replace(layout.place(path), earlier="index.html")
    return layout.file(
        path,
        "text/html",
        story.headline,
        [listing.mark],
        lambda: document(layout.digest_of(listing.key), story.id, layout.theme, place),
    )


def _document_file(story: ListedStory) -> str:
    return f"act-{file_name(story.id)}.html"


def _page(layout: Layout, at: int, listing: Listing, path: str) -> Rendition:
    place = _place(layout, at, listing, path)
    theme, digest_of = layout.theme, layout.digest_of
    return layout.file(
        path,
        "text/html",
        listing.title,
        [listing.mark, place],
        lambda: page(digest_of(listing.key), theme, place=place).content,
    )


def _place(layout: Layout, at: int, listing: Listing, path: str) -> Place:
    """The page's neighbours, of the histories those that this edition's stories belong to."""
    own = layout.folders[listing.key]
    here = path.rpartition("/")[0]

    def beside(file: str) -> str:
        return relpath(file, here or ".")

    def pages(histories: Mapping[str, History], ids: Iterator[str]) -> dict[str, str]:
        return {id: beside(histories[id].path) for id in ids if id in histories}

    stories, histories = listing.stories, layout.histories
    earlier = layout.listings[at + 1] if at + 1 < len(layout.listings) else None
    later = layout.listings[at - 1] if at else None
    return replace(
        layout.place(path),
        card=layout.address(f"{own}/card.png") if DRAWS else "",
        description=shortened(plain(" · ".join(listing.lines) or listing.headline), 200),
        markdown=beside(f"{own}/index.md"),
        record=beside(f"{own}/edition.json"),
        ledger=beside(f"{own}/ledger.html"),
        earlier=beside(f"{layout.folders[earlier.key]}/index.html") if earlier else "",
        later=beside(f"{layout.folders[later.key]}/index.html") if later else "",
        canonical=layout.address(f"{own}/index.html"),
        threads=pages(histories.threads, (story.thread for story in stories)),
        assets=pages(histories.assets, (asset for story in stories for asset in story.assets)),
        bodies=pages(histories.bodies, (story.body for story in stories)),
        documents={
            story.id: beside(f"{own}/{_document_file(story)}") for story in stories if story.has_document
        },
    )
