"""An edition in another language: every label from one catalogue, no English left, the same figures."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast, get_args
from zoneinfo import ZoneInfo

import jinja2
import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from digest.errors import TemplateError
from digest.model import Archive, Digest
from digest.model.annotated import EVENTS
from digest.model.digest import Fate
from digest.render import Theme, load_theme, render, site
from digest.render.filters import filters_of
from digest.render.theme import LANGUAGES
from digest.render.words import ENGLISH, Words, words_of

THEMES = ("letter", "terse", "counsel")
SLOT = re.compile(r"\{[a-z_]+\}")
NOW = datetime(2026, 2, 6, 12, 0, tzinfo=UTC)


def catalogues(templates: str) -> dict[str, Words]:
    files = sorted((Path(templates) / "letter" / LANGUAGES).glob("*.toml"))
    return {file.stem: words_of(file.stem, file.read_text(encoding="utf-8")) for file in files}


def labels(templates: str) -> set[str]:
    """Every text that a template says."""
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(filters_of(ENGLISH))
    said: set[str] = set()
    for path in sorted(Path(templates).rglob("*.*")):
        if path.suffix in (".html", ".txt", ".md", ".chat") and path.name not in ("diff.html", "diff.md"):
            tree = environment.parse(path.read_text(encoding="utf-8"))
            for call in tree.find_all(jinja2.nodes.Call):
                if isinstance(call.node, jinja2.nodes.Name) and call.node.name == "say":
                    said |= {text for text in literals(call.args[0]) if text}
            for loop in tree.find_all(jinja2.nodes.For):  # the terms of an act, the headings of topics
                for pair in loop.iter.find_all(jinja2.nodes.Tuple):
                    said |= set(literals(pair.items[0])) if len(pair.items) in (2, 3) else set()
    return {text.replace("\N{NO-BREAK SPACE}", " ") for text in said}


def literals(node: jinja2.nodes.Node) -> list[str]:
    if isinstance(node, jinja2.nodes.Const):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, jinja2.nodes.CondExpr):
        return [*literals(node.expr1), *(literals(node.expr2) if node.expr2 else ())]
    if isinstance(node, jinja2.nodes.Getitem):
        return literals(node.node)
    if isinstance(node, jinja2.nodes.Dict):
        return [text for pair in node.items for text in literals(pair.value)]
    return []


def test_every_catalogue_has_every_label(templates: str) -> None:
    wanted = labels(templates)
    assert len(wanted) > 120
    for tag, words in catalogues(templates).items():
        assert wanted - words.forms.keys() == set(), tag


def test_every_catalogue_has_the_words_of_every_other(templates: str) -> None:
    first, *others = catalogues(templates).values()
    for words in others:
        assert words.forms.keys() == first.forms.keys()
        assert words.sentences.keys() == first.sentences.keys()


def test_every_type_of_event_act_and_fate_is_told(templates: str) -> None:

    for words in catalogues(templates).values():
        for word in (*EVENTS, *get_args(Fate), "wire", "media", "aggregator", "social", "primary"):
            assert words.told(word) != word or word in words.forms, word


@pytest.fixture(scope="module")
def zh(templates: str) -> dict[str, Theme]:
    zones = ("America/New_York",)
    return {name: load_theme(name, [templates], zones, language="zh-Hans") for name in THEMES}


@pytest.mark.parametrize("name", THEMES)
def test_no_label_stays_english(zh: dict[str, Theme], templates: str, desk: Digest, name: str) -> None:
    assert left_in_english(zh[name], templates, desk) == []


def test_english_labels_would_be_found(theme: Theme, templates: str, desk: Digest) -> None:
    found = {label for label, _ in left_in_english(theme, templates, desk)}
    assert {"Ledger", "{count} entries considered:", "Body", "Archive"} <= found


def left_in_english(theme: Theme, templates: str, desk: Digest) -> list[tuple[str, str]]:
    """Labels that stand in a rendition or a page of the site in English, each with where."""
    files = [*render(desk, theme, ("page", "mail", "text", "markdown", "chat"))]
    files += [file for file in site(Archive.of("台", (desk,)), theme) if file.media_type == "text/html"]
    found = []
    for label in sorted(labels(templates)):
        if len(SLOT.sub("", label).strip(" .:")) > 3:
            form = ".{1,80}?".join(re.escape(piece) for piece in SLOT.split(label))
            pattern = re.compile(rf"(?:^|[(|·,] ?){form}(?:$| ?[)|·,])", re.MULTILINE)
            for file in files:
                html = file.media_type == "text/html"
                said = printed(str(file.content)) if html else str(file.content).splitlines()
                found += [(label, file.path) for text in said if pattern.search(text)][:1]
    return found


def printed(html: str) -> list[str]:
    """Each piece of text that is the page's own: not a source's, not what is marked as English."""
    other = "ancestor::*[not(self::html)][@lang='en' or @dir='auto' or self::style or self::script]"
    pieces = lxml_html.document_fromstring(html).xpath(f"//text()[normalize-space()][not({other})]")
    return [" ".join(str(piece).split()) for piece in cast("list[str]", pieces)]


@pytest.mark.parametrize("name", THEMES)
def test_the_page_says_its_language_and_a_headline_its_own(
    zh: dict[str, Theme], desk: Digest, name: str
) -> None:
    for rendition in render(desk, zh[name], ("page", "mail")):
        tree = lxml_html.document_fromstring(rendition.content)
        assert tree.get("lang") == "zh-Hans"
        for link in cast("list[HtmlElement]", tree.xpath("//h3/a")):
            assert link.get("lang") in ("en", None)
            assert link.get("dir") == "auto"
        english = [b for b in desk.briefs if b.language == "en"]
        assert rendition.content.count('lang="en"') >= len(english)


SENTENCES = (
    ("told by 6 outlets", "6 家媒体报道"),
    ("told by Swiftwire (wire); funding", "Swiftwire 报道（快讯）；融资"),
    ("new figure: $24.3 million", "新数字：$24.3 million"),
    ("primary document: The 5 outlets; told by 3 outlets", "原始文件：The 5 outlets；3 家媒体报道"),
    (
        "$508.2M USD inflow to Ethereum today; $390.8M USD outflow from Arbitrum",
        "今日Ethereum净流入 5.082亿美元；Arbitrum净流出 3.908亿美元",
    ),
    (
        "Left out of 49: 1 below a floor, 4 stable, 4 wrapped.",
        "49 个中未列入：1 个低于门槛、4 个稳定币、4 个封装代币。",
    ),
    ("Of the next 7 days; 21 less important left out.", "未来 7 天；略去较次要的 21 项。"),
    ("told yesterday, nothing new", "昨日已报道，无新内容"),
    ("silent 3 days; usually 14 a day", "已沉寂 3 天，通常每天 14 条"),
    ("failed 4 times in a row; last answer 2026-02-01", "连续失败 4 次，上次回应 2026-02-01"),
)


@pytest.mark.parametrize(("english", "chinese"), SENTENCES)
def test_a_sentence_of_the_rules_is_told(zh: dict[str, Theme], english: str, chinese: str) -> None:
    assert zh["letter"].words.told(english) == chinese


@pytest.mark.parametrize(
    "words",
    [
        "Bitcoin’s weekly RSI is oversold",
        "Up 5%; down 3%",
        "$BTC, $AIO",
        "62亿美元",
        "",
        "x" * 900,
        "a plugin's own reason",
    ],
)
def test_what_is_no_sentence_of_the_rules_stays(zh: dict[str, Theme], words: str) -> None:
    assert zh["letter"].words.told(words) == words
    assert ENGLISH.told(words) == words


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("$508.2M", "5.082亿美元"),
        ("+$41.5M", "+4,150万美元"),
        ("−$390.8M", "−3.908亿美元"),
        ("$2.3T", "2.3万亿美元"),
        ("$64.5K", "6.45万美元"),
        ("$8.5K", "8,500美元"),
        ("$64,512", "64,512美元"),
        ("$0.00001234", "0.00001234美元"),
        ("¥12.0B", "120亿日元"),
        ("CN¥6.2B", "62亿元人民币"),
        ("1,250 BTC", "1,250 BTC"),
        ("12.5K BTC", "1.25万 BTC"),
        ("+12.3\N{NO-BREAK SPACE}%", "+12.3%"),
        ("−0.4\N{NO-BREAK SPACE}pp", "−0.4 pp"),
        ("1.0834", "1.0834"),
        ("$1.5 billion", "$1.5 billion"),
    ],
)
def test_an_amount_is_the_same_number_in_chinese(zh: dict[str, Theme], english: str, chinese: str) -> None:
    written = zh["letter"].words.quantities.written(english)
    assert written == chinese
    assert ENGLISH.quantities.written(english) == english


def test_days_and_times(zh: dict[str, Theme]) -> None:
    when, zone = zh["letter"].words.moments, ZoneInfo("Asia/Shanghai")
    assert when.long_day(date(2026, 2, 6)) == "2026年2月6日 星期五"
    assert when.local(NOW, zone) == "2026年2月6日周五 20:00"
    assert when.near(datetime(2026, 2, 5, 12, 0, tzinfo=UTC), zone, NOW) == "周四 20:00"
    assert when.due(datetime(2027, 2, 9, 1, 30, tzinfo=UTC), zone, NOW) == "2027年2月9日周二 09:30"
    assert when.age(datetime(2026, 2, 3, 12, 0, tzinfo=UTC), NOW) == "3 天"


def test_a_language_without_a_catalogue_is_english(templates: str, desk: Digest) -> None:
    theme = load_theme("letter", [templates], ("America/New_York",), language="de")
    assert theme.words.tag == "en"
    assert load_theme("letter", [templates], language="zh").words.tag == "zh-Hans"
    (page,) = render(desk, theme, ("page",))
    assert '<html lang="en">' in page.content


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[words]\n"{n} points" = "{m} Punkte"', "has other slots"),
        ('[dates]\nmonth_patern = "{month}"', "month_patern"),
        ('[labels]\n"New" = "Neu"', "not known: labels"),
        ("[words", "Expected"),
    ],
)
def test_a_broken_catalogue_is_told_with_its_file(
    templates: str, tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "letter" / LANGUAGES).mkdir(parents=True)
    (tmp_path / "letter" / LANGUAGES / "de.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=told) as raised:
        load_theme("letter", [str(tmp_path), templates], language="de")
    assert "de.toml" in str(raised.value)


def test_a_language_of_ones_own_is_one_file(templates: str, tmp_path: Path, desk: Digest) -> None:
    (tmp_path / "letter" / LANGUAGES).mkdir(parents=True)
    words = '[words]\n"Ledger" = "Bilanz"\n[dates]\nlong_pattern = "{day}. {number}. {year}"\n'
    (tmp_path / "letter" / LANGUAGES / "de.toml").write_text(words, encoding="utf-8")
    theme = load_theme("terse", [str(tmp_path), templates], ("America/New_York",), language="de-AT")
    (page,) = render(desk, theme, ("page",))
    assert '<html lang="de">' in page.content
    assert ">Bilanz<" in page.content
    assert "6. 2. 2026" in page.content


def test_a_reason_that_no_form_reads_is_marked_as_english(zh: dict[str, Theme], desk: Digest) -> None:
    odd = replace(desk.briefs[0], because="a plugin of yours says so")
    sections = tuple(
        replace(s, items=tuple(odd if i is desk.briefs[0] else i for i in s.items)) for s in desk.sections
    )
    page, mail = render(replace(desk, sections=sections), zh["letter"], ("page", "mail"))
    for rendition in (page, mail):
        assert '入选理由：<span lang="en">a plugin of yours says so</span>' in rendition.content
