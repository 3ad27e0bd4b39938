"""The edition's record to a hook: one signed request to a real server."""

from __future__ import annotations

import hashlib
import hmac
import socket
from typing import Any

import pytest
from delivery_samples import NOW, edition, rendition
from pydantic import TypeAdapter, ValidationError
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from digest.deliver.channels.webhook import Webhook, signature
from digest.errors import DeliveryError

SECRET = "a secret of mine"
RECORD = rendition("json", '{"title": "汇"}\n')


def hook(url: str, **options: Any) -> Webhook:
    return Webhook(url, SECRET, insecure=True, **options)


def send(to: Webhook) -> str:
    return to.send(edition(), (RECORD,), to.targets()[0], NOW)


def test_what_arrives_is_the_record_and_can_be_checked(httpserver: HTTPServer) -> None:
    heard: list[Request] = []

    def answer(request: Request) -> Response:
        request.get_data()
        heard.append(request)
        return Response(status=204)

    httpserver.expect_request("/in", query_string="k=v", method="POST").respond_with_handler(answer)
    assert send(hook(httpserver.url_for("/in?k=v"))) == "answered 204"
    (request,) = heard
    body = request.get_data()
    assert body == RECORD.data
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["X-Digest-Edition"] == "daily/2026-02-06T07:00"
    stamp = request.headers["X-Digest-Timestamp"]
    assert stamp == str(int(NOW.timestamp()))
    signed = hmac.new(SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert request.headers["X-Digest-Signature"] == f"sha256={signed}"


def test_a_signature_is_of_all_it_covers() -> None:
    true = signature(SECRET, "1770357605", b"{}")
    assert true == "sha256=" + hmac.new(SECRET.encode(), b"1770357605.{}", "sha256").hexdigest()
    assert len({true, signature("other", "1770357605", b"{}"), signature(SECRET, "1", b"{}")}) == 3


@pytest.mark.parametrize(
    ("status", "then"),
    [
        (500, "again"),
        (503, "again"),
        (429, "again"),
        (408, "again"),
        (400, "owed"),
        (401, "owed"),
        (404, "owed"),
        (302, "owed"),
        (410, "refused"),
    ],
)
def test_what_an_answer_means(httpserver: HTTPServer, status: int, then: str) -> None:
    headers = {"Location": httpserver.url_for("/elsewhere"), "Retry-After": "30"}
    httpserver.expect_request("/in").respond_with_data("", status=status, headers=headers)
    httpserver.expect_request("/elsewhere").respond_with_data("", status=200)
    with pytest.raises(DeliveryError, match=f"answered {status}") as told:
        send(hook(httpserver.url_for("/in?token=s3cret")))
    assert told.value.then == then
    assert "s3cret" not in str(told.value)
    assert [request.path for request, _ in httpserver.log] == ["/in"]


def test_nobody_answers() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DeliveryError, match="cannot be reached: connection refused") as told:
        send(hook(f"http://127.0.0.1:{port}/s3cret"))
    assert told.value.then == "again"
    assert "s3cret" not in str(told.value)


def test_somebody_answers_too_late() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(DeliveryError, match=r"no answer within 0\.1 s") as told:
            send(hook(f"http://127.0.0.1:{silent.getsockname()[1]}/", timeout_seconds=0.1))
    assert told.value.then == "again"


def test_neither_address_nor_secret_is_shown() -> None:
    to = Webhook("https://hooks.example.com/T000/s3cret?x=s3cret", SECRET)
    assert "s3cret" not in repr(to)
    assert SECRET not in repr(to)
    assert to.targets() == ("hooks.example.com",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://example.com/", "secret": SECRET},
        {"url": "ftp://example.com/", "secret": SECRET},
        {"url": "https://", "secret": SECRET},
        {"url": "https://user:word@example.com/", "secret": SECRET},
        {"url": "https://example.com:port/", "secret": SECRET},
        {"url": "https://example.com/a b", "secret": SECRET},
        {"url": "https://example.com/\r\nX: y", "secret": SECRET},
        {"url": "https://example.com/", "secret": "short"},
        {"url": "https://example.com/"},
        {"url": "https://example.com/", "secret": SECRET, "timeout_seconds": 0},
    ],
)
def test_options_that_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Webhook).validate_python(wrong)
