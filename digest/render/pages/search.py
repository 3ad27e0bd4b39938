"""
The search: a page, its script, and an index in scripts of a month each.

The index comes as scripts because a page opened from a disk may load those, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial

from digest.model import ListedStory, Listing, Rendition
from digest.render.pages.layout import SEARCH, Layout
from digest.render.plain import plain, shortened

_EXTRACT = 180
_UNFIT = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def search_files(layout: Layout) -> Iterator[Rendition]:
    """The page, the scripts of all pages, and an index a month; the newest month is searched first."""
    months = layout.months()
    for name, script in layout.theme.scripts.items():
        yield layout.file(name, "text/javascript", "", (), partial(str, script))
    yield layout.page(
        SEARCH,
        f"{plain(layout.archive.title)}: {layout.theme.words.plainly('Search')}",
        "site/search.html",
        [month for month, _ in months],
        shards=" ".join(month for month, _ in months),
    )
    for month, listings in months:
        yield _index(layout, month, listings)


def _index(layout: Layout, month: str, listings: Sequence[Listing]) -> Rendition:
    def written() -> str:
        editions = [
            [
                layout.folders[one.key],
                layout.theme.words.moments.dated(one.key.day),
                [_row(story) for story in one.stories],
            ]
            for one in listings
        ]
        packed = json.dumps(editions, ensure_ascii=False, separators=(",", ":"))
        return f'digestIndex("{month}",{packed.translate(_UNFIT)});\n'

    marks = [(layout.folders[one.key], one.mark) for one in listings]
    return layout.file(f"search/{month}.js", "text/javascript", "", marks, written)


def _row(story: ListedStory) -> list[str]:
    """Id, headline, what is shown below it, the start of its summary, and what it is found by besides."""
    shown = " · ".join(filter(None, (story.section, story.source, " ".join(story.assets[:6]))))
    besides = " ".join((story.event, story.body, story.body_name, *story.assets[6:], *story.news))
    texts = (story.headline, shown, shortened(plain(story.extract), _EXTRACT), shortened(besides, 400))
    return [story.id, *(plain(text) for text in texts)]
