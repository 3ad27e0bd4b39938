"""The doctor finds what is wrong with real files, a real database and a real mail server."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session
from doctor_samples import NOW, HandClock, fetch, loaded, project

from digest.model import EditionKey, Receipt, SourceHealth, SourceOutcome
from digest.protocols import World
from digest.run import run
from digest.store import open_store
from digest.tune.doctor import NAMES, Finding, examine, exit_code_of, machine
from digest.tune.doctor.machine import examine_clock, examine_folder, examine_zones
from digest.tune.doctor.memory import examine_answers, examine_sources

BROKEN = """
[[digest]]
name = "morning"
titel = "Morning"
[[section]]
kind = "tpo"
"""


def told(findings: Sequence[Finding], state: str = "") -> list[str]:
    return [str(one) for one in findings if not state or one.state == state]


def found(
    path: Path, clock: HandClock | None = None, *, offline: bool = False, ask: bool = False
) -> list[Finding]:
    return list(examine(path, clock or HandClock(), fetch, offline=offline, ask=ask))


def test_a_new_project_is_well_and_nothing_is_made(tmp_path: Path) -> None:
    path = project(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    findings = found(path)
    assert told(findings, "fail") == told(findings, "warn") == []
    assert exit_code_of(findings) == 0
    assert sorted(tmp_path.rglob("*")) == before
    assert {one.name for one in findings} == set(NAMES) - {"mail", "sources", "editions"}
    assert "zones: 'morning' is next due 2026-02-07 07:00 (06:00 UTC), in Europe/Berlin" in told(findings)


# --- config and templates ---------------------------------------------------------------------------


def test_every_fault_of_the_config_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(BROKEN + "[[channel]]\nid = 3\n", encoding="utf-8")
    findings = found(path)
    failed = told(findings, "fail")
    assert len(failed) >= 3
    assert any("titel: no such key (did you mean 'title'?)" in line for line in failed)
    assert exit_code_of(findings) == 2
    assert findings[-1] == Finding("zones", "ok", "there is time zone data")


def test_a_config_that_is_not_there(tmp_path: Path) -> None:
    findings = found(tmp_path / "config.toml")
    assert "no such file" in told(findings, "fail")[0]
    assert exit_code_of(findings) == 2


def test_a_template_that_does_not_compile(tmp_path: Path) -> None:
    path = project(tmp_path)
    own = tmp_path / "templates" / "letter"
    own.mkdir(parents=True)
    (own / "mail.html").write_text("<p>\n{% if %}\n", encoding="utf-8")
    findings = found(path)
    (line,) = told(findings, "fail")
    assert line.startswith("templates: ")
    assert "mail.html:2" in line
    assert exit_code_of(findings) == 2


# --- the machine ------------------------------------------------------------------------------------


def test_time_zone_data_that_is_not_there() -> None:
    (finding,) = examine_zones((), NOW, ("Europe/Berlin", "Europe/Nowhere"))
    assert finding.state == "fail"
    assert "Europe/Nowhere" in finding.what
    assert "tzdata" in finding.mend


@pytest.mark.parametrize(
    ("newest", "state", "said"),
    [
        (None, "ok", "2026-02-06 12:00 UTC"),
        (NOW - timedelta(days=400), "ok", "2026-02-06"),
        (NOW + timedelta(seconds=90), "ok", "2026-02-06"),
        (NOW + timedelta(minutes=30), "fail", "30 minutes before"),
        (NOW + timedelta(hours=3), "fail", "3 hours before"),
        (NOW + timedelta(days=300), "fail", "300 days before"),
    ],
)
def test_a_clock_behind_the_newest_record(newest: datetime | None, state: str, said: str) -> None:
    finding = examine_clock(NOW, newest)
    assert finding.state == state
    assert said in finding.what


def test_a_folder_that_is_not_there_yet_is_judged_by_the_one_above(tmp_path: Path) -> None:
    assert examine_folder(tmp_path / "a" / "b").state == "ok"
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("x")
    finding = examine_folder(tmp_path / "state")
    assert finding.state == "fail"
    assert "cannot be written: not a directory" in finding.what
    assert "move it away" in finding.mend


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc, which nobody may write to")
def test_a_folder_nobody_may_write_to() -> None:
    finding = examine_folder(Path("/proc/self"))
    assert finding.state == "fail"
    assert "cannot be written" in finding.what


@pytest.mark.parametrize(("low", "little", "state"), [(10**18, 0, "warn"), (10**18, 10**18, "fail")])
def test_a_disk_that_is_nearly_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, low: int, little: int, state: str
) -> None:
    monkeypatch.setattr(machine, "LOW", low)
    monkeypatch.setattr(machine, "LITTLE", little)
    finding = examine_folder(tmp_path)
    assert finding.state == state
    assert "free some space" in finding.mend


# --- what is remembered -----------------------------------------------------------------------------


def made(tmp_path: Path, more: str = "") -> Path:
    """A project whose edition of NOW is published and delivered."""
    config = loaded(tmp_path, more)
    with open_store(config.state) as store:
        report = run(config, config.digests[0], World(HandClock(), fetch(config), store))
    assert report.state == "published"
    return config.path


def test_a_project_at_work_is_well(tmp_path: Path) -> None:
    findings = found(made(tmp_path))
    assert told(findings, "fail") == told(findings, "warn") == []
    lines = told(findings)
    assert "sources: 2 of 2 answered as last asked" in lines
    assert "editions: morning/2026-02-06T07:00: made and delivered" in lines


def test_a_clock_set_back_is_found_by_the_database(tmp_path: Path) -> None:
    findings = found(made(tmp_path), HandClock(NOW - timedelta(hours=5)))
    assert any("it stands 5 hours before the newest record" in line for line in told(findings, "fail"))
    assert exit_code_of(findings) == 1


def test_an_edition_that_was_not_made(tmp_path: Path) -> None:
    path = made(tmp_path)
    (line,) = told(found(path, HandClock(NOW + timedelta(days=1))), "warn")
    assert line.startswith("editions: morning/2026-02-07T07:00: it was not made")
    early = HandClock(datetime(2026, 2, 7, 6, 30, tzinfo=UTC))
    assert told(found(path, early), "warn") == []


def test_deliveries_that_are_owed(tmp_path: Path) -> None:
    path = made(tmp_path)
    key = EditionKey("morning", datetime.fromisoformat("2026-02-06T07:00"))
    with open_store(tmp_path / ".digest") as store:
        store.sign(Receipt(str(key), "mail", "b@example.com", NOW, "failed", "x"))
    (line,) = told(found(path), "warn")
    assert line == (
        "editions: morning/2026-02-06T07:00: 1 owed: mail → b@example.com "
        "(`digest send --channel mail` tries again)"
    )


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(content)


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 99")


def strange(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA application_id = 7")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (damaged, "damaged"),
        (newer, "newer version (schema 99"),
        (strange, "another program"),
        (lambda path: path.write_bytes(b"no database at all" * 500), "not a database"),
    ],
)
def test_a_database_that_cannot_be_used(tmp_path: Path, harm: object, said: str) -> None:
    path = made(tmp_path)
    database = tmp_path / ".digest" / "digest.sqlite3"
    assert callable(harm)
    harm(database)
    before = database.read_bytes()
    findings = found(path)
    (line,) = told(findings, "fail")
    assert line.startswith("database: ")
    assert said in line
    assert exit_code_of(findings) == 1
    assert database.read_bytes() == before


def test_an_older_database_is_left_to_the_next_run(tmp_path: Path) -> None:
    path = made(tmp_path)
    database = tmp_path / ".digest" / "digest.sqlite3"
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 1")
    findings = found(path)
    (line,) = told(findings, "warn")
    assert "schema 1, which the next run brings to" in line
    assert exit_code_of(findings) == 0
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


# --- sources ----------------------------------------------------------------------------------------


def health(id: str, **changes: object) -> SourceHealth:
    fine = SourceHealth(id, NOW, NOW, 0, "", 3.0)
    return replace(fine, **changes)  # type: ignore[arg-type]


def test_sources_as_they_have_been_doing(tmp_path: Path) -> None:
    sources = dict.fromkeys(("fine", "failing", "silent", "new"), loaded(tmp_path).sources[0].source)
    findings = list(
        examine_sources(
            (
                health("fine"),
                health("failing", failures=3, error="answered 503"),
                health("silent", last_new=NOW - timedelta(days=9)),
                health("not configured any more", failures=9, error="gone"),
            ),
            sources,
            NOW,
        )
    )
    assert told(findings) == [
        "sources: failing: failed 3 times in a row: answered 503 (`digest sources check failing`)",
        "sources: silent: nothing new for 9 days (`digest sources check silent`)",
        "sources: 2 of 3 answered as last asked",
        "sources: 1 not asked yet: new",
    ]
    assert exit_code_of(findings) == 0


def test_no_source_answering_fails(tmp_path: Path) -> None:
    failed = SourceOutcome("paper", "Paper", "failed", NOW, error="no network")
    assert told(list(examine_answers((failed,))), "fail") == [
        "sources: 0 of 1 answered just now (is there a network? `digest sources check` tells more)"
    ]


def test_asking_asks_now_and_keeps_nothing(tmp_path: Path) -> None:
    path = project(tmp_path)
    (tmp_path / "wire.xml").unlink()
    findings = found(path, ask=True)
    (line,) = told(findings, "warn")
    assert line.startswith("sources: wire: ")
    assert "sources: 1 of 2 answered just now" in told(findings)
    assert not (tmp_path / ".digest").exists()


# --- mail -------------------------------------------------------------------------------------------

SMTP = """
[[channel]]
id = "post"
kind = "smtp"
host = "127.0.0.1"
port = {port}
security = "none"
username = "desk"
password = "{password}"
sender = "desk@example.com"
to = ["a@example.com"]
timeout_seconds = 5
"""


class Refusing:
    """A mail server's desk: nothing may be sent, and the log-in is looked at."""

    def __init__(self) -> None:
        self.messages = 0

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: object, session: Session, envelope: Envelope
    ) -> str:
        self.messages += 1
        return "250 OK"

    def log_in(
        self, server: object, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        given = (getattr(data, "login", b""), getattr(data, "password", b""))
        return AuthResult(success=given == (b"desk", b"right"), handled=False)


@pytest.fixture
def mailserver() -> Iterator[tuple[int, Refusing]]:
    desk = Refusing()
    controller = Controller(
        desk,
        hostname="127.0.0.1",
        port=0,
        authenticator=desk.log_in,
        auth_require_tls=False,
        auth_exclude_mechanism=("CRAM-MD5",),
    )
    controller.port = _free_port()
    controller.start()
    yield controller.port, desk
    controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def test_a_log_in_that_works_sends_nothing(tmp_path: Path, mailserver: tuple[int, Refusing]) -> None:
    port, desk = mailserver
    findings = found(project(tmp_path, SMTP.format(port=port, password="right")))
    assert f"mail: post: 127.0.0.1:{port}, none, logged in" in told(findings, "ok")
    assert "channels: post: 1 target" in told(findings)
    assert desk.messages == 0


def test_a_wrong_password_fails_and_is_not_told(tmp_path: Path, mailserver: tuple[int, Refusing]) -> None:
    port, _ = mailserver
    findings = found(project(tmp_path, SMTP.format(port=port, password="wrong-secret")))
    (line,) = told(findings, "fail")
    assert line.startswith(f"mail: post: 127.0.0.1:{port}: user name or password not accepted")
    assert "wrong-secret" not in line
    assert exit_code_of(findings) == 1


def test_a_server_that_is_not_there_fails_and_offline_is_not_tried(tmp_path: Path) -> None:
    path = project(tmp_path, SMTP.format(port=_free_port(), password="right"))
    (line,) = told(found(path), "fail")
    assert "no connection" in line
    offline = found(path, offline=True)
    assert told(offline, "fail") == []
    assert "mail: post: not tried, as told" in told(offline)


def test_channels_without_targets(tmp_path: Path) -> None:
    more = SMTP.format(port=1, password="x").replace(
        'to = ["a@example.com"]', 'recipients_path = "who.txt"'
    )
    path = project(tmp_path, more + '[[channel]]\nid = "empty"\nkind = "eml"\nto = []\n')
    findings = found(path, offline=True)
    (failed,) = told(findings, "fail")
    assert "who.txt: the list of recipients cannot be read" in failed
    assert told(findings, "warn") == ["channels: empty: it has no target (name one in config.toml)"]


def test_nobody_gets_an_edition(tmp_path: Path) -> None:
    path = project(tmp_path)
    path.write_text(path.read_text().partition("[[channel]]")[0], encoding="utf-8")
    assert told(found(path), "warn") == [
        "channels: there is none (add a [[channel]]: nobody gets an edition)"
    ]


# --- the page in the docs ---------------------------------------------------------------------------


def test_every_name_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "preflight.md").read_text(encoding="utf-8")
    table = page.partition("## `digest doctor`")[2]
    assert tuple(re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE)) == NAMES
