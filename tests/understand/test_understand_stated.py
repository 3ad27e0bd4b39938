"""What an interface states of an official document goes before what is read in its text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from digest.model import AnnotatedEntry, RegulatoryAct, StatedDocument

Annotate = Callable[..., AnnotatedEntry]
SEC = "Securities and Exchange Commission"


def test_a_document_that_names_nobody_is_an_act_of_who_issued_it(annotate: Annotate) -> None:
    told = annotate(
        "Custody of digital assets",
        "This rule requires advisers to keep digital assets with a custodian.",
        document=StatedDocument(SEC, "Rule", "2026-00001", date(2026, 4, 6)),
    )
    assert told.act == RegulatoryAct(
        body="sec-us",
        body_name=SEC,
        jurisdiction="US",
        kind="rule",
        number="2026-00001",
        effective="2026-04-06",
        affects="This rule requires advisers to keep digital assets with a custodian",
    )


@pytest.mark.parametrize(
    ("kind", "title", "meant"),
    [
        ("Rule", "Custody of digital assets", "rule"),
        ("Proposed Rule", "Custody of digital assets", "proposal"),
        ("Notice", "SEC fines Quayside Holdings", "notice"),
        ("Presidential Document", "Custody of digital assets", "notice"),
        ("", "Consultation on custody of digital assets", "consultation"),
        ("", "Custody of digital assets", "notice"),
    ],
)
def test_the_kind_is_the_one_that_is_stated_where_it_says_anything(
    annotate: Annotate, kind: str, title: str, meant: str
) -> None:
    act = annotate(title, document=StatedDocument(SEC, kind, "2026-00001")).act
    assert act is not None
    assert act.kind == meant


def test_a_body_nobody_knows_is_named_as_it_is_stated(annotate: Annotate) -> None:
    act = annotate("Custody", document=StatedDocument("Harbour Conduct Panel", "Notice", "7/2026")).act
    assert act is not None
    assert (act.body, act.body_name, act.jurisdiction) == (
        "harbour-conduct-panel",
        "Harbour Conduct Panel",
        "",
    )


def test_the_text_tells_what_is_not_stated(annotate: Annotate) -> None:
    text = "The SEC adopted the rule. It takes effect on 6 April 2026 and repeals Release No. 34-12345."
    act = annotate("SEC adopts custody rule", text, document=StatedDocument(number="2026-00001")).act
    assert act is not None
    assert (act.body, act.kind, act.number, act.effective) == (
        "sec-us",
        "rule",
        "2026-00001",
        "2026-04-06",
    )


@pytest.mark.parametrize(
    ("title", "stated"),
    [
        ("Custody of digital assets", StatedDocument(number="2026-00001")),
        ("Custody of digital assets", StatedDocument(kind="Rule")),
        ("Fed holds rates steady at 3.75%", StatedDocument("Federal Reserve")),
    ],
)
def test_no_act_is_made_of_a_number_alone_or_of_a_rate(
    annotate: Annotate, title: str, stated: StatedDocument
) -> None:
    assert annotate(title, document=stated).act is None
