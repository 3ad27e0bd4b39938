"""The site in a real browser: from a disk and from a folder of a host, with a keyboard, without scripts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from digest.model import Archive, Digest
from digest.render import Theme, site

FIRST = datetime.fromisoformat("2025-11-20T07:00")
DAYS = 79
Scheme = Literal["light", "dark"]
PAGES = (
    "index.html",
    "archive.html",
    "2025-12/index.html",
    "topics.html",
    "search.html",
    "threads/s-rsi.html",
    "assets/btc.html",
    "bodies/pboc.html",
    "2026-02-06/ledger.html",
)

pytestmark = pytest.mark.slow


def edition_at(desk: Digest, slot: datetime) -> Digest:
    key = replace(desk.edition.key, slot=slot)
    return replace(desk, masthead=replace(desk.masthead, edition=replace(desk.edition, key=key)))


@pytest.fixture(scope="module")
def folder(desk: Digest, theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four months of the desk's editions, below a folder that is not the host's root."""
    top = tmp_path_factory.mktemp("host")
    days = [edition_at(desk, FIRST + timedelta(days=day)) for day in range(DAYS)]
    wanted = (
        "2026-02-0",
        "2025-12/",
        "search",
        "keys",
        "index",
        "archive",
        "topics",
        "threads",
        "assets",
        "bodies",
    )
    for file in site(Archive.of("Morning desk", days), theme):
        if file.path.startswith((*wanted, "2026-01/", "2025-11/")):
            path = top / "desk" / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
    return top / "desk"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module", params=["disk", "host"])
def root(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of the site, with ``/`` at its end."""
    if request.param == "disk":
        yield f"{folder.as_uri()}/"
        return
    with served(folder.parent) as address:
        yield f"{address}/desk/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """The page, and whatever the browser complains of."""
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", lambda request: heard.append(request.url))
    page.goto(address)
    return page, heard


def test_the_search_by_keyboard(context: BrowserContext, root: str) -> None:
    page, heard = opened(context, f"{root}2026-02-05/index.html")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("weekly RSI")
    results = page.locator("#found a")
    expect(results).to_have_count(60)
    expect(page.locator("#answer")).to_have_text(f"{DAYS} stories · the first 60 shown")
    expect(page.locator("#found .when").first).to_have_text("Fri 6 Feb 2026")
    expect(page.locator("#found mark").first).to_have_text("weekly")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(results).to_have_count(0)
    expect(field).to_have_value("")
    page.keyboard.type("weekly rsi 4 feb")
    expect(results).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/2026-02-04/index.html#story-s-rsi")
    page.go_back()
    expect(field).to_have_value("weekly rsi 4 feb")
    expect(results).to_have_count(1)
    assert heard == []


@pytest.mark.parametrize(
    ("words", "many"),
    [("RSI weekly", True), ("WÉEKLY", True), ("rsi\u3000weekly", True), ("weekly nothingness", False)],
)
def test_what_is_found(context: BrowserContext, root: str, words: str, many: bool) -> None:
    page, _ = opened(context, f"{root}search.html")
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("#answer")).to_have_text(
        f"{DAYS} stories · the first 60 shown" if many else "Nothing found"
    )


def test_a_sentence_without_spaces_is_found_by_a_part_of_it(context: BrowserContext, root: str) -> None:
    page, _ = opened(context, f"{root}search.html#{'以太坊基金'}")
    expect(page.locator("#found mark").first).to_have_text("以太坊基金")


def test_a_month_that_cannot_be_had_is_named(context: BrowserContext, root: str) -> None:
    context.route("**/search/2025-12.js", lambda route: route.abort())
    page, _ = opened(context, f"{root}search.html#rsi")
    expect(page.locator("#answer")).to_contain_text("could not be loaded: 2025-12")
    expect(page.locator("#found a")).to_have_count(48)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_page_fits_and_asks_nobody_else(
    browser: Browser, folder: Path, path: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page, heard = opened(context, (folder / path).as_uri())
    if path == "search.html":
        page.get_by_role("searchbox").fill("the")
        expect(page.locator("#found a")).to_have_count(60)
    assert heard == []
    assert all(url.startswith(folder.as_uri()) for url in asked)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_first_view_is_light(folder: Path, path: str) -> None:
    """Page, style and script together, before any compression."""
    script = "search.js" if path == "search.html" else "keys.js"
    page = (folder / path).read_bytes()
    assert page.count(b"<script") == page.count(f'{script}" data-search'.encode()) == 1
    assert b'<link rel="stylesheet"' not in page
    assert len(page) + len((folder / script).read_bytes()) < 60_000


def test_without_scripts_the_lists_lead_everywhere(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page, heard = opened(context, f"{root}index.html")
    page.get_by_role("link", name="Search").click()
    assert not page.get_by_role("searchbox").is_visible()
    page.locator("main a").first.click()
    page.get_by_role("link", name="December").click()
    expect(page.locator("h1")).to_have_text("December 2025")
    expect(page.locator(".editions > li")).to_have_count(31)
    page.get_by_role("link", name="Topics").click()
    page.get_by_role("link", name="BTC").click()
    expect(page.locator("h1")).to_have_text("BTC")
    page.locator(".tellings-of h3 a").first.click()
    assert "/2026-02-06/index.html#story-" in page.url
    page.get_by_role("link", name="Every entry, and what became of it").click()
    expect(page.locator("h1")).to_have_text("Ledger")
    assert heard == []
    context.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The checks of axe-core, as a script."""
    found = find_spec("axe_playwright_python")
    assert found and found.origin
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_everybody_can_read_it(browser: Browser, folder: Path, axe: str, path: str, scheme: Scheme) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page, _ = opened(context, (folder / path).as_uri())
    if path == "search.html":
        page.get_by_role("searchbox").fill("weekly")
        expect(page.locator("#found a")).to_have_count(60)
    for fold in page.locator("summary").all():
        fold.click()
    page.evaluate(axe)
    told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    wrong = [(one["id"], one["nodes"][0]["html"][:200]) for one in told["violations"]]
    assert wrong == []
    assert len(told["passes"]) > 10
    context.close()


def test_a_page_prints_as_paper(context: BrowserContext, folder: Path) -> None:
    """Black on white even where the screen is dark, without what only a screen can use."""
    page, _ = opened(context, (folder / "index.html").as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    style = "getComputedStyle(document.documentElement)"
    assert page.evaluate(f"[{style}.color, {style}.backgroundColor]") == [
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    ]
    assert not page.get_by_role("navigation").first.is_visible()
    assert not page.get_by_role("link", name="Skip to the content").is_visible()
    kept_with_next = "all => all.map(one => getComputedStyle(one).breakAfter)"
    assert set(page.locator("h2, h3, .kicker").evaluate_all(kept_with_next)) == {"avoid"}
    headlines = page.locator(".brief h3 a")
    shown = "all => all.map(one => [one.href, JSON.parse(getComputedStyle(one, '::after').content)])"
    addresses = headlines.evaluate_all(shown)
    assert len(addresses) > 3
    assert all(shown == address for address, shown in addresses)
    assert page.locator(".tellings .teller").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF-")


def test_the_policy_lets_no_other_script_run(context: BrowserContext, folder: Path) -> None:
    html = (folder / "search.html").read_text(encoding="utf-8")
    assert "script-src 'self'" in html
    (folder / "owned.html").write_text(
        html.replace("</body>", "<script>document.title = 'owned'</script></body>"), encoding="utf-8"
    )
    page, heard = opened(context, (folder / "owned.html").as_uri())
    assert page.title() != "owned"
    assert any("Content Security Policy" in said for said in heard)
