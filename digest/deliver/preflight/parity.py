"""Checks that both parts of a message say the same, and all that the record says."""

from __future__ import annotations

import re
from urllib.parse import unquote

from digest.deliver.preflight.check import Rule
from digest.deliver.preflight.folding import beginning, strings
from digest.deliver.preflight.letter import Letter
from digest.model import Brief

_COUNT = re.compile(r"\d+")
_LINKED = ("http:", "https:", "mailto:")
# How much of a text is never cut: half of what the templates print of it, as they cut between words.
_HEADLINE = 190
_NOTICE = 390
_TITLE = 39


def _absent(letter: Letter, said: str) -> list[Brief]:
    """Briefs of the record whose headline does not stand in `said`."""
    return [brief for brief in letter.digest.briefs if beginning(brief.headline, _HEADLINE) not in said]


def _whole(letter: Letter) -> str:
    absent = _absent(letter, letter.said)
    told = sum(_counts(letter, "rest"))
    if len(absent) <= told:
        return ""
    first = beginning(absent[0].headline, 60)
    return f"{len(absent)} stories are not in the HTML part, which tells of {told}; the first: {first!r}"


def _text_equal(letter: Letter) -> str:
    absent = _absent(letter, letter.written)
    if absent:
        return f"{len(absent)} headlines are not in the text part: {beginning(absent[0].headline, 60)!r}"
    urls = (text for text in strings(letter.digest.sections) if text[:7].lower().startswith(_LINKED))
    known = {unquote(url) for url in urls}
    lost = [link for link in letter.links if unquote(link) in known and link not in letter.text]
    if lost:
        return f"{len(lost)} links are not in the text part: {lost[0][:80]}"
    written = letter.written.replace(" ", "")
    unsaid = sorted(one for one in letter.shown_amounts if one.rstrip("…") not in written)
    return f"{len(unsaid)} amounts are not in the text part: {', '.join(unsaid[:3])}" if unsaid else ""


def _notice(letter: Letter) -> str:
    notice = beginning(letter.digest.edition.notice, _NOTICE)
    lacking = [name for name, said in _both(letter) if notice not in said]
    return f"the edition's notice is not in the {' and '.join(lacking)} part" if lacking else ""


def _missing(letter: Letter) -> str:
    told = []
    for name, said in _both(letter):
        titles = [beginning(source.title, _TITLE) for source in letter.digest.masthead.missing]
        unnamed = [title for title in titles if title not in said]
        beyond = sum(_counts(letter, "unnamed")) if name == "HTML" else 0
        if len(unnamed) > beyond:
            told.append(f"the {name} part does not name {unnamed[0]!r}")
    return "; ".join(told)


def _counts(letter: Letter, mark: str) -> list[int]:
    """The first number in each element of this class: how much is left out, in whatever language."""
    marked = (one for one in letter.elements if mark in (one.attributes.get("class") or "").split())
    return [int(found[0]) for one in marked if (found := _COUNT.search(one.text()))]


def _both(letter: Letter) -> tuple[tuple[str, str], tuple[str, str]]:
    return (("HTML", letter.said), ("text", letter.written))


RULES = (
    Rule(
        "whole",
        "must",
        "every story is in the HTML part, or counted as left to the page",
        "mail.html of the theme leaves stories out: print them, or tell how many in class `rest`",
        _whole,
    ),
    Rule(
        "text-equal",
        "must",
        "the text part has every headline, link and amount of the HTML part",
        "mail.txt of the theme leaves something out: print what mail.html prints",
        _text_equal,
    ),
    Rule(
        "notice",
        "must",
        "the edition's notice is in both parts, where it has one",
        "print `edition.notice` in mail.html and mail.txt of the theme",
        _notice,
    ),
    Rule(
        "missing-sources",
        "must",
        "every source that did not answer is named",
        "print `masthead.missing` in mail.html and mail.txt of the theme",
        _missing,
    ),
)
