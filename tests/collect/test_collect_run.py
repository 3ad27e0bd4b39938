"""Collect as a whole: order, parts, failures and what is said of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect import collect, collect_into
from digest.collect.recorded import RecordedFetch
from digest.collect.sources.feed import Feed
from digest.errors import ConfigError, FetchError, ParseError, SourceError
from digest.model import Collected, Entry, Observation, Request, Response, Source, SourceOutcome
from digest.protocols import ConfiguredSource, Reading

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)


@dataclass
class StoppedClock:
    time: datetime = NOW

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Lines:
    """A kind for these tests: a line an entry, ``+ADDRESS`` to follow, ``!`` to fail."""

    urls: tuple[str, ...]

    def requests(self, source: Source) -> Sequence[Request]:
        return [Request(source.id, url) for url in self.urls]

    def read(self, source: Source, response: Response) -> Reading:
        lines = response.body.decode().split()
        if "!" in lines:
            raise ParseError(source.id, "nonsense", "as always")
        return Reading(
            entries=tuple(entry(source.id, line) for line in lines if line[0] not in "+?"),
            follow=tuple(Request(source.id, line[1:]) for line in lines if line[0] == "+"),
            problems=tuple(line[1:] for line in lines if line[0] == "?"),
        )


def entry(source_id: str, word: str) -> Entry:
    name, _, hours = word.partition("@")
    published = NOW + timedelta(hours=float(hours)) if hours else None
    return Entry(
        id=f"{source_id}-{name}",
        source_id=source_id,
        url="",
        title=name,
        text="",
        seen=NOW,
        published=published,
        updated=published,
        date_origin="feed" if published else "none",
    )


@dataclass
class Answers:
    """A fetch with prepared answers, in any order."""

    bodies: Mapping[str, str | SourceError | None]
    backwards: bool = False
    rounds: list[list[str]] = field(default_factory=list)

    def __call__(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        asked = list(requests)
        self.rounds.append([request.url for request in asked])
        for request in reversed(asked) if self.backwards else asked:
            body = self.bodies[request.url]
            if isinstance(body, SourceError):
                yield request, body
            else:
                status = 304 if body is None else 200
                yield request, Response(request, request.url, status, {}, (body or "").encode(), NOW)


def source(id: str, *urls: str) -> ConfiguredSource:
    return ConfiguredSource(Source(id, "lines", urls[0] if urls else "", id.upper()), Lines(urls))


def run(bodies: Mapping[str, str | SourceError | None], *sources: ConfiguredSource) -> Collected:
    return collect(sources, Answers(bodies), StoppedClock())


def titles(collected: Collected) -> list[str]:
    return [entry.title for entry in collected.entries]


REFUSED = FetchError("x", "HTTP 403 Forbidden", "it refuses", status=403)


@pytest.mark.parametrize("backwards", [False, True])
def test_order_is_of_sources_then_documents_whoever_answered_first(backwards: bool) -> None:
    bodies = {"a1": "one two", "a2": "three +a3", "a3": "four", "b": "five"}
    seen: list[SourceOutcome] = []
    sources = [source("a", "a1", "a2"), source("b", "b")]
    collected = collect(sources, Answers(bodies, backwards), StoppedClock(), seen.append)
    assert titles(collected) == ["one", "two", "three", "four", "five"]
    assert [outcome.source_id for outcome in collected.outcomes] == ["a", "b"]
    assert sorted(seen, key=lambda outcome: outcome.source_id) == list(collected.outcomes)
    assert seen[-1].source_id == "a"


@pytest.mark.parametrize("backwards", [False, True])
def test_what_is_asked_besides_is_asked_and_told_in_one_order(backwards: bool) -> None:
    bodies = {"a1": "+a3", "a2": "+a4 +a3", "a3": "three", "a4": "four", "b": "one +b2", "b2": "two"}
    answers = Answers(bodies, backwards)
    seen: list[SourceOutcome] = []
    collected = collect([source("a", "a1", "a2"), source("b", "b")], answers, StoppedClock(), seen.append)
    assert answers.rounds[1] == ["a3", "a4", "b2"]
    assert titles(collected) == ["three", "four", "one", "two"]
    assert sorted(outcome.source_id for outcome in seen) == ["a", "b"]


def test_what_is_done_is_handed_over_before_the_rest_is_asked_for() -> None:
    sources = [source(f"s{n}", f"u{n}") for n in range(120)]
    handed: list[int] = []
    asked = 0

    def fetch(requests: Iterable[Request]) -> Iterator[tuple[Request, Response | SourceError]]:
        nonlocal asked
        for request in requests:
            asked += 1
            yield request, Response(request, request.url, 200, {}, request.url.encode(), NOW)

    def keep(
        entries: Sequence[Entry], observations: Sequence[Observation], outcomes: Sequence[SourceOutcome]
    ) -> None:
        assert [entry.source_id for entry in entries] == [outcome.source_id for outcome in outcomes]
        assert asked - sum(handed) <= 51
        handed.append(len(outcomes))

    outcomes = collect_into(keep, sources, fetch, StoppedClock())
    assert handed == [50, 50, 20]
    assert [outcome.source_id for outcome in outcomes] == [one.source.id for one in sources]


def test_what_was_asked_already_is_not_asked_besides() -> None:
    answers = Answers({"a": "one +b", "b": "two +a"})
    seen: list[SourceOutcome] = []
    collect([source("a", "a", "b")], answers, StoppedClock(), seen.append)
    assert answers.rounds == [["a", "b"]]
    assert [outcome.entries for outcome in seen] == [2]


def test_there_is_one_more_round_and_no_third() -> None:
    answers = Answers({"a": "+b +c +b", "b": "two +d", "c": "three"})
    collected = collect([source("a", "a")], answers, StoppedClock())
    assert answers.rounds == [["a"], ["b", "c"]]
    assert titles(collected) == ["two", "three"]


def test_an_entry_that_comes_twice_is_kept_once_within_its_source_only() -> None:
    collected = run(
        {"a1": "one two one", "a2": "two three", "b": "one"}, source("a", "a1", "a2"), source("b", "b")
    )
    assert titles(collected) == ["one", "two", "three", "one"]
    assert [outcome.entries for outcome in collected.outcomes] == [3, 1]


def test_a_failure_costs_its_own_source_only() -> None:
    collected = run(
        {"a": REFUSED, "b": "!", "c": "one@-1 two@-3 three"},
        source("a", "a"),
        source("b", "b"),
        source("c", "c"),
    )
    a, b, c = collected.outcomes
    assert (a.state, a.error, a.status) == ("failed", "HTTP 403 Forbidden (it refuses)", 403)
    assert (b.state, b.error, b.status) == ("failed", "nonsense (as always)", 200)
    assert (c.state, c.error, c.entries, c.dated) == ("answered", "", 3, 2)
    assert (c.newest, c.size) == (NOW - timedelta(hours=1), 19)
    assert titles(collected) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("bodies", "state", "error", "entries"),
    [
        ({"a1": "one", "a2": REFUSED}, "answered", "HTTP 403 Forbidden (it refuses)", 1),
        ({"a1": "!", "a2": "one"}, "answered", "nonsense (as always)", 1),
        ({"a1": "one ?price", "a2": "two"}, "answered", "price", 2),
        ({"a1": REFUSED, "a2": REFUSED}, "failed", "HTTP 403 Forbidden (it refuses)", 0),
        ({"a1": None, "a2": None}, "unchanged", "", 0),
        ({"a1": None, "a2": "one"}, "answered", "", 1),
        ({"a1": None, "a2": REFUSED}, "unchanged", "HTTP 403 Forbidden (it refuses)", 0),
        ({"a1": "", "a2": ""}, "failed", "answered with nothing", 0),
        ({"a1": "+a3", "a2": "", "a3": REFUSED}, "failed", "HTTP 403 Forbidden (it refuses)", 0),
    ],
)
def test_what_is_said_of_a_source_that_answers_in_part(
    bodies: dict[str, str | SourceError | None], state: str, error: str, entries: int
) -> None:
    [outcome] = run(bodies, source("a", "a1", "a2")).outcomes
    assert (outcome.state, outcome.error, outcome.entries) == (state, error, entries)


def test_a_source_that_asks_nothing_is_told_too() -> None:
    [outcome] = run({}, source("a")).outcomes
    assert (outcome.state, outcome.error) == ("failed", "answered with nothing")


def test_a_date_ahead_of_the_clock_counts_as_none() -> None:
    early, late = run({"a": "early@0.9 late@1.1"}, source("a", "a")).entries
    assert (early.published, early.date_origin) == (NOW + timedelta(hours=0.9), "feed")
    assert (late.published, late.updated, late.date_origin) == (None, None, "none")


def test_a_fault_of_a_kind_itself_is_not_hidden() -> None:
    with pytest.raises(UnicodeDecodeError):
        collect(
            [source("a", "a")],
            lambda asked: iter([(r, Response(r, "a", 200, {}, b"\xff", NOW)) for r in asked]),
            StoppedClock(),
        )


@given(
    st.lists(st.lists(st.text(alphabet="abc", min_size=1, max_size=2), max_size=5), max_size=4),
    st.booleans(),
)
def test_counts_add_up(documents: list[list[str]], backwards: bool) -> None:
    bodies = {str(n): " ".join(words) for n, words in enumerate(documents)}
    collected = collect([source(f"s{n}", n) for n in bodies], Answers(bodies, backwards), StoppedClock())
    assert [outcome.entries for outcome in collected.outcomes] == [len(set(words)) for words in documents]
    assert len(collected.entries) == sum(outcome.entries for outcome in collected.outcomes)


# --- recorded days ---------------------------------------------------------------------------------

RSS = "<rss version='2.0'><channel><item><title>{}</title><link>https://desk.example/{}</link></item></channel></rss>"


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    exchanges: list[dict[str, object]] = []
    for hour, day in ((6, "old"), (11, "new"), (13, "ahead")):
        (tmp_path / day).write_text(RSS.format(day, day))
        at = f"2026-02-06T{hour:02}:00:00Z"
        exchanges.append(
            {"at": at, "url": "https://a.example/", "status": 200, "headers": {"ETag": "1"}, "body": day}
        )
    exchanges += [
        {"at": "2026-02-06T11:00:00Z", "url": "https://hung.example/", "error": "no answer within 20 s"},
        {
            "at": "2026-02-06T11:00:00Z",
            "url": "https://gone.example/",
            "status": 404,
            "headers": {},
            "body": "old",
        },
        {
            "at": "2026-02-05T11:00:00Z",
            "url": "https://stale.example/",
            "status": 200,
            "headers": {},
            "body": "old",
        },
        {
            "at": "2026-02-06T11:00:00Z",
            "url": "https://lost.example/",
            "status": 200,
            "headers": {},
            "body": "nowhere",
        },
        {"at": "2026-02-06T11:00:00Z", "url": "https://same.example/", "status": 304, "headers": {}},
    ]
    (tmp_path / "recording.json").write_text(json.dumps({"exchanges": exchanges}))
    return tmp_path


@pytest.mark.parametrize(("hour", "title"), [(11, "new"), (12, "new"), (7, "old"), (13, "ahead")])
def test_a_recording_answers_as_it_was_then(recording: Path, hour: int, title: str) -> None:
    clock = StoppedClock(NOW.replace(hour=hour))
    configured = ConfiguredSource(Source("a", "feed", "https://a.example/", "A"), Feed())
    collected = collect([configured], RecordedFetch(recording, clock), clock)
    assert titles(collected) == [title]
    assert collected.entries[0].seen <= clock.now()
    assert collected.outcomes[0].at == collected.entries[0].seen


@pytest.mark.parametrize(
    ("host", "what"),
    [
        ("hung", "no answer within 20 s"),
        ("gone", "HTTP 404 Not Found"),
        ("stale", "not recorded"),
        ("never", "not recorded"),
        ("lost", "its recorded body is missing"),
    ],
)
def test_a_recording_fails_as_it_failed_then(recording: Path, host: str, what: str) -> None:
    [(_, answer)] = RecordedFetch(recording, StoppedClock())([Request("s", f"https://{host}.example/")])
    assert isinstance(answer, FetchError)
    assert answer.what == what


def test_a_recorded_304_is_unchanged(recording: Path) -> None:
    [(_, answer)] = RecordedFetch(recording, StoppedClock())([Request("s", "https://same.example/")])
    assert isinstance(answer, Response)
    assert answer.unchanged


@pytest.mark.parametrize(
    "written",
    [
        None,
        "{",
        "[]",
        '{"exchanges": [{"url": "x"}]}',
        '{"exchanges": [{"at": "2026-02-06T11:00:00", "url": "x", "status": 200}]}',
    ],
)
def test_what_is_no_recording_is_said_at_once(tmp_path: Path, written: str | None) -> None:
    if written is not None:
        (tmp_path / "recording.json").write_text(written)
    with pytest.raises(ConfigError, match="recording"):
        RecordedFetch(tmp_path, StoppedClock())
