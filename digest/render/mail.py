"""The mail of an edition: its subject, the line beside it, and HTML that mail programs show alike."""

from __future__ import annotations

from typing import Literal

import css_inline

from digest.model import Brief, Digest, Line
from digest.render.moments import short_day
from digest.render.plain import plain, shortened
from digest.render.theme import Theme

SUBJECT_LENGTH = 78
PREHEADER_LENGTH = 140
LARGEST = 95_000
"""Bytes: a large mailbox provider cuts a longer mail short."""
Detail = Literal["full", "short", "headlines"]
"""How much a mail tells of each story; it gives way only to :data:`LARGEST`."""

_INLINER = css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)


def top(digest: Digest) -> Brief | None:
    """The story with the most points, the first of them on the page; None on a day without stories."""
    return max(digest.briefs, key=lambda brief: brief.points, default=None)


def subject(digest: Digest) -> str:
    """``Morning desk, 6 Feb: `` and the day's top, within 78 characters where the title allows it."""
    edition = digest.edition
    start = f"{shortened(plain(edition.title), 40)}, {short_day(edition.key.day)}"
    best = top(digest)
    said = best.headline if best else next((line.text for line in lines(digest)), "a quiet day")
    room = max(20, SUBJECT_LENGTH - len(start) - 2)
    whole = f"{start}: {shortened(plain(said), room)}"
    return whole.replace("=?", "= ?")  # never the start of an encoded word


def preheader(digest: Digest) -> str:
    """What a mailbox shows beside the subject: the edition at a glance, else the next headlines."""
    said = [line.text for line in lines(digest)]
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

    A longer edition tells less of each story, step by step; headlines and links stay to the last.
    """
    html = ""
    details: tuple[Detail, ...] = ("full", "short", "headlines")
    for detail in details:
        filled = theme.fill(
            "mail.html",
            **values,
            css=theme.mail_style,
            detail=detail,
            subject=subject(digest),
            preheader=preheader(digest),
        )
        html = _INLINER.inline(filled)
        if len(html.encode()) <= LARGEST:
            break
    return html
