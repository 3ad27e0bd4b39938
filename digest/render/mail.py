"""The mail of an edition: its subject, the line beside it, and HTML that mail programs show alike."""

from __future__ import annotations

import css_inline

from digest.model import Brief, Digest, Line
from digest.render.fitting import Fitted, fitted
from digest.render.plain import plain, shortened
from digest.render.theme import Theme
from digest.render.words import ENGLISH, Words

SUBJECT_LENGTH = 78
PREHEADER_LENGTH = 140
LARGEST = 95_000
"""Bytes: a large mailbox provider cuts a longer mail short."""

_CHARSET = '<meta charset="utf-8">'
_INLINER = css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)


def top(digest: Digest) -> Brief | None:
    """
    The story that heads the top stories, which is what the edition at a glance says.

    Without such a section the one with the most points; None on a day without stories.
    """
    section = digest.section("top")
    heads = [item for item in section.items if isinstance(item, Brief)] if section else []
    return heads[0] if heads else max(digest.briefs, key=lambda brief: brief.points, default=None)


def subject(digest: Digest, words: Words = ENGLISH) -> str:
    """``Morning desk, 6 Feb: `` and the day's top, within 78 characters where the title allows it."""
    edition = digest.edition
    start = f"{shortened(plain(edition.title), 40)}, {words.moments.short_day(edition.key.day)}"
    best = top(digest)
    said = (
        best.headline
        if best
        else next((words.told(line.text) for line in lines(digest)), words.plainly("a quiet day"))
    )
    room = max(20, SUBJECT_LENGTH - len(start) - 2)
    whole = f"{start}: {shortened(plain(said), room)}"
    return whole.replace("=?", "= ?")  # never the start of an encoded word


def preheader(digest: Digest, words: Words = ENGLISH) -> str:
    """What a mailbox shows beside the subject: the edition at a glance, else the next headlines."""
    said = [words.told(line.text) for line in lines(digest)]
    if not said:
        best = top(digest)
        said = [brief.headline for brief in digest.briefs if brief is not best]
    return shortened(plain(" · ".join(said[:4])), PREHEADER_LENGTH)


def lines(digest: Digest) -> tuple[Line, ...]:
    """The lines of the edition at a glance, in order."""
    return tuple(item for section in digest.sections for item in section.items if isinstance(item, Line))


def mail_html(digest: Digest, theme: Theme, values: dict[str, object]) -> str:
    """
    The mail's HTML with its styles inlined, under 95 KB.

    A longer edition ends its sections early, each between two items, and says how many more there are
    on the page.
    """
    words = theme.words
    said = {
        "css": theme.mail_style,
        "subject": subject(digest, words),
        "preheader": preheader(digest, words),
    }

    def write(part: Fitted) -> str:
        filled = theme.fill("mail.html", **values | said | {"digest": part.digest, "more": part.more})
        return _charset_first(_INLINER.inline(filled))

    return fitted(digest, LARGEST, write)


def _charset_first(html: str) -> str:
    """The inliner puts style sheets first of all; what the bytes mean has to be known before."""
    head, end, body = html.partition("</head>")
    if _CHARSET in head:
        head = head.replace(_CHARSET, "", 1).replace("<head>", f"<head>\n{_CHARSET}", 1)
    return head + end + body
