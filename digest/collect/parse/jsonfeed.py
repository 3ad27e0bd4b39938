"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digest.collect.parse.dates import DateRule
from digest.collect.parse.draft import Draft
from digest.collect.parse.text import of_markup, one_line, tidy
from digest.errors import ParseError


def drafts_of(where: str, document: Any, rule: DateRule) -> list[Draft]:
    """The items of a JSON Feed in its order; raises ParseError when the document is none."""
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise ParseError(where, "JSON that is no JSON Feed", 'for other JSON use kind = "json"')
    language = _word(document, "language")
    return [_draft(item, language, rule) for item in items if isinstance(item, dict)]


def _draft(item: Mapping[str, Any], language: str, rule: DateRule) -> Draft:
    html = _word(item, "content_html")
    text = of_markup(html) if html else tidy(_word(item, "content_text"))
    written = item.get("date_published") or item.get("date_modified")
    updated = rule.read(item.get("date_modified"))
    published = rule.read(item.get("date_published")) or updated
    return Draft(
        title=one_line(_word(item, "title")),
        text=text or tidy(_word(item, "summary")),
        link=_word(item, "url") or _word(item, "external_url") or _word(item, "id"),
        guid=_word(item, "id"),
        published=published,
        updated=updated.at if updated else None,
        unread="" if published else str(written or ""),
        date_origin="feed" if published else "none",
        language=_word(item, "language") or language,
        authors=tuple(_authors(item)),
        categories=tuple(tag for tag in _list(item, "tags") if isinstance(tag, str)),
    )


def _authors(item: Mapping[str, Any]) -> list[str]:
    # 1.0 has one author, 1.1 a list.
    people = [*_list(item, "authors"), item.get("author")]
    return [_word(person, "name") for person in people if isinstance(person, dict)]


def _word(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    value = values.get(name)
    return value if isinstance(value, list) else []
