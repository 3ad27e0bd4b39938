"""The preview as a process of its own: who may speak to it, and what a browser does with it."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from digest.demo import demo


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded")
    demo(folder)
    return folder


@dataclass(frozen=True)
class Desk:
    """A preview that runs, and the folder it works in."""

    folder: Path
    address: str
    port: int
    token: str

    def ask(self, path: str, method: str = "GET", body: Any = None, **headers: str) -> tuple[int, str]:
        """The status and the body of one request; a header given as ``""`` is not sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"host": f"127.0.0.1:{self.port}"}
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        if method == "POST":
            sent |= {"origin": f"http://127.0.0.1:{self.port}", "content-type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True)
        for name, value in sent.items():
            if value:
                connection.putheader(name, value)
        if data is not None:
            connection.putheader("content-length", str(len(data)))
        connection.endheaders(data)
        answer = connection.getresponse()
        told = answer.read().decode()
        connection.close()
        return answer.status, told

    def state(self) -> dict[str, Any]:
        status, told = self.ask(f"/{self.token}/state")
        assert status == 200
        state: dict[str, Any] = json.loads(told)
        return state

    def change(self, **asked: Any) -> tuple[int, dict[str, Any]]:
        status, told = self.ask(f"/{self.token}/change", "POST", asked)
        return status, json.loads(told)

    @property
    def config(self) -> str:
        return (self.folder / "config.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def desk(recorded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("preview") / "desk"
    shutil.copytree(recorded, folder)
    words = [
        sys.executable,
        "-m",
        "digest",
        "preview",
        "--config",
        str(folder / "config.toml"),
        "--no-browser",
    ]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout is not None
        address = running.stdout.readline().split()[0]
        parts = urlsplit(address)
        yield Desk(folder, address, parts.port or 0, parts.path.strip("/"))
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=20) in (0, 1, 130, -signal.SIGINT)


@pytest.fixture(autouse=True)
def as_it_was(desk: Desk, recorded: Path) -> Iterator[None]:
    """One process serves all tests; each finds it as it began."""
    yield
    shutil.rmtree(desk.folder / "templates", ignore_errors=True)
    (desk.folder / "config.toml").write_bytes((recorded / "config.toml").read_bytes())
    desk.change(theme="letter")
    desk.change(**{"take back": True})


def test_nobody_comes_in_without_the_token(desk: Desk) -> None:
    other = "x" * len(desk.token)
    for path in (
        "/",
        "/state",
        f"/{other}/",
        f"/{other}/state",
        f"/{other}/edition/page",
        f"/{desk.token}x/state",
    ):
        assert desk.ask(path)[0] == 404, path
    assert desk.ask(f"/{other}/change", "POST", {"save": True})[0] == 404
    assert desk.ask(f"/{desk.token}/state")[0] == 200


def test_a_name_made_to_point_here_is_refused(desk: Desk) -> None:
    for host in (
        "evil.example",
        f"evil.example:{desk.port}",
        "127.0.0.1",
        f"127.0.0.1.evil.example:{desk.port}",
        "",
    ):
        assert desk.ask(f"/{desk.token}/state", host=host)[0] in (400, 421), host
    assert desk.ask(f"/{desk.token}/state", host=f"localhost:{desk.port}")[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ""},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"content_type": "text/plain"},
        {"content_type": "application/x-www-form-urlencoded"},
    ],
)
def test_another_page_changes_nothing(desk: Desk, headers: dict[str, str]) -> None:
    asked = {"set": ["signal", "recency", "weight"], "to": 3}
    status, _ = desk.ask(f"/{desk.token}/change", "POST", asked, **headers)
    assert status == 403
    assert desk.state()["changed"] == []


@pytest.mark.parametrize(
    "name", ["../../config.toml", "..%2f..%2fconfig.toml", "workbench.py", "%00", "preview.html"]
)
def test_no_other_file_is_read(desk: Desk, name: str) -> None:
    status, told = desk.ask(f"/{desk.token}/{name}")
    assert (status, "[[" in told) == (404, False)
    assert desk.ask(f"/{desk.token}/edition/{name}")[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 20_000,
        b"[]",
        b'"x"',
        b'{"save": "yes"}',
        b'{"set": ["digest", "sample", "zone"], "to": 1}',
        b'{"set": ["signal", "recency", "name"], "to": 1}',
        b'{"set": ["signal", "nobody", "weight"], "to": 1}',
        b'{"set": ["signal", "recency", "weight"], "to": "3"}',
        b'{"set": ["signal", "recency", "weight"], "to": 1e400}',
        b'{"day": "yesterday"}',
        b'{"day": "2020-01-01"}',
        b'{"theme": "../.."}',
        b'{"rate": "no-such-story", "mark": 1}',
        b'{"x": "' + b"y" * 20_000 + b'"}',
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(desk: Desk, body: bytes) -> None:
    before = desk.config
    status, told = desk.ask(f"/{desk.token}/change", "POST", body)
    assert status in (400, 409) or json.loads(told)["fault"]
    assert "Traceback" not in told
    assert (desk.config, desk.state()["changed"]) == (before, [])


def test_a_weight_outside_its_range_is_a_fault_and_the_edition_stays(desk: Desk) -> None:
    before = desk.state()
    _, told = desk.change(set=["signal", "recency", "weight"], to=99)
    assert "signal" in told["fault"] and "less than or equal to 10" in told["fault"]
    assert (told["changed"], told["stories"]) == ([], before["stories"])


def test_a_change_is_seen_saved_and_nothing_else_is_touched(desk: Desk) -> None:
    before = desk.config
    _, told = desk.change(set=["source", "ledgerline", "weight"], to=0.2)
    assert told["changed"] == ["source.ledgerline.weight"]
    assert any("authority" in one["why"] for one in told["diff"])
    assert desk.config == before
    status, told = desk.change(save=True)
    assert (status, told["changed"], told["diff"]) == (200, [], [])
    was, now = before.splitlines(), desk.config.splitlines()
    assert [(a, b) for a, b in zip(was, now, strict=True) if a != b] == [("weight = 1.2", "weight = 0.2")]
    assert not list(desk.folder.glob(".*.part"))


def test_a_source_and_a_filter_are_switched_off_and_changes_taken_back(desk: Desk) -> None:
    stories = desk.state()["stories"]
    _, told = desk.change(set=["source", "swiftwire", "enabled"], to=False)
    assert [one["enabled"] for one in told["sources"] if one["id"] == "swiftwire"] == [False]
    assert told["stories"] != stories
    _, told = desk.change(set=["filter", "no paid posts", "enabled"], to=False)
    assert [one["enabled"] for one in told["filters"]] == [False]
    _, told = desk.change(**{"take back": True})
    assert (told["changed"], told["stories"]) == ([], stories)


def test_a_file_changed_by_somebody_else_is_not_written_over(desk: Desk) -> None:
    desk.change(set=["signal", "recency", "weight"], to=2)
    path = desk.folder / "config.toml"
    path.write_text("# mine\n" + desk.config, encoding="utf-8")
    status, told = desk.change(save=True)
    if status == 409:  # it may have looked by itself already
        assert "was changed since it was read" in told["refused"]
        status, told = desk.change(save=True)
    assert status == 200
    assert desk.config.startswith("# mine\n")
    assert "weight = 2" in desk.config


def test_a_story_is_marked_and_the_mark_taken_back(desk: Desk) -> None:
    story = desk.state()["stories"][3]
    _, told = desk.change(rate=story["id"], mark=1)
    again = next(one for one in told["stories"] if one["id"] == story["id"])
    assert again["mark"] == 1
    assert again["points"] > story["points"]
    _, told = desk.change(rate=story["id"], mark=0)
    assert next(one for one in told["stories"] if one["id"] == story["id"])["points"] == story["points"]


@pytest.mark.parametrize("wanted", ["page", "mail", "text", "markdown", "json", "chat"])
def test_every_rendition_can_be_looked_at_in_every_theme(desk: Desk, wanted: str) -> None:
    for theme in desk.state()["themes"]:
        desk.change(theme=theme)
        status, told = desk.ask(f"/{desk.token}/edition/{wanted}")
        assert (status, "Yinfa [2026] No. 42" in told.replace("\\", "")) == (200, True), theme


def test_without_its_packages_it_says_what_to_install(recorded: Path) -> None:
    blocked = "import sys; sys.modules['uvicorn'] = None; from digest.cli import main; main()"
    words = [sys.executable, "-c", blocked, "preview", "--config", str(recorded / "config.toml")]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "market-digest[preview]" in told.stderr


@pytest.fixture
def page(desk: Desk, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(desk.address)
    expect(page.locator("details.story").first).to_be_visible()
    yield page
    assert heard == []
    page.close()


def headlines(page: Page) -> list[str]:
    expect(page.frame_locator("#frame").locator("#top h3 a").first).to_be_visible()
    return page.frame_locator("#frame").locator("#top h3 a").all_inner_texts()


@pytest.mark.slow
def test_a_slider_changes_the_order_and_saves_it(desk: Desk, page: Page) -> None:
    before, text = headlines(page), desk.config
    page.get_by_role("tab", name="Signals").click()
    page.get_by_label("Weight of recency").fill("3")
    expect(page.locator("#status")).to_contain_text("1 change not in config.toml")
    expect(page.frame_locator("#frame").locator("#top h3 a").nth(2)).not_to_have_text(before[2])
    assert headlines(page) != before
    page.get_by_role("tab", name="Diff").click()
    expect(page.locator("#diff")).to_contain_text("recency")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#status")).to_contain_text("as in config.toml")
    added = [line for line in desk.config.splitlines() if line not in text.splitlines()]
    assert added == ["weight = 3"]


@pytest.mark.slow
def test_the_keyboard_does_it_all(desk: Desk, page: Page) -> None:
    page.get_by_role("tab", name="Stories").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Signals")).to_be_focused()
    page.get_by_label("Weight of coverage").focus()
    page.keyboard.press("Home")
    expect(page.locator("#status")).to_contain_text("1 change")
    expect(page.get_by_label("Weight of coverage")).to_be_focused()
    page.get_by_role("button", name="Take back").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("as in config.toml")


@pytest.mark.slow
def test_a_story_of_the_page_shows_its_terms(page: Page) -> None:
    page.frame_locator("#frame").locator("#top article").nth(1).hover()
    pointed = page.locator("details.story.pointed")
    expect(pointed).to_have_count(1)
    pointed.locator("summary").click()
    expect(pointed.locator(".terms tr").first).to_be_visible()


@pytest.mark.slow
def test_a_saved_template_is_seen_and_a_broken_config_told(desk: Desk, page: Page) -> None:
    own = desk.folder / "templates" / "letter" / "page" / "glance.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% macro glance(lines) %}<p>My own glance</p>{% endmacro %}", encoding="utf-8")
    expect(page.frame_locator("#frame").locator("body")).to_contain_text("My own glance")
    path, text = desk.folder / "config.toml", desk.config
    path.write_text(text.replace('kind = "top"', 'kind = "topp"'), encoding="utf-8")
    expect(page.locator("#fault")).to_contain_text("did you mean 'top'")
    expect(page.frame_locator("#frame").locator("body")).to_contain_text("My own glance")
    path.write_text(text, encoding="utf-8")
    expect(page.locator("#fault")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 768])
def test_it_fits_a_phone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for tab in ("Signals", "Sources", "Filters", "Diff", "Stories"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, tab
