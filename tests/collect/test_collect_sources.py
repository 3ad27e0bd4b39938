"""
Every kind against documents: a folder of answer + options + expected, `sources/KIND/CASE`.

``case.toml`` holds the source, the answer's headers and the kind's options; ``expected.json`` what is
read, or the error.
"""

from __future__ import annotations

import json
import pickle
import tomllib
from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from digest.collect.sources.feed import Feed
from digest.collect.sources.json_api import JsonApi
from digest.collect.sources.page import Page
from digest.errors import ParseError
from digest.model import Request, Response, Source
from digest.protocols import SourceKind

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)
FOLDER = Path(__file__).parent / "sources"
KINDS: dict[str, type[Feed | Page | JsonApi]] = {"feed": Feed, "page": Page, "json": JsonApi}
CASES = sorted(str(path.parent.relative_to(FOLDER)) for path in FOLDER.glob("*/*/case.toml"))


def built(kind: str, options: dict[str, Any]) -> SourceKind:
    return TypeAdapter(KINDS[kind]).validate_python(options)


def answer(source: Source, body: bytes, headers: dict[str, str] | None = None) -> Response:
    return Response(Request(source.id, source.url), source.url, 200, headers or {}, body, NOW)


def read(folder: Path) -> dict[str, Any]:
    """What a case's kind makes of its answer, in the form of ``expected.json``."""
    case = tomllib.loads((folder / "case.toml").read_text())
    kind = built(folder.parent.name, case.get("options", {}))
    source = Source(id="s", kind=folder.parent.name, title="S", **case["source"])
    [path] = folder.glob("answer.*")
    try:
        reading = kind.read(source, answer(source, path.read_bytes(), case.get("headers")))
    except ParseError as error:
        return {"error": str(error)}
    told = asdict(reading)
    told.pop("follow")
    return {
        name: values for name, values in json.loads(json.dumps(told, default=written)).items() if values
    }


def written(value: object) -> str:
    assert isinstance(value, date | Decimal)
    return value.isoformat() if isinstance(value, date) else str(value)


@pytest.mark.parametrize("case", CASES)
def test_a_document_is_read_as_expected(case: str) -> None:
    expected = json.loads((FOLDER / case / "expected.json").read_text())
    assert read(FOLDER / case) == expected


def test_every_kind_has_its_cases() -> None:
    assert {case.split("/")[0] for case in CASES} == KINDS.keys()


@pytest.mark.parametrize("case", CASES)
def test_a_kind_can_travel_to_another_process(case: str) -> None:
    options = tomllib.loads((FOLDER / case / "case.toml").read_text()).get("options", {})
    kind = built(case.split("/")[0], options)
    assert pickle.loads(pickle.dumps(kind)) == kind


@pytest.mark.parametrize(
    "kind", [Feed(), Page(item="a", headline="a"), built("json", {"entry": {"title": "t"}})]
)
def test_a_kind_asks_its_own_address_with_its_headers(kind: SourceKind) -> None:
    source = Source("s", "k", "https://desk.example/", "S", headers=(("X-Key", "1"),), allow_private=True)
    (asked,) = kind.requests(source)
    scrapes = isinstance(kind, Page)
    assert asked == Request("s", "https://desk.example/", (("X-Key", "1"),), True, scrapes=scrapes)


OBSERVED = {"series": "price", "value": "p", "subject": "id"}


@pytest.mark.parametrize(
    ("kind", "options", "told"),
    [
        ("feed", {"full": True}, "full"),
        ("page", {"item": "li"}, "headline"),
        ("page", {"item": "li >>", "headline": "a"}, "item is no CSS selector"),
        ("page", {"item": "", "headline": "a"}, "must name what they select"),
        ("page", {"item": "li", "headline": "a", "link": "a[@href"}, "link is no CSS selector"),
        ("page", {"item": "li", "headline": "a", "zone": "Mars/Base"}, "zone 'Mars/Base' is not known"),
        ("page", {"item": "li", "headline": "a", "dates": "x"}, "dates"),
        ("json", {}, "must say what to read"),
        ("json", {"entry": {"title": "a..b"}}, "title is no JMESPath"),
        ("json", {"entry": {"title": "a", "zone": "../x"}}, "zone"),
        ("json", {"entry": {"title": "a", "body": "b"}}, "body"),
        ("json", {"observation": [OBSERVED | {"value": "["}]}, "value is no JMESPath"),
        ("json", {"observation": [OBSERVED | {"subject_is": "x"}]}, "either subject or subject_is"),
        ("json", {"observation": [{"series": "p", "value": "p"}]}, "either subject or subject_is"),
        ("json", {"observation": [OBSERVED | {"sign": 2}]}, "sign"),
        ("json", {"observation": [OBSERVED | {"scale": 0}]}, "scale must be"),
    ],
)
def test_wrong_options_are_told(kind: str, options: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told.replace("[", r"\[")):
        built(kind, options)


def test_sizes_are_bounded() -> None:
    source = Source("s", "feed", "https://desk.example/", "S")
    items = "".join(
        f"<item><title>{n} {'word ' * 300}</title><link>https://desk.example/{n}</link>"
        f"<description>{'text ' * 9000 if n < 3 else ''}</description></item>"
        for n in range(2_100)
    )
    entries = (
        Feed()
        .read(source, answer(source, f"<rss version='2.0'><channel>{items}</channel></rss>".encode()))
        .entries
    )
    assert len(entries) == 2_000
    assert max(len(entry.title) for entry in entries) <= 500
    assert len(entries[0].text) <= 20_000
    assert entries[0].text.endswith("…")


@pytest.mark.parametrize(
    "inside",
    [
        b"<author>" + b"a" * 300_000 + b"</author>",
        b"<author><![CDATA[" + b"a" * 300_000 + b"]]></author>",
        b"<x " + b" ".join(b'a%d="1"' % n for n in range(60_000)) + b"/>",
        b"<description>&#xD800;&#0;&#x110000;</description>",
        b"<description>" + b"&a" * 100_000 + b"</description>",
    ],
)
def test_documents_made_to_exhaust_are_still_read(inside: bytes) -> None:
    source = Source("s", "feed", "https://desk.example/", "S")
    body = b"<rss version='2.0'><channel><item><title>Told</title>" + inside + b"</item></channel></rss>"
    assert [entry.title for entry in Feed().read(source, answer(source, body)).entries] == ["Told"]


@pytest.mark.parametrize(
    "kind", [Feed(), built("json", {"entry": {"title": "t"}}), Page(item="a", headline="b")]
)
@pytest.mark.parametrize(
    "body",
    [b"[" * 200_000, b"{" * 200_000, b'{"a":' * 100_000, b"<a>" * 200_000, b"<rss>" + b"<d>" * 200_000],
)
def test_bottomless_documents_are_failures_by_name(kind: SourceKind, body: bytes) -> None:
    source = Source("s", "k", "https://desk.example/", "S")
    with pytest.raises(ParseError):
        kind.read(source, answer(source, body))


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2")
    body = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
        "<rss version='2.0'><channel><item><title>A &x; B</title></item></channel></rss>"
    )
    source = Source("s", "feed", "https://desk.example/", "S")
    [entry] = Feed().read(source, answer(source, body.encode())).entries
    assert "hunter2" not in entry.title


def test_a_body_that_names_a_file_or_address_is_not_followed(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text("<rss version='2.0'><channel><item><title>x</title></item></channel></rss>")
    source = Source("s", "feed", "https://desk.example/", "S")
    for body in (str(feed), feed.as_uri()):
        with pytest.raises(ParseError):
            Feed().read(source, answer(source, body.encode()))


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<rss version='2.0'><channel><item><title>", b'{"items":[{"title":"']),
)
def test_any_bytes_are_entries_or_a_failure_by_name(body: bytes, head: bytes) -> None:
    source = Source("s", "k", "https://desk.example/", "S")
    for kind in (
        Feed(),
        Page(item="a", headline="b"),
        built("json", {"entry": {"title": "title", "rows": "items"}}),
    ):
        try:
            reading = kind.read(source, answer(source, head + body))
        except ParseError as error:
            assert error.where == "s"
        else:
            assert all(entry.title and entry.id for entry in reading.entries)
