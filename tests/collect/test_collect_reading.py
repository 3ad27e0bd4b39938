"""Reading beside this process: what is read, what is ended over it, and that nothing is left."""

from __future__ import annotations

import os
import signal
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from hard_kinds import CROWDED, NOW, asked, crowded, is_running
from pydantic import TypeAdapter

from digest.collect import collect
from digest.collect.reading import ReadLimits, processors, reader
from digest.collect.sources.feed import Feed
from digest.collect.sources.json_api import JsonApi
from digest.collect.sources.page import Page
from digest.config import load_config
from digest.demo import SAMPLE, RecordedClock
from digest.errors import SourceError
from digest.model import Collected, Request, Response, Source
from digest.protocols import ConfiguredSource, Reading
from digest.world import open_world

TIGHT = ReadLimits(seconds=1.0, wall_seconds=30.0)
FOLDER = Path(__file__).parent / "sources"
KINDS: dict[str, type[Feed | Page | JsonApi]] = {"feed": Feed, "page": Page, "json": JsonApi}


def told(*orders: bytes, processes: int = 1, limits: ReadLimits = TIGHT) -> list[str]:
    """What becomes of each order, in their order: the title that is read, or the error."""
    answers = asked(*orders)
    with reader(processes, limits) as read:
        became = {response.request.source_id: _words(reading) for response, reading in read(answers)}
    return [became[configured.source.id] for configured, _ in answers]


def _words(reading: Reading | SourceError) -> str:
    return str(reading) if isinstance(reading, SourceError) else reading.entries[0].title


def of_cases(processes: int) -> Collected:
    """Every document of the kinds' cases, as a collection."""
    sources = []
    answers = {}
    for path in sorted(FOLDER.glob("*/*/case.toml")):
        case = tomllib.loads(path.read_text())
        name = path.parent.parent.name
        url = f"https://{path.parent.name}.{name}.example/"
        kind = TypeAdapter(KINDS[name]).validate_python(case.get("options", {}))
        sources.append(ConfiguredSource(Source(f"{name}-{path.parent.name}", name, url, "S"), kind))
        [document] = path.parent.glob("answer.*")
        answers[url] = (case.get("headers", {}), document.read_bytes())

    def fetch(requests: object) -> Iterator[tuple[Request, Response]]:
        assert isinstance(requests, list)
        for request in requests:
            headers, body = answers.get(request.url, ({}, b"an article"))
            yield request, Response(request, request.url, 200, headers, body, NOW)

    return collect(sources, fetch, RecordedClock(NOW), processes=processes)


def test_all_is_read_the_same_wherever_it_is_read() -> None:
    here = of_cases(0)
    assert len(here.entries) > 20
    assert of_cases(2) == here


def test_a_process_reads_one_document_after_the_other_and_is_gone_at_the_end() -> None:
    pids = set(told(b"who", b"who", b"who"))
    assert len(pids) == 1
    [pid] = map(int, pids)
    assert pid != os.getpid()
    assert not is_running(pid)


def test_none_is_begun_before_there_is_something_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert told() == []


@pytest.mark.parametrize("crowd", CROWDED)
def test_what_the_feed_parser_hangs_over_costs_its_source_only(crowd: str) -> None:
    """The second wall: the parser is handed the document as it came."""
    first, second, third = told(b"who", b"parse " + crowded(CROWDED[crowd]), b"who")
    assert second == "s1: took longer than 1 s to read (made to exhaust whoever reads it, or far too large)"
    assert first.isdigit()
    assert third.isdigit()
    assert third != first


@pytest.mark.parametrize("crowd", CROWDED)
def test_what_the_feed_parser_hangs_over_is_thinned_before_it_sees_it(crowd: str) -> None:
    """The first wall: the kind is handed the document, and the time does not run out."""
    source = ConfiguredSource(Source("s", "feed", "https://desk.example/", "S"), Feed())
    response = Response(Request("s", "https://desk.example/"), "", 200, {}, crowded(CROWDED[crowd]), NOW)
    with reader(1, TIGHT) as read:
        [(_, reading)] = read([(source, response)])
    assert _words(reading) == "Told"


@pytest.mark.parametrize("processes", [1, 2])
def test_one_that_never_ends_is_ended_and_the_others_are_read(processes: int) -> None:
    became = told(b"who", b"spin", b"who", b"spin", b"who", processes=processes)
    assert [one.isdigit() for one in became] == [True, False, True, False, True]
    assert became[1].startswith("s1: took longer than 1 s to read")


def test_one_that_only_waits_is_ended_by_the_clock_on_the_wall(tmp_path: Path) -> None:
    order = b"sleep %s" % bytes(tmp_path / "pid")
    # The first document waits for all that is imported with it.
    _, became = told(b"who", order, limits=ReadLimits(wall_seconds=5.0))
    assert became.startswith("s1: took longer than 5 s to read")
    assert not is_running(int((tmp_path / "pid").read_text()))


def test_a_process_that_somebody_ends_is_that_sources_failure(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    def end_it() -> None:
        while not (note.exists() and note.read_text()):
            sleep(0.02)
        os.kill(int(note.read_text()), signal.SIGKILL)

    somebody = Thread(target=end_it)
    somebody.start()
    first, second = told(b"sleep %s" % bytes(note), b"who")
    somebody.join()
    assert first == "s0: the process that read it was ended (SIGKILL) (out of memory, or by hand)"
    assert second.isdigit()


def test_a_process_that_is_ended_between_two_documents_costs_nothing() -> None:
    one, other = asked(b"who", b"who")
    with reader(1, TIGHT) as read:
        [(_, first)] = read([one])
        os.kill(int(_words(first)), signal.SIGKILL)
        while is_running(int(_words(first))):
            sleep(0.02)
        [(_, second)] = read([other])
    assert _words(second).isdigit()


def test_a_parser_that_crashes_is_that_sources_failure() -> None:
    first, second = told(b"die", b"who")
    assert "(SIGSEGV)" in first
    assert second.isdigit()


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not limit address space")
def test_one_that_eats_memory_is_refused_it() -> None:
    first, second, third = told(b"eat 2000000000", b"eat 100000000", b"who")
    assert first.startswith("s0: took more than 500 MB to read")
    assert second == "100000000"
    assert third.isdigit()


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not tell the size of a process in /proc")
def test_one_that_leaves_a_process_large_is_its_last() -> None:
    first, second, third = told(b"hoard 200000000", b"who", b"who")
    assert first != second
    assert second == third


def test_what_is_refused_says_so_in_its_own_words() -> None:
    assert told(b"refuse") == ["s0: nonsense (as always)"]


def test_a_fault_of_a_kind_itself_is_told_with_the_way_there() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)reading s0.*hard_kinds\.py.*KeyError: 'the key'"):
        told(b"err the key")


def test_only_plain_values_come_back() -> None:
    first, second = told(b"strange", b"who")
    assert first == "s0: read as something that is no plain value (hard_kinds.Word)"
    assert second.isdigit()


def test_what_a_parser_prints_is_for_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    assert told(b"print")[0].isdigit()
    assert capfd.readouterr() == ("", "")


def test_large_documents_go_through() -> None:
    assert told(b"who " + b"x" * 10_000_000)[0].isdigit()


def test_a_process_that_does_not_begin_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert "the process that reads it does not begin ([Errno 2] No such file" in told(b"who")[0]
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 7\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    assert told(b"who") == ["s0: the process that reads it does not begin (status 7)"]


def test_who_leaves_early_leaves_no_process(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    answers = asked(b"sleep %s" % bytes(note), b"who", b"who", b"who", b"who")
    with pytest.raises(KeyboardInterrupt), reader(2, TIGHT) as read:
        for _ in read(answers):
            while not (note.exists() and note.read_text()):
                sleep(0.02)
            raise KeyboardInterrupt
    assert not is_running(int(note.read_text()))


def test_a_live_collection_reads_beside_itself(tmp_path: Path) -> None:
    config = load_config(SAMPLE / "config.toml", folder=tmp_path, environment={})
    with open_world(config) as world:
        assert world.processes == processors() >= 1
