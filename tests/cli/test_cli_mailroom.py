"""``preflight``, ``send`` and ``doctor`` as they are called, over real files and editions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from digest import world
from digest.cli.doctor import doctor
from digest.cli.preflight import preflight
from digest.cli.send import send
from digest.config import load_config
from digest.deliver.preflight import NAMES
from digest.errors import DigestError
from digest.model import Receipt
from digest.run import run
from digest.store import hold, open_store

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>
<item><title>Quayside Bridge drained of $41.5M</title><link>https://paper.example/a</link>
<description>Attackers took $41.5M from Quayside Bridge on Thursday.</description>
<pubDate>{when}</pubDate></item></channel></rss>"""
CONFIG = """
[[digest]]
name = "morning"
title = "Morning"
[[section]]
kind = "top"
[[signal]]
kind = "recency"
[[source]]
id = "paper"
kind = "feed"
url = "file:paper.xml"
[[channel]]
id = "page"
kind = "site"
path = "out/site"
[[channel]]
id = "mail"
kind = "eml"
path = "out/mail"
to = ["a@example.com", "b@example.com"]
"""
app = typer.Typer()
app.command()(preflight)
app.command()(send)
app.command()(doctor)


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    said: str


def call(*words: str) -> Done:
    result = CliRunner().invoke(app, words)
    if isinstance(result.exception, DigestError):
        return Done(result.exception.exit_code, str(result.exception))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.output)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project with today's edition published and delivered; the working folder."""
    when = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    (tmp_path / "paper.xml").write_text(FEED.format(when=when), encoding="utf-8")
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    config = load_config(tmp_path / "config.toml")
    with world.open_world(config) as opened:
        assert run(config, config.digests[0], opened).state == "published"
    yield tmp_path


@contextmanager
def theme(desk: Path, old: str, new: str) -> Iterator[None]:
    """The project with a mail template of its own while the block runs."""
    packaged = Path(__file__).parents[2] / "templates" / "letter" / "mail.html"
    own = desk / "templates" / "letter" / "mail.html"
    own.parent.mkdir(parents=True)
    text = packaged.read_text(encoding="utf-8")
    assert old in text
    own.write_text(text.replace(old, new), encoding="utf-8")
    yield


def mails(desk: Path) -> dict[str, EmailMessage]:
    files = sorted((desk / "out" / "mail").glob("*.eml"))
    return {file.name: message_from_bytes(file.read_bytes(), policy=policy.default) for file in files}


def receipts(desk: Path) -> tuple[Receipt, ...]:
    config = load_config(desk / "config.toml")
    with open_store(config.state) as store:
        (told,) = store.editions("morning")
        return store.receipts(str(told.edition.key))


# --- preflight --------------------------------------------------------------------------------------


def test_preflight_tells_every_check(desk: Path) -> None:
    done = call("preflight")
    assert done.code == 0
    assert [line.split()[1].rstrip(":") for line in done.said.splitlines()[1:]] == list(NAMES)
    assert all(line.startswith("  ok   ") for line in done.said.splitlines()[1:])
    told = json.loads(call("preflight", "--channel", "mail", "--json").said)
    assert [check["name"] for check in told["mail"]] == list(NAMES)


def test_preflight_fails_for_a_must_and_names_the_mend(desk: Path) -> None:
    with theme(desk, "</body>", "<script>1</script></body>"):
        done = call("preflight")
    assert done.code == 1
    assert "  FAIL no-script: there is a <script> (take it out of mail.html" in done.said


def test_preflight_warns_for_a_should(desk: Path) -> None:
    with theme(desk, "</body>", "<h1>More</h1></body>"):
        done = call("preflight")
    assert done.code == 0
    assert "  warn one-heading: 2 headings" in done.said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--channel", "page"), 2, "the channel 'page' sends no mail"),
        (("--channel", "mial"), 2, "did you mean 'mail'?"),
        (("--digest", "mornin"), 2, "did you mean 'morning'?"),
        (("--date", "yesterday"), 2, "is not a date"),
        (("--date", "2001-01-01"), 1, "no such edition was published"),
    ],
)
def test_preflight_misused(desk: Path, words: tuple[str, ...], code: int, said: str) -> None:
    done = call("preflight", *words)
    assert done.code == code
    assert said in done.said


# --- send -------------------------------------------------------------------------------------------


def test_a_test_goes_to_one_address_and_is_not_remembered(desk: Path) -> None:
    before, known = mails(desk), receipts(desk)
    done = call("send", "--test", "me@example.org")
    assert done.code == 0
    assert "delivered: mail → me@example.org" in done.said
    (name,) = set(mails(desk)) - set(before)
    sent = mails(desk)[name]
    real = next(iter(before.values()))
    assert sent["To"] == "me@example.org"
    assert sent["Subject"] == f"[test] {real['Subject']}"
    assert sent["Message-ID"] not in {one["Message-ID"] for one in before.values()}
    assert receipts(desk) == known


def test_a_test_to_a_reader_does_not_hide_the_edition(desk: Path) -> None:
    before = mails(desk)
    assert call("send", "--test", "a@example.com").code == 0
    after = mails(desk)
    assert {name: after[name].as_bytes() for name in before} == {n: m.as_bytes() for n, m in before.items()}
    identities = [one["Message-ID"] for one in after.values()]
    assert len(identities) == len(set(identities)) == 3


def test_a_test_that_a_run_would_hold_goes_out_and_says_so(desk: Path) -> None:
    with theme(desk, "</body>", "<script>1</script></body>"):
        done = call("send", "--test", "me@example.org")
    assert done.code == 3
    assert "held in a run: no-script" in done.said
    assert len(mails(desk)) == 3


def test_a_target_gets_it_again_and_a_receipt_is_signed(desk: Path) -> None:
    for file in (desk / "out" / "mail").iterdir():
        file.unlink()
    before = receipts(desk)
    done = call("send", "--channel", "mail", "--target", "b@example.com")
    assert done.code == 0
    assert [one["To"] for one in mails(desk).values()] == ["b@example.com"]
    (signed,) = set(receipts(desk)) - set(before)
    assert (signed.channel, signed.target, signed.state) == ("mail", "b@example.com", "delivered")


def test_a_channel_alone_gets_what_it_is_owed(desk: Path) -> None:
    assert "nothing is owed by mail" in call("send", "--channel", "mail").said
    (receipt,) = (one for one in receipts(desk) if one.target == "b@example.com")
    with open_store(desk / ".digest") as store:
        store.sign(Receipt(receipt.edition, "mail", "b@example.com", receipt.at, "failed", "x"))
    (told,) = json.loads(call("send", "--channel", "mail", "--json").said)
    assert (told["target"], told["state"]) == ("b@example.com", "delivered")


def test_the_page_can_be_sent_again(desk: Path) -> None:
    index = desk / "out" / "site" / "index.html"
    page = index.read_bytes()
    index.unlink()
    done = call("send", "--channel", "page", "--target", str(desk / "out" / "site"))
    assert done.code == 0
    assert index.read_bytes() == page


def test_a_failing_must_holds_the_send(desk: Path) -> None:
    before, written = receipts(desk), mails(desk).keys()
    with theme(desk, "{{ story(brief, loop.first) }}", ""):
        held = call("send", "--channel", "mail", "--target", "b@example.com")
    assert held.code == 1
    assert "preflight holds it: whole: 1 stories are not in the HTML part" in held.said
    assert receipts(desk) == before
    assert mails(desk).keys() == written


def test_nothing_is_sent_while_a_digest_is_at_work(desk: Path) -> None:
    with hold(desk / ".digest"):
        done = call("send", "--channel", "mail", "--target", "b@example.com")
    assert done.code == 1
    assert "another digest is at work" in done.said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "say where to"),
        (("--target", "a@example.com"), "say where to"),
        (("--test", "a@example.com", "--target", "b@example.com"), "say where to"),
        (("--test", "no address"), "not a mail address"),
        (("--test", "a@example.com", "--channel", "page"), "sends no mail"),
        (("--channel", "mail", "--target", "c@example.com"), "has no target 'c@example.com'"),
    ],
)
def test_send_misused(desk: Path, words: tuple[str, ...], said: str) -> None:
    before = mails(desk).keys()
    done = call("send", *words)
    assert done.code == 2
    assert said in done.said
    assert mails(desk).keys() == before


# --- doctor -----------------------------------------------------------------------------------------


def test_doctor_tells_what_is_well(desk: Path) -> None:
    done = call("doctor", "--offline")
    assert done.code == 0
    assert all(line.startswith(("ok   ", "warn ")) for line in done.said.splitlines())
    told = json.loads(call("doctor", "--json").said)
    assert {"name": "config", "state": "ok"}.items() <= told[0].items()


def test_doctor_tells_what_is_not(desk: Path) -> None:
    config = desk / "config.toml"
    config.write_text(config.read_text(encoding="utf-8") + "\ncolour = 3\n", encoding="utf-8")
    done = call("doctor")
    assert done.code == 2
    assert done.said.startswith("FAIL config: ")
    assert "Traceback" not in done.said
