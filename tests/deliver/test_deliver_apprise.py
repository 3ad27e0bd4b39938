"""Editions to chats: a real server at the far end of apprise's own requests."""

from __future__ import annotations

import json
import logging
import re
import socket
import sys
from typing import Any

import pytest
from delivery_samples import NOW, edition, rendition
from pydantic import TypeAdapter, ValidationError
from pytest_httpserver import HTTPServer
from werkzeug import Response

from digest.deliver.channels.apprise import Apprise
from digest.errors import DeliveryError

TITLE = "Morning desk, Fri 6 Feb 2026"
TEXT = "2 of 2 sources answered\n\n• NEW · A <b> & c\n  https://a.example/x\n\nThe end"
BRIEF = f"{TITLE}\n\n{TEXT}\n"
SECRET = "s3cretpath"


def chat(address: str, **options: Any) -> Apprise:
    return Apprise({"desk": address}, **options)


def at(server: HTTPServer, schema: str = "json", path: str = SECRET) -> str:
    return f"{schema}://{server.host}:{server.port}/{path}"


def send(to: Apprise, brief: str = BRIEF) -> str:
    return to.send(edition(), (rendition("chat", brief),), "desk", NOW)


def heard(server: HTTPServer) -> list[Any]:
    return [json.loads(request.get_data()) for request, _ in server.log]


def test_title_and_text_arrive(httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/{SECRET}").respond_with_data("")
    assert send(chat(at(httpserver))) == "1 message"
    (told,) = heard(httpserver)
    assert told["title"] == TITLE
    assert told["message"] == TEXT


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("mmost://HOST/" + "k" * 26, "/hooks/" + "k" * 26),
        ("rocket://" + "a" * 24 + "/" + "b" * 24 + "@HOST", "/hooks/" + "a" * 24 + "/" + "b" * 24),
        ("gotify://HOST/" + "t" * 15, "/message"),
        ("ntfy://HOST/desk", "/"),
    ],
)
def test_services_on_a_host_of_ones_own(httpserver: HTTPServer, address: str, path: str) -> None:
    """Plain text at each, also where Markdown is read: no backslashes, no picture from elsewhere."""
    httpserver.expect_request(path).respond_with_json({"success": True})
    assert send(chat(address.replace("HOST", f"{httpserver.host}:{httpserver.port}"))) == "1 message"
    ((request, _),) = httpserver.log
    sent = request.get_data(as_text=True)
    assert "https://a.example/x" in sent
    assert TITLE in sent
    assert "\\\\" not in sent
    assert "github" not in sent


@pytest.mark.parametrize(
    ("status", "then"),
    [
        (500, "again"),
        (503, "again"),
        (429, "again"),
        (400, "owed"),
        (401, "owed"),
        (404, "owed"),
        (302, "owed"),
    ],
)
def test_what_an_answer_means(
    httpserver: HTTPServer, status: int, then: str, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"Location": httpserver.url_for("/elsewhere")}
    httpserver.expect_request(f"/{SECRET}").respond_with_data(SECRET, status=status, headers=headers)
    httpserver.expect_request("/elsewhere").respond_with_data("")
    with (
        caplog.at_level(logging.DEBUG),
        pytest.raises(DeliveryError, match=f"desk: answered {status}") as told,
    ):
        send(chat(at(httpserver)))
    assert told.value.then == then
    assert SECRET not in str(told.value)
    assert {one.name for one in caplog.records} <= {"werkzeug"}  # the server at the far end
    assert [request.path for request, _ in httpserver.log] == [f"/{SECRET}"]


def test_nobody_answers(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DeliveryError, match="no answer") as told:
        send(chat(f"json://127.0.0.1:{port}/{SECRET}"))
    assert told.value.then == "again"
    assert SECRET not in str(told.value) + "".join(capsys.readouterr())


def test_somebody_answers_too_late() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(DeliveryError, match="no answer") as told:
            send(chat(f"json://127.0.0.1:{silent.getsockname()[1]}/", timeout_seconds=0.2))
    assert told.value.then == "again"


def brief_of(count: int) -> str:
    stories = (f"• NEW · Story {n} {'word ' * 20}\n  https://a.example/{n}" for n in range(count))
    return "\n\n".join(["Morning desk", "all answered", *stories, "The whole edition: https://b.example/"])


def test_a_long_edition_is_cut_between_stories(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hooks/" + "k" * 26).respond_with_data("")
    assert send(chat(at(httpserver, "mmost", "k" * 26), messages=2), brief_of(60)) == "2 messages"
    first, second = (told["text"] for told in heard(httpserver))
    assert max(len(first), len(second)) <= 4000
    assert first.startswith("Morning desk (1/2)\r\nall answered\n\n• NEW · Story 0")
    assert second.startswith("Morning desk (2/2)\r\n• NEW · Story ")
    printed = (first + second).count("• NEW · Story ")
    assert second.endswith(f"… and {60 - printed} more\nThe whole edition: https://b.example/")
    assert re.findall(r"https://a\.example/(\d+)", first + second) == [str(n) for n in range(printed)]


def test_a_second_message_that_fails_is_not_sent_with_the_first_again(httpserver: HTTPServer) -> None:
    answers = iter((Response(""), Response("", 503)))
    httpserver.expect_request("/hooks/" + "k" * 26).respond_with_handler(lambda _: next(answers))
    with pytest.raises(DeliveryError, match="answered 503 to message 2 of 2") as told:
        send(chat(at(httpserver, "mmost", "k" * 26), messages=2), brief_of(60))
    assert told.value.then == "held"


def test_a_service_with_too_little_room_says_so() -> None:
    to = chat("freemobile://user@password")  # 160 characters
    with pytest.raises(DeliveryError, match="hold 160 characters, which is too few") as told:
        send(to, "A desk\n\nall answered\n\n" + "An ending " * 30)
    assert told.value.then == "refused"


def test_addresses_are_not_shown() -> None:
    to = Apprise({"desk": f"json://user:{SECRET}@a.example/", "ops": "json://b.example/"})
    assert SECRET not in repr(to)
    assert to.targets() == ("desk", "ops")
    assert to.formats == ("chat",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"chats": {}},
        {"chats": {"desk": f"nosuch://{SECRET}"}},
        {"chats": {"desk": ""}},
        {"chats": {"desk": f"mailto://u:{SECRET}@a.example/b@a.example,c@a.example?mode=insecure&to=x@a.example,y@a.example"}},
        {"chats": {"desk": "json://a.example/"}, "messages": 0},
        {"chats": {"desk": "json://a.example/"}, "timeout_seconds": 0},
        {"chats": {"desk": "json://a.example/"}, "tiemout": 1},
        {},
    ],
)  # fmt: skip
def test_options_that_cannot_be(wrong: dict[str, object], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValidationError) as told:
        TypeAdapter(Apprise).validate_python(wrong)
    assert all(SECRET not in error["msg"] for error in told.value.errors())
    assert SECRET not in "".join(capfd.readouterr())


def test_without_apprise_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(ValueError, match=r"market-digest\[apprise\]"):
        chat("json://a.example/")
