"""The filters a template may use, by the names it uses them by."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup

from digest.model import Digest, Figure, Item, Section
from digest.model.amounts import money, percent, price
from digest.model.levels import change_of, level_of
from digest.render import charts, escaping, links, moments, notes, passages
from digest.render.plain import LONGEST, plain, shortened
from digest.render.words import Words
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


def wrapped(text: str, indent: int = 0, width: int = 72) -> Markup:
    """`text` in lines of at most `width`, each after the first indented; long words stay whole."""
    lines = textwrap.wrap(
        shortened(plain(shortened(text))), width - indent, break_long_words=False, break_on_hyphens=False
    )
    return written(("\n" + " " * indent).join(lines))


def filters_of(words: Words) -> dict[str, Callable[..., object]]:
    """Every filter beside Jinja's own, dates and amounts and sentences in these words; all are pure."""

    def language_name(code: str) -> str:
        """The language by name, or its code where it is not one of the usual ones."""
        return words.plainly(_LANGUAGES.get(code.split("-")[0].lower(), code))

    def sentences_by(digest: Digest) -> str:
        """Whose words an edition is in, for its last line."""
        writing = digest.writing
        if writing is None or not (writing.placed or writing.refused):
            return words.plainly("Sentences are the sources’ own, chosen and never rewritten")
        form = "{count} texts were written by {model} and checked against their sources"
        if writing.placed == 1:
            form = "1 text was written by {model} and checked against its sources"
        told = words.plainly(form, count=writing.placed, model=writing.model)
        if writing.refused:
            form = "{texts}, {count} did not pass or did not come"
            told = words.plainly(form, texts=told, count=len(writing.refused))
        return words.plainly("{texts}; all other sentences are the sources’ own", texts=told)

    def lang(code: str) -> Markup:
        """The attribute that marks words of a source, where they are in another language than the page."""
        return written("" if code in ("", "und", words.code) else Markup(' lang="{}"').format(code))

    def headline_lang(digest: Digest, headline: str) -> Markup:
        """The same for the headline of a story of this edition, wherever it is printed."""
        return lang(next((brief.language for brief in digest.briefs if brief.headline == headline), ""))

    def own(sentence: str, length: int = LONGEST) -> str:
        """A sentence of the edition's own, told in these words; in HTML, marked where it stays English."""
        told = shortened(plain(words.told(sentence)), length)
        return told if words.knows(sentence) else written(Markup('<span lang="en">{}</span>').format(told))

    def amount(write: Callable[..., str]) -> Callable[..., str]:
        return lambda *values, **options: words.quantities.written(write(*values, **options))

    when = words.moments
    return _FILTERS | {
        "age": when.age,
        "change_of": amount(change_of),
        "dated": when.dated,
        "due": when.due,
        "flow_bar": lambda row: charts.flow_bar(row, words),
        "lang": lang,
        "headline_lang": headline_lang,
        "language_name": language_name,
        "level_of": amount(level_of),
        "local": when.local,
        "long_day": when.long_day,
        "money": amount(money),
        "month": when.month,
        "near": when.near,
        "own": own,
        "percent": amount(percent),
        "price": amount(price),
        "sentences_by": sentences_by,
        "told": words.told,
        "trend_line": lambda row: charts.trend_line(row, words),
    }


_FILTERS: dict[str, Callable[..., object]] = {
    "anchor": anchor,
    "bolded_markdown": escaping.bolded_markdown,
    "clock": moments.clock,
    "direction": direction,
    "domain": links.domain,
    "link": links.link,
    "link_chat": link_chat,
    "link_markdown": link_markdown,
    "note_html": notes.note_html,
    "note_markdown": notes.note_markdown,
    "note_text": notes.note_text,
    "pieces": passages.pieces,
    "quoted": quoted,
    "runs": runs,
    "shortened": shortened,
    "side": side,
    "teller": passages.teller,
    "trend_blocks": charts.trend_blocks,
    "wrapped": wrapped,
    "zone_name": moments.zone_name,
}
"""Those that are the same in every language."""
