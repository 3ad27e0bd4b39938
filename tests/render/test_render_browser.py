"""The page and the mail in a real browser: nothing loaded, nothing refused, nothing out of place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from digest.model import Archive, Brief, Digest, Item, Section
from digest.render import Theme, load_theme, render, site

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

# Every text with its contrast to the nearest background behind it, after WCAG 2.
CONTRASTS = """() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const part = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const told = [];
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    const said = walk.currentNode.data.trim();
    if (!said || !e.getClientRects().length || e.closest("svg, .preheader")) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    told.push([Math.round(ratio * 100) / 100, said.slice(0, 40)]);
  }
  return told;
}"""


@pytest.fixture(scope="module")
def folder(desk: Digest, theme: Theme, templates: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition in its formats, the same with words no layout likes, and a site."""
    root = tmp_path_factory.mktemp("renditions")
    unkind = replace(desk, sections=tuple(with_long_words(section) for section in desk.sections))
    for name, told in (("kind", desk), ("unkind", unkind)):
        (root / name).mkdir()
        for rendition in render(told, theme, ("page", "mail")):
            (root / name / f"{rendition.format}.html").write_text(rendition.content, encoding="utf-8")
    for name in ("terse", "counsel"):
        (root / name).mkdir()
        other = load_theme(name, [templates], zones=("America/New_York",))
        for rendition in render(unkind if name == "terse" else desk, other, ("page", "mail")):
            (root / name / f"{rendition.format}.html").write_text(rendition.content, encoding="utf-8")
    (root / "zh").mkdir()
    chinese = load_theme("letter", [templates], ("America/New_York",), language="zh-Hans")
    hard = replace(desk, sections=tuple(with_hard_values(section) for section in desk.sections))
    for name, told, speaking in (("hard", hard, theme), ("zh", hard, chinese)):
        (root / name).mkdir(exist_ok=True)
        for rendition in render(told, speaking, ("page", "mail")):
            (root / name / f"{rendition.format}.html").write_text(rendition.content, encoding="utf-8")
    for file in site(Archive.of("Morning desk", (desk,)), theme):
        path = root / "site" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.content, encoding="utf-8")
    return root


def with_long_words(section: Section) -> Section:
    def strained(brief: Brief) -> Brief:
        return replace(
            brief, headline="unbroken" * 50, because="W" * 1260, event="e" * 90, news=("n" * 1260,)
        )

    items = tuple(strained(item) if item.layout == "brief" else item for item in section.items)
    items = tuple(replace(i, text="t" * 1260) if i.layout == "line" else i for i in items)
    items = tuple(replace(i, label="L" * 60) if i.layout in ("flow", "mover") else i for i in items)
    return replace(section, items=items, notes=("note" * 315,))


HARD = (
    ("ar", "البنك المركزي يرفع سعر الفائدة إلى 5.25% ويحذر من مخاطر العملات المشفرة"),
    (
        "en",
        "Regulator says exchange lost $41.5M in an exploit that went on through the night, " * 4
        + "it said",
    ),
    ("en", "🚀🚀 Dogecoin 👩‍💻 rockets 312% 🇺🇸 after listing 🤯"),
    ("und", ""),
)


def with_hard_values(section: Section) -> Section:
    """Right-to-left, long, decorated and empty headlines; amounts of 10^-8 and 10^13, and none at all."""
    large, small = Decimal("1E13"), Decimal("1E-8")
    items: list[Item] = []
    for at, item in enumerate(section.items):
        language, headline = HARD[at % len(HARD)]
        if item.layout == "brief":
            item = replace(item, language=language, headline=headline, summary=(), event="", published=None)
        elif item.layout == "flow":
            item = replace(item, net=-large if at % 2 else small, inflow=None, outflow=large, mean=None)
        elif item.layout == "mover":
            item = replace(
                item, change=Decimal(9999) if at % 2 else -small, price=small, market_cap=None, volume=large
            )
        elif item.layout == "measure":
            item = replace(
                item, value=large if at % 2 else small, day=Decimal("-99.9"), week=None, trend=()
            )
        items.append(item)
    return replace(section, items=tuple(items))


def opened(browser: Browser, file: Path, width: int, scheme: Scheme) -> tuple[Page, list[str]]:
    """The file in a window, every fold open, and whatever the browser complained of or asked for."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    for fold in page.locator("summary").all():
        fold.click()
    return page, heard


THEMED = ("terse/page", "terse/mail", "counsel/page", "counsel/mail")
HARDER = ("hard/page", "hard/mail", "zh/page", "zh/mail")
FILES = ("kind/page", "kind/mail", "unkind/page", "unkind/mail", *HARDER, *THEMED)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_fits_the_window_and_asks_for_nothing(
    browser: Browser, folder: Path, name: str, width: int
) -> None:
    page, heard = opened(browser, folder / f"{name}.html", width, "light")
    assert heard == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


# Where each sign and each percent sign of a table stands from its number: −1 to the left, 1 to the right.
SIDES = """all => all.map(one => {
  const text = one.firstChild;
  const at = (start, end) => {
    const range = document.createRange();
    range.setStart(text, start);
    range.setEnd(text, end);
    return range.getBoundingClientRect().left;
  };
  const digits = at(1, 2);
  return [Math.sign(at(0, 1) - digits), Math.sign(at(text.length - 1, text.length) - digits)];
})"""


@pytest.mark.slow
@pytest.mark.parametrize("theme_name", ["letter", "terse", "counsel"])
def test_a_page_from_right_to_left_begins_in_the_window(
    browser: Browser, desk: Digest, templates: str, tmp_path: Path, theme_name: str
) -> None:
    theme = load_theme(theme_name, [templates], zones=("America/New_York",))
    told = render(desk, theme, ("page",))[0].content
    file = tmp_path / "page.html"
    file.write_text(told.replace('<html lang="en">', '<html lang="ar" dir="rtl">'), encoding="utf-8")
    page, _ = opened(browser, file, 360, "light")
    assert page.evaluate("[scrollX, document.documentElement.scrollWidth]") == [0, 360]
    place = page.locator("h1").bounding_box()
    assert place
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 360
    numbers = page.locator(".movers td.amount, .market .changes .in, .market .changes .out")
    percents = numbers.filter(has_text="%")
    assert percents.count() > 4
    assert {tuple(one) for one in percents.evaluate_all(SIDES)} == {(-1, 1)}
    page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["kind/page", "kind/mail", "zh/page", "zh/mail", "site/archive", *THEMED])
def test_every_word_stands_out(browser: Browser, folder: Path, name: str, scheme: Scheme) -> None:
    page, _ = opened(browser, folder / f"{name}.html", 390, scheme)
    told: list[Any] = page.evaluate(CONTRASTS)
    assert len(told) > 3
    assert [text for ratio, text in told if ratio < 4.5] == []
    page.context.close()


@pytest.mark.slow
def test_dark_is_dark(browser: Browser, folder: Path) -> None:
    for name, element in (("kind/page", "html"), ("kind/mail", "body")):
        colours = []
        for scheme in SCHEMES:
            page, _ = opened(browser, folder / f"{name}.html", 390, scheme)
            colour = f"getComputedStyle(document.querySelector('{element}')).backgroundColor"
            colours.append(page.evaluate(colour))
            page.context.close()
        assert colours == ["rgb(251, 249, 244)", "rgb(23, 22, 19)"]


@pytest.mark.slow
def test_the_policy_holds(browser: Browser, folder: Path) -> None:
    """What a page must not do is refused even if it were written into it."""
    page, heard = opened(browser, folder / "kind/page.html", 390, "light")
    html = page.content().replace("</body>", "<script>document.title = 'owned'</script></body>")
    file = folder / "owned.html"
    file.write_text(html, encoding="utf-8")
    page.goto(file.as_uri())
    assert page.title() == "Morning desk, Fri 6 Feb 2026"
    assert any("Content Security Policy" in said for said in heard)
    page.context.close()


@pytest.mark.slow
def test_a_keyboard_reaches_the_content_first(browser: Browser, folder: Path) -> None:
    page, _ = opened(browser, folder / "kind/page.html", 390, "light")
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    page.wait_for_url("**#content")
    page.context.close()
