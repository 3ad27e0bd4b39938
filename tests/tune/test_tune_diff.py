"""A diff tells every story that enters, leaves, moves, merges or splits, and the terms that did it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import Config, load_config
from digest.demo import demo
from digest.model import Account, Brief, Digest, Part
from digest.prepare import template_roots
from digest.store import SqliteStore, read_store
from digest.tune.compared import compared
from digest.tune.diff import compare, diff
from digest.tune.diff.changes import KINDS, Diff
from digest.tune.diff.matching import kin, out_of_order
from digest.tune.diff.shown import shown


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demo(folder)
    return folder


@pytest.fixture
def store(sample: Path) -> Iterator[SqliteStore]:
    with read_store(sample / ".digest") as opened:
        yield opened


def config(sample: Path, **changes: object) -> Config:
    paths = {tuple(key.split("__")): value for key, value in changes.items()}
    return load_config(sample / "config.toml", environment={}, changes=paths)


def told(store: SqliteStore, sample: Path, **changes: object) -> Diff:
    editions = store.editions("sample")
    days = editions[-1].edition.key.day, editions[0].edition.key.day
    return compared(store, "sample", days, config(sample, **changes))


@pytest.fixture
def last(store: SqliteStore) -> Digest:
    return store.editions("sample")[0]


def account(story: str, *entries: str, section: str = "top", points: int = 10) -> Account:
    return Account(story, story, f"headline {story}", 1, points, (), (), entries, (), section)


def test_nothing_changed_is_told_so(store: SqliteStore, sample: Path) -> None:
    same = told(store, sample)
    assert same.same
    assert not same.sources
    assert same.churn == 0
    assert all(one.identical and not one.changes and not one.tables for one in same.editions)


def test_one_weight_changed_is_explained(store: SqliteStore, sample: Path) -> None:
    result = told(store, sample, signal__authority__weight=3)
    assert result.count("moves") > 3
    for edition in result.editions:
        for one in edition.of("moves"):
            if one.terms:
                assert one.points_was is not None
                assert one.points_now is not None
                assert sum(term.now - term.was for term in one.terms) == one.points_now - one.points_was
                assert {term.signal for term in one.terms} == {"authority"}
                assert one.terms[0].why == "weight 1 → 3"


def test_a_source_switched_off_loses_its_stories(store: SqliteStore, sample: Path) -> None:
    result = told(store, sample, source__coinquarter__enabled=False)
    first = result.sources[0]
    assert (first.source_id, first.stories_now, first.leads_now) == ("coinquarter", 0, 0)
    assert first.stories_was > 0
    gone = [one for edition in result.editions for one in edition.of("leaves")]
    assert gone
    assert all(one.now is None and one.was is not None for one in gone)
    assert any("not there any more" in one.why for one in gone)
    assert result.churn > 0


def test_a_filter_names_its_rule(store: SqliteStore, sample: Path) -> None:
    result = told(store, sample, **{"filter__no paid posts__words": ["quayside"]})
    gone = [one for edition in result.editions for one in edition.of("leaves")]
    assert any(one.why == "now rule no paid posts" for one in gone)


def test_a_table_says_what_stands_otherwise(store: SqliteStore, sample: Path) -> None:
    result = told(store, sample, section__movers__each=1)
    assert any(
        "Movers:" in line and "leaves" in line for edition in result.editions for line in edition.tables
    )


def test_merges_and_splits_are_seen_through_other_ids(last: Digest) -> None:
    """Two printed stories told as one, and one told as two."""
    first, second = (last.accounts[0], next(a for a in last.accounts[1:] if a.section))
    joined = replace(first, entry_ids=(*first.entry_ids, *second.entry_ids))
    rest = tuple(a for a in last.accounts if a not in (first, second))
    merged = replace(last, accounts=(joined, *rest), sections=without(last, second.story_id).sections)
    (merge,) = compare(last, merged).of("merges")
    assert merge.others == (first.headline, second.headline)
    assert not compare(last, merged).of("leaves")
    (split,) = compare(merged, last).of("splits")
    assert split.others == (first.headline, second.headline)


def without(digest: Digest, story: str) -> Digest:
    return replace(
        digest,
        sections=tuple(
            replace(
                section,
                items=tuple(i for i in section.items if not (isinstance(i, Brief) and i.story_id == story)),
            )
            for section in digest.sections
        ),
    )


def test_a_story_that_goes_is_no_move_of_those_below_it(last: Digest) -> None:
    top = last.briefs[0]
    edition = compare(last, without(last, top.story_id))
    (gone,) = edition.of("leaves")
    assert gone.headline == next(a.headline for a in last.accounts if a.story_id == top.story_id)
    assert not edition.of("moves")
    (back,) = compare(without(last, top.story_id), last).of("enters")
    assert back.now is not None
    assert back.now.place == 1


def test_a_new_reason_is_told_as_one() -> None:
    one, other = account("a", "1"), account("a", "1")
    was = replace(one, points=12, parts=(Part("recency", 1.0, 12, "3 h old"),))
    now = replace(
        other, points=30, parts=(Part("recency", 1.0, 12, "3 h old"), Part("relevance", 1.0, 18, "BTC"))
    )
    from digest.tune.diff.stories import _terms

    assert [str(term) for term in _terms(was, now)] == ["relevance +0 → +18 (BTC)"]
    assert [str(term) for term in _terms(now, was)] == ["relevance +18 → +0 (no longer: BTC)"]
    assert _terms(None, now) == ()


IDS = st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True), max_size=8)


@settings(deadline=None)
@given(before=IDS, after=IDS)
def test_every_story_is_in_one_kin_and_kin_share_entries(
    before: list[list[int]], after: list[list[int]]
) -> None:
    def accounts(side: str, groups: list[list[int]]) -> list[Account]:
        seen: set[int] = set()
        made = []
        for number, group in enumerate(groups):
            fresh = [entry for entry in group if entry not in seen]
            seen.update(fresh)
            if fresh:
                made.append(account(f"{side}{number}", *map(str, fresh)))
        return made

    was, now = accounts("b", before), accounts("a", after)
    found = kin(was, now)
    assert sorted(a.story_id for one in found for a in one.before) == sorted(a.story_id for a in was)
    assert sorted(a.story_id for one in found for a in one.after) == sorted(a.story_id for a in now)
    for one in found:
        for told_before in one.before:
            if one.after:
                assert any(set(told_before.entry_ids) & set(a.entry_ids) for a in one.after)


@settings(deadline=None)
@given(st.permutations(range(9)))
def test_taking_away_what_moved_leaves_the_rest_in_order(places: list[int]) -> None:
    moved = out_of_order(places)
    left = [place for place in places if place not in moved]
    assert left == sorted(left)
    assert len(moved) < len(places)


@pytest.mark.parametrize(
    ("places", "moved"),
    [([0, 1, 2], set()), ([2, 0, 1], {2}), ([1, 2, 0], {0}), ([], set()), ([1, 0], {1})],
)
def test_as_few_as_can_be_have_moved(places: list[int], moved: set[int]) -> None:
    assert out_of_order(places) == moved


def test_every_form_tells_the_same_and_nothing_in_it_is_markup(store: SqliteStore, sample: Path) -> None:
    result = told(store, sample, source__coinquarter__enabled=False, signal__recency__weight=3)
    roots = template_roots(config(sample))
    page, markdown = shown(result, "html", roots), shown(result, "markdown", roots)
    assert "<script>" not in page
    assert "Content-Security-Policy" in page
    assert "\n\n\n\n" not in markdown
    for edition in result.editions:
        for kind in KINDS:
            assert markdown.count("\n- ") >= len(edition.of(kind))
    assert page.count("<li>") == sum(len(edition.changes) for edition in result.editions)
    assert f"{result.churn} %" in page
    assert f"{result.churn} %" in markdown


def run(sample: Path, *words: str, code: int) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "digest", "diff", *words],
        cwd=sample,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_command_tells_scripts_whether_anything_differs(sample: Path) -> None:
    assert "the same to the byte" in run(sample, code=0)
    told = run(sample, "--set", "signal.recency.weight=3", code=3)
    assert "recency" in told
    assert "weight 1 → 3" in told
    data = json.loads(run(sample, "2026-02-06", "--set", "signal.recency.weight=3", "--json", code=3))
    assert len(data["editions"]) == 1
    assert data["after"] == "config.toml with signal.recency.weight=3"


def test_the_command_compares_two_configs(sample: Path) -> None:
    text = (sample / "config.toml").read_text(encoding="utf-8")
    other = re.sub(r'kind = "recency"', 'kind = "recency"\nweight = 4', text)
    (sample / "other.toml").write_text(other, encoding="utf-8")
    assert "config.toml → other.toml" in run(
        sample, "--config", "other.toml", "--against", "config.toml", "--days", "1", code=3
    )
    assert "the same to the byte" in run(
        sample, "--config", "other.toml", "--against", "other.toml", "--days", "1", code=0
    )
    assert "written" in run(
        sample, "--set", "signal.recency.weight=4", "--format", "html", "-o", "d.html", code=3
    )
    assert "<!doctype html>" in (sample / "d.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--format", "htm"), 2, "did you mean 'html'"),
        (("2020-01-01",), 1, "no such edition"),
        (("--against", "none.toml"), 2, "no such file"),
        (("--digest", "nobody"), 2, "no [[digest]] named"),
    ],
)
def test_what_is_asked_wrongly_is_told(sample: Path, words: tuple[str, ...], code: int, told: str) -> None:
    assert told in run(sample, *words, code=code)


def test_days_without_editions_have_no_diff() -> None:
    assert diff((), "a", "b").churn == 0
