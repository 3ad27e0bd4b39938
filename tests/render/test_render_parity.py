"""Every rendition of an edition tells the same: headlines, links, figures, missing sources."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hostile_desk import TITLES, hostile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from morning_desk import morning_desk
from test_render_edition import addresses, words

from digest.demo import demo
from digest.model import Brief, Digest, FlowRow, Format, Item, MeasureRow, MoverRow, ReportedFlow, Section
from digest.model.amounts import money, percent, price
from digest.model.levels import level_of
from digest.model.record import read
from digest.render import Theme, load_theme, render
from digest.render.links import link

THEMES = ("letter", "terse", "counsel")
TOLD: tuple[Format, ...] = ("page", "mail", "text", "markdown")
MOST_TELLINGS, MOST_DIFFERENCES, MOST_CLAIMS, MOST_NEWS = 24, 4, 8, 6
"""What every template prints at most of a story."""


@pytest.fixture(
    scope="module", params=[("letter", "en"), ("terse", "en"), ("counsel", "en"), ("letter", "zh")]
)
def themed(request: pytest.FixtureRequest, templates: str) -> Theme:
    name, language = request.param
    return load_theme(name, [templates], ("America/New_York",), language)


def links_of(digest: Digest) -> set[str]:
    """Where a reader of any rendition has to be able to go."""
    urls: list[str] = []
    for section in digest.sections:
        for item in section.items:
            if isinstance(item, Brief):
                urls += [item.url, *(told.url for told in item.tellings[:MOST_TELLINGS])]
                if not section.compact:
                    urls += [
                        c.url for d in item.disagreements[:MOST_DIFFERENCES] for c in d.claims[:MOST_CLAIMS]
                    ]
            elif isinstance(item, FlowRow | MoverRow | MeasureRow | ReportedFlow):
                urls.append(item.url)
    return {link(url) for url in urls} - {"#"}


def figures_of(digest: Digest, theme: Theme) -> list[str]:
    """Numbers that have to stand in every rendition, as its language writes them."""
    said: list[str] = []
    for section in digest.sections:
        for item in section.items:
            if isinstance(item, FlowRow):
                said.append(money(item.net, item.unit, signed=True))
                said += [money(v, item.unit) for v in (item.inflow, item.outflow) if v is not None]
            elif isinstance(item, MoverRow):
                said += [
                    percent(item.change),
                    *([price(item.price, item.unit)] if item.price is not None else []),
                ]
                said += [money(v, item.unit) for v in (item.market_cap, item.volume) if v is not None]
            elif isinstance(item, MeasureRow):
                said.append(level_of(item))
    return [theme.words.quantities.written(one) for one in said]


def texts_of(digest: Digest) -> list[str]:
    """Words of sources that have to stand in every rendition."""
    said = [source.title for source in digest.masthead.missing]
    for section in digest.sections:
        for item in section.items:
            if isinstance(item, Brief):
                said.append(item.headline)
                if not section.compact:
                    said += [
                        c.figure.quote
                        for d in item.disagreements[:MOST_DIFFERENCES]
                        for c in d.claims[:MOST_CLAIMS]
                    ]
                    said += [passage.text[a:b] for passage in item.summary for a, b in passage.bold]
            elif isinstance(item, ReportedFlow):
                said += [item.figure.quote, item.headline]
    return said


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " ")).strip().upper()


def assert_alike(digest: Digest, theme: Theme) -> None:
    made = {rendition.format: rendition for rendition in render(digest, theme, (*TOLD, "json"))}
    assert read(made["json"].content) == digest
    told = {format: addresses(made[format]) for format in TOLD}
    wanted = links_of(digest)
    assert {format: wanted - told[format] for format in TOLD if wanted - told[format]} == {}
    facts = [*texts_of(digest), *figures_of(digest, theme)]
    for format in TOLD:
        said = folded(words(made[format]))
        absent = [fact for fact in facts if folded(fact) not in said]
        assert absent == [], (format, theme.name)


def test_the_morning_desk(desk: Digest, themed: Theme) -> None:
    assert_alike(desk, themed)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> list[Digest]:
    folder = tmp_path_factory.mktemp("parity")
    assert demo(folder).exit_code == 0
    return [read(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("site/*/edition.json"))]


def test_the_recorded_days(recorded: list[Digest], themed: Theme) -> None:
    assert len(recorded) == 3
    for digest in recorded:
        assert_alike(digest, themed)


@pytest.mark.parametrize("title", [TITLES[4], TITLES[13], TITLES[14]], ids=["template", "unbroken", "long"])
def test_words_no_layout_likes(desk: Digest, themed: Theme, title: str) -> None:
    told = hostile(desk, title[:190], "https://a.example/x?y=1&z=2")
    assert_alike(told, themed)


# --- editions nobody thought of ---------------------------------------------------------------------

AMOUNTS = st.one_of(
    st.sampled_from([Decimal("1E-8"), Decimal("1E13"), Decimal(0), Decimal("999999.5"), Decimal("-0.04")]),
    st.decimals(min_value=-(10**13), max_value=10**13, places=4, allow_nan=False, allow_infinity=False),
)
SIZES = st.none() | AMOUNTS.map(abs)
URLS = st.sampled_from([f"https://{name}.example/rows" for name in ("one", "two", "three")])
LANGUAGES = st.sampled_from(["en", "zh", "ar", "und", ""])


@st.composite
def items(draw: st.DrawFn, item: Item) -> Item:
    """The item with other amounts, gaps, addresses, languages and numbers of sources."""
    stale, url, unit = draw(st.booleans()), draw(URLS), draw(st.sampled_from(["USD", "BTC", ""]))
    if isinstance(item, FlowRow):
        sides, mean = (draw(SIZES), draw(SIZES)), draw(st.none() | AMOUNTS)
        share = draw(st.integers(-100, 100))
        item = replace(item, net=draw(AMOUNTS), inflow=sides[0], outflow=sides[1], mean=mean, share=share)
        return replace(item, unit=unit, url=url, stale=stale)
    if isinstance(item, MoverRow):
        one, cap, volume = draw(SIZES), draw(SIZES), draw(SIZES)
        item = replace(item, change=draw(AMOUNTS), price=one, market_cap=cap, volume=volume, unit=unit)
        return replace(item, url=url, stale=stale, story_id=draw(st.sampled_from(["", item.story_id])))
    if isinstance(item, MeasureRow):
        trend = tuple(draw(st.lists(AMOUNTS, max_size=9)))
        day, week = draw(st.none() | AMOUNTS), draw(st.none() | AMOUNTS)
        item = replace(item, value=draw(AMOUNTS), day=day, week=week, trend=trend)
        return replace(item, url=url, stale=stale)
    if isinstance(item, Brief):
        kept = draw(st.integers(1, len(item.tellings))) if item.tellings else 0
        return replace(
            item,
            url=draw(st.sampled_from([told.url for told in item.tellings[:kept]] or [item.url])),
            status=draw(st.sampled_from(["new", "update", "day"])),
            language=draw(LANGUAGES),
            tellings=item.tellings[:kept] * draw(st.sampled_from([1, 1, 9])),
            summary=draw(st.sampled_from([(), item.summary])),
            news=draw(st.sampled_from([(), item.news])),
            act=draw(st.sampled_from([None, item.act])),
            disagreements=draw(st.sampled_from([(), item.disagreements])),
        )
    return item


@st.composite
def sections(draw: st.DrawFn, section: Section) -> Section:
    chosen = (
        draw(st.lists(st.sampled_from(section.items), max_size=5, unique_by=id)) if section.items else []
    )
    return replace(
        section,
        items=tuple(draw(items(item)) for item in chosen),
        compact=section.compact or draw(st.booleans()),
    )


@st.composite
def editions(draw: st.DrawFn) -> Digest:
    desk = morning_desk()
    chosen = draw(st.lists(st.sampled_from(desk.sections), min_size=1, max_size=5, unique_by=id))
    missing = desk.masthead.missing * draw(st.integers(0, 3))
    return replace(
        desk,
        sections=tuple(draw(sections(section)) for section in chosen),
        masthead=replace(desk.masthead, missing=missing, degraded=draw(st.booleans())),
    )


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(digest=editions(), name=st.sampled_from(THEMES), language=st.sampled_from(["en", "zh"]))
def test_any_edition(digest: Digest, name: str, language: str) -> None:
    root = str(Path(__file__).parent.parent.parent / "templates")
    assert_alike(digest, loaded(name, language, root))


CACHE: dict[tuple[str, str], Theme] = {}


def loaded(name: str, language: str, root: str) -> Theme:
    if (name, language) not in CACHE:
        CACHE[name, language] = load_theme(name, [root], ("America/New_York",), language)
    return CACHE[name, language]
