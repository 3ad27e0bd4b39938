"""The filters a template may use, by the names it uses them by."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup

from digest.model import Digest, Figure, Item, Section
from digest.model.amounts import money, percent, price
from digest.model.levels import change_of, level_of
from digest.render import charts, escaping, links, moments, notes, passages
from digest.render.plain import plain, shortened
from digest.render.written import written

_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "hi": "Hindi", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_UNFIT_FOR_ANCHOR = re.compile(r"[^A-Za-z0-9_-]+")


def runs(section: Section) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The section's items in order, neighbours of one layout together: (layout, items)."""
    return tuple((layout, tuple(items)) for layout, items in groupby(section.items, lambda i: i.layout))


def anchor(id: str) -> str:
    """`id` as a fragment of an address."""
    return _UNFIT_FOR_ANCHOR.sub("-", id)[:80]


def quoted(figure: Figure) -> str:
    """A figure as its source wrote it, on one line."""
    return shortened(plain(figure.quote), 80)


def language_name(code: str) -> str:
    """The language in English, or its code where it is not one of the usual ones."""
    return _LANGUAGES.get(code.split("-")[0].lower(), code)


def direction(language: str) -> str:
    """``rtl`` for a language that is written from right to left, ``ltr`` for the others."""
    return "rtl" if language.split("-")[0].lower() in ("ar", "fa", "he", "ur") else "ltr"


def link_markdown(url: str) -> Markup:
    """The address as a Markdown target: what :func:`~digest.render.links.link` says, without entities."""
    return written(links.link(url).replace("&", "&amp;"))


def link_chat(url: str) -> Markup:
    """The address for a chat: what :func:`~digest.render.links.link_chat` says."""
    return written(links.link_chat(url))


def side(value: Decimal) -> str:
    """``in`` for money or prices going up, ``out`` for down: the class that gives the colour."""
    return "out" if value < 0 else "in"


def sentences_by(digest: Digest) -> str:
    """Whose words an edition is in, for its last line."""
    writing = digest.writing
    if writing is None or not (writing.placed or writing.refused):
        return "Sentences are the sources’ own, chosen and never rewritten"
    texts = "1 text was" if writing.placed == 1 else f"{writing.placed} texts were"
    told = f"{texts} written by {writing.model} and checked against their sources"
    refused = len(writing.refused)
    if refused:
        told += f", {refused} did not pass or did not come"
    return f"{told}; all other sentences are the sources’ own"


def wrapped(text: str, indent: int = 0, width: int = 72) -> Markup:
    """`text` in lines of at most `width`, each after the first indented; long words stay whole."""
    lines = textwrap.wrap(
        shortened(plain(shortened(text))), width - indent, break_long_words=False, break_on_hyphens=False
    )
    return written(("\n" + " " * indent).join(lines))


FILTERS: Mapping[str, Callable[..., object]] = {
    "age": moments.age,
    "anchor": anchor,
    "bolded_markdown": escaping.bolded_markdown,
    "change_of": change_of,
    "clock": moments.clock,
    "dated": moments.dated,
    "direction": direction,
    "domain": links.domain,
    "due": moments.due,
    "flow_bar": charts.flow_bar,
    "language_name": language_name,
    "level_of": level_of,
    "link": links.link,
    "link_chat": link_chat,
    "link_markdown": link_markdown,
    "local": moments.local,
    "long_day": moments.long_day,
    "money": money,
    "month": moments.month,
    "near": moments.near,
    "note_html": notes.note_html,
    "note_markdown": notes.note_markdown,
    "note_text": notes.note_text,
    "percent": percent,
    "pieces": passages.pieces,
    "price": price,
    "quoted": quoted,
    "runs": runs,
    "sentences_by": sentences_by,
    "shortened": shortened,
    "side": side,
    "teller": passages.teller,
    "trend_blocks": charts.trend_blocks,
    "trend_line": charts.trend_line,
    "wrapped": wrapped,
    "zone_name": moments.zone_name,
}
"""Every filter beside Jinja's own; all are pure."""
