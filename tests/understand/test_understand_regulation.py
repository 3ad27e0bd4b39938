"""Acts of bodies, their documents and dates; none for a body named in passing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from digest.model import AnnotatedEntry, RegulatoryAct
from digest.understand.document_numbers import document_numbers
from digest.understand.documents import iso_date

Annotate = Callable[..., AnnotatedEntry]

NOTICE = (
    "Eight departments issue this notice jointly: the People's Bank of China, the China Securities "
    "Regulatory Commission and the State Administration for Market Regulation. No one may issue a "
    "stablecoin abroad without consent. The notice takes effect on the day it is issued "
    "and repeals Yinfa [2021] No. 237."
)


def act_of(annotate: Annotate, title: str, text: str = "") -> RegulatoryAct:
    act = annotate(title, text).act
    assert act is not None
    return act


def test_a_notice_with_all_its_parts(annotate: Annotate) -> None:
    act = act_of(annotate, "Notice on virtual currencies (Yinfa [2026] No. 42)", NOTICE)
    assert act == RegulatoryAct(
        body="pboc",
        body_name="People's Bank of China",
        jurisdiction="CN",
        kind="rule",
        number="Yinfa [2026] No. 42",
        issued="",
        effective="on issuance",
        repeals="Yinfa [2021] No. 237",
        affects="No one may issue a stablecoin abroad without consent",
    )


def test_the_same_notice_in_chinese(annotate: Annotate) -> None:
    text = (
        "中国人民银行等八部门2026年2月6日发布银发〔2026〕42号通知。"
        "通知自发布之日起施行，银发〔2021〕237号文同时废止。"
    )
    act = act_of(annotate, "央行等八部门发布通知", text)
    assert (act.body, act.jurisdiction, act.kind) == ("pboc", "CN", "rule")
    assert (act.number, act.repeals) == ("银发〔2026〕42号", "银发〔2021〕237号")
    assert (act.issued, act.effective) == ("2026-02-06", "on issuance")


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("SEC charges Acme with fraud", "sec-us", "enforcement"),
        ("Acme fined by the FCA for late reports", "fca", "enforcement"),
        ("FCA publishes consultation paper on staking", "fca", "consultation"),
        ("SEC proposes new custody standard", "sec-us", "proposal"),
        ("ESMA adopts final rules on reserves", "esma", "rule"),
        ("MAS bans retail leverage", "mas", "rule"),
        ("HKMA issues guidance on tokenised deposits", "hkma", "notice"),
        ("CFTC approves new contracts", "cftc", "notice"),
        ("金融监管总局发布通知", "nfra", "notice"),
        ("ECB publishes speech on the digital euro", "ecb", "speech"),
        ("Northgate Financial Authority fines Osprey Pay", "northgate-financial-authority", "enforcement"),
        ("Central Bank of Freedonia issues circular", "central-bank-of-freedonia", "notice"),
        ("FINMA veröffentlicht Rundschreiben 2026/1", "finma", "notice"),
    ],
)
def test_acts(annotate: Annotate, title: str, body: str, kind: str) -> None:
    act = act_of(annotate, title)
    assert (act.body, act.kind) == (body, kind)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Bitcoin rises as traders await the Fed", "Traders expect the Fed to cut."),
        ("Bitcoin slips ahead of SEC decision", ""),
        ("Coinbase sues SEC over records", "The exchange filed on Monday."),
        ("Fed holds rates steady", "The Federal Reserve issued a statement."),
        ("US inflation eases to 2.4%, BLS report shows", ""),
        ("Former SEC chair joins Acme", ""),
        ("Bitcoin falls", "It fell 5%. Later the SEC charged Acme."),
        ("Tesla Board approves pay plan", ""),
        ("Release No. 5 of the client is out", ""),
        ("Ex-CFTC commissioner issues report on DeFi", ""),
        ("Analysts expect the ECB to issue a digital euro in 2029", ""),
        ("Lawmaker asks the SEC to publish its emails", ""),
    ],
)
def test_a_body_in_passing_is_no_act(annotate: Annotate, title: str, text: str) -> None:
    assert annotate(title, text).act is None


def test_an_unknown_body_has_a_jurisdiction_when_its_name_has_a_place(annotate: Annotate) -> None:
    assert act_of(annotate, "Securities Authority of Iceland fines Acme").jurisdiction == "IS"
    assert act_of(annotate, "Northgate Financial Authority fines Acme").jurisdiction == ""


@pytest.mark.parametrize(
    ("sentence", "effective"),
    [
        ("The rules enter into force on 1 July 2026.", "2026-07-01"),
        ("The order is effective March 3, 2026.", "2026-03-03"),
        ("The order is effective immediately.", "immediately"),
        ("The rule takes effect 60 days after publication in the Federal Register.",
         "60 days after publication in the Federal Register"),
        ("It comes into force on 1 March.", "1 March"),
        ("本办法自2026年3月1日起施行。", "2026-03-01"),
        ("The compliance date is 1 September 2026.", "2026-09-01"),
        ("新规于2026年4月1日正式实施。", "2026-04-01"),
        ("2026年5月1日起施行。", "2026-05-01"),
        ("The effect is large.", ""),
        ("It was dated 1 March 2026.", ""),
    ],
)  # fmt: skip
def test_effective(annotate: Annotate, sentence: str, effective: str) -> None:
    assert act_of(annotate, "SEC adopts final rule", sentence).effective == effective


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Yinfa [2026] No. 42", "Yinfa [2026] No. 42"),
        ("根据银发〔2026〕42号文", "银发〔2026〕42号"),
        ("Release No. 34-98765 was filed", "Release No. 34-98765"),
        ("see PS24/3 for details", "PS24/3"),
        ("FR Doc. 2026-01234 Filed", "2026-01234"),
        ("NFA-2026-011", "NFA-2026-011"),
        ("Circular No. 12/2026 applies", "Circular No. 12/2026"),
        ("CFTC Release Number 9012-26 says", "Release Number 9012-26"),
        ("CFTC Staff Letter No. 26-05", "Letter No. 26-05"),
        ("File No. S7-2026-05 is open", "S7-2026-05"),
        ("Federal Register document 2026-02345", "2026-02345"),
        ("the final report (ESMA75-453128700-1408)", "ESMA75-453128700-1408"),
        ("EBA/GL/2026/04 applies", "EBA/GL/2026/04"),
        ("MAS Notice PSN02 is amended", "Notice PSN02"),
        ("MAS Notice 626 applies", "MAS Notice 626"),
        ("Our Ref: B10/1C of the HKMA", "B10/1C"),
        ("SFC circular 26EC12", "26EC12"),
        ("RBI/2025-26/57 went out", "RBI/2025-26/57"),
        ("CP25/14 and its annex", "CP25/14"),
        ("FinCEN's FIN-2026-A001", "FIN-2026-A001"),
        ("OCC Bulletin 2026-3 was sent", "Bulletin 2026-3"),
        ("Executive Order 14178 stands", "Executive Order 14178"),
        ("中国人民银行公告〔2026〕第3号", "中国人民银行公告〔2026〕第3号"),
        ("2026年第3号公告", "2026年第3号"),
        ("财会〔2026〕5号印发", "财会〔2026〕5号"),
        ("Advisory No. 18-14 stands", "Advisory No. 18-14"),
        ("Rundschreiben 2026/1", "Rundschreiben 2026/1"),
        ("a version 2026-01234 of it", ""),
        ("on 3/4 of the way to 24/7", ""),
        ("scores of 12/10 and 5/3", ""),
        ("Order now, notice 5 of 6", ""),
        ("第42号选手", ""),
        ("on 2026-02-06 at 10", ""),
        ("No. 42 of the series", ""),
    ],
)
def test_document_numbers(text: str, number: str) -> None:
    assert [hit.value for hit in document_numbers(text)] == ([number] if number else [])


def test_dates() -> None:
    assert iso_date("6 February 2026") == "2026-02-06"
    assert iso_date("Feb. 6, 2026") == "2026-02-06"
    assert iso_date("2026年2月6日") == "2026-02-06"
    assert iso_date("2026-13-06") == "2026-13-06"
    assert iso_date("6 February") == "6 February"


def test_what_replaces_is_not_what_is_replaced(annotate: Annotate) -> None:
    text = (
        "The PBoC issued Yinfa [2026] No. 42, which is effective now and replaces the 2021 notice, No. 237."
    )
    act = act_of(annotate, "PBoC bans tokens", text)
    assert (act.number, act.repeals) == ("Yinfa [2026] No. 42", "No. 237")
    passive = (
        "The PBoC issued Yinfa [2026] No. 42. The older notice (Yinfa [2021] No. 237) is hereby repealed."
    )
    act = act_of(annotate, "PBoC bans tokens", passive)
    assert (act.number, act.repeals) == ("Yinfa [2026] No. 42", "Yinfa [2021] No. 237")


@pytest.mark.parametrize(
    ("sentence", "issued"),
    [
        ("The notice was issued on 6 February 2026.", "2026-02-06"),
        ("On February 6, 2026, the agency released its rule.", "2026-02-06"),
        ("2026年2月6日，多部门联合印发通知。", "2026-02-06"),
        ("Comments close on 6 March 2026.", ""),
    ],
)
def test_issued(annotate: Annotate, sentence: str, issued: str) -> None:
    assert act_of(annotate, "SEC adopts final rule", sentence).issued == issued


def test_a_law_of_the_union_is_repealed_but_is_no_number_of_the_document(annotate: Annotate) -> None:
    text = "The rule amends Directive 2009/110/EC and follows Regulation (EU) 2023/1114."
    act = act_of(annotate, "EBA adopts final rule", text)
    assert (act.number, act.repeals) == ("", "Directive 2009/110/EC")


def test_who_is_affected_is_a_whole_clause_or_nothing(annotate: Annotate) -> None:
    whole = "Banks must keep reserves in cash"
    assert act_of(annotate, "SEC adopts final rule", f"{whole}; the rest is left open.").affects == whole
    endless = "Banks must keep " + "and keep ".join(["reserves "] * 30) + "."
    assert act_of(annotate, "SEC adopts final rule", endless).affects == ""
    assert act_of(annotate, "SEC adopts final rule", f"{endless} {whole}.").affects == whole


@pytest.mark.parametrize(
    ("sentence", "affects"),
    [
        (
            "Payment firms are required to screen transfers.",
            "Payment firms are required to screen transfers",
        ),
        ("Issuers shall keep a plan.", "Issuers shall keep a plan"),
        ("Issuers shall not pay interest.", "Issuers shall not pay interest"),
        ("The notice shall enter into force in May.", ""),
        ("The older notice shall be abolished.", ""),
    ],
)
def test_who_is_affected_by_the_words_of_duty(annotate: Annotate, sentence: str, affects: str) -> None:
    assert act_of(annotate, "SEC adopts final rule", sentence).affects == affects


def test_what_is_abolished_is_repealed(annotate: Annotate) -> None:
    text = "The PBoC issued Yinfa [2026] No. 42. Yinfa [2013] No. 289 shall be abolished."
    act = act_of(annotate, "PBoC bans tokens", text)
    assert (act.number, act.repeals) == ("Yinfa [2026] No. 42", "Yinfa [2013] No. 289")


def test_event_and_act_tell_one_kind(annotate: Annotate) -> None:
    for title in (
        "CFTC approves new contracts",
        "HKMA issues guidance on tokenised deposits",
        "SEC proposes new custody standard",
        "FCA opens consultation on staking rules",
        "Eight departments and the PBoC ban tokens",
    ):
        told = annotate(title)
        assert told.act is not None, title
        assert told.event is None or told.event.kind == told.act.kind, title
