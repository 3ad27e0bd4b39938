"""Preflight: a good message passes every check, and each check finds the fault it is there for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from delivery_samples import NOW
from hypothesis import given, settings
from hypothesis import strategies as st
from preflight_samples import brief, changed, digest, rendered

from digest.deliver.channels.eml import EmlFolder
from digest.deliver.channels.site import SiteFolder
from digest.deliver.message import build_message
from digest.deliver.preflight import NAMES, Check, held, held_by, inspect, preflight, preflight_of
from digest.errors import DeliveryError
from digest.model import Brief, Digest, Line, Rendition
from digest.protocols import ConfiguredChannel

TOLD = digest()
MAIL, TEXT = rendered(TOLD)
WAY_OUT = "https://example.com/leave"


def checks(
    mail: Rendition = MAIL, text: Rendition = TEXT, told: Digest = TOLD, **options: Any
) -> tuple[Check, ...]:
    given: dict[str, Any] = {"sender": "Desk <desk@example.com>", "recipient": "a@example.com", "now": NOW}
    return preflight(told, mail, text, **given | {"unsubscribe": WAY_OUT} | options)


def failing(found: tuple[Check, ...]) -> list[str]:
    return [check.name for check in found if not check.ok]


def message() -> bytes:
    return build_message(
        TOLD.edition,
        MAIL,
        TEXT,
        sender="Desk <desk@example.com>",
        recipient="a@example.com",
        now=NOW,
        unsubscribe=WAY_OUT,
    )


def in_mail(*swaps: tuple[str, str]) -> Callable[[], tuple[Check, ...]]:
    return lambda: checks(mail=changed(MAIL, *swaps))


def in_text(*swaps: tuple[str, str]) -> Callable[[], tuple[Check, ...]]:
    return lambda: checks(text=changed(TEXT, *swaps))


def in_both(*swaps: tuple[str, str]) -> Callable[[], tuple[Check, ...]]:
    return lambda: checks(changed(MAIL, *swaps), changed(TEXT, *swaps))


def in_bytes(old: bytes, new: bytes) -> Callable[[], tuple[Check, ...]]:
    def inspected() -> tuple[Check, ...]:
        raw = message()
        assert old in raw
        return inspect(TOLD, raw.replace(old, new, 1), unsubscribe=WAY_OUT)

    return inspected


def put(html: str) -> Callable[[], tuple[Check, ...]]:
    """A message with this before the end of its body."""
    return in_mail(("</body>", f"{html}</body>"))


def test_a_good_message_passes_every_check() -> None:
    found = checks()
    assert failing(found) == []
    assert [check.name for check in found] == list(NAMES)
    assert held_by(found) == ()
    assert all(check.what and not check.mend for check in found)


FAULTS: list[tuple[str, Callable[[], tuple[Check, ...]]]] = [
    ("message", lambda: checks(sender="nobody")),
    ("message", lambda: checks(list_id="no dots")),
    ("headers", in_bytes(b"Subject:", b"Bcc: x@example.org\r\nSubject:")),
    ("headers", in_bytes(b"Auto-Submitted:", b"To: b@example.com\r\nAuto-Submitted:")),
    ("addresses", in_bytes(b"To: a@example.com", b"To: a@example.com, b@example.com")),
    ("addresses", in_bytes(b"From: Desk <desk@example.com>", b"From: Desk")),
    ("subject", in_bytes(b"Subject: Morning", b"Subject: =?utf-8?q?=E2=80=AEx?= Morning")),
    ("subject-length", lambda: checks(mail=replace(MAIL, title="word " * 20))),
    ("date", in_bytes(b"Date: Fri, 06 Feb", b"Date: yesterday, 06 Feb")),
    ("date", in_bytes(b"Date: Fri, 06 Feb 2026 06:00:05 +0000", b"Date: soon")),
    ("date", in_bytes(b" +0000", b"")),
    ("message-id", in_bytes(b"Message-ID: <", b"Message-ID: ")),
    ("list", in_bytes(b"List-Id: <daily.example.com>", b"List-Id: daily")),
    ("list", in_bytes(b"List-Unsubscribe: <https://example.com/leave>\r\n", b"")),
    ("list", in_bytes(b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", b"")),
    ("auto-submitted", in_bytes(b"Auto-Submitted: auto-generated", b"Auto-Submitted: no")),
    ("mime", in_bytes(b"multipart/alternative", b"multipart/mixed")),
    ("mime", in_bytes(b'charset="utf-8"', b'charset="koi8-r"')),
    ("wire", in_bytes(b"Auto-Submitted: auto-generated\r\n", b"Auto-Submitted: auto-generated\n")),
    ("wire", in_bytes(b"MIME-Version", b"X-" + b"x" * 998 + b": y\r\nMIME-Version")),
    ("size", put("<p>" + "word " * 20_000 + "</p>")),
    ("text-part", lambda: checks(text=replace(TEXT, says="\n"))),
    ("text-equal", in_text(("Weekly RSI oversold", "RSI"))),
    ("text-equal", in_text(("https://wire.example/1", "https://other.example/1"))),
    ("text-equal", in_text(("+$508.2M net", "much net"), ("$508.2M net inflow", "Inflow"))),
    ("whole", in_mail((">Exchange lists a token<", "><"))),
    ("whole", in_mail((">Weekly RSI oversold<", ">3 less on the page<"))),
    ("notice", in_mail(("This is a sample.", ""))),
    ("notice", in_text(("This is a sample.", ""))),
    ("missing-sources", in_mail(("Dune Dispatch", "One"))),
    ("missing-sources", in_text(("Dune Dispatch", "One"))),
    ("figures", in_both(("+$508.2M", "+$518.2M"))),
    ("figures", in_both(("−$64.9M", "+$64.9M"))),
    ("figures", in_both(("−47.2", "−47.3"))),
    ("figures", in_mail(("<strong>28.9</strong>", "<strong>28.8</strong>"))),
    ("figures", put("<p>Up 99.9% today</p>")),
    ("template", in_mail(("Top stories", "{{ section.title }}"))),
    ("template", in_text(("TOP STORIES", "{% if x %}"))),
    ("template", put('<a href="https://a.example/{{ url }}">x</a>')),
    ("template", lambda: checks(mail=replace(MAIL, title="{{ subject }}"))),
    ("no-script", put("<script>1</script>")),
    ("no-script", put('<p onclick="x()">y</p>')),
    ("no-script", put("<iframe></iframe>")),
    ("no-form", put("<form><input></form>")),
    ("no-remote", put('<img alt="" src="https://t.example/p.gif">')),
    ("no-remote", put("<p style=\"background: url('//t.example/p.gif')\">x</p>")),
    ("no-remote", put("<style>@import 'https://t.example/x.css';</style>")),
    ("no-remote", put('<table background="https://t.example/x.png"></table>')),
    ("link-schemes", put('<a href="javascript:alert(1)">x</a>')),
    ("link-schemes", put('<a href="/relative">x</a>')),
    ("links-lead-somewhere", put('<a href="#">x</a>')),
    ("contrast", put('<p style="color: #aaa">faint</p>')),
    ("contrast", in_mail((".soft { color: #a9a193 !important; }", ".soft { color: #444 !important; }"))),
    ("images-alt", put('<img src="cid:x">')),
    ("one-heading", put("<h1>Another</h1>")),
    ("language", in_mail(('<html lang="en">', "<html>"))),
    ("preheader", in_mail(("display: none", "display: block"))),
]


@pytest.mark.parametrize(
    ("name", "found"), FAULTS, ids=[f"{i}-{name}" for i, (name, _) in enumerate(FAULTS)]
)
def test_each_fault_is_found_by_its_check(name: str, found: Callable[[], tuple[Check, ...]]) -> None:
    told = {check.name: check for check in found()}
    assert not told[name].ok
    assert told[name].mend
    assert (name in [check.name for check in held_by(tuple(told.values()))]) == (told[name].level == "must")


def test_every_check_is_seen_to_fail() -> None:
    assert {name for name, _ in FAULTS} == set(NAMES)


HARMLESS: dict[str, Callable[[], tuple[Check, ...]]] = {
    "an inlined image": put('<img alt="bars" src="data:image/png;base64,AAAA"><img alt="" src="cid:a">'),
    "a mailto link": put('<a class="ink" href="mailto:desk@example.com">x</a>'),
    "words about scripts": put('<p class="ink">&lt;script&gt; url(https://a.example) @import</p>'),
    "a hidden faint text": put('<div style="display: none"><p style="color: #fff">x</p></div>'),
    "colours nobody can tell": put('<p style="color: var(--x)">x</p>'),
    "no way out configured": lambda: checks(unsubscribe=""),
    "a way out by mail": lambda: checks(unsubscribe="mailto:leave@example.com"),
    "a name for the list": lambda: checks(list_id="desk.example.org", reply_to="x@example.org"),
    "a script of another alphabet": lambda: checks(mail=replace(MAIL, title="人民银行等八部门发布通知")),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_fine_is_not_held_against_it(name: str) -> None:
    assert failing(HARMLESS[name]()) == []


def with_headline(headline: str, url: str = "https://a.example/x") -> Digest:
    """The edition with these for the words and addresses of all that a source gave."""

    def worded(one: Brief) -> Brief:
        return replace(
            one,
            headline=headline,
            url=url,
            event=headline,
            because=headline,
            news=(headline,),
            assets=(headline,),
            tellings=tuple(replace(t, source=headline, url=url, headline=headline) for t in one.tellings),
            summary=tuple(replace(p, text=headline, url=url, bold=((0, 3),)) for p in one.summary),
        )

    sections = [
        replace(s, items=tuple(worded(i) if isinstance(i, Brief) else i for i in s.items))
        for s in TOLD.sections
    ]
    lines = tuple(Line("Top", headline, "top") for _ in range(2))
    failed = replace(TOLD.masthead.missing[0], title=headline, error=headline)
    return replace(
        TOLD,
        sections=(replace(sections[0], items=lines), *sections[1:]),
        masthead=replace(TOLD.masthead, missing=(failed,)),
    )


HOSTILE = (
    "{{7*7}} {% for x in y %} {# c #} ${7*7}",
    "{{ dangling",
    "}} closing {{",
    "{{ x }} " * 2000,
    "% of miners left, 4% stay",
    "$1 " * 900,
    "5% " * 900,
    "1" * 1260 + "%",
    "$" + "1" * 1260,
    "3 more on the page and 2 more",
    "<script>alert(1)</script> <img src=x>",
    "=?utf-8?q?=0D=0ABcc:_x?=\r\nBcc: x",
    "nul\x00 \u202egnp\u202c \ud800 \u00adsoft \ufffd",
    "\u200b\u2066\ufeff",
    "",
    "人民银行：5.08亿美元，占 12 %" * 80,
    "**bold** https://x.example/20%25 \\$5 <b>&amp;",
    "word\u00a0with\u2009odd\u3000spaces\u2028 and\x85lines\x1c",
)


@pytest.mark.parametrize("headline", HOSTILE, ids=lambda text: ascii(text[:20]))
@pytest.mark.parametrize(
    "url", ["https://a.example/20%25?x={{y}}&n=$5", "javascript:alert(1)", "", "x" * 3000]
)
def test_no_source_can_hold_an_edition_back(headline: str, url: str) -> None:
    told = with_headline(headline, url)
    assert held_by(checks(*rendered(told), told=told)) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters() | st.sampled_from("{}%$€ .,-−#<>&1234567890KMB…\n\u00a0\u200b"), max_size=60)
)
def test_whatever_a_source_writes_goes_out(headline: str) -> None:
    told = with_headline(headline)
    assert held_by(checks(*rendered(told), told=told)) == ()


@pytest.mark.parametrize(("count", "trimmed"), [(9, False), (400, True)])
def test_a_trimmed_mail_passes(count: int, trimmed: bool) -> None:
    stories = tuple(
        brief(n, f"Story number {n}", f"It took ${n}M of {n}% " * 9, f"${n}M") for n in range(count)
    )
    sections = [replace(s, items=stories) if s.id == "top" else s for s in TOLD.sections]
    told = replace(TOLD, sections=tuple(sections))
    mail, text = rendered(told)
    assert ("more on the page" in mail.content) == trimmed
    assert failing(checks(mail, text, told)) == []


def test_many_missing_sources_are_counted() -> None:
    failed = TOLD.masthead.missing[0]
    many = tuple(replace(failed, title=f"Source {n}") for n in range(90))
    told = replace(TOLD, masthead=replace(TOLD.masthead, missing=many))
    mail, text = rendered(told)
    assert failing(checks(mail, text, told)) == []
    assert failing(checks(changed(mail, ("and 60 more", "and 5 more")), text, told)) == ["missing-sources"]


# --- the channels it holds --------------------------------------------------------------------------


class Elsewhere(EmlFolder):
    """A channel that cannot tell its targets."""

    def targets(self) -> tuple[str, ...]:
        raise DeliveryError("to_file", "is not there")


def configured(**options: Any) -> ConfiguredChannel:
    return ConfiguredChannel("mail", EmlFolder("unused", **options))


def test_only_channels_that_send_mail_are_looked_at() -> None:
    renditions = (MAIL, TEXT, Rendition("site", "index.html", "text/html", "<p>"))
    site = ConfiguredChannel("page", SiteFolder("unused"))
    assert preflight_of(TOLD, renditions, site, NOW) == ()
    assert preflight_of(TOLD, renditions, configured(to=()), NOW) == ()
    assert [check.name for check in preflight_of(TOLD, renditions, configured(), NOW)] == list(NAMES)
    assert held(TOLD, renditions, (site, configured()), NOW) == {}


def test_a_failing_must_holds_mail_and_nothing_else() -> None:
    wrong = changed(MAIL, ("This is a sample.", ""), ("</body>", "<script></script></body>"))
    channels = (ConfiguredChannel("page", SiteFolder("unused")), configured())
    told = held(TOLD, (wrong, TEXT), channels, NOW)
    assert list(told) == ["mail"]
    assert told["mail"].startswith(
        "preflight holds it: notice: the edition's notice is not in the HTML part"
    )
    assert told["mail"].endswith(", and 1 more")


def test_a_failing_should_holds_nothing() -> None:
    assert held(TOLD, (changed(MAIL, ("</body>", "<h1>x</h1></body>")), TEXT), (configured(),), NOW) == {}


def test_a_channel_that_cannot_tell_its_targets_is_left_to_the_delivery() -> None:
    assert held(TOLD, (MAIL, TEXT), (ConfiguredChannel("mail", Elsewhere("unused")),), NOW) == {}


# --- the page in the docs ---------------------------------------------------------------------------


def test_every_check_is_documented_with_its_level() -> None:
    page = (Path(__file__).parents[2] / "docs" / "preflight.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (must|should) \| [^|]+ \| [^|]+ \|$", page, re.MULTILINE)
    assert rows == [(check.name, check.level) for check in checks()]
