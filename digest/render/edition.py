"""One edition in the formats asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from digest.model import Brief, Digest, Format, Rendition
from digest.model.record import write
from digest.render.mail import mail_html, subject
from digest.render.place import Place
from digest.render.plain import plain
from digest.render.theme import Theme
from digest.render.words import ENGLISH, Words

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def render(
    digest: Digest,
    theme: Theme,
    formats: Sequence[Format] = ("page", "mail", "text", "markdown", "json"),
    address: str = "",
) -> tuple[Rendition, ...]:
    """
    The digest in each of `formats`, in their order, named by the edition's day; those that tell all of it
    by default.

    `address` is where its page is served: what leaves something to the page leads there.

    Raises :class:`~digest.errors.TemplateError` for a fault of a template, and ``ValueError`` for
    ``"site"``, which is made from an archive.
    """
    unknown = [format for format in formats if format not in _FORMATS]
    if unknown:
        raise ValueError(f"not a format of one edition: {', '.join(unknown)}")
    return tuple(_FORMATS[format](digest, theme, address) for format in formats)


def page(digest: Digest, theme: Theme, path: str = "", place: Place | None = None) -> Rendition:
    """The page of the edition; `place` gives it its neighbours in a site."""
    content = theme.fill(
        "page.html",
        **_values(digest, theme),
        css=theme.style,
        style_hash=theme.style_hash,
        place=place or Place(),
    )
    return Rendition(
        "page", path or _path(digest, ".html"), "text/html", content, title(digest, theme.words)
    )


def ledger(digest: Digest, theme: Theme, place: Place) -> str:
    """The page that tells what became of every entry the edition considered."""
    values = _values(digest, theme) | {
        "title": theme.words.plainly("Ledger of {title}", title=title(digest, theme.words))
    }
    return theme.fill(
        "site/ledger.html", **values, css=theme.style, style_hash=theme.style_hash, place=place
    )


def document(digest: Digest, story_id: str, theme: Theme, place: Place) -> str:
    """The page with the own text of an act that the edition tells, in paragraphs."""
    brief = next(
        item
        for section in digest.sections
        for item in section.items
        if isinstance(item, Brief) and item.story_id == story_id and item.document
    )
    values = _values(digest, theme) | {"title": brief.headline, "brief": brief}
    return theme.fill("site/act.html", **values, css=theme.style, style_hash=theme.style_hash, place=place)


def markdown(digest: Digest, theme: Theme, path: str = "") -> Rendition:
    """The edition as CommonMark with tables."""
    content = theme.fill("digest.md", **_values(digest, theme))
    return Rendition(
        "markdown", path or _path(digest, ".md"), "text/markdown", content, title(digest, theme.words)
    )


def record(digest: Digest, path: str = "") -> Rendition:
    """The edition's record as JSON; characters that cannot be seen are written as escapes."""
    content = _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", write(digest))
    return Rendition("json", path or _path(digest, ".json"), "application/json", content, title(digest))


def title(digest: Digest, words: Words = ENGLISH) -> str:
    """``Morning desk, Fri 6 Feb 2026``."""
    return f"{plain(digest.edition.title)}, {words.moments.dated(digest.edition.key.day)}"


def _mail(digest: Digest, theme: Theme, address: str) -> Rendition:
    content = mail_html(digest, theme, _values(digest, theme) | {"address": address})
    return Rendition(
        "mail", _path(digest, ".mail.html"), "text/html", content, subject(digest, theme.words)
    )


def _text(digest: Digest, theme: Theme, address: str) -> Rendition:
    content = theme.fill("mail.txt", **_values(digest, theme))
    return Rendition("text", _path(digest, ".txt"), "text/plain", content, subject(digest, theme.words))


def _chat(digest: Digest, theme: Theme, address: str) -> Rendition:
    content = theme.fill("digest.chat", **_values(digest, theme), address=address)
    return Rendition("chat", _path(digest, ".chat.txt"), "text/plain", content, title(digest, theme.words))


def _path(digest: Digest, ending: str) -> str:
    return f"{digest.edition.key.day.isoformat()}{ending}"


def _values(digest: Digest, theme: Theme) -> dict[str, object]:
    """What every template of an edition may use."""
    return {
        "digest": digest,
        "edition": digest.edition,
        "masthead": digest.masthead,
        "zone": theme.zone(digest.edition.zone),
        "now": digest.edition.window.end,
        "title": title(digest, theme.words),
    }


_FORMATS: Mapping[Format, Callable[[Digest, Theme, str], Rendition]] = {
    "page": lambda digest, theme, address: page(digest, theme),
    "mail": _mail,
    "text": _text,
    "markdown": lambda digest, theme, address: markdown(digest, theme),
    "json": lambda digest, theme, address: record(digest),
    "chat": _chat,
}
